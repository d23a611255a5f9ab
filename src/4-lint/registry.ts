import type { LintRule } from "./rule.ts";
import { objectiveTooHigh } from "./rules/objective-too-high/rule.ts";
import { pageToNobody } from "./rules/page-to-nobody/rule.ts";
import { pageWithoutRunbook } from "./rules/page-without-runbook/rule.ts";
import { selectorWithoutMatcher } from "./rules/selector-without-matcher/rule.ts";
import { thresholdBetweenBuckets } from "./rules/threshold-between-buckets/rule.ts";
import { unboundedLabel } from "./rules/unbounded-label/rule.ts";
import { unreachableThreshold } from "./rules/unreachable-threshold/rule.ts";
import { windowOverRetention } from "./rules/window-over-retention/rule.ts";

/** Every lint, by name; each has a folder of its own in `rules/`. */
export const lintRules: readonly LintRule[] = [
  objectiveTooHigh,
  pageToNobody,
  pageWithoutRunbook,
  selectorWithoutMatcher,
  thresholdBetweenBuckets,
  unboundedLabel,
  unreachableThreshold,
  windowOverRetention,
];
