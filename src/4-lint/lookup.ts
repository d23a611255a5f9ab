import type { Origin } from "../model/origin.ts";
import type { Expr, Matcher, Selector } from "../model/promql/ast.ts";
import { selectorsOf } from "../model/promql/visit.ts";
import type { Service, Signal, Sli } from "../model/service.ts";
import { overSlis } from "../model/slo/forms.ts";
import { never } from "../util/never.ts";
import { pointerTo } from "../util/pointer.ts";

/** JSON Pointer to the value at a path of keys. */
export function pointer(...steps: readonly (string | number)[]): string {
  return steps.reduce<string>(pointerTo, "");
}

/** The merged value at a path of keys; undefined where it ends early. Own keys alone: `__proto__` finds nothing. */
export function valueAt(service: Service, ...parts: readonly (string | number)[]): unknown {
  return parts.reduce<unknown>((value, part) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[part];
  }, service.resolved.value);
}

/** As `valueAt`, when it is a text. */
export function textAt(service: Service, ...parts: readonly (string | number)[]): string | undefined {
  const value = valueAt(service, ...parts);
  return typeof value === "string" ? value : undefined;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** SLIs that an SLO stands on, each once: what a kit gives beyond them concerns nobody. */
export function usedSlis(service: Service): readonly Sli[] {
  return [...new Set(overSlis(service.slos).map(({ sli }) => sli))];
}

/** A source that an SLI reads, at `prometheus.<key>`; an expression gives the selectors in it. */
export interface ReadSource {
  readonly key: "total" | "good" | "bad" | "histogram" | "gauge" | "events" | "timestamp" | "age" | "errorRatio";
  readonly selectors: readonly Selector[];
}

export function sourcesOf(signal: Signal): readonly ReadSource[] {
  switch (signal.kind) {
    case "histogram":
      return [
        { key: "histogram", selectors: [signal.histogram] },
        { key: "total", selectors: signal.total ?? [] },
      ];
    case "counters":
      return (["total", "good", "bad"] as const).map((key) => ({ key, selectors: signal[key] ?? [] }));
    case "expressions":
      return (["total", "good", "bad"] as const).map((key) => {
        const expr = signal[key];
        return { key, selectors: expr === undefined ? [] : selectorsOf(expr) };
      });
    case "gauge":
      return [{ key: "gauge", selectors: signal.gauge }];
    case "throughput":
      return [{ key: "events", selectors: signal.events }];
    case "freshness":
      return [{ key: signal.of, selectors: signal.source }];
    case "ratio":
      return [{ key: "errorRatio", selectors: selectorsOf(signal.errorRatio) }];
    default:
      return never(signal);
  }
}

/** Where a source stands: the text that it is, one item of a list, or the selector in an expression. */
export function originOfSource(
  service: Service,
  { name, signal }: Sli,
  key: ReadSource["key"],
  at: number,
  { span }: Selector,
): Origin {
  const source = pointer("slis", name, "prometheus", key);
  const isList = Array.isArray(valueAt(service, "slis", name, "prometheus", key));
  const origin = service.resolved.originOf(isList ? `${source}/${at}` : source);
  if ((signal.kind !== "expressions" && signal.kind !== "ratio") || span === undefined || origin.from === "kit")
    return origin;
  return { ...origin, span: service.resolved.spanInside?.(source, span.start, span.end) ?? origin.span };
}

/** The matchers of a node that is a selector. */
export function matchersOf(node: Expr): readonly Matcher[] {
  return node.kind === "selector" ? node.matchers : [];
}

/** True when both stand in the same file: the reader of one can change the other there. */
export function sameFile(a: Origin, b: Origin): boolean {
  return a.span.file.path === b.span.file.path;
}
