/** What SLOs measured, as the recorded series of a live Prometheus say. */
import { formatDuration } from "../../model/quantity/duration.ts";
import type { Service, Slo } from "../../model/service.ts";
import { groupsOf, sliOf } from "../../model/slo/forms.ts";
import { budgetRemainingName, errorRatioName, periodWords } from "../../model/slo/names.ts";
import { counted } from "../../util/counted.ts";
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
  const lately = slo.burns.map(({ long }) => long).sort((a, b) => a - b)[0];
  const names = {
    left: budgetRemainingName(slo.window),
    ratio: errorRatioName(slo.window),
    ...(lately !== undefined && { lately: errorRatioName(lately) }),
  };
  const labels = { service: service.name, slo: slo.name, ...environment?.labels };
  const { value: rows = [] } = await live.measured(Object.values(names), labels, until);
  const groups = groupsOf(slo).map(({ recorded }) => recorded);
  const isWhole = ({ labels: own }: Measured) => groups.every((label) => !(label in own));
  const told = (some: readonly Measured[]): string | undefined => {
    const { worst, count } = worstOf(some, [names.left, names.lately, names.ratio]);
    if (worst === undefined) return undefined;
    const valueOf = (name: string | undefined) =>
      some.find((row) => row.name === name && keyOf(row) === keyOf(worst))?.value;
    const parts = [
      [valueOf(names.ratio), (value: number) => `${percent(value)} bad over ${periodWords(slo.window)}`],
      [valueOf(names.left), leftInWords],
      [valueOf(names.lately), (value: number) => `${percent(value)} bad over the last ${formatDuration(lately ?? 0)}`],
    ] as const;
    const said = parts.flatMap(([value, inWords]) => (value === undefined ? [] : [inWords(value)])).join(", ");
    if (isWhole(worst)) return count > 1 ? `${said} (the worst of ${count} series)` : said;
    const which = groups.map((label) => literal(`${label}="${worst.labels[label] ?? ""}"`)).join(", ");
    return `worst of ${counted(count, "group")}, ${which}: ${said}`;
  };
  const lines = [told(rows.filter(isWhole)), told(rows.filter((row) => !isWhole(row)))];
  const of = [environment?.name, service.slos.length > 1 ? slo.name : undefined].filter((text) => text !== undefined);
  const start = of.length === 0 ? "" : `${of.map(literal).join(", ")}: `;
  const said = lines.flatMap((line) => (line === undefined ? [] : [`- ${start}${line}`]));
  return said.length === 0 ? undefined : said.join("\n");
}

function leftInWords(left: number): string {
  return left < 0 ? `the error budget is overspent by ${percent(-left)}` : `${percent(left)} of the error budget left`;
}

/** Of several series, as of groups, the one with the least budget left, or with the most bad. @param names the first that is known decides; that of the budget is the first */
function worstOf(
  rows: readonly Measured[],
  [left, ...ratios]: readonly (string | undefined)[],
): { readonly worst?: Measured; readonly count: number } {
  for (const name of [left, ...ratios]) {
    const sign = name === left ? 1 : -1;
    const own = rows.filter((row) => row.name === name).sort((a, b) => sign * (a.value - b.value));
    if (own[0] !== undefined) return { worst: own[0], count: own.length };
  }
  return { count: 0 };
}

function keyOf({ labels }: Measured): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Three digits, as nobody reads more of what was measured. */
function percent(ratio: number): string {
  const rounded = Number((ratio * 100).toPrecision(3));
  return rounded !== 0 && Math.abs(rounded) < 0.0001 ? "under 0.0001%" : `${rounded}%`;
}
