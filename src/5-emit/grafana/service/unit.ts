/** Grafana's units of what a service's metrics hold. */

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

const ucum: Readonly<Record<string, string>> = {
  s: "s",
  ms: "ms",
  us: "µs",
  ns: "ns",
  min: "m",
  h: "h",
  d: "d",
  By: "bytes",
  bit: "bits",
  "%": "percent",
  "1": "percentunit",
  Cel: "celsius",
  Hz: "hertz",
};

/** @param unit as in UCUM; where it is not said the name tells it */
export function valueUnit(name: string, unit?: string): string {
  if (unit === undefined)
    return bySuffix.find(([suffix]) => name.replace(/_total$/, "").endsWith(suffix))?.[1] ?? "short";
  const annotation = /^\{([\w /-]+)\}$/.exec(unit)?.[1];
  return annotation === undefined ? (ucum[unit] ?? "short") : `count:${annotation}`;
}

/** Of so many a second. @param what is counted, in the plural */
export function rateUnit(what: string): string {
  return what === "requests" ? "reqps" : `count:${what}/s`;
}
