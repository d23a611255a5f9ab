export const checkStatuses = ["ok", "warning", "error", "skipped"] as const;
export type CheckStatus = (typeof checkStatuses)[number];

/** What the doctor looked at, and what to do about it. */
export interface Check {
  /** Stable, a word or two: `retention`. */
  readonly name: string;
  /** Where a workspace has environments and this is about one. */
  readonly environment?: string;
  readonly status: CheckStatus;
  /** One line. */
  readonly found: string;
  /** Single things that it is about, at most `mostDetails`. */
  readonly details?: readonly string[];
  readonly help?: string;
  /** Whether a source was wanted and gave no answer. */
  readonly unreachable?: true;
  /** Skipped because of what the check before it found: for people it goes without saying. */
  readonly follows?: true;
}

/** More than so many of one kind are counted, not listed. */
const mostDetails = 10;

export function detailsOf(all: readonly string[]): readonly string[] {
  const rest = all.length - mostDetails;
  return rest > 0 ? [...all.slice(0, mostDetails), `and ${rest} more`] : all;
}
