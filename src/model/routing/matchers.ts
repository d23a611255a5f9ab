/** Matchers against labels, those that are known and those that only a series will tell. */
import { mayHave, type ResultLabels } from "../promql/result-labels.ts";
import { fullMatcher } from "../regex/match.ts";
import type { Labels } from "../service.ts";
import type { RouteMatcher } from "./tree.ts";

/** What is known of the labels of an alert before it fires. */
export interface KnownLabels {
  readonly labels: Labels;
  /** Labels whose values come from the series; any of them may be missing. */
  readonly varying: ResultLabels;
}

/** Labels of which all is known. */
export function allKnown(labels: Labels): KnownLabels {
  return { labels, varying: { names: new Set(), open: false } };
}

/** The value of a label ("" where it is absent); undefined where a series tells it. */
export function valueOf({ labels, varying }: KnownLabels, label: string): string | undefined {
  if (Object.hasOwn(labels, label)) return labels[label]!;
  return mayHave(varying, label) ? undefined : "";
}

const tests = new WeakMap<RouteMatcher, (value: string) => boolean>();

/** Whether a value satisfies a matcher. A regex that is none, or too large, matches nothing. */
export function holdsFor(matcher: RouteMatcher, value: string): boolean {
  let test = tests.get(matcher);
  if (test === undefined) {
    test = testOf(matcher);
    tests.set(matcher, test);
  }
  return test(value);
}

function testOf({ op, value }: RouteMatcher): (value: string) => boolean {
  if (op === "=") return (given) => given === value;
  if (op === "!=") return (given) => given !== value;
  // unlike Prometheus, Alertmanager lets `.` match no newline
  const regex = fullMatcher(`(?-s:${value})`) ?? (() => false);
  return op === "=~" ? regex : (given) => !regex(given);
}

/** What was assumed of labels that only a series tells, in the order in which it was. */
export type Assumptions = readonly RouteMatcher[];

/** Whether a matcher holds; undefined where that depends on what only a series tells, and neither follows from what was assumed. */
export function holds(matcher: RouteMatcher, known: KnownLabels, assumed: Assumptions = []): boolean | undefined {
  const value = valueOf(known, matcher.label);
  if (value !== undefined) return holdsFor(matcher, value);
  const here = assumed.filter(({ label }) => label === matcher.label);
  const exact = here.find(({ op }) => op === "=");
  if (exact !== undefined) return holdsFor(matcher, exact.value);
  const { op, value: wanted } = matcher;
  for (const one of here) {
    if (one.value === wanted && one.op === op) return true;
    if (one.value === wanted && one.op === negated[op]) return false;
    // a value that an assumption excludes
    if ((op === "=" || op === "!=") && !holdsFor(one, wanted)) return op === "!=";
  }
  return undefined;
}

const negated = { "=": "!=", "!=": "=", "=~": "!~", "!~": "=~" } as const;

/** The matcher that holds where this one does not. */
export function negate(matcher: RouteMatcher): RouteMatcher {
  return { ...matcher, op: negated[matcher.op] };
}

/** Whether all matchers can hold together for an alert: false where one cannot. */
export function canMatch(matchers: readonly RouteMatcher[], known: KnownLabels): boolean {
  const assumed: RouteMatcher[] = [];
  // what says the value goes first, so that the others are judged by it
  for (const matcher of [...matchers].sort((a, b) => Number(b.op === "=") - Number(a.op === "="))) {
    const held = holds(matcher, known, assumed);
    if (held === false) return false;
    if (held === undefined) assumed.push(matcher);
  }
  return true;
}

/** Whether all matchers hold for an alert, whatever its series bring besides what is assumed. */
export function mustMatch(matchers: readonly RouteMatcher[], known: KnownLabels, assumed: Assumptions = []): boolean {
  return matchers.every((matcher) => holds(matcher, known, assumed) === true);
}

/** As Alertmanager writes it: `severity="page"`. */
export function formatMatcher({ label, op, value }: RouteMatcher): string {
  const name = /^[A-Za-z_][A-Za-z0-9_]*$/.test(label) ? label : quote(label);
  return `${name}${op}${quote(value)}`;
}

function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"')}"`;
}

export function equalTo(label: string, value: string): RouteMatcher {
  return { label, op: "=", value };
}

/** That a label is there. */
export function present(label: string): RouteMatcher {
  return { label, op: "!=", value: "" };
}

/** One of several values. */
export function oneOf(label: string, values: readonly string[]): RouteMatcher {
  const names = distinct(values);
  return names.length === 1 ? equalTo(label, names[0]!) : { label, op: "=~", value: names.map(escape).join("|") };
}

/** None of several values. */
export function noneOf(label: string, values: readonly string[]): RouteMatcher {
  return negate(oneOf(label, values));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

/** Words of `severities` may hold what a regex reads otherwise. */
function escape(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
