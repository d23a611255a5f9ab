import { formatDuration } from "../quantity/duration.ts";
import type { Seconds } from "../quantity/units.ts";
import type { CompositePart, Composition, GroupLabel, Service, Sli, SliSlo, Slo, SloAlert } from "../service.ts";
import { effectiveStep, stepOf } from "./windows.ts";

/** The groups of an SLO, each with a budget of its own; a composite one has none. */
export function groupsOf(slo: Slo): readonly GroupLabel[] {
  return slo.kind === "sli" ? slo.sli.groups : [];
}

/** Those over an SLI. */
export function overSlis(slos: readonly Slo[]): readonly SliSlo[] {
  return slos.filter((slo) => slo.kind === "sli");
}

/** Seconds between evaluations of an SLO's rules. */
export function stepOfSlo(service: Service, slo: Slo, step: Seconds): Seconds {
  return slo.kind === "sli" ? stepOf(service, slo.sli, step) : effectiveStep(step, service.metrics.interval);
}

/** Whether the SLI is the mean of slices: their shares are added up, not the bad ones counted. */
export function isMeanOfSlices(slo: Slo): boolean {
  return slo.kind === "sli" && slo.slices !== undefined && slo.slices.atLeast === undefined;
}

/** What an SLO counts, as many words as a sentence needs: `events`, `steps`, `slices of 5m`, `events of its parts`. */
export function countedWords(slo: Slo): string {
  if (slo.kind !== "sli") return "events of its parts";
  const { slices, sli } = slo;
  if (slices?.atLeast !== undefined) return `slices of ${formatDuration(slices.of)}`;
  return sli.form === "events" ? "events" : "steps";
}

/** What its alerts wait for a number of: of a mean of slices the events in them. */
export function waitedForWords(slo: Slo): string {
  return isMeanOfSlices(slo) ? "events" : countedWords(slo);
}

/** The type of what an SLO judges, in a word. */
export function typeOfSlo(slo: Slo): string {
  return slo.kind === "sli" ? slo.sli.type : "composite";
}

/** What an SLO is made from: its SLI, or itself. */
export function sliOf(slo: Slo): Sli | undefined {
  return slo.kind === "sli" ? slo.sli : undefined;
}

/** Every alert of an SLO. */
export function sloAlerts({ burns, budgetLeft, noData }: Slo): readonly SloAlert[] {
  return [...burns, ...budgetLeft, ...noData];
}

/** The SLOs at the ends of the tree, each once. */
export function leavesOnce(composition: Composition): readonly CompositePart[] {
  return [...new Map(leavesOf(composition).map((part) => [part.id, part])).values()];
}

/** The SLOs at the ends of the tree. */
function leavesOf({ parts }: Composition): readonly CompositePart[] {
  return parts.flatMap((part) => (part.composition === undefined ? [part] : leavesOf(part.composition)));
}
