import { call, number, over, sum } from "../../../model/promql/build.ts";
import type { Expr, Selector } from "../../../model/promql/ast.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Signal, Sli } from "../../../model/service.ts";
import { colors, type Panel, type Threshold } from "../panel.ts";
import {
  about,
  chosen,
  type Context,
  countedBy,
  inWords,
  labelsOf,
  largest,
  legendOf,
  ofWhole,
  partOf,
  query,
  slisOf,
  sloOf,
  sourcesOf,
} from "./subject.ts";
import { traceLinks } from "./traces.ts";
import { allowed, recordedErrors } from "./traffic.ts";

type Histogram = Extract<Signal, { readonly kind: "histogram" }>;

const quantiles = [
  { ref: "A", of: "0.5", legend: "p50", style: { color: colors.second } },
  { ref: "B", of: "0.95", legend: "p95", style: { color: colors.neutral } },
  { ref: "C", of: "0.99", legend: "p99", style: { color: colors.third } },
] as const;

/** How long it takes, with what the SLO calls slow. */
export function latency(context: Context): readonly Panel[] {
  return slisOf(context.service).flatMap((sli) =>
    sli.signal.kind === "histogram" ? ofSli(context, sli, sli.signal) : [],
  );
}

function ofSli(context: Context, sli: Sli, signal: Histogram): readonly Panel[] {
  const { groups } = sli;
  const { histogram, native } = signal;
  const slo = sloOf(context.service, sli);
  const what = countedBy(sourcesOf(sli));
  const limit = formatDuration(signal.threshold);
  const shared = { height: 9, unit: unitOf(signal), origin: sli.origin, links: traceLinks(context, "slow") } as const;
  const thresholds: readonly Threshold[] = [
    { color: colors.good },
    { from: signal.bound.toNumber(), color: colors.page },
  ];
  const bounded = { thresholds, thresholdsAs: "dashed", min: 0 } as const;
  const panels: Panel[] = [
    {
      ...shared,
      ...bounded,
      kind: "timeseries",
      key: `${sli.name}/quantiles`,
      width: 10,
      title: about("Latency: p50, p95, p99", sli),
      description: `The time within which half (p50), 95 % (p95) and 99 % (p99) of the ${what} were answered. Above the dashed line, ${limit}, the SLI counts them as slow. Points are single ${what} with a trace, where the service gives exemplars.`,
      queries: quantiles.map(({ ref, of, legend, style }) =>
        // one of them: all three read the same exemplars
        query(ref, quantile(of, histogram, native), { legend, style, ...(ref === "C" && { exemplars: true }) }),
      ),
    },
    {
      ...shared,
      kind: "heatmap",
      key: `${sli.name}/distribution`,
      width: 8,
      title: about("Latency: how many took how long", sli),
      description: `The brighter, the more ${what} took this long. Two bands mean two kinds of ${what}, such as hits and misses of a cache; a band that moves up is a slower part that all of them need.`,
      queries: [query("A", distribution(histogram, native), { format: "heatmap", legend: "{{le}}" })],
    },
  ];
  if (slo !== undefined)
    panels.push({
      ...shared,
      kind: "timeseries",
      key: `${sli.name}/slow`,
      width: 6,
      unit: "percentunit",
      title: about(`Share slower than ${limit}`, sli),
      description: `How many of a hundred are slow. Above the dashed line the budget of the SLO “${slo.name}” is spent before its window ends.`,
      min: 0,
      thresholds: allowed(slo.budget),
      thresholdsAs: "dashed",
      queries: [
        query("A", recordedErrors(slo, ofWhole(context.service, slo)), {
          legend: "slow",
          style: { color: colors.page, fill: 15 },
        }),
      ],
    });
  if (groups.length > 0) {
    const labels = labelsOf(groups, "source");
    const words = groups.map(({ recorded }) => inWords(recorded)).join(" and ");
    panels.push({
      ...shared,
      ...bounded,
      kind: "timeseries",
      key: `${sli.name}/by-group`,
      width: 24,
      title: about(`Latency: p95 by ${words}`, sli),
      description: `The time within which 95 % of the ${what} of each ${words} were answered, of which the ten slowest: where it is slow. Choose some at the top.`,
      queries: [
        query("A", largest(quantile("0.95", chosen(context, histogram, groups), native, labels)), {
          legend: legendOf(labels),
        }),
      ],
    });
  }
  return panels;
}

/** @see https://prometheus.io/docs/practices/histograms/ */
function quantile(of: string, histogram: Selector, native: boolean, by: readonly string[] = []): Expr {
  return call("histogram_quantile", number(of), rates("rate", histogram, native, by));
}

function distribution(histogram: Selector, native: boolean): Expr {
  return rates("increase", histogram, native, []);
}

/** Of a classic histogram by its bounds; a native one holds them. */
function rates(fn: "rate" | "increase", histogram: Selector, native: boolean, by: readonly string[]): Expr {
  const counted = call(fn, over(partOf(histogram, native ? "" : "_bucket"), "window"));
  return sum(counted, native ? by : ["le", ...by]);
}

/** Of the histogram's own values: `bound` is `threshold` in it. */
function unitOf({ bound, threshold }: Histogram): string {
  const perSecond = Math.round(bound.toNumber() / threshold);
  return units.find(([factor]) => factor === perSecond)?.[1] ?? "short";
}

const units: readonly (readonly [number, string])[] = [
  [1, "s"],
  [1e3, "ms"],
  [1e6, "µs"],
  [1e9, "ns"],
];
