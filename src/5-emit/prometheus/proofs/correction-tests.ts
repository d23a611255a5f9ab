/** Tests of corrections: recorded bad events at both sides of their edges, in the year in which they are. */
import type { Expr } from "../../../model/promql/ast.ts";
import { binary, number } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { errorRatioName, recorded } from "../../../model/slo/names.ts";
import { addendsOf, sliceOf } from "../../../model/slo/windows.ts";
import type { YamlMap } from "../../shared/yaml.ts";
import { Expressions } from "../expressions.ts";
import { type Corrected, correctedTimes } from "../forms/corrections.ts";
import { recordedLabels, sloMatchers } from "../labels.ts";
import { seriesName } from "./notation.ts";
import { expectation, inputSeries, recordedExpectation, sample, type Subject } from "./subject.ts";

const day: Seconds = 86400;

export interface CorrectionTests {
  /** The only evaluation but the one of 1970: the midnight after the last correction. */
  readonly evaluation: Seconds;
  readonly tests: readonly YamlMap[];
}

/**
 * One sample at a time: counted in the last five minutes (or slice) before a correction and the first after it, left out in the first and last of it.
 * The rule is evaluated once, after the last correction; its expression is asked after each.
 */
export function correctionTests(subjects: readonly Subject[]): CorrectionTests | undefined {
  const found = subjects.flatMap((subject) =>
    subject.slo.window.kind === "rolling" ? timesOf(subject).map((time) => ({ subject, time })) : [],
  );
  // a period of single steps has no proof: samples far apart would be read again and again within five minutes
  const proven = found.filter(({ subject }) => addends(subject).form !== "steps");
  if (proven.length === 0) return undefined;
  const evaluation = Math.max(...proven.map(({ subject, time }) => midnightAfter(subject, time)));
  const tests = proven.flatMap(({ subject, time }) => edgesOf(subject, time, evaluation));
  return tests.length === 0 ? undefined : { evaluation, tests };
}

function addends({ slo, step }: Subject) {
  return addendsOf(slo.window.length, step, sliceOf(slo));
}

function timesOf(subject: Subject): readonly Corrected[] {
  return correctedTimes(subject.slo.corrections, addends(subject).every, subject.step);
}

function midnightAfter(subject: Subject, { to }: Corrected): Seconds {
  return Math.ceil((to + 2 * addends(subject).every) / day) * day;
}

/** Seconds of the window that ends at an evaluation after all corrections. */
function takenOut(subject: Subject, evaluation: Seconds): Seconds {
  const begins = evaluation - subject.slo.window.length;
  return timesOf(subject).reduce((sum, { from, to }) => sum + Math.max(0, to - Math.max(from, begins)), 0);
}

/** The period's ratio without a recorded part: rules are evaluated once alone. */
function ratioOf(expressions: Expressions, period: Seconds): Expr {
  const total = binary(expressions.sumOver("total", period), ">", number(0));
  return binary(expressions.sumOver("errors", period), "/", total);
}

function edgesOf(subject: Subject, time: Corrected, evaluation: Seconds): readonly YamlMap[] {
  const { service, slo, step } = subject;
  const { every, total, errors } = addends(subject);
  const { from, to } = time;
  const names = slo.corrections.filter((one) => one.from < to && one.to > from).map(({ name }) => name);
  const asked = midnightAfter(subject, time);
  const own = recordedLabels(service, slo);
  const expr = printExpr(ratioOf(new Expressions(slo, sloMatchers(service, slo), step), slo.window.length), {
    width: Infinity,
  });
  const edges = [
    { at: from, where: "just before", counted: true },
    { at: from + every, where: "at the beginning of", counted: false },
    { at: to, where: "at the end of", counted: false },
    { at: to + every, where: "just after", counted: true },
  ];
  return edges
    .filter(({ at }) => at > asked - slo.window.length + every)
    .map(({ at, where, counted }) => {
      // recorded a minute before it is read, so that no later reading sees it
      const recordedAt = at - 60;
      const ratio = counted ? 1 : undefined;
      return {
        name: `bad events ${where} the correction ${names.join(" and ")}: ${slo.id}`,
        interval: formatDuration(recordedAt),
        input_series: [total, errors].map((name) => inputSeries(name, own, ["none", 1000])),
        promql_expr_test: [
          expectation(expr, asked, 1, ratio === undefined ? [] : [sample(seriesName("", own), ratio)]),
          // promtool loads samples up to its last evaluation alone
          recordedExpectation({ ...subject, step: 1 }, errorRatioName(slo.window), evaluation, [
            { labels: {}, value: at > evaluation - slo.window.length ? ratio : undefined },
          ]),
          recordedExpectation({ ...subject, step: 1 }, recorded.corrected, evaluation, [
            { labels: {}, value: takenOut(subject, evaluation) },
          ]),
        ],
      };
    });
}
