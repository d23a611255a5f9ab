/** What is counted: the good and the bad, and slices of time where these are what counts. */
import type { Expr } from "../../../model/promql/ast.ts";
import { binary } from "../../../model/promql/build.ts";
import { countedWords } from "../../../model/slo/forms.ts";
import { errorRatioName, errorsSumName, recorded } from "../../../model/slo/names.ts";
import { bin, shortestWindow } from "../../../model/slo/windows.ts";
import type { Slo } from "../../../model/service.ts";
import { colors, type Panel, type Row } from "../panel.ts";
import { type Own, quietFor, type SloSeries } from "./series.ts";

export function countedRow(series: SloSeries): Row {
  const { slos, whole } = series;
  const ofSlis = slos.filter(({ kind }) => kind === "sli");
  const sliced = slos.flatMap((slo) =>
    slo.kind === "sli" && slo.slices !== undefined ? [{ slo, slices: slo.slices }] : [],
  );
  const composed = slos.filter(({ kind }) => kind === "composite");
  const counted = (ref: string, what: "good" | "bad", make: (own: Own) => Expr) =>
    series.named(
      ref,
      (slo, own) =>
        slo.kind === "sli"
          ? { name: `${what} ${slo.sli.form === "events" ? "events" : "steps"}`, expr: make(own) }
          : undefined,
      { color: what === "bad" ? colors.page : colors.good, fill: 60, lineWidth: 0 },
    ).queries;
  const panels: Panel[] = [];
  if (ofSlis.length > 0)
    panels.push({
      kind: "timeseries",
      key: "events",
      title: "Good and bad in every five minutes",
      description:
        "What the SLI counts, all groups together: events where its source counts them, else steps of time that were good or bad. Few events make a share jump; none are no error.",
      width: 12,
      height: 8,
      unit: "short",
      decimals: 0,
      min: 0,
      stacked: true,
      queries: [
        ...counted("A", "bad", (own) => own(recorded.errorsSum, whole)),
        ...counted("B", "good", (own) => binary(own(recorded.totalSum, whole), "-", own(recorded.errorsSum, whole))),
      ],
      ...quietFor(composed, "a composition counts nothing of its own: see its parts"),
      origin: series.originOf(ofSlis),
    });
  panels.push({
    kind: "timeseries",
    key: "ratio",
    title: "Share of bad, at its newest",
    description:
      "Over the shortest window that is recorded: five minutes, or a slice. The first to rise when something breaks, and the first to fall when it is mended. Absent while nothing happens.",
    width: ofSlis.length > 0 ? 8 : 16,
    height: 8,
    unit: "percentunit",
    decimals: 2,
    min: 0,
    queries: series.named(
      "A",
      (slo, own) => ({
        name: shortestWindow(slo) === bin ? "over 5m" : "newest slice",
        expr: own(errorRatioName(shortestWindow(slo)), whole),
      }),
      { color: colors.page },
    ).queries,
    quiet: "no events",
    origin: series.originOf(),
  });
  panels.push({
    kind: "stat",
    key: "bad",
    title: "Bad in the window",
    description:
      "Everything bad that the budget was spent on: events, steps, slices of time, or the events of all parts of a composition.",
    width: ofSlis.length > 0 ? 4 : 8,
    height: 8,
    unit: "short",
    decimals: 0,
    sparkline: true,
    queries: series.named("A", (slo, own) => ({
      name: `bad ${countedWords(slo)}`,
      expr: own(errorsSumName(slo.window), whole),
    })).queries,
    origin: series.originOf(),
  });
  if (sliced.length > 0)
    panels.push({
      kind: "timeseries",
      key: "slices",
      title: "Bad slices of time",
      description:
        "1 where a slice was bad, or the share of bad in it where the mean of the slices counts. A slice without events is neither good nor bad.",
      width: 24,
      height: 5,
      unit: "short",
      decimals: 2,
      min: 0,
      max: 1,
      bars: true,
      queries: series.named(
        "A",
        (slo: Slo, own) =>
          slo.kind === "sli" && slo.slices !== undefined
            ? { name: "bad", expr: own(recorded.errorsSlice, whole) }
            : undefined,
        { color: colors.page },
      ).queries,
      ...quietFor(
        slos.filter((slo) => sliced.every((one) => one.slo !== slo)),
        "this SLO counts no slices of time",
      ),
      origin: sliced.length === 1 ? sliced[0]!.slices.origin : series.originOf(sliced.map(({ slo }) => slo)),
    });
  return { key: "counted", title: "What is counted", panels };
}
