/**
 * Tests that bind the lengths of windows. They feed recorded series instead of raw ones, so that 28 days cost some thirty evaluations, a day apart:
 * promtool would take minutes if it evaluated every step of such a history. What is raw is proven by the other tests.
 */
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { budgetRemainingName, errorRatioName, recorded } from "../../../model/slo/names.ts";
import { alertWindows, bin, windowForm } from "../../../model/slo/windows.ts";
import type { BurnAlert } from "../../../model/service.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { recordedLabels } from "../labels.ts";
import type { Sample } from "./notation.ts";
import { alertExpectation, inputSeries, recordedExpectation, type Subject } from "./subject.ts";

/** Seconds between evaluations of these tests. */
export const windowEvaluation: Seconds = 86400;
/** Events of a step or bin. */
const events = 1_000_000;

export function windowTests(subjects: readonly Subject[]): readonly YamlMap[] {
  return [...ratioTests(subjects), ...guardTests(subjects)];
}

/** Even traffic with ever more errors: a window of another length has another ratio. */
function ratioTests(subjects: readonly Subject[]): readonly YamlMap[] {
  return (["steps", "bins"] as const).flatMap((form) => {
    const fed = subjects.map((subject) => ({ subject, windows: windowsOf(subject).filter((window) => windowForm(window) === form) })).filter(({ windows }) => windows.length > 0);
    if (fed.length === 0) return [];
    const unit = form === "steps" ? fed[0]!.subject.step : bin;
    const longest = Math.max(...fed.flatMap(({ windows }) => windows));
    // the evaluation at which every window is full
    const end = Math.ceil((longest + bin) / windowEvaluation) * windowEvaluation;
    const length = end / unit + 1;
    const errors = Array.from({ length }, (_, at) => at);
    const total = errors.map((at) => (at === 0 ? 0 : events));
    // at the end the series are gone, so that no rule writes to them
    const fade = (counts: readonly number[]): readonly Sample[] => counts.map((count, at) => (at === 0 ? "none" : at === length - 1 ? "stale" : count));
    const known = (counts: readonly number[]) => counts.map((count, at) => (at === length - 1 ? 0 : count));
    return [
      {
        name: `lengths of windows made of ${form === "steps" ? "steps" : "five-minute sums"}`,
        interval: formatDuration(unit),
        input_series: fed.flatMap(({ subject }) => feed(subject, form, fade(total), fade(errors))),
        promql_expr_test: fed.flatMap(({ subject, windows }) =>
          windows.flatMap((window) => {
            const of = (counts: readonly number[]) => sumOf(known(counts), window, unit);
            const ratio = of(errors) / of(total);
            const at = end / subject.step;
            const expect = (name: string, value: number) => recordedExpectation(subject, name, at, [{ labels: {}, value }]);
            const { length: period } = subject.slo.window;
            const left = window === period ? [expect(budgetRemainingName(period), 1 - ratio / subject.slo.budget.toNumber())] : [];
            return [expect(errorRatioName(window), ratio), ...left];
          }),
        ),
      },
    ];
  });
}

function sumOf(counts: readonly number[], window: Seconds, unit: Seconds): number {
  const steps = window / unit;
  return counts.slice(-steps).reduce((sum, count) => sum + count, 0);
}

function windowsOf({ slo, burns }: Subject): readonly Seconds[] {
  return [...new Set([...alertWindows({ ...slo, burns }), slo.window.length])];
}

function feed({ service, slo }: Subject, form: "steps" | "bins", total: readonly Sample[], errors: readonly Sample[]): readonly Yaml[] {
  const labels = recordedLabels(service, slo);
  const names = form === "steps" ? [recorded.total, recorded.errors] : [recorded.totalSum, recorded.errorsSum];
  return [inputSeries(names[0]!, labels, total), inputSeries(names[1]!, labels, errors)];
}

/** One error less than an alert waits for, as old as its long window allows, and a fresh one: it fires. One step older: it does not. */
function guardTests(subjects: readonly Subject[]): readonly YamlMap[] {
  const pairs = new Map<string, { subject: Subject; burn: BurnAlert }[]>();
  for (const subject of subjects) {
    if (subject.slo.minimumErrors <= 1) continue;
    for (const burn of subject.burns) {
      const key = [burn.name, burn.severity, burn.long, burn.short].join("\0");
      pairs.set(key, [...(pairs.get(key) ?? []), { subject, burn }]);
    }
  }
  return [...pairs.values()].flatMap((pair) => (["inside", "outside"] as const).map((where) => guardTest(pair, where)));
}

function guardTest(pair: readonly { readonly subject: Subject; readonly burn: BurnAlert }[], where: "inside" | "outside"): YamlMap {
  const { subject: { step }, burn } = pair[0]!;
  const form = windowForm(burn.long);
  const unit = form === "steps" ? step : bin;
  const end = Math.ceil((burn.long + 2 * bin) / windowEvaluation) * windowEvaluation;
  const last = end / step;
  const old = (end - burn.long + (where === "inside" ? unit : 0)) / step;
  const fresh = (end - unit) / step;
  const at = (points: ReadonlyMap<number, Sample>): readonly Sample[] => Array.from({ length: last + 1 }, (_, index) => points.get(index) ?? "none");
  const series = pair.flatMap(({ subject }) => {
    const { minimumErrors } = subject.slo;
    const long = at(new Map<number, Sample>([[old, minimumErrors - 1], [old + 1, "stale"], [fresh, 1], [fresh + 1, "stale"]]));
    const recent = at(new Map<number, Sample>([[last - 1, 1], [last, "stale"]]));
    // a short window of steps beside a long one of bins has series of its own
    const short = form === "bins" && (burn.short === undefined || windowForm(burn.short) === "steps") ? feed(subject, "steps", recent, recent) : [];
    return [...feed(subject, form, long, long), ...short];
  });
  const windows = [burn.long, ...(burn.short === undefined ? [] : [burn.short])].map(formatDuration).join(" and ");
  return {
    name: `${burn.severity} over ${windows}: errors ${where === "inside" ? "as old as the window counts" : "that have left the window"}`,
    interval: formatDuration(step),
    input_series: series,
    promql_expr_test: [alertExpectation(pair.map((one) => ({ ...one, firing: where === "inside" ? [{}] : [] })), last)],
  };
}
