import { binary, equals, selector } from "../../../model/promql/build.ts";
import { resultLabels } from "../../../model/promql/result-labels.ts";
import type { Anomaly } from "../../../model/service.ts";
import { recordedOfAnomaly as recorded } from "../../../model/slo/names.ts";
import { colors, type Panel, type Threshold } from "../panel.ts";
import { type Context, inWords, largest, legendOf, query, titled } from "./subject.ts";

/** What is watched, what is usual of it, and how far it is from that. */
export function anomalies(context: Context): readonly Panel[] {
  return context.service.anomalies.flatMap((anomaly) => ofAnomaly(context, anomaly));
}

function ofAnomaly({ service }: Context, anomaly: Anomaly): readonly Panel[] {
  const matchers = equals({ service: service.name, anomaly: anomaly.anomaly, ...service.environmentLabels });
  const series = (name: string) => selector(name, matchers);
  const { names, open } = resultLabels(anomaly.value);
  const labels = [...names].sort();
  const isSingle = labels.length === 0 && !open;
  const legend = legendOf(labels);
  const sigma = anomaly.sigma.toNumber();
  const title = titled(inWords(anomaly.anomaly));
  const usual = `${anomaly.sigma.toString()} standard deviations around the mean${anomaly.method === "seasonal" ? " of the same time in earlier periods" : ""}`;
  const shared = {
    kind: "timeseries",
    height: 9,
    origin: anomaly.origin,
    quiet: "what is usual is not known yet: more history is needed",
  } as const;
  const thresholds: readonly Threshold[] = [
    { color: colors.page },
    { from: -sigma, color: colors.good },
    { from: sigma, color: colors.page },
  ];
  // of many series the ten with the largest values, and of what is usual those alone
  const values = isSingle ? series(recorded.value) : largest(series(recorded.value));
  const of = (name: string) => (isSingle ? series(name) : binary(series(name), "and", values));
  const ends = (["lower", "upper"] as const).map((end, at) =>
    query(at === 0 ? "C" : "D", of(recorded[end]), {
      legend: isSingle ? end : `${end} ${legend}`.trim(),
      style: {
        color: colors.second,
        lineWidth: 1,
        ...(isSingle
          ? { fill: end === "upper" ? 20 : 0, ...(end === "upper" && { fillTo: "lower" }) }
          : { dashed: true, fill: 0 }),
      },
    }),
  );
  return [
    {
      ...shared,
      key: `${anomaly.anomaly}/value`,
      width: 16,
      title: `${title}, and what is usual of it`,
      description: `The value and the band of what is usual, ${usual}. Outside of the band it is an anomaly${anomaly.severity === "info" ? "" : ", and an alert"}: look for what happened when it left it.`,
      unit: "short",
      queries: [
        query("A", values, {
          legend: isSingle ? "value" : legend || "__auto",
          style: { lineWidth: 2, fill: 0, ...(isSingle && { color: colors.neutral }) },
        }),
        query("B", of(recorded.mean), {
          legend: isSingle ? "usual" : `usual ${legend}`.trim(),
          style: { color: colors.muted, dashed: true, lineWidth: 1, fill: 0 },
        }),
        ...ends,
      ],
    },
    {
      ...shared,
      key: `${anomaly.anomaly}/deviation`,
      width: 8,
      title: `${title}: how unusual`,
      description: `How many standard deviations the value is from what is usual. Outside of the dashed lines, ${anomaly.sigma.toString()} up or down, it is an anomaly.`,
      unit: "suffix:σ",
      decimals: 1,
      thresholds,
      thresholdsAs: "dashed",
      queries: [
        query("A", binary(binary(values, "-", series(recorded.mean)), "/", series(recorded.stddev)), {
          legend: isSingle ? "deviation" : legend || "__auto",
          ...(isSingle && { style: { color: colors.neutral, fill: 0 } }),
        }),
      ],
    },
  ];
}
