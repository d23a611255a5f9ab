import { defineRule } from "../../rule.ts";

/** What is written under `dashboards.slo` is added to a dashboard that a service without SLOs does not get. Layers of all services may write it for those that have some. */
export const dashboardWithoutSlos = defineRule({
  name: "dashboard-without-slos",
  severity: "warning",
  summary: "the dashboard of SLOs is added to where there are SLOs",
  check(service, report, { index }) {
    const written = service.dashboards.find(({ name }) => name === "slo");
    if (written === undefined || written.origin.from === "kit" || !service.targets.includes("grafana")) return;
    if (written.origin.span.file.path !== service.origin.span.file.path) return;
    // those of any environment, and those that are wrong
    if (index.services.get(service.name)?.slos.length !== 0) return;
    report(written.origin, {
      title: `\`${service.name}\` has no SLOs, and so no dashboard \`slo\` to which this could be added`,
      help: "write it under `overview` or a name of its own, or give the service an objective",
    });
  },
});
