/** Grafana's units of what a service's metrics hold. */
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

/** @param unit as in UCUM; where it is not said the name tells it */
export function valueUnit(name: string, unit?: string): string {
  if (unit === undefined)
    return bySuffix.find(([suffix]) => name.replace(/_total$/, "").endsWith(suffix))?.[1] ?? "short";
  return (unitOf(unit) ?? plainUnit).id;
}

/** Of so many a second. @param what is counted, in the plural */
export function rateUnit(what: string): string {
  return what === "requests" ? "reqps" : `count:${what}/s`;
}
