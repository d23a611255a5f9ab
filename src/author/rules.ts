/**
 * What `tocsin` gives besides to the file that holds a workspace's own rules: what built-in rules are written with, under the same names. It is loaded in the process
 * that runs rules, and shares what it is made of with the program there.
 */
export {
  days,
  hours,
  kit,
  minutes,
  ms,
  percent,
  perDay,
  perHour,
  perMinute,
  perSecond,
  seconds,
  service,
  weeks,
  workspace,
} from "./author.ts";
export { defineRule } from "../4-lint/rule.ts";
export {
  isMap,
  matchersOf,
  originOfSource,
  pointer,
  sameFile,
  sourcesOf,
  textAt,
  usedSlis,
  valueAt,
} from "../4-lint/lookup.ts";
export { alertsOf, constantOf, expressionsOf, isOwn, placeIn, rangeSelector, uses } from "../4-lint/expressions.ts";
export { routedWorkspaces } from "../4-lint/routing.ts";
export { exact, list, percent as percentOf, percentAtMost, rounded } from "../4-lint/words.ts";
export { declaredKind, likelyKind } from "../4-lint/metrics.ts";
export { eventsPerSecond, isTraffic } from "../4-lint/pace.ts";
export { parsePromql } from "../model/promql/parse.ts";
export { printExpr } from "../model/promql/print.ts";
export { comparisons } from "../model/promql/operators.ts";
export { mayHave, resultLabels } from "../model/promql/result-labels.ts";
export { hasMatcher, matches } from "../model/promql/selector.ts";
export { typeOf } from "../model/promql/types.ts";
export { bare, equalExpr, selectorsOf, walk } from "../model/promql/visit.ts";
export { Decimal } from "../model/quantity/decimal.ts";
export { formatDuration, humanDuration, parseDuration } from "../model/quantity/duration.ts";
export { reached } from "../model/routing/proof.ts";
export { alertSeverities } from "../model/service.ts";
export { canFire } from "../model/slo/burn.ts";
export {
  countedWords,
  groupsOf,
  isMeanOfSlices,
  overSlis,
  sloAlerts,
  stepOfSlo,
  typeOfSlo,
} from "../model/slo/forms.ts";
export { effectiveStep } from "../model/slo/windows.ts";
export { nobody } from "../model/workspace.ts";
export { nearest } from "../util/nearest.ts";
