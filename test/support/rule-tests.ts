/** Files of promtool's rule tests, cut down to what each test asks for. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dump, load } from "js-yaml";
import type { Selector } from "../../src/model/promql/ast.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { allMatchers, matches } from "../../src/model/promql/selector.ts";
import { selectorsOf } from "../../src/model/promql/visit.ts";
import { run } from "./process.ts";

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}

interface TestGroup {
  readonly promql_expr_test?: readonly { readonly expr: string }[];
  readonly alert_rule_test?: unknown;
}

interface TestFile {
  readonly rule_files: readonly string[];
  readonly group_eval_order?: readonly string[];
  readonly tests: readonly TestGroup[];
}

/**
 * Writes tests so that each is run beside those rules alone that it can see: promtool evaluates every rule that it is given at each step of every test,
 * which of a service with many SLOs is nearly all of its time. A rule is left out only if no expression of the tests, nor of a rule that stays,
 * selects a series that it could record; rules that read nothing stay, since with the samples that they record from the start the store takes those of
 * series that begin later in any order.
 *
 * @param folder where they are written; made when it is missing
 * @param unlike rules of which those that are wanted differ: tests that see none of the difference are left out
 * @returns paths of the test files, of one or more tests each; each test that is not left out is in one of them
 */
export function writeByNeed(folder: string, rules: string, tests: string, unlike?: string): readonly string[] {
  const { groups } = load(rules) as RuleFile;
  const file = load(tests) as TestFile;
  const all = groups.flatMap((group) => group.rules);
  const before = unlike === undefined ? undefined : (load(unlike) as RuleFile).groups.flatMap((group) => group.rules);
  if (before !== undefined && before.length !== all.length) throw new Error("a rule more, or less");
  const isWanted = (needed: ReadonlySet<Rule>) =>
    before === undefined ||
    all.some((rule, at) => needed.has(rule) && JSON.stringify(rule) !== JSON.stringify(before[at]));

  const byNeed = new Map<string, { readonly needed: ReadonlySet<Rule>; readonly tests: TestGroup[] }>();
  for (const test of file.tests) {
    const needed = needOf(test, all);
    const key = all.map((rule) => (needed.has(rule) ? "1" : "0")).join("");
    const same = byNeed.get(key);
    if (same !== undefined) same.tests.push(test);
    else if (isWanted(needed)) byNeed.set(key, { needed, tests: [test] });
  }
  mkdirSync(folder, { recursive: true });
  return [...byNeed.values()].map(({ needed, tests: own }, at) => {
    const kept = groups
      .map((group) => ({ ...group, rules: group.rules.filter((rule) => needed.has(rule)) }))
      .filter((group) => group.rules.length > 0);
    const names = new Set(kept.map(({ name }) => name));
    const order = file.group_eval_order?.filter((name) => names.has(name));
    write(join(folder, `${at}.rules.yaml`), { groups: kept });
    const path = join(folder, `${at}.test.yaml`);
    write(path, { ...file, rule_files: [`${at}.rules.yaml`], ...(order && { group_eval_order: order }), tests: own });
    return path;
  });
}

/** The rules that a committed file of tests is about. */
function rulesOf(tests: string): string {
  return readFileSync(tests.replace(/(?:\.\w+)?\.test\.yaml$/, ".rules.yaml"), "utf8");
}

/** A committed file of tests and its rules, written by need. */
export function inPartsOf(tests: string, folder: string): readonly string[] {
  return writeByNeed(folder, rulesOf(tests), readFileSync(tests, "utf8"));
}

/**
 * Whether a committed file of tests takes promtool up to half a minute as it stands: it is beside more than 110 rules, or beside more than 60 of which it
 * looks at few.
 */
export function isLong(tests: string): boolean {
  const rules = (rulesOf(tests).match(/^ *- (?:record|alert):/gm) ?? []).length;
  return rules > (/\.\w+\.test\.yaml$/.test(tests) ? 60 : 110);
}

/** Of one run of promtool: it keeps the store of every test until it ends, some 40 MB. */
const filesOfARun = 16;

/**
 * `promtool test rules` over files of tests, up to the first run that does not end well.
 *
 * @returns whether each file is said to have succeeded, and what was printed
 */
export async function testRules(
  promtool: string,
  paths: readonly string[],
): Promise<{ readonly ok: boolean; readonly output: string }> {
  let output = "";
  for (let at = 0; at < paths.length; at += filesOfARun) {
    const own = paths.slice(at, at + filesOfARun);
    const { ok, output: printed } = await run(promtool, "test", "rules", ...own);
    output += printed;
    if (!ok || printed.match(/^ {2}SUCCESS$/gm)?.length !== own.length) return { ok: false, output };
  }
  return { ok: paths.length > 0, output };
}

/**
 * `promtool test rules` over files of tests, of which some fail: a run for many, since its start takes longer than a small file.
 *
 * @returns those that succeed, and what was printed
 */
export async function succeeding(
  promtool: string,
  paths: readonly string[],
): Promise<{ readonly paths: ReadonlySet<string>; readonly output: string }> {
  const found = new Set<string>();
  let output = "";
  for (let at = 0; at < paths.length; at += filesOfARun) {
    const { output: printed } = await run(promtool, "test", "rules", ...paths.slice(at, at + filesOfARun));
    for (const [, path = ""] of printed.matchAll(/^(?:Unit Testing|Processing test file): +(.+)\n {2}SUCCESS$/gm))
      found.add(path);
    output += printed;
  }
  return { paths: found, output };
}

function write(path: string, value: unknown): void {
  writeFileSync(path, dump(value, { noRefs: true, lineWidth: -1 }));
}

/** The rules that a test can see, itself or through others. */
function needOf(test: TestGroup, rules: readonly Rule[]): ReadonlySet<Rule> {
  if (test.alert_rule_test !== undefined) throw new Error("what annotations read is not followed");
  const needed = new Set<Rule>();
  const open = (test.promql_expr_test ?? []).flatMap(({ expr }) => selectorsIn(expr));
  const add = (rule: Rule) => {
    if (needed.has(rule)) return;
    needed.add(rule);
    open.push(...selectorsIn(rule.expr));
  };
  for (const rule of rules) if (selectorsIn(rule.expr).length === 0) add(rule);
  for (let selector = open.pop(); selector !== undefined; selector = open.pop())
    for (const rule of rules) if (couldRecord(rule, selector)) add(rule);
  return needed;
}

const read = new Map<string, readonly Selector[]>();

function selectorsIn(text: string): readonly Selector[] {
  const known = read.get(text);
  if (known !== undefined) return known;
  const { expr, errors } = parsePromql(text);
  if (expr === undefined || errors.length > 0) throw new Error(`not PromQL: ${text}`);
  const selectors = selectorsOf(expr);
  read.set(text, selectors);
  return selectors;
}

/** Whether a series of the rule could be one that is selected; labels that its expression gives may have any value. */
function couldRecord({ record, alert, labels }: Rule, selector: Selector): boolean {
  const names = record === undefined ? ["ALERTS", "ALERTS_FOR_STATE"] : [record];
  const known = new Map(Object.entries(labels ?? {}).filter(([, value]) => !value.includes("{{")));
  if (alert !== undefined) known.set("alertname", alert);
  return names.some((name) =>
    allMatchers(selector).every((matcher) => {
      const value = matcher.label === "__name__" ? name : known.get(matcher.label);
      return value === undefined || matches(matcher, value);
    }),
  );
}
