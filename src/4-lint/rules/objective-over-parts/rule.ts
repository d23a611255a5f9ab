import { Decimal } from "../../../model/quantity/decimal.ts";
import { defineRule } from "../../rule.ts";
import type { LintSummary, SloSummary } from "../../summary.ts";
import { percent, percentAtMost } from "../../words.ts";

type Parts = NonNullable<SloSummary["composition"]>["parts"];
type Combine = NonNullable<SloSummary["composition"]>["combine"];

interface Promised {
  readonly weight: Decimal;
  readonly objective: Decimal;
}

/** What a composition is worth when each part keeps exactly its objective, as a ratio, and the arithmetic in words. */
const combined: Readonly<
  Record<Combine, (parts: readonly Promised[]) => { readonly ratio: number; readonly arithmetic: string }>
> = {
  product: (parts) => ({
    ratio: parts.reduce((all, { objective, weight }) => all * objective.toNumber() ** weight.toNumber(), 1),
    arithmetic: parts
      .map(({ objective, weight }) => `${percent(objective)}${isOne(weight) ? "" : ` ^ ${weight}`}`)
      .join(" × "),
  }),
  mean: (parts) => {
    const weights = parts.reduce((all, { weight }) => all.add(weight), Decimal.of(0));
    const sum = parts.reduce((all, { objective, weight }) => all.add(objective.multiply(weight)), Decimal.of(0));
    const addends = parts.map(({ objective, weight }) => `${isOne(weight) ? "" : `${weight} × `}${percent(objective)}`);
    return { ratio: sum.divide(weights).toNumber(), arithmetic: `(${addends.join(" + ")}) ÷ ${weights}` };
  },
  worst: (parts) => ({
    ratio: Math.min(...parts.map(({ objective }) => objective.toNumber())),
    arithmetic: `the least of ${parts.map(({ objective }) => percent(objective)).join(", ")}`,
  }),
};

/** Every part can keep its promise while the composition breaks its own. A nested composition counts by its own objective. */
export const objectiveOverParts = defineRule({
  name: "objective-over-parts",
  severity: "warning",
  summary: "a composition promises no more than the SLOs that it is made of",
  checkWorkspace(_workspace, services, report) {
    const byId = new Map(
      services.flatMap((service) => service.slos.map((slo) => [keyOf(service, `${service.name}/${slo.name}`), slo])),
    );
    for (const service of services) {
      for (const { name, objective, origin, composition } of service.slos) {
        if (composition === undefined) continue;
        const known = partsOf(composition.parts, service, byId);
        if (known === undefined) continue;
        const { ratio, arithmetic } = combined[composition.combine](known);
        // powers of shares are no exact decimals: twelve places are more than an objective is written with
        const allowed = Decimal.parse(ratio.toFixed(12))!;
        if (objective.compare(allowed) <= 0) continue;
        report(origin, {
          title: `\`${service.name}/${name}\` promises ${percent(objective)}, and its parts ${percent(allowed)}${known.length > 1 ? ` (${arithmetic})` : ""}`,
          labels: known.map((part) => ({ span: part.origin.span, text: `\`${part.id}\`` })),
          help: `lower the objective to ${percentAtMost(allowed)}, or raise those of its parts`,
        });
      }
    }
  },
});

/** What each part promises; undefined when that of one is not known. */
function partsOf(parts: Parts, from: LintSummary, byId: ReadonlyMap<string, SloSummary>) {
  const known = parts.flatMap(({ id, weight }) => {
    const slo = byId.get(keyOf(from, id));
    return slo === undefined ? [] : [{ id, weight, objective: slo.objective, origin: slo.origin }];
  });
  return known.length < parts.length ? undefined : known;
}

function isOne(weight: Decimal): boolean {
  return weight.equals(Decimal.of(1));
}

function keyOf({ environment }: LintSummary, id: string): string {
  return `${environment ?? ""}/${id}`;
}
