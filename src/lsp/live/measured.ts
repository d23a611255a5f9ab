/** What SLOs measured, as the recorded series of a live Prometheus say. */
import type { Service, Slo } from "../../model/service.ts";
import { groupsOf, sliOf } from "../../model/slo/forms.ts";
import { budgetRemainingName, errorRatioName, periodWords } from "../../model/slo/names.ts";
import { literal } from "../markdown.ts";
import { inService } from "../names/kinds.ts";
import type { File } from "../session.ts";
import type { Live, Measured } from "./live.ts";

/** Markdown for an SLO, or for an SLI of the SLOs that read it: in each environment the share of bad and what is left of the budget. Empty where nothing is known. */
export async function measuredAt(live: Live, file: File, path: readonly string[]): Promise<readonly string[]> {
  if (file.kind !== "service") return [];
  const [kind, name, part, ...rest] = inService("service", path);
  if (name === undefined || rest.length > 0 || (part !== undefined && part !== "objective")) return [];
  const only = path[0] === "environments" ? path[1] : undefined;
  const { until } = live;
  const asked = file.model
    .servicesOf(file.shown)
    .filter(({ environment }) => only === undefined || environment === only)
    .flatMap((service) =>
      service.slos
        .filter((slo) => (kind === "slos" ? slo.name === name : kind === "slis" && sliOf(slo)?.name === name))
        .map((slo) => lineOf(live, file, service, slo, until)),
    );
  const lines = (await Promise.all(asked)).filter((line) => line !== undefined);
  return lines.length === 0 ? [] : [[`Measured, at ${literal(live.name)}:`, ...lines].join("\n")];
}

async function lineOf(live: Live, file: File, service: Service, slo: Slo, until: number): Promise<string | undefined> {
  const environment = file.model.project?.workspace?.environments.find(({ name }) => name === service.environment);
  const names = { ratio: errorRatioName(slo.window), left: budgetRemainingName(slo.window) };
  const labels = { service: service.name, slo: slo.name, ...environment?.labels };
  const { value: rows = [] } = await live.measured(Object.values(names), labels, until);
  const groups = groupsOf(slo).map(({ recorded }) => recorded);
  const { worst, ratio, count } = worstOf(rows, names, groups);
  if (worst === undefined) return undefined;
  const of = [environment?.name, service.slos.length > 1 ? slo.name : undefined].filter((text) => text !== undefined);
  const which = groups.map((label) => literal(`${label}="${worst.labels[label] ?? ""}"`)).join(", ");
  const bad = ratio === undefined ? [] : [`${percent(ratio.value)} bad over ${periodWords(slo.window)}`];
  const left =
    worst.value < 0
      ? `the error budget is overspent by ${percent(-worst.value)}`
      : `${percent(worst.value)} of the error budget left`;
  const start = of.length === 0 ? "" : `${of.map(literal).join(", ")}: `;
  return `- ${start}${[...bad, left].join(", ")}${count > 1 ? ` (the worst of ${count}${which === "" ? "" : `: ${which}`})` : ""}`;
}

/** The row with the least budget left, and the share of bad of the same series. */
function worstOf(
  rows: readonly Measured[],
  names: { readonly ratio: string; readonly left: string },
  groups: readonly string[],
): { readonly worst?: Measured; readonly ratio?: Measured; readonly count: number } {
  const left = rows.filter(({ name, labels }) => name === names.left && groups.every((label) => label in labels));
  const worst = left.toSorted((a, b) => a.value - b.value)[0];
  if (worst === undefined) return { count: 0 };
  const own = JSON.stringify(worst.labels);
  const ratio = rows.find(({ name, labels }) => name === names.ratio && JSON.stringify(labels) === own);
  return { worst, count: left.length, ...(ratio && { ratio }) };
}

/** Three digits, as nobody reads more of what was measured. */
function percent(ratio: number): string {
  const rounded = Number((ratio * 100).toPrecision(3));
  return rounded !== 0 && Math.abs(rounded) < 0.0001 ? "under 0.0001%" : `${rounded}%`;
}
