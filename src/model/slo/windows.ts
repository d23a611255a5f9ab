import type { Seconds } from "../quantity/units.ts";
import type { Service, Sli, Slo } from "../service.ts";

/** Five-minute sums are what long windows are made of. */
export const bin: Seconds = 300;
/** Windows up to here add up single steps, longer ones five-minute sums. */
export const longestOfSteps: Seconds = 6 * 3600;

/** Steps that divide a bin, so that each five-minute sum holds a whole number of them. */
const steps: readonly Seconds[] = [60, 150, 300];
/** An instant query looks back five minutes: a source scraped more slowly than this has holes in it. */
export const longestInterval: Seconds = 240;

/**
 * Seconds between evaluations of the base rules. The difference rule counts every increment once at any pace of scrapes up to its step,
 * so the step grows with the interval: 60 s, 150 s, 300 s.
 *
 * @param step what the workspace asks for
 * @param interval between scrapes or exports
 */
export function effectiveStep(step: Seconds, interval: Seconds): Seconds {
  if (interval <= step) return step;
  return steps.find((one) => one >= step && one >= interval) ?? bin;
}

/** What a window adds up: single steps, or five-minute sums of which its last point is at most five minutes old. */
export type WindowForm = "steps" | "bins";

export function windowForm(window: Seconds): WindowForm {
  return window > longestOfSteps && window % bin === 0 ? "bins" : "steps";
}

/** Windows whose error ratio is recorded for the alerts, shortest first. Five minutes are always among them. */
export function alertWindows(slo: Slo): readonly Seconds[] {
  const windows = new Set<Seconds>([bin]);
  for (const { long, short } of slo.burns) {
    windows.add(long);
    if (short !== undefined) windows.add(short);
  }
  return [...windows].sort((a, b) => a - b);
}

/** The step of an SLI: its own where its source has a pace of its own, else by the service's interval. */
export function stepOf(service: Service, sli: Sli, step: Seconds): Seconds {
  return sli.step ?? effectiveStep(step, service.metrics.interval);
}
