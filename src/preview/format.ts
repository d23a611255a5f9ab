/** Values as Grafana writes them: units, decimals, mappings. */
import type { FieldConfig, Value, ValueMapping } from "./frame.ts";

/** `text` and its unit, which is drawn smaller. */
export interface Shown {
  readonly prefix: string;
  readonly text: string;
  readonly suffix: string;
}

type Format = (value: number, decimals: number | undefined) => Shown;

/** Digits after the point that Grafana chooses when none are said: `getDecimalsForValue`. */
function decimalsFor(value: number): number {
  if (value === 0) return 0;
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  const digits = 1 - magnitude;
  const norm = value / 10 ** -digits;
  return Math.max(0, value % 1 === 0 ? 0 : norm > 2.25 ? digits + 1 : digits);
}

/** Grafana's `toFixed`. */
export function fixed(value: number, decimals: number | undefined): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  const digits = Math.min(decimals ?? decimalsFor(value), 15);
  const factor = 10 ** digits;
  const rounded = Math.round(value * factor) / factor;
  if (decimals !== undefined) return rounded.toFixed(digits);
  return String(rounded);
}

const plain =
  (suffix: string): Format =>
  (value, decimals) => ({ prefix: "", text: fixed(value, decimals), suffix });

/** Larger and smaller units by a factor: `kB`, `MB`. */
function scaled(factor: number, suffixes: readonly string[], below: readonly string[] = []): Format {
  return (value, decimals) => {
    if (value === 0 || !Number.isFinite(value)) return plain(suffixes[0]!)(value, decimals);
    let at = Math.floor(Math.log(Math.abs(value)) / Math.log(factor) + 1e-12);
    at = Math.max(-below.length, Math.min(suffixes.length - 1, at));
    const suffix = at < 0 ? below[-at - 1]! : suffixes[at]!;
    return plain(suffix)(value / factor ** at, decimals);
  };
}

const si = (unit: string): Format =>
  scaled(1000, ["", "k", "M", "G", "T", "P", "E"].map((sign) => ` ${sign}${unit}`), ["m", "µ", "n"].map((sign) => ` ${sign}${unit}`)); // prettier-ignore
const binary = (unit: string): Format =>
  scaled(1024, ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].map((sign) => ` ${sign}${unit}`)); // prettier-ignore
const counted = (unit: string): Format =>
  scaled(1000, ["", "K", "M", "B", "T"].map((sign) => (unit === "" ? (sign === "" ? "" : ` ${sign}`) : ` ${sign}${unit}`))); // prettier-ignore
const currency = (sign: string): Format => {
  const count = scaled(1000, ["", "K", "M", "B", "T"]);
  return (value, decimals) => {
    const { text, suffix } = count(value, decimals);
    return { prefix: sign, text, suffix };
  };
};

/** Steps of a time: below so many of the unit, what it is divided by, and the name. */
const spans = (table: readonly (readonly [below: number, divisor: number, name: string])[]): Format => {
  return (value, decimals) => {
    const [, divisor, name] = table.find(([below]) => Math.abs(value) < below) ?? table.at(-1)!;
    if (value === 0) return plain(table.find(([, by]) => by === 1)![2])(value, decimals);
    return plain(name)(value / divisor, decimals);
  };
};

const longSeconds = [
  [60, 1, " s"], [3600, 60, " mins"], [86_400, 3600, " hours"], [604_800, 86_400, " days"],
  [31_536_000, 604_800, " weeks"], [Infinity, 31_556_900, " years"],
] as const; // prettier-ignore
const seconds = spans([[1e-6, 1e-9, " ns"], [1e-3, 1e-6, " µs"], [1, 1e-3, " ms"], ...longSeconds]);
const milliseconds = spans([
  [1000, 1, " ms"], [60_000, 1000, " s"], [3_600_000, 60_000, " mins"], [86_400_000, 3_600_000, " hours"],
  [31_536_000_000, 86_400_000, " days"], [Infinity, 31_536_000_000, " years"],
]); // prettier-ignore
const microseconds = spans([
  [1000, 1, " µs"],
  [1e6, 1000, " ms"],
  [Infinity, 1e6, " s"],
]);
const nanoseconds = spans([
  [1000, 1, " ns"], [1e6, 1000, " µs"], [1e9, 1e6, " ms"], [6e10, 1e9, " s"], [3.6e12, 6e10, " min"], [Infinity, 3.6e12, " hours"],
]); // prettier-ignore
const minutes = spans([
  [60, 1, " min"], [1440, 60, " hours"], [10_080, 1440, " days"], [604_800, 10_080, " weeks"], [Infinity, 525_600, " years"],
]); // prettier-ignore
const hours = spans([
  [24, 1, " hours"],
  [168, 24, " days"],
  [8760, 168, " weeks"],
  [Infinity, 8760, " years"],
]);
const days = spans([
  [7, 1, " days"],
  [365, 7, " weeks"],
  [Infinity, 365, " years"],
]);

const parts = [
  ["year", 31_536_000], ["month", 2_628_000], ["week", 604_800], ["day", 86_400], ["hour", 3600], ["minute", 60],
  ["second", 1], ["millisecond", 0.001],
] as const; // prettier-ignore

/** `1 day, 3 hours`: the largest unit that fits, and as many after it as there are decimals. */
function duration(value: number, decimals = 0, scale = 1): Shown {
  if (value === 0) return { prefix: "", text: "0", suffix: " seconds" };
  if (value < 0) {
    const { text } = duration(-value, decimals, scale);
    return { prefix: "", text, suffix: " ago" };
  }
  const words: string[] = [];
  let rest = value * scale;
  for (const [name, size] of parts) {
    if (words.length > decimals) break;
    // What is left of a division is a little off.
    const count = Math.floor(rest / size + 1e-9);
    if (count === 0 && words.length === 0) continue;
    words.push(`${count} ${name}${count === 1 ? "" : "s"}`);
    rest -= count * size;
  }
  return { prefix: "", text: words.join(", "), suffix: "" };
}

function clock(value: number): Shown {
  const two = (count: number) => String(Math.floor(count)).padStart(2, "0");
  const rest = Math.abs(value);
  const text = `${Math.floor(rest / 86_400)} d ${two((rest % 86_400) / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}`;
  return { prefix: value < 0 ? "-" : "", text, suffix: "" };
}

function moment(value: number): Shown {
  return { prefix: "", text: new Date(value).toISOString().slice(0, 19).replace("T", " "), suffix: "" };
}

const choice =
  (yes: string, no: string): Format =>
  (value) => ({ prefix: "", text: value === 0 ? no : yes, suffix: "" });

/** Of ids of units, those that dashboards of services use. */
const formats: Readonly<Record<string, Format>> = {
  none: plain(""), string: plain(""), short: scaled(1000, ["", " K", " Mil", " Bil", " Tri"]), sishort: si(""),
  percent: plain("%"), percentunit: (value, decimals) => plain("%")(value * 100, decimals),
  humidity: plain("%H"), dB: plain(" dB"), sci: (value, decimals) => ({ prefix: "", text: value.toExponential(decimals), suffix: "" }),
  locale: (value, decimals) => ({ prefix: "", text: fixed(value, decimals).replace(/\B(?=(\d{3})+(?!\d))/g, ","), suffix: "" }),
  bool: choice("True", "False"), bool_yes_no: choice("Yes", "No"), bool_on_off: choice("On", "Off"),
  s: seconds, ms: milliseconds, µs: microseconds, ns: nanoseconds, m: minutes, h: hours, d: days,
  dtdurations: (value, decimals) => duration(value, decimals), dtdurationms: (value, decimals) => duration(value, decimals, 0.001),
  dthms: (value) => clock(value), dtdhms: (value) => clock(value), clocks: (value) => clock(value),
  dateTimeAsIso: moment, dateTimeAsIsoNoDateIfToday: moment, dateTimeAsUS: moment, dateTimeAsLocal: moment, dateTimeAsSystem: moment,
  hertz: si("Hz"), rotrpm: plain(" rpm"), celsius: plain(" °C"), fahrenheit: plain(" °F"), kelvin: plain(" K"),
  bytes: binary("B"), decbytes: si("B"), bits: binary("b"), decbits: si("b"),
  kbytes: (value, decimals) => binary("B")(value * 1024, decimals), mbytes: (value, decimals) => binary("B")(value * 1024 ** 2, decimals),
  gbytes: (value, decimals) => binary("B")(value * 1024 ** 3, decimals),
  binBps: binary("B/s"), Bps: si("B/s"), binbps: binary("b/s"), bps: si("b/s"), pps: si("p/s"),
  cps: counted("c/s"), ops: counted("ops/s"), reqps: counted("req/s"), rps: counted("rd/s"), wps: counted("wr/s"),
  iops: counted("io/s"), eps: counted("evt/s"), mps: counted("msg/s"), recps: counted("rec/s"), rowsps: counted("rows/s"),
  cpm: counted("c/m"), opm: counted("ops/m"), reqpm: counted("req/m"), rpm: counted("rd/m"), wpm: counted("wr/m"), epm: counted("evt/m"),
  watt: si("W"), amp: si("A"), volt: si("V"), joule: si("J"), kwatth: plain(" kWh"), watth: si("Wh"), cores: plain(" cores"),
  currencyUSD: currency("$"), currencyEUR: currency("€"), currencyGBP: currency("£"), currencyJPY: currency("¥"), currencyCHF: currency("CHF "),
  massg: si("g"), massko: si("g"), conpermin: plain(" conn/min"), flops: si("FLOPS"),
}; // prettier-ignore

export function isUnit(id: string): boolean {
  return (
    id === "dateTimeFromNow" || Object.hasOwn(formats, id) || /^(suffix|prefix|si|count|currency|time|bool):/.test(id)
  );
}

/** How values of a unit are written; a unit that Grafana does not know stands after the number. */
function formatOf(unit: string | undefined): Format {
  if (unit === undefined || unit === "") return formats["none"]!;
  const known = formats[unit];
  if (known !== undefined) return known;
  const [, kind, rest = ""] = /^(suffix|prefix|si|count|currency):(.*)$/s.exec(unit) ?? [];
  switch (kind) {
    case "prefix":
      return (value, decimals) => ({ ...plain("")(value, decimals), prefix: rest });
    case "si":
      return si(rest.replace(/^[kMGTPEmµn](?=.)/, ""));
    case "count":
      return counted(rest);
    case "currency":
      return currency(rest);
    default:
      // with a blank between, as Grafana puts it
      return plain(` ${kind === "suffix" ? rest : unit}`);
  }
}

/** `3 hours ago`: the largest unit that fits, in words. @param value milliseconds since 1970 */
function fromNow(value: number, now: number): Shown {
  const seconds = now - value / 1000;
  if (Math.abs(seconds) < 45) return { prefix: "", text: "a few seconds ago", suffix: "" };
  const { text } = duration(Math.abs(seconds), 0);
  return seconds < 0 ? { prefix: "in ", text, suffix: "" } : { prefix: "", text, suffix: " ago" };
}

export function formatValue(value: Value, config: Pick<FieldConfig, "unit" | "decimals" | "now">): Shown {
  if (value === null) return { prefix: "", text: "", suffix: "" };
  if (typeof value === "string") return { prefix: "", text: value, suffix: "" };
  if (!Number.isFinite(value)) return { prefix: "", text: fixed(value, undefined), suffix: "" };
  if (config.unit === "dateTimeFromNow" && config.now !== undefined) return fromNow(value, config.now);
  return formatOf(config.unit)(value, config.decimals);
}

export function shownText({ prefix, text, suffix }: Shown): string {
  return `${prefix}${text}${suffix}`;
}

/** The mapping that takes a value, the first that fits. */
export function mappingOf(value: Value, mappings: readonly ValueMapping[] = []): ValueMapping | undefined {
  return mappings.find((mapping) => {
    switch (mapping.type) {
      case "value":
        return value !== null && String(value) === mapping.match;
      case "range":
        return typeof value === "number" && value >= (mapping.from ?? -Infinity) && value <= (mapping.to ?? Infinity);
      case "special":
        return isSpecial(value, mapping.match);
      case "regex":
        return typeof value === "string" && matches(value, mapping.match ?? "");
    }
  });
}

function isSpecial(value: Value, match: string | undefined): boolean {
  const isNaN = typeof value === "number" && Number.isNaN(value);
  switch (match) {
    case "null":
      return value === null;
    case "nan":
      return isNaN;
    case "null+nan":
      return value === null || isNaN;
    case "empty":
      return value === "";
    case "true":
      return value === "true" || value === 1;
    case "false":
      return value === "false" || value === 0;
    default:
      return false;
  }
}

function matches(value: string, pattern: string): boolean {
  const [, body = pattern, flags = ""] = /^\/(.*)\/(\w*)$/s.exec(pattern) ?? [];
  try {
    return new RegExp(body, flags.replace("g", "")).test(value);
  } catch {
    return false;
  }
}

/** What a cell or a number reads: mapped, else formatted; nothing is the `noValue`, else a dash. */
export function display(value: Value, config: FieldConfig): Shown & { readonly color?: string } {
  const mapping = mappingOf(value, config.mappings);
  const text = mapping?.text;
  const color = mapping?.color === undefined ? {} : { color: mapping.color };
  if (text !== undefined && text !== "") return { prefix: "", text, suffix: "", ...color };
  if (value === null || value === "")
    return { prefix: "", text: config.noValue ?? (value === null ? "-" : ""), suffix: "", ...color };
  return { ...formatValue(value, config), ...color };
}
