/** Since when: the history of the SLO's alerts; and what to do. */
import { aggregate, binary, equals, join, number, selector } from "../../../model/promql/build.ts";
import { periodWords } from "../../../model/slo/names.ts";
import { alertSeverities, type Slo } from "../../../model/service.ts";
import { colors, type Row } from "../panel.ts";
import { alertLink, specUrl } from "../common.ts";
import { plainMarkdown, plainUrl } from "../template.ts";
import { linksToRunbook, type SloSeries } from "./series.ts";

/** Values of firing alerts by severity. */
const values = { info: "1", ticket: "2", page: "3" } as const;

export function historyRow(series: SloSeries): Row {
  const { workspace, groupLabels } = series;
  const height = Math.min(12, 7 + Math.ceil(series.slos.length / 2));
  const by = ["severity", "long", ...groupLabels, "alertname"];
  const firing = alertSeverities.map((severity) => {
    const labels = { alertstate: "firing", severity: workspace.severities[severity] };
    const alerts = selector("ALERTS", [...series.ofChosen, ...equals(labels)]);
    return binary(number(values[severity]), "*", aggregate("max", alerts, { mode: "by", labels: by }));
  });
  return {
    key: "history",
    title: "Since when? What to do?",
    panels: [
      {
        kind: "state-timeline",
        key: "alerts",
        title: "Alerts of this SLO",
        description:
          "When which alert fired: burn-rate alerts by their long window, alerts that little budget is left, and alerts that nothing is known of the SLI; those of groups apart, by their labels. Nothing here is the usual case.",
        width: 16,
        height,
        unit: "none",
        mappings: [
          { value: values.page, text: "page", color: colors.page },
          { value: values.ticket, text: "ticket", color: colors.ticket },
          { value: values.info, text: "info", color: colors.second },
        ],
        quiet: "no alert has fired",
        queries: [
          {
            kind: "prometheus",
            ref: "A",
            expr: join("or", firing),
            legend: by.map((label) => `{{${label}}}`).join(" "),
          },
        ],
        links: [
          alertLink("${__field.labels.alertname}", { service: series.service.name, slo: "${slo}" }),
          ...(linksToRunbook(series).links ?? []),
        ],
        origin: series.originOf(),
      },
      {
        kind: "text",
        key: "to-do",
        title: "What to do",
        description: "Steps for whoever is told, and the pages that the spec names.",
        width: 8,
        height,
        markdown: markdownOf(series),
        origin: series.originOf(),
      },
    ],
  };
}

function markdownOf({ service, workspace, slos }: SloSeries): string {
  const steps = [
    "1. Is it still going on? The short windows above tell within minutes.",
    "2. Where? The groups below: one of them, or all?",
    "3. What changed? Marks of deploys; the service's own dashboard.",
    "4. Stop it first (roll back, switch over), then look for the cause.",
  ];
  const { repository } = service.links;
  const path = plainMarkdown(service.origin.span.file.path);
  const url = specUrl(service, workspace);
  const spec = url === undefined ? path : `[${path}](${url})`;
  const where = repository === undefined ? "" : ` in [the repository](${plainUrl(repository)})`;
  return [
    ...steps,
    "",
    ...slos.map((slo) => lineOf(slo, slo.links.runbook ?? service.links.runbook)),
    "",
    `Spec: ${spec}${where}`,
  ].join("\n");
}

function lineOf({ name, description, window }: Slo, runbook: string | undefined): string {
  const words = description === undefined ? "" : ` ${plainMarkdown(description.trim().replaceAll("\n", " "))}`;
  const link = runbook === undefined ? "no runbook" : `[runbook](${plainUrl(runbook)})`;
  return `- **${plainMarkdown(name)}** (${periodWords(window)}): ${link}.${words}`;
}
