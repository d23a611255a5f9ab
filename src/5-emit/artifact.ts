import type { Origin } from "../model/origin.ts";

/** A file to be written. */
export interface Artifact {
  /** POSIX path below the output folder of its environment; made of names that were validated. */
  readonly path: string;
  readonly text: string;
  /** Spec files (workspace-relative) that it is made from, sorted. */
  readonly sources: readonly string[];
  /** Where lines come from, by first line; an entry holds to the end of its range. Lines count from 1; inner ranges come after outer ones. */
  readonly lines: readonly LineOrigin[];
}

export interface LineOrigin {
  readonly first: number;
  readonly last: number;
  readonly origin: Origin;
  /** What these lines are, in words: "page alert of checkout/availability, 1h and 5m". */
  readonly what: string;
}
