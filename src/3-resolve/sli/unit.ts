import type { DeclaredMetric } from "../../model/service.ts";
import { diagnostic } from "./diagnostics.ts";
import type { SliContext } from "./kind.ts";

/** Units of time that a source may hold. */
const timeUnits = ["s", "ms", "us", "ns"] as const;
export type TimeUnit = (typeof timeUnits)[number];
export const perSecond: Readonly<Record<TimeUnit, number>> = { s: 1, ms: 1e3, us: 1e6, ns: 1e9 };
const suffixes: readonly (readonly [string, TimeUnit])[] = [
  ["_milliseconds", "ms"],
  ["_microseconds", "us"],
  ["_nanoseconds", "ns"],
  ["_seconds", "s"],
];

/**
 * The unit of a source: as `unit` beside it says, else its name, else its declaration. A unit that none of them says is reported.
 * @param pointer where the source stands in the SLI
 */
export function unitOf(
  name: string,
  unit: TimeUnit | undefined,
  pointer: string,
  { declared, originOf, report }: SliContext,
): TimeUnit | undefined {
  const known = unit ?? suffixes.find(([suffix]) => name.endsWith(suffix))?.[1] ?? declaredUnit(declared.get(name));
  if (known === undefined) {
    const help = "say it beside the source (`unit: ms`), or in `metrics.declare`";
    report(diagnostic("unit-unknown", { name }, originOf(pointer).span, { help }));
  }
  return known;
}

function declaredUnit(metric: DeclaredMetric | undefined): TimeUnit | undefined {
  return timeUnits.find((unit) => unit === metric?.unit);
}
