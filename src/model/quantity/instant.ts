import type { UnixSeconds } from "./units.ts";

/** RFC 3339 in UTC, without fractions that are zero: `2026-11-02T10:00:00Z`. */
export function formatInstant(time: UnixSeconds): string {
  return new Date(time * 1000).toISOString().replace(".000Z", "Z");
}
