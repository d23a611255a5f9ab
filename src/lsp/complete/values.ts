/** Values by their type: durations, percentages and the like, with the units that a number may yet get. */
import type { SchemaNode } from "../../2-validate/generated/schema-index.ts";

/** What people write most often, and the units of the type. */
const types: Readonly<Record<string, { readonly usual: readonly string[]; readonly units: readonly string[] }>> = {
  duration: {
    usual: ["30s", "1m", "5m", "15m", "1h", "1d", "7d", "28d", "30d"],
    units: ["ms", "s", "m", "h", "d", "w", "y"],
  },
  percentage: { usual: ["1%", "5%", "10%", "25%", "50%"], units: ["%"] },
  objective: { usual: ["99%", "99.5%", "99.9%", "99.95%", "99.99%"], units: ["%"] },
  rate: { usual: ["1/s", "10/s", "100/s"], units: ["/s", "/m", "/h", "/d", "/month"] },
  size: {
    usual: ["100 MiB", "1 GiB", "50 GiB/d"],
    units: [" KiB", " MiB", " GiB", " TiB", " MB", " GB", " GiB/d", " GB/d"],
  },
  money: { usual: ["100 USD/month", "1000 EUR/month"], units: [" USD/month", " EUR/month", " USD/d", " EUR/d"] },
  "time-of-day": { usual: ['"09:00"', '"17:00"'], units: [] },
  schedule: { usual: ['"0 3 * * SUN"', '"0 10 * * TUE"'], units: [] },
};

/** Texts that may stand here, as they are written in YAML; what the schema names first. */
export function valuesOf(node: SchemaNode, key: string | undefined, typed: string): readonly string[] {
  const named = (node.values ?? []).map(String);
  const words = node.words ?? [];
  const booleans = node.types.includes("boolean") ? ["true", "false"] : [];
  const type = types[node.format ?? ""];
  const number = /^\d+(?:\.\d+)?/.exec(typed)?.[0];
  const withUnit = type === undefined || number === undefined ? [] : type.units.map((unit) => `${number}${unit}`);
  const usual = type === undefined || number !== undefined ? [] : [...(usualByKey[key ?? ""] ?? []), ...type.usual];
  const zones = node.format === "timezone" && typed.length > 0 ? zonesLike(typed) : [];
  const given = [node.default, node.example].filter((value) => typeof value === "string" || typeof value === "number");
  const free = named.length === 0 && node.format !== "selector" && node.format !== "promql" ? given.map(String) : [];
  const isText =
    node.format === "text" || node.format === "template" || node.format === "url" || node.format === "path";
  return [
    ...new Set([...named, ...booleans, ...withUnit, ...words, ...(isText ? [] : free), ...usual, ...zones]),
  ].filter((value) => number === undefined || type === undefined || value.startsWith(number));
}

const usualByKey: Readonly<Record<string, readonly string[]>> = {
  window: ["28d", "30d", "7d", "90d"],
  threshold: ["100ms", "200ms", "300ms", "500ms", "1s", "2s"],
  interval: ["15s", "30s", "1m"],
  retention: ["14d", "30d", "90d", "400d"],
};

function zonesLike(typed: string): readonly string[] {
  const wanted = typed.toLowerCase();
  return ["UTC", ...Intl.supportedValuesOf("timeZone")]
    .filter((zone) => zone.toLowerCase().includes(wanted))
    .slice(0, 50);
}
