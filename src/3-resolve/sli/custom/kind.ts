import { Decimal } from "../../../model/quantity/decimal.ts";
import { lowerCounts } from "../counts.ts";
import { defineSliKind } from "../kind.ts";
import { lowerRatio } from "../ratio.ts";
import { lowerGauge } from "../steps.ts";

interface CustomSpec {
  readonly atLeast?: number | string;
  readonly atMost?: number | string;
  readonly prometheus?: { readonly gauge?: unknown; readonly errorRatio?: unknown };
}

/** Whatever can be told good from bad: a gauge by a limit, counts, or a share of bad that somebody else has worked out. */
export const custom = defineSliKind<CustomSpec>({
  name: "custom",
  lower({ atLeast, atMost, prometheus }, context) {
    if (prometheus?.errorRatio !== undefined) return lowerRatio(context);
    if (prometheus?.gauge === undefined) return lowerCounts(context);
    const limit = Decimal.parse(String(atLeast ?? atMost));
    return limit && lowerGauge(context, { op: atLeast === undefined ? ">" : "<", limit });
  },
});
