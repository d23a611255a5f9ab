/** What the numbers rest on: how much of the window was seen, and what was taken out of it. */
import type { Expr } from "../../../model/promql/ast.ts";
import { binary, number, on } from "../../../model/promql/build.ts";
import { observedName, recorded } from "../../../model/slo/names.ts";
import type { Correction, Service, Slo } from "../../../model/service.ts";
import { type Annotation, colors, type Panel, type Row } from "../panel.ts";
import { withoutVariables } from "../template.ts";
import { now, type Own, quietFor, type SloSeries } from "./series.ts";

export function knownRow(series: SloSeries): Row {
  const { slos, whole, service } = series;
  const observed = series.chosen((slo, own) => own(observedName(slo.window), whole)).expr!;
  const corrected = slos.filter(({ corrections }) => corrections.length > 0);
  const panels: Panel[] = [
    {
      kind: "timeseries",
      key: "observed",
      title: "Share of the window with data",
      description:
        "What the numbers above rest on: the part of the window in which events, or that there were none, were seen. The rest is not known to be good or bad: the SLI had no data then, or the rules are newer than the window. An alert fires when nothing is seen for a while.",
      width: 12,
      height: 6,
      unit: "percentunit",
      decimals: 1,
      min: 0,
      max: 1,
      queries: [
        { kind: "prometheus", ref: "A", expr: observed, legend: "with data", style: { color: colors.neutral } },
      ],
      origin: series.originOf(),
    },
  ];
  if (service.maintenance.length > 0) {
    const marks = marksOf(service);
    panels.push({
      kind: "state-timeline",
      key: "planned-work",
      title: "Planned work",
      description: "Excluded: events do not count, and nobody is told. Muted: events count, and nobody is told.",
      width: 12,
      height: 6,
      unit: "none",
      mappings: [{ value: "1", text: "planned work", color: colors.second }],
      quiet: "no planned work",
      queries: marks.map(({ record, word }, at) => ({
        kind: "prometheus",
        ref: String.fromCodePoint(0x41 + at),
        expr: series.chosen((slo, own) => (isMarked(service, slo, record) ? own(record) : undefined)).expr!,
        legend: word,
      })),
      origin: service.maintenance[0]!.origin,
    });
  }
  if (corrected.length > 0)
    panels.push({
      kind: "stat",
      key: "corrected",
      title: "Taken out afterwards",
      description:
        "How much of the window was taken out of it, with a reason that the spec names. Marks on the time show where.",
      width: 6,
      height: 6,
      unit: "s",
      decimals: 0,
      queries: [
        {
          kind: "prometheus",
          ref: "A",
          expr: series.chosen((slo, own) => (slo.corrections.length > 0 ? own(recorded.corrected) : undefined)).expr!,
          legend: "taken out",
        },
      ],
      ...quietFor(
        slos.filter((slo) => !corrected.includes(slo)),
        "nothing",
      ),
      origin: corrected[0]!.corrections[0]!.origin,
    });
  const [only] = panels;
  return {
    key: "known",
    title: "What do the numbers rest on?",
    panels: panels.length === 1 ? [{ ...only!, width: 24 }] : panels,
  };
}

function isMarked({ maintenance }: Service, slo: Slo, record: string): boolean {
  // a composition has no events of its own to exclude
  const excludes = (excluded: boolean) => excluded && slo.kind === "sli";
  return maintenance.some(({ excluded }) => excludes(excluded) === (record === recorded.excluded));
}

function marksOf(service: Service) {
  return [
    { record: recorded.excluded, word: "excluded" },
    { record: recorded.muted, word: "muted" },
  ].filter(({ record }) => service.slos.some((slo) => isMarked(service, slo, record)));
}

/** Planned work and corrections of the SLO that is chosen, as marks on the time. */
export function knownMarks(series: SloSeries): readonly Annotation[] {
  const { service, slos } = series;
  const marks = marksOf(service).map(({ record, word }): Annotation => ({
    kind: "prometheus",
    name: `Planned work, ${word}`,
    expr: series.chosen((slo, own) => (isMarked(service, slo, record) ? own(record) : undefined)).expr!,
    color: colors.second,
    title: `Planned work: ${word}`,
    text: record === recorded.excluded ? "Events do not count, and nobody is told." : "Nobody is told.",
    step: "60s",
    enabled: true,
  }));
  const corrections = slos.flatMap((slo) =>
    slo.corrections.map((correction): Annotation => ({
      kind: "prometheus",
      name: `Taken out: ${slo.name}, ${correction.name}`,
      expr: series.chosen((one, own) => (one === slo ? during(correction, own) : undefined)).expr!,
      color: colors.third,
      title: `Taken out: ${correction.name}`,
      text: withoutVariables(correction.reason),
      step: "60s",
      enabled: true,
    })),
  );
  return [...marks, ...corrections];
}

function during({ from, to }: Correction, own: Own): Expr {
  const time = binary(binary(now, ">=", number(from)), "<=", number(to));
  return binary(own(recorded.objective), "and", time, on());
}
