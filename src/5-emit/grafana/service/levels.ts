import { aggregate, binary, call, join, number } from "../../../model/promql/build.ts";
import type { Expr } from "../../../model/promql/ast.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
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
  perSecond,
  query,
  rateOf,
  slisOf,
  smallest,
  titled,
} from "./subject.ts";
import { rateUnit, valueUnit } from "./unit.ts";

type Of<Kind extends Signal["kind"]> = Extract<Signal, { readonly kind: Kind }>;

/** What is judged at each step by a limit: throughput, age of data, gauges. */
export function levels(context: Context): readonly Panel[] {
  return slisOf(context.service).flatMap((sli): readonly Panel[] => {
    switch (sli.signal.kind) {
      case "throughput":
        return [throughput(context, sli, sli.signal)];
      case "freshness":
        return [age(context, sli, sli.signal)];
      case "gauge":
        return [gauge(context, sli, sli.signal)];
      default:
        return [];
    }
  });
}

/** Times by which rates may be written; of others a second stands in for them. */
const times: Readonly<Record<string, { readonly seconds: number; readonly unit: string; readonly word: string }>> = {
  s: { seconds: 1, unit: "s", word: "second" },
  m: { seconds: 60, unit: "min", word: "minute" },
  h: { seconds: 3600, unit: "h", word: "hour" },
  d: { seconds: 86400, unit: "day", word: "day" },
};

function throughput(context: Context, sli: Sli, signal: Of<"throughput">): Panel {
  const labels = labelsOf(sli.groups, "source");
  const what = countedBy(signal.events);
  const time = times[signal.written.split("/").at(-1)!] ?? times["s"]!;
  const { seconds } = time;
  const perS =
    signal.expression === undefined
      ? rateOf(
          signal.events.map((one) => chosen(context, one, sli.groups)),
          labels,
        )
      : perSecond(signal.expression, labels);
  const rate = seconds === 1 ? perS : binary(number(seconds), "*", perS);
  const limit = signal.atLeast.multiply(Decimal.of(seconds)).toNumber();
  return {
    ...shared(sli),
    title: about(`${titled(what)} a ${time.word}`, sli),
    description: `How much gets through. Below the dashed line, ${signal.written}, the SLI “${sli.name}” counts the time as bad: look at what comes before, and whether users reach it.`,
    unit: rateUnit(what, time.unit),
    min: 0,
    thresholds: [{ color: colors.page }, { from: limit, color: colors.good }],
    queries: [query("A", labels.length === 0 ? rate : smallest(rate), { legend: legendOf(labels) || what })],
  };
}

function age(context: Context, sli: Sli, { of, source, maxAge, perSecond: factor }: Of<"freshness">): Panel {
  const labels = labelsOf(sli.groups, "source");
  const values = join(
    "or",
    source.map((one) => chosen(context, one, sli.groups)),
  );
  const grouping = labels.length === 0 ? undefined : ({ mode: "by", labels } as const);
  const newest = aggregate(of === "timestamp" ? "max" : "min", values, grouping);
  const inSeconds = factor === 1 ? newest : binary(newest, "/", number(factor));
  const age = of === "timestamp" ? binary(call("time"), "-", inSeconds) : inSeconds;
  return {
    ...shared(sli),
    title: about("Age of the newest data", sli),
    description: `How old the newest data is. Above the dashed line, ${formatDuration(maxAge)}, the SLI “${sli.name}” counts the time as bad: what brings the data stands still, or is too slow.`,
    unit: "s",
    min: 0,
    thresholds: above(maxAge),
    queries: [query("A", labels.length === 0 ? age : largest(age), { legend: legendOf(labels) || "age" })],
  };
}

function gauge(context: Context, sli: Sli, { gauge: source, bad }: Of<"gauge">): Panel {
  const labels = labelsOf(sli.groups, "source");
  const values = join(
    "or",
    source.map((one) => chosen(context, one, sli.groups)),
  );
  const least = bad.op === "<";
  const worst = least ? smallest : largest;
  const ofGroups = (value: Expr) => aggregate(least ? "min" : "max", value, { mode: "by", labels });
  const shown = worst(labels.length === 0 ? values : ofGroups(values));
  const legend = labels.length === 0 ? {} : { legend: legendOf(labels) };
  const limit = bad.limit.toNumber();
  if (sli.type !== "custom")
    return {
      ...shared(sli),
      kind: "state-timeline",
      title: about("When all is well", sli),
      description: `1 while all is well. Other times are bad for the SLI “${sli.name}”. Of many series the ten worst.`,
      unit: "none",
      thresholds: [{ color: colors.page }, { from: limit, color: colors.good }],
      mappings: [
        { to: limit - 1e-9, text: "bad", color: colors.page },
        { from: limit, text: "well", color: colors.good },
      ],
      queries: [query("A", shown, legend)],
    };
  const declared = context.service.metrics.declared.find(({ name }) => name === source[0]?.name);
  return {
    ...shared(sli),
    title: `${titled(inWords(sli.name))}, ${least ? "at least" : "at most"} ${bad.limit.toString()}`,
    description: `${least ? "Below" : "Above"} the dashed line the SLI “${sli.name}” counts a series as bad. Of many series the ten ${least ? "lowest" : "highest"}.`,
    unit: valueUnit(source[0]?.name ?? "", declared?.unit),
    thresholds: least ? [{ color: colors.page }, { from: limit, color: colors.good }] : above(limit),
    queries: [query("A", shown, legend)],
  };
}

function shared({ name, origin }: Sli) {
  return { kind: "timeseries", key: name, width: 12, height: 8, thresholdsAs: "dashed", origin } as const;
}

function above(limit: number): readonly Threshold[] {
  return [{ color: colors.good }, { from: limit, color: colors.page }];
}
