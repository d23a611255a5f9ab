/** Tests of planned work: what is marked does not count, alerts are muted, and marks begin and end when they should. */
import { equals, selector } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Maintenance, Service, Slo } from "../../../model/service.ts";
import { type Interval, occurrences, tailOf } from "../../../model/slo/maintenance.ts";
import { recorded } from "../../../model/slo/names.ts";
import type { Counts } from "../../../model/slo/simulate.ts";
import { bin } from "../../../model/slo/windows.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { marksOfAnomalies, tailOfAnomalies } from "../anomalies/group.ts";
import { during, type Mark, marksOf, serviceMark } from "../forms/maintenance.ts";
import { recordedLabels, serviceLabels } from "../labels.ts";
import { inputs, leastPage, type Sampled } from "./burn-tests.ts";
import { type Sample, seriesName } from "./notation.ts";
import { countedExpectation, noneCounted, nothingFires } from "./silence-tests.ts";
import { alertExpectation, expectation, firstCounted, inputSeries, pairsOf, sample } from "./subject.ts";

/** Events of a step. */
const traffic = 1000;

/** Raw series under marks that are fed, since tests begin with 1970. */
export function markedTests(subjects: readonly Sampled[]): readonly YamlMap[] {
  const marked = (record: string) =>
    subjects.filter(({ subject: { service, slo } }) => marksOf(service, slo).some((mark) => mark.record === record));
  const [excluded, muted] = [marked(recorded.excluded), marked(recorded.muted)];
  return [
    ...(excluded.length === 0 ? [] : [excludedTest(excluded)]),
    ...(muted.length === 0 ? [] : [mutedTest(muted)]),
  ];
}

/** Nothing but errors during planned work, good events before and after it. */
function excludedTest(subjects: readonly Sampled[]): YamlMap {
  const { step } = subjects[0]!.subject;
  const perBin = bin / step;
  const last = 3 * perBin;
  const isMarked = (at: number) => at > perBin && at <= 2 * perBin;
  const counts: Counts = {
    total: Array.from({ length: last + 1 }, (_, at) => (at >= firstCounted ? traffic : 0)),
    errors: Array.from({ length: last + 1 }, (_, at) => (isMarked(at) ? traffic : 0)),
  };
  const affected = subjects.map((one) => ({ ...one, counts: one.groups.map((sampled) => ({ sampled, counts })) }));
  const counted = (last + 1 - firstCounted - perBin) * traffic;
  return {
    name: `errors during planned work: ${names(subjects)}`,
    interval: formatDuration(step),
    input_series: [...inputs(affected, last + 1), ...markSeries(subjects, recorded.excluded, last, isMarked)],
    promql_expr_test: [
      ...subjects.flatMap(({ subject, groups }) => {
        const each = groups.map(({ group }) => ({ group, value: counted }));
        const whole = subject.slo.sli.groups.length === 0 ? [] : [{ group: {}, value: counted * groups.length }];
        return [countedExpectation(subject, last, [...each, ...whole]), noneCounted(subject, last)];
      }),
      ...[perBin + 1, 2 * perBin, 2 * perBin + 1, last].map((at) => nothingFires(subjects, at)),
    ],
  };
}

/** Nothing but errors: alerts are silent while they are muted, and fire one step later. */
function mutedTest(subjects: readonly Sampled[]): YamlMap {
  const { step } = subjects[0]!.subject;
  const last = Math.max(bin / step, firstCounted);
  const affected = subjects.map((one) => {
    const events = Math.max(traffic, one.subject.slo.minimumErrors);
    const total = Array.from({ length: last + 2 }, (_, at) => (at >= firstCounted && at <= last ? events : 0));
    return { ...one, counts: one.groups.map((sampled) => ({ sampled, counts: { total, errors: total } })) };
  });
  return {
    name: `alerts are muted: ${names(subjects)}`,
    interval: formatDuration(step),
    input_series: [
      ...inputs(affected, last + 2),
      ...markSeries(subjects, recorded.muted, last + 1, (at) => at <= last),
    ],
    promql_expr_test: [
      nothingFires(subjects, last),
      ...pairsOf(subjects).map((pair) =>
        alertExpectation(
          pair.map((one) => {
            const whole = one.subject.slo.sli.groups.length === 0 ? [] : [{}];
            // nothing but errors: every page fires, and silences its tickets
            const isSilenced = leastPage(one.subject, one.burn) !== undefined;
            return { ...one, firing: isSilenced ? [] : [...one.groups.map(({ group }) => group), ...whole] };
          }),
          last + 1,
        ),
      ),
    ],
  };
}

function markSeries(
  subjects: readonly Sampled[],
  record: string,
  last: number,
  isMarked: (at: number) => boolean,
): readonly Yaml[] {
  const samples = Array.from({ length: last + 1 }, (_, at): Sample =>
    isMarked(at) ? 1 : at > 0 && isMarked(at - 1) ? "stale" : "none",
  );
  return subjects.map(({ subject: { service, slo } }) => inputSeries(record, recordedLabels(service, slo), samples));
}

/** Marks of one service, at instants of the year in which a test asks for them. */
export interface MarkTests {
  /** The only evaluation but the one of 1970. */
  readonly evaluation: Seconds;
  readonly tests: readonly YamlMap[];
}

/** Occurrences of a schedule are looked for from here on, in winter and in summer. */
const seasons: readonly (readonly [string, string])[] = [
  ["2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z"],
  ["2026-07-01T00:00:00Z", "2036-01-01T00:00:00Z"],
];

/**
 * Each planned work is marked from one step after its beginning until two steps after its end. The rule is evaluated once, in the first of them;
 * its expression is asked at the edges of each.
 */
export function markTests(service: Service, slos: readonly Slo[], step: Seconds): MarkTests | undefined {
  const own = service.alerts.length === 0 ? undefined : serviceMark(service);
  const ofAnomalies = service.anomalies.length === 0 ? [] : marksOfAnomalies(service);
  const marks = [
    ...slos.flatMap((slo) => marksOf(service, slo).map((mark) => ({ mark, labels: recordedLabels(service, slo) }))),
    ...(own === undefined ? [] : [{ mark: own, labels: serviceLabels(service) }]),
    ...ofAnomalies.map((mark) => ({ mark, labels: serviceLabels(service) })),
  ];
  const found = service.maintenance.map((one) => ({ one, times: timesOf(one) }));
  const [first] = found.flatMap(({ times }) => times);
  if (first === undefined || marks.length === 0) return undefined;
  const evaluation = first.from + step;
  const isOn = ({ of }: Mark) => of.some((one) => isMarked(one, evaluation, tailOf(step)));
  const rules = marks.map(({ mark, labels }) => {
    const samples = isOn(mark) ? [sample(seriesName(mark.record, labels), 1)] : [];
    return asked(printExpr(selector(mark.record, equals(labels)), { width: Infinity }), evaluation, samples);
  });
  const edges = (tail: Seconds) =>
    found.flatMap(({ one, times }) => {
      const expr = printExpr(during([one], step, tail), { width: Infinity });
      const moments = times.flatMap(({ from, to }) => {
        // the last evaluation: those of tests stand on whole steps
        const end = to + Math.floor(tail / step) * step;
        return [from, from + step, end, end + step];
      });
      return [...new Set(moments)]
        .sort((a, b) => a - b)
        .map((at) => asked(expr, at, isMarked(one, at, tail) ? [sample("{}", 1)] : []));
    });
  const usual = slos.length > 0 || own !== undefined ? [tailOf(step)] : [];
  const tails = [...new Set([...usual, ...(ofAnomalies.length === 0 ? [] : [tailOfAnomalies(service, step)])])];
  const interval = formatDuration(evaluation);
  return {
    evaluation,
    tests: [
      { name: `${service.name}: planned work is marked`, interval, promql_expr_test: rules },
      { name: `${service.name}: when planned work begins and ends`, interval, promql_expr_test: tails.flatMap(edges) },
    ],
  };
}

function timesOf(maintenance: Maintenance): readonly Interval[] {
  if (maintenance.kind === "once") return [maintenance];
  return seasons.flatMap(([from, to]) =>
    occurrences(maintenance, Date.parse(from) / 1000, Date.parse(to) / 1000).slice(0, 1),
  );
}

/** Whether it is marked at an instant: some occurrence lasts until then, or ended not long before. */
function isMarked(maintenance: Maintenance, at: Seconds, tail: Seconds): boolean {
  const length = maintenance.kind === "once" ? maintenance.to - maintenance.from : maintenance.for;
  return occurrences(maintenance, at - length - tail, at).some(({ from, to }) => from < at && at <= to + tail);
}

function asked(expr: string, at: Seconds, samples: readonly YamlMap[]): Yaml {
  return expectation(expr, at, 1, samples);
}

function names(subjects: readonly Sampled[]): string {
  return subjects.map(({ subject }) => subject.slo.id).join(", ");
}
