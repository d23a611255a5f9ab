import type { Matcher, Selector } from "../../../model/promql/ast.ts";
import { matches } from "../../../model/promql/selector.ts";
import { defineRule, type Report } from "../../rule.ts";
import type { LintSummary, ReadSummary } from "../../summary.ts";

/** Most pairs of selectors that are compared by their regexes: beyond it a workspace is too large to look at each pair. */
const mostPairs = 1_000_000;

interface Read extends ReadSummary {
  readonly service: string;
}

/**
 * Two services that count the same series: a `match` that was copied with the file, or a regex that takes a neighbour's job too.
 * A selector that lists the other's value (`job=~"cart|catalogue"`) or that matches by other labels is meant, and left alone.
 */
export const selectorOfAnotherService = defineRule({
  name: "selector-of-another-service",
  severity: "warning",
  summary: "no two services count the same series",
  checkWorkspace(_workspace, services, report) {
    const environments = new Set(services.map(({ environment }) => environment));
    for (const environment of environments)
      look(
        services.filter((service) => service.environment === environment),
        report,
      );
  },
});

function look(services: readonly LintSummary[], report: Report): void {
  const reads = services.flatMap(({ name, reads }) => reads.map((read): Read => ({ ...read, service: name })));
  const first = new Map<string, Read>();
  const byValue = new Map<string, Read[]>();
  const byMetric = new Map<string, Read[]>();
  for (const read of reads) {
    const same = keyOf(read.selector);
    const other = first.get(same);
    if (other === undefined) first.set(same, read);
    else if (other.service !== read.service && named(read.selector).some(({ op }) => op === "="))
      tell(read, other, "the same series as", report);
    push(byMetric, read.selector.name ?? "", read);
    for (const { label, op, value } of named(read.selector))
      if (op === "=") push(byValue, `${read.selector.name} ${label} ${value}`, read);
  }
  let pairs = 0;
  for (const read of reads) {
    const { selector } = read;
    if (!named(selector).some(({ op }) => op === "=~")) continue;
    const fixed = named(selector).find(({ op }) => op === "=");
    const others =
      fixed === undefined
        ? byMetric.get(selector.name ?? "")
        : byValue.get(`${selector.name} ${fixed.label} ${fixed.value}`);
    pairs += others?.length ?? 0;
    if (pairs > mostPairs) return;
    const taken = others?.find((other) => other.service !== read.service && takes(selector, other.selector));
    if (taken !== undefined) tell(read, taken, "also the series of", report);
  }
}

function tell(read: Read, other: Read, what: string, report: Report): void {
  report(read.origin, {
    title: `\`${read.sli}\` of \`${read.service}\` counts ${what} \`${other.service}\``,
    labels: [{ span: other.origin.span, text: `\`${other.sli}\` of \`${other.service}\`` }],
    help: "select by a label that the services differ in, mostly `match: { job: … }`; a regex takes each value that it matches as a whole",
  });
}

/** Whether a regex of `wide` takes the value that `narrow` names, all else being the same. */
function takes(wide: Selector, narrow: Selector): boolean {
  const [mine, others] = [named(wide), named(narrow)];
  if (mine.length !== others.length) return false;
  let taken = false;
  for (const matcher of mine) {
    const other = others.find(({ label }) => label === matcher.label);
    if (other === undefined) return false;
    if (other.op === matcher.op && other.value === matcher.value) continue;
    if (matcher.op !== "=~" || other.op !== "=" || !takesByChance(matcher, other.value)) return false;
    taken = true;
  }
  return taken;
}

function takesByChance(matcher: Matcher, value: string): boolean {
  return !matcher.value.split("|").includes(value) && matches(matcher, value);
}

function keyOf({ name, matchers }: Selector): string {
  const texts = matchers.map(({ label, op, value }) => JSON.stringify([label, op, value]));
  return `${name} ${texts.sort().join()}`;
}

function named({ matchers }: Selector): readonly Matcher[] {
  return matchers.filter(({ label }) => label !== "__name__");
}

function push(map: Map<string, Read[]>, key: string, read: Read): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [read]);
  else list.push(read);
}
