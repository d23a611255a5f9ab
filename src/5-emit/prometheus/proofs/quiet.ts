/** Planned work that recurs would take tests of other things out of the count: they stand where there is none. */
import { formatDuration, parseDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Maintenance } from "../../../model/service.ts";
import { type Interval, occurrences, tailOf } from "../../../model/slo/maintenance.ts";
import type { YamlMap } from "../../shared/yaml.ts";

const day: Seconds = 86400;

/** By how much a test may begin later: promtool evaluates every step before it. */
const longestDelay: Seconds = 4 * 3600;

/** Time in which rules are under planned work: `from` is not, `to` is. Tests begin with 1970. */
export function busyTimes(maintenance: readonly Maintenance[], until: Seconds, step: Seconds): readonly Interval[] {
  return maintenance.flatMap((one) => {
    const length = one.kind === "once" ? one.to - one.from : one.for;
    return occurrences(one, -length - day, until).map(({ from, to }) => ({ from, to: to + tailOf(step) }));
  });
}

function isBusy(busy: readonly Interval[], first: Seconds, last: Seconds): boolean {
  return busy.some(({ from, to }) => from < last && to >= first);
}

/** The first beginning, a multiple of `unit`, at which a test of a length meets no planned work; undefined where none is near. */
export function quietStart(busy: readonly Interval[], length: Seconds, unit: Seconds): Seconds | undefined {
  for (let by = 0; by <= longestDelay; by += unit) if (!isBusy(busy, by, by + length)) return by;
  return undefined;
}

/** The test, later by as many `unit`s as it takes to meet no planned work; undefined where that would be too many. */
export function delayed(test: YamlMap, busy: readonly Interval[], unit: Seconds, step: Seconds): YamlMap | undefined {
  const expected = test["promql_expr_test"] as readonly YamlMap[];
  const length = Math.max(...expected.map(({ eval_time: at }) => secondsOf(at as string)));
  const by = quietStart(busy, length, unit);
  if (by === undefined || by === 0) return by === 0 ? test : undefined;
  const series = test["input_series"] as readonly YamlMap[];
  return {
    ...test,
    input_series: series.map((one) => ({ ...one, values: `_x${by / step} ${one["values"] as string}` })),
    promql_expr_test: expected.map((one) => ({
      ...one,
      eval_time: formatDuration(secondsOf(one["eval_time"] as string) + by),
    })),
  };
}

function secondsOf(text: string): Seconds {
  const duration = parseDuration(text);
  if (!duration.ok) throw new Error(`${text} is no duration`);
  return duration.value;
}

/** A pace at which the first evaluations after these windows meet no planned work: a day if it does; undefined where there is none. */
export function quietPace(busy: readonly Interval[], ends: (pace: Seconds) => readonly Seconds[], unit: Seconds) {
  const paces = Array.from({ length: Math.ceil((2 * day) / unit) }, (_, at) => (at + 1) * unit)
    .filter((pace) => pace >= day / 2)
    .sort((a, b) => Math.abs(a - day) - Math.abs(b - day));
  return paces.find((pace) => ends(pace).every((end) => !isBusy(busy, end, end)));
}
