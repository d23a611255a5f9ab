import { defineRule } from "../../rule.ts";

/** Dashboards read series that the target `prometheus` records. Where another workspace has the rules this one's list may do without; that is a thing to say. */
export const dashboardsWithoutRules = defineRule({
  name: "dashboards-without-rules",
  severity: "warning",
  summary: "a service with dashboards has the rules that record what they show",
  check(service, report) {
    const { targets, slos, anomalies, metrics } = service;
    if (!targets.includes("grafana") || targets.includes("prometheus")) return;
    const unrecorded = [
      ...(slos.length > 0 ? ["its SLOs"] : []),
      ...(anomalies.length > 0 ? ["its anomalies"] : []),
      ...(metrics.recorded.length > 0 ? ["`metrics.record`"] : []),
    ];
    if (unrecorded.length === 0) return;
    const origin = service.resolved.originOf("/targets");
    const { span } = origin;
    const all = `[${["prometheus", ...targets].join(", ")}]`;
    const isPlain = !/[#&*]/.test(span.file.text.slice(span.start, span.end));
    report(origin, {
      title: `dashboards of \`${service.name}\` show series that nothing records: those of ${listed(unrecorded)}`,
      help: `write \`targets: ${all}\`; or, where another workspace has its rules, silence this with the reason`,
      ...(isPlain && { fix: { title: "add `prometheus`", edits: [{ span, text: all }] } }),
    });
  },
});

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
