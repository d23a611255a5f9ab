import type { Service } from "../model/service.ts";

/** What a series holds: a number that only grows until a restart, or one that goes up and down. */
export type SeriesKind = "counter" | "gauge";

const parts = /_(?:bucket|sum|count)$/;

/** What the service or its kits declare a series to be; undefined when they do not say. */
export function declaredKind({ metrics }: Service, name: string): SeriesKind | undefined {
  const own = metrics.declared.find((metric) => metric.name === name);
  if (own?.type === "counter" || own?.type === "gauge") return own.type;
  const base = name.replace(parts, "");
  const whole = base === name ? undefined : metrics.declared.find((metric) => metric.name === base);
  return whole?.type === "histogram" || whole?.type === "summary" ? "counter" : undefined;
}

/** As declared, else by the suffix that OpenMetrics keeps for counters. */
export function likelyKind(service: Service, name: string): SeriesKind | undefined {
  return declaredKind(service, name) ?? (name.endsWith("_total") ? "counter" : undefined);
}
