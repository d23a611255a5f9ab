/** Which recorded series tell of whole SLOs, for whoever reads those of many. */
import type { Seconds } from "../quantity/units.ts";
import type { Slo } from "../service.ts";
import { burnWindow } from "./burn.ts";
import { groupsOf } from "./forms.ts";
import { budgetRemainingName, burnRateName } from "./names.ts";

export interface RecordedOfSlos {
  /** Names of the series of what is left of budgets, with the period's length; of a calendar the shortest. */
  readonly budgets: ReadonlyMap<string, Seconds>;
  readonly burnRates: readonly string[];
  /** Labels of groups, which are empty on the series of a whole SLO; sorted. */
  readonly groups: readonly string[];
}

export function recordedOfSlos(slos: readonly Slo[]): RecordedOfSlos {
  return {
    budgets: new Map(slos.map(({ window }) => [budgetRemainingName(window), window.length])),
    burnRates: [...new Set(slos.map((slo) => burnRateName(burnWindow(slo))))],
    groups: [...new Set(slos.flatMap((slo) => groupsOf(slo).map(({ recorded }) => recorded)))].sort(),
  };
}
