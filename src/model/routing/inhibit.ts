/** Which alerts can silence which, by the rules of inhibition. */
import { groupBy } from "../../util/group-by.ts";
import { canMatch, mustMatch, valueOf, type KnownLabels } from "./matchers.ts";
import type { InhibitRule } from "./tree.ts";

/** An alert that can silence another while it fires. */
export interface Silencer<A> {
  readonly by: A;
  readonly rule: InhibitRule;
  /** True: whatever the series of both bring. */
  readonly always: boolean;
}

/**
 * For each alert those that can silence it. Alertmanager compares the labels of `equal`, absent ones as empty; an alert that matches
 * both sides of a rule is not silenced by another of which the same is true; one series of an alert may yet silence another.
 */
export function silencers<A extends KnownLabels>(
  alerts: readonly A[],
  rules: readonly InhibitRule[],
): ReadonlyMap<A, readonly Silencer<A>[]> {
  const found = new Map<A, Silencer<A>[]>();
  for (const rule of rules) {
    const sources = alerts.filter((alert) => canMatch(rule.source, alert));
    const targets = alerts.filter((alert) => canMatch(rule.target, alert));
    // labels of which every value is known part the alerts into those that can meet at all
    const parting = rule.equal.filter((label) =>
      [...sources, ...targets].every((alert) => valueOf(alert, label) !== undefined),
    );
    const keyOf = (alert: A) => JSON.stringify(parting.map((label) => valueOf(alert, label)));
    const byKey = groupBy(sources, keyOf);
    for (const target of targets)
      for (const source of byKey.get(keyOf(target)) ?? []) {
        const met = meets(rule, source, target);
        if (met === undefined) continue;
        const one = { by: source, rule, always: met };
        const before = found.get(target);
        if (before === undefined) found.set(target, [one]);
        else before.push(one);
      }
  }
  return found;
}

/** Whether one silences the other: always, perhaps (false), or never (undefined). Both can match their sides. */
function meets(rule: InhibitRule, source: KnownLabels, target: KnownLabels): boolean | undefined {
  const pairs = rule.equal.map((label) => [valueOf(source, label), valueOf(target, label)] as const);
  if (pairs.some(([a, b]) => a !== undefined && b !== undefined && a !== b)) return undefined;
  // each is looked at as one that matches its own side
  const bothBoth = mustMatch(rule.source, target, rule.target) && mustMatch(rule.target, source, rule.source);
  if (bothBoth) return undefined;
  const canBothBoth = canMatch(rule.source, target) && canMatch(rule.target, source);
  return (
    mustMatch(rule.source, source) &&
    mustMatch(rule.target, target) &&
    !canBothBoth &&
    pairs.every(([a, b]) => a !== undefined && a === b)
  );
}
