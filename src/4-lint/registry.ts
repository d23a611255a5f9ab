import type { LintRule } from "./rule.ts";
import { alertWithoutCondition } from "./rules/alert-without-condition/rule.ts";
import { alwaysInhibited } from "./rules/always-inhibited/rule.ts";
import { badBeyondTotal } from "./rules/bad-beyond-total/rule.ts";
import { counterWithoutRate } from "./rules/counter-without-rate/rule.ts";
import { dashboardWithoutSlos } from "./rules/dashboard-without-slos/rule.ts";
import { dashboardsWithoutRules } from "./rules/dashboards-without-rules/rule.ts";
import { environmentsWithSameLabels } from "./rules/environments-with-same-labels/rule.ts";
import { exactComparison } from "./rules/exact-comparison/rule.ts";
import { forUnderStep } from "./rules/for-under-step/rule.ts";
import { groupNotInSummary } from "./rules/group-not-in-summary/rule.ts";
import { inhibitionLoop } from "./rules/inhibition-loop/rule.ts";
import { labelsNeverMatch } from "./rules/labels-never-match/rule.ts";
import { manySlices } from "./rules/many-slices/rule.ts";
import { minimumErrorsOutOfReach } from "./rules/minimum-errors-out-of-reach/rule.ts";
import { objectiveOverDependencies } from "./rules/objective-over-dependencies/rule.ts";
import { objectiveOverParts } from "./rules/objective-over-parts/rule.ts";
import { objectiveTooHigh } from "./rules/objective-too-high/rule.ts";
import { pageByMailAlone } from "./rules/page-by-mail-alone/rule.ts";
import { pageOfBestEffort } from "./rules/page-of-best-effort/rule.ts";
import { pageToNobody } from "./rules/page-to-nobody/rule.ts";
import { pageWithoutRunbook } from "./rules/page-without-runbook/rule.ts";
import { pagerByDefault } from "./rules/pager-by-default/rule.ts";
import { pastExclusion } from "./rules/past-exclusion/rule.ts";
import { predictionFromTooLittle } from "./rules/prediction-from-too-little/rule.ts";
import { quantileWithoutLe } from "./rules/quantile-without-le/rule.ts";
import { rangeOfOneScrape } from "./rules/range-of-one-scrape/rule.ts";
import { rateOfSum } from "./rules/rate-of-sum/rule.ts";
import { rateOverGauge } from "./rules/rate-over-gauge/rule.ts";
import { regexWithoutNeed } from "./rules/regex-without-need/rule.ts";
import { sameConditionTwice } from "./rules/same-condition-twice/rule.ts";
import { sameSourceTwice } from "./rules/same-source-twice/rule.ts";
import { selectorOfAnotherService } from "./rules/selector-of-another-service/rule.ts";
import { selectorWithoutMatcher } from "./rules/selector-without-matcher/rule.ts";
import { severitiesNotToldApart } from "./rules/severities-not-told-apart/rule.ts";
import { shortWindowOfFewScrapes } from "./rules/short-window-of-few-scrapes/rule.ts";
import { silentWhenAbsent } from "./rules/silent-when-absent/rule.ts";
import { slosOverSameEvents } from "./rules/slos-over-same-events/rule.ts";
import { stricterThanProduction } from "./rules/stricter-than-production/rule.ts";
import { teamWithoutPeople } from "./rules/team-without-people/rule.ts";
import { templateInLabel } from "./rules/template-in-label/rule.ts";
import { thresholdBetweenBuckets } from "./rules/threshold-between-buckets/rule.ts";
import { unboundedLabel } from "./rules/unbounded-label/rule.ts";
import { unescapedDot } from "./rules/unescaped-dot/rule.ts";
import { unevenWindow } from "./rules/uneven-window/rule.ts";
import { unknownMetric } from "./rules/unknown-metric/rule.ts";
import { unknownTemplateLabel } from "./rules/unknown-template-label/rule.ts";
import { unmatchedRoute } from "./rules/unmatched-route/rule.ts";
import { unreachableAlert } from "./rules/unreachable-alert/rule.ts";
import { unreachableThreshold } from "./rules/unreachable-threshold/rule.ts";
import { unusedReceiver } from "./rules/unused-receiver/rule.ts";
import { unusedSli } from "./rules/unused-sli/rule.ts";
import { unusedVar } from "./rules/unused-var/rule.ts";
import { variableWithoutBraces } from "./rules/variable-without-braces/rule.ts";
import { windowOverRetention } from "./rules/window-over-retention/rule.ts";

/** Every lint, by name; each has a folder of its own in `rules/`. */
export const lintRules: readonly LintRule[] = [
  alertWithoutCondition,
  alwaysInhibited,
  badBeyondTotal,
  counterWithoutRate,
  dashboardWithoutSlos,
  dashboardsWithoutRules,
  environmentsWithSameLabels,
  exactComparison,
  forUnderStep,
  groupNotInSummary,
  inhibitionLoop,
  labelsNeverMatch,
  manySlices,
  minimumErrorsOutOfReach,
  objectiveOverDependencies,
  objectiveOverParts,
  objectiveTooHigh,
  pageByMailAlone,
  pageOfBestEffort,
  pageToNobody,
  pageWithoutRunbook,
  pagerByDefault,
  pastExclusion,
  predictionFromTooLittle,
  quantileWithoutLe,
  rangeOfOneScrape,
  rateOfSum,
  rateOverGauge,
  regexWithoutNeed,
  sameConditionTwice,
  sameSourceTwice,
  selectorOfAnotherService,
  selectorWithoutMatcher,
  severitiesNotToldApart,
  shortWindowOfFewScrapes,
  silentWhenAbsent,
  slosOverSameEvents,
  stricterThanProduction,
  teamWithoutPeople,
  templateInLabel,
  thresholdBetweenBuckets,
  unboundedLabel,
  unescapedDot,
  unevenWindow,
  unknownMetric,
  unknownTemplateLabel,
  unmatchedRoute,
  unreachableAlert,
  unreachableThreshold,
  unusedReceiver,
  unusedSli,
  unusedVar,
  variableWithoutBraces,
  windowOverRetention,
];
