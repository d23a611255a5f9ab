/** Grafana's units of what a service's metrics hold, by their names where nobody says them. */
import { plainUnit, unitOf } from "../units.ts";

const bySuffix: readonly (readonly [string, string])[] = [
  ["_timestamp_seconds", "dateTimeFromNow"],
  ["_milliseconds", "ms"],
  ["_microseconds", "µs"],
  ["_nanoseconds", "ns"],
  ["_seconds", "s"],
  ["_bytes", "bytes"],
  ["_ratio", "percentunit"],
  ["_percent", "percent"],
  ["_celsius", "celsius"],
];

/** @param unit as a spec declares it; where it is not said the name tells it */
export function valueUnit(name: string, unit?: string): string {
  if (unit !== undefined) return (unitOf(unit) ?? plainUnit).id;
  const measured = name.replace(/_total$/, "");
  return bySuffix.find(([suffix]) => measured.endsWith(suffix))?.[1] ?? plainUnit.id;
}

/** Of so many in a time. @param what is counted, in the plural */
export function rateUnit(what: string, time = "s"): string {
  return (unitOf(`{${what}}/${time}`) ?? plainUnit).id;
}
