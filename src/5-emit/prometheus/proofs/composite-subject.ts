/** What is fed of the parts of a composition, and what must then be recorded of it. */
import { printExpr, printSeries } from "../../../model/promql/print.ts";
import { binary, call, equals, number, selector } from "../../../model/promql/build.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { CompositePart, CompositeSlo, Composition, Labels, Service } from "../../../model/service.ts";
import { errorRatioName, recorded } from "../../../model/slo/names.ts";
import { type Addends, addendsOf, alertWindows, bin } from "../../../model/slo/windows.ts";
import type { Workspace } from "../../../model/workspace.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { recordedLabels } from "../labels.ts";
import { seriesName, sparseText } from "./notation.ts";
import { expectation, inputSeries, sample } from "./subject.ts";

export interface CompositeSubject {
  readonly service: Service;
  readonly slo: CompositeSlo;
  readonly workspace: Workspace;
  readonly step: Seconds;
}

export interface Events {
  readonly total: number;
  readonly errors: number;
}

/** Events of a part in every window. */
export const traffic = 1_000_000;

export interface Point extends Events {
  readonly form: Addends["form"];
  /** Seconds before the evaluation. */
  readonly age: Seconds;
}

interface Fed {
  /** At the last step, in the last sum, as the last slice. */
  readonly fresh?: Events;
  readonly points?: readonly Point[];
}

/** What is recorded of a part. The sum of the last five minutes is made by the rules, of parts whose rules are in this file. */
export function feed(
  subject: CompositeSubject,
  leaf: CompositePart,
  end: Seconds,
  { fresh, points = [] }: Fed,
): readonly Yaml[] {
  const { service, step } = subject;
  const all = [...points];
  if (fresh !== undefined)
    all.push(leaf.slice === undefined ? { ...fresh, form: "steps", age: step } : { ...fresh, form: "slices", age: 0 });
  const last = all.filter(({ form, age }) => form === "steps" && age < bin);
  if (leaf.service !== service.name && last.length > 0) {
    const sum = (of: keyof Events) => last.reduce((before, point) => before + point[of], 0);
    all.push({ form: "bins", age: 0, total: sum("total"), errors: sum("errors") });
  }
  return (["steps", "bins", "slices"] as const).flatMap((form) => {
    const own = all.filter((point) => point.form === form);
    const names = namesOf[form];
    return own.length === 0
      ? []
      : (["total", "errors"] as const).map((of) =>
          inputSeries(
            names[of],
            partLabels(subject, leaf),
            sparseText(own.map((point) => [(end - point.age) / step, point[of]])),
          ),
        );
  });
}

const namesOf = {
  steps: { total: recorded.total, errors: recorded.errors },
  bins: { total: recorded.totalSum, errors: recorded.errorsSum },
  slices: { total: recorded.totalSlice, errors: recorded.errorsSlice },
} as const;

export function partLabels({ service }: CompositeSubject, { service: name, slo }: CompositePart): Labels {
  return { service: name, slo, ...service.environmentLabels };
}

/** The windows of its alerts, and the period. */
export function windowsOf(slo: CompositeSlo): readonly Seconds[] {
  return [...new Set([...alertWindows(slo), slo.window.length])];
}

/** What a window adds up of a part: a part with slices is judged by whole ones. */
export function formOf({ step }: CompositeSubject, { slice }: CompositePart, window: Seconds) {
  return {
    ...addendsOf(window, step, slice),
    length: slice === undefined ? window : Math.ceil(window / slice) * slice,
  };
}

export function test(
  subject: CompositeSubject,
  name: string,
  input: readonly Yaml[],
  expected: readonly Yaml[],
): YamlMap {
  return { name, interval: formatDuration(subject.step), input_series: input, promql_expr_test: expected };
}

/** The share of bad of a window when it holds these events of each part. */
export function ratioExpectation(
  subject: CompositeSubject,
  window: Seconds,
  at: Seconds,
  events: (id: string) => Events | undefined,
): Yaml {
  return roundedOf(subject, errorRatioName(window), at, combined(subject.slo.composition, events));
}

/** What is recorded, to nine places: powers are worked out in another way here, so the last digits may differ. */
export function roundedOf(
  { service, slo, step }: CompositeSubject,
  name: string,
  at: Seconds,
  value: number | undefined,
): Yaml {
  const labels = recordedLabels(service, slo);
  const rounded = call("round", binary(selector(name, equals(labels)), "*", number(1e9)));
  const samples = value === undefined ? [] : [sample(seriesName("", labels), Math.round(value * 1e9))];
  return expectation(printExpr(rounded, { width: Infinity }), at / step, step, samples);
}

export function recordedOf({ service, slo, step }: CompositeSubject, name: string, at: Seconds, value: number): Yaml {
  const own = recordedLabels(service, slo);
  return expectation(printSeries(name, own), at / step, step, [sample(seriesName(name, own), value)]);
}

/** The combination by its definition; undefined where no part has events. */
export function combined(
  { combine, parts }: Composition,
  events: (id: string) => Events | undefined,
): number | undefined {
  const shares = parts.flatMap((part) => {
    const each = events(part.id);
    const share =
      part.composition === undefined
        ? each && each.total > 0
          ? each.errors / each.total
          : undefined
        : combined(part.composition, events);
    return share === undefined ? [] : [{ share, weight: part.weight.toNumber() }];
  });
  if (shares.length === 0) return undefined;
  switch (combine) {
    case "worst":
      return Math.max(...shares.map(({ share }) => share));
    case "mean":
      return (
        shares.reduce((sum, { share, weight }) => sum + share * weight, 0) /
        shares.reduce((sum, { weight }) => sum + weight, 0)
      );
    case "product":
      return 1 - shares.reduce((all, { share, weight }) => all * (1 - share) ** weight, 1);
  }
}
