/** Each burn-rate alert with the two windows that it reads and its own threshold. */
import { aggregate, binary, number } from "../../../model/promql/build.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import { liveBurns } from "../../../model/slo/burn.ts";
import { groupsOf } from "../../../model/slo/forms.ts";
import { errorRatioName, recorded } from "../../../model/slo/names.ts";
import { alertSeverities, type AlertSeverity, type BurnAlert, type Slo } from "../../../model/service.ts";
import { colors, type Panel, type Row } from "../panel.ts";
import { linksToRunbook, quietFor, type SloSeries } from "./series.ts";

const severityColors = { page: colors.page, ticket: colors.ticket, info: colors.second } as const;

export function burnsRow(series: SloSeries): Row | undefined {
  const panels = alertSeverities.flatMap((severity) => burnPanels(series, severity));
  if (panels.length === 0) return undefined;
  const width = panels.length >= 4 ? 6 : 24 / panels.length;
  return {
    key: "burns",
    title: "Who is told, and when? The windows of each burn-rate alert",
    panels: panels.map((panel) => ({ ...panel, width })),
  };
}

/** Alerts of a severity that can fire, those over short windows first. */
function burnsOf(slo: Slo, severity: AlertSeverity): readonly BurnAlert[] {
  return liveBurns(slo)
    .filter((burn) => burn.severity === severity)
    .sort((a, b) => a.long - b.long);
}

function burnPanels(series: SloSeries, severity: AlertSeverity): readonly Panel[] {
  const { slos, whole } = series;
  const most = Math.max(...slos.map((slo) => burnsOf(slo, severity).length));
  return Array.from({ length: most }, (_, at): Panel => {
    const burnOf = (slo: Slo) => burnsOf(slo, severity)[at];
    const ratio = (ref: string, windowOf: (burn: BurnAlert) => number | undefined, what: string, color: string) =>
      series.named(
        ref,
        (slo, own) => {
          const burn = burnOf(slo);
          const window = burn && windowOf(burn);
          return window === undefined
            ? undefined
            : { name: `${formatDuration(window)} (${what})`, expr: own(errorRatioName(window), whole) };
        },
        { color: color as (typeof colors)["neutral"], fill: 0 },
      );
    const long = ratio("A", (burn) => burn.long, "long", colors.neutral);
    const short = ratio("B", (burn) => burn.short, "short", colors.second);
    const threshold = series.named(
      "C",
      (slo, own) => {
        const burn = burnOf(slo);
        if (burn === undefined) return undefined;
        const name = `${severity} above ${burn.factor.toString(4)} × budget`;
        return { name, expr: binary(number(burn.factor), "*", own(recorded.budget)) };
      },
      { color: severityColors[severity], dashed: true, fill: 0, lineWidth: 2 },
    );
    const worst = series.named(
      "D",
      (slo, own) => {
        const burn = burnOf(slo);
        if (burn === undefined || groupsOf(slo).length === 0) return undefined;
        const groups = own(errorRatioName(burn.long), series.groups(slo));
        return {
          name: `worst group, ${formatDuration(burn.long)}`,
          expr: aggregate("max", groups, { mode: "by", labels: ["service", "slo"] }),
        };
      },
      { color: colors.third, fill: 0, lineWidth: 1 },
    );
    const having = slos.filter((slo) => burnOf(slo) !== undefined);
    return {
      kind: "timeseries",
      key: `${severity}-${at + 1}`,
      title: titleOf(
        severity,
        at,
        most,
        having.map((slo) => burnOf(slo)!),
      ),
      description:
        "The share of bad in the long and in the short window of this alert, all groups together. It fires while both are above the dashed line and the long one holds enough bad events to tell: the long window says that it matters, the short one that it still goes on. Each group has an alert of its own at the same height, so the worst of those that are chosen is drawn too.",
      width: 6,
      height: 8,
      unit: "percentunit",
      decimals: 3,
      min: 0,
      queries: [...long.queries, ...short.queries, ...threshold.queries, ...worst.queries],
      ...quietFor(
        [...threshold.without, ...short.without, ...(worst.queries.length === 0 ? [] : worst.without)],
        "this SLO has no such alert",
      ),
      ...linksToRunbook(series),
      origin: having.length === 1 ? burnOf(having[0]!)!.origin : series.originOf(having),
    };
  });
}

/** With its windows, where it has the same of every SLO. */
function titleOf(severity: AlertSeverity, at: number, most: number, burns: readonly BurnAlert[]): string {
  const word = { page: "Page", ticket: "Ticket", info: "Information" }[severity];
  const windows = new Set(burns.map(windowsOf));
  if (windows.size === 1) return `${word} on ${[...windows].join("")}`;
  return most === 1 ? word : `${word}: ${at === 0 ? "the fastest" : `number ${at + 1}`} of ${most}`;
}

function windowsOf({ long, short }: BurnAlert): string {
  return [long, ...(short === undefined ? [] : [short])].map(formatDuration).join(" and ");
}
