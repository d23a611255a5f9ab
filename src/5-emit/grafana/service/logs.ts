import type { OtherQuery, Panel } from "../panel.ts";
import type { Context } from "./subject.ts";

interface Logs {
  /** By name of the service, which holds nothing that would need an escape. */
  readonly all: (service: string) => string;
  readonly errors: (service: string) => string;
}

/**
 * Loki has the label `service_name` of what comes by OTLP, and finds the level of each line itself (`discover_log_levels`, from 3.1 on), in the
 * letters of its source. Elasticsearch has `service.name` and `log.level` in ECS and in OpenTelemetry's own mapping alike.
 */
const languages: Readonly<Record<"loki" | "elasticsearch", Logs>> = {
  loki: {
    all: (service) => `{service_name="${service}"}`,
    errors: (service) => `{service_name="${service}"} | detected_level=~"(?i)(error|fatal|critical)"`,
  },
  elasticsearch: {
    all: (service) => `service.name:"${service}"`,
    errors: (service) =>
      `service.name:"${service}" AND log.level:(error OR ERROR OR Error OR fatal OR FATAL OR critical OR CRITICAL)`,
  },
};

/** What the service says: errors, and everything. */
export function logs({ service, workspace }: Context): readonly Panel[] {
  const { logs: source } = workspace.targets.grafana;
  if (source === undefined) return [];
  const { type } = source;
  const query = (text: string): OtherQuery => ({ kind: type, ref: "A", text });
  const shared = { kind: "logs", width: 12, height: 10, unit: "none" } as const;
  return [
    {
      ...shared,
      key: "errors",
      title: "Errors in the log",
      description:
        "Lines of the level error and above, the newest first; lines after one another that differ in numbers alone are shown once.",
      quiet: "no errors in the log",
      queries: [query(languages[type].errors(service.name))],
    },
    {
      ...shared,
      key: "all",
      title: "Log",
      description: "All lines, the newest first: what else happened when it began.",
      quiet: "nothing in the log",
      queries: [query(languages[type].all(service.name))],
    },
  ];
}
