import type { Seconds } from "../quantity/units.ts";
import type { Service, Sli, Slo } from "../service.ts";
import { recorded } from "./names.ts";

/** Five-minute sums are what long windows are made of. */
export const bin: Seconds = 300;
/** Windows up to here add up single steps, longer ones five-minute sums. */
export const longestOfSteps: Seconds = 6 * 3600;

/** Steps that divide a bin, so that each five-minute sum holds a whole number of them. */
const steps: readonly Seconds[] = [60, 150, 300];
/** An instant query looks back five minutes: a source scraped more slowly than this has holes in it. */
export const longestInterval: Seconds = 240;

/**
 * How long a scrape may take until it is stored: counters are read so late. A scrape under way at an evaluation is hidden from it and known
 * to the next one, so that its events would never be counted. Most are stored within a second, and every alert comes this much later.
 */
export const scrapeLatency: Seconds = 2;

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

/** What the share of a long window with data is made of: a day has four of them, and 28 days 112 in place of 8,064 five-minute sums. */
export const watch: Seconds = 6 * 3600;

/** Whether the share of a window with data is made of watches. */
export function hasWatches(window: Seconds): boolean {
  return window > watch && window % watch === 0;
}

/** Recorded counts that a window adds up: single steps, five-minute sums, or slices of time. */
export interface Addends {
  readonly form: WindowForm | "slices";
  /** Names of the series. */
  readonly total: string;
  readonly errors: string;
  /** Seconds between two that are added up. */
  readonly every: Seconds;
}

/** @param slice length of the slices, where slices are counted in place of events */
export function addendsOf(window: Seconds, step: Seconds, slice?: Seconds): Addends {
  if (slice !== undefined)
    return { form: "slices", total: recorded.totalSlice, errors: recorded.errorsSlice, every: slice };
  return windowForm(window) === "steps"
    ? { form: "steps", total: recorded.total, errors: recorded.errors, every: step }
    : { form: "bins", total: recorded.totalSum, errors: recorded.errorsSum, every: bin };
}

/** Length of an SLO's slices; undefined where events are counted. */
export function sliceOf(slo: Slo): Seconds | undefined {
  return slo.kind === "sli" ? slo.slices?.of : undefined;
}

/** The shortest window that is recorded: a slice, or five minutes. */
export function shortestWindow(slo: Slo): Seconds {
  return sliceOf(slo) ?? bin;
}

/** Windows whose error ratio is recorded for the alerts, shortest first. Five minutes, or a slice, are always among them. */
export function alertWindows(slo: Slo): readonly Seconds[] {
  const windows = new Set<Seconds>([shortestWindow(slo)]);
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
