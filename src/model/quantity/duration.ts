import { Decimal } from "./decimal.ts";
import { parsed, quoted, refused, type Parsed } from "./parsed.ts";
import type { Seconds } from "./units.ts";

/** Milliseconds of each unit of a Prometheus duration, largest first. A year is 365 days. */
const units = [
  ["y", 31_536_000_000],
  ["w", 604_800_000],
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;

const grammar = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Prometheus holds durations as 64-bit nanoseconds. */
const mostMilliseconds = 9_223_372_036_854;

/** Words that people write for a unit. */
const words: Readonly<Record<string, string>> = {
  ms: "ms", msec: "ms", msecs: "ms", millisecond: "ms", milliseconds: "ms", millis: "ms",
  s: "s", sec: "s", secs: "s", second: "s", seconds: "s",
  m: "m", min: "m", mins: "m", minute: "m", minutes: "m",
  h: "h", hr: "h", hrs: "h", hour: "h", hours: "h",
  d: "d", day: "d", days: "d",
  w: "w", wk: "w", week: "w", weeks: "w",
  y: "y", yr: "y", year: "y", years: "y",
}; // prettier-ignore

/**
 * A duration as in Prometheus, large units to small: `1h30m`, `250ms`, `0s`.
 * @returns seconds, a multiple of 0.001, at most 292 years
 */
export function parseDuration(text: string): Parsed<Seconds> {
  const match = text === "" || text.length > 60 ? null : grammar.exec(text);
  if (match === null) return explain(text);
  let milliseconds = 0;
  for (let i = 0; i < units.length; i++) milliseconds += Number(match[i + 1] ?? 0) * units[i]![1];
  if (milliseconds > mostMilliseconds)
    return refused(`${quoted(text)} is longer than 292 years`, "Prometheus takes no longer duration");
  return parsed(milliseconds / 1000);
}

function explain(text: string): Parsed<never> {
  const error = `${quoted(text)} is not a duration`;
  const general = "write a number and a unit (`ms s m h d w y`), such as `30s` or `1h30m`";
  if (text.length > 60) return refused(error, general);
  if (/^0+$/.test(text)) return refused(`${error}: the unit is missing`, "write `0s`", "0s");
  if (/^\d+$/.test(text))
    return refused(
      `${error}: the unit is missing`,
      `write \`${text}s\`, \`${text}m\` or another unit of \`ms s m h d w y\``,
    );
  if (text.startsWith("-")) return refused(error, "a duration is not negative");
  const months = /^(\d{1,6})\s*(?:M|mo|mon|months?)$/.exec(text)?.[1];
  if (months !== undefined)
    return refused(
      `${error}: months have no fixed length`,
      `count days, \`${Number(months) * 30}d\`, or write \`${months}m\` for minutes`,
    );
  const fixed = mended(text);
  return fixed === undefined ? refused(error, general) : refused(error, `write \`${fixed}\``, fixed);
}

/** The certain meaning of a duration that is written in another way: `30 days`, `1.5h`, `1h, 30min`. */
function mended(text: string): string | undefined {
  const part = /\s*,?\s*(?:and\s+)?(\d+(?:\.\d+)?)\s*([A-Za-z]+)/y;
  const written: string[] = [];
  let total = Decimal.of(0);
  let last = Infinity;
  for (let at = 0; at < text.trimEnd().length; at = part.lastIndex) {
    part.lastIndex = at;
    const [, number = "", word = ""] = part.exec(text) ?? [];
    const unit = word === "M" ? undefined : words[word.toLowerCase()];
    const size = units.find(([name]) => name === unit)?.[1];
    if (unit === undefined || size === undefined || size >= last) return undefined;
    last = size;
    written.push(`${number}${unit}`);
    total = total.add(Decimal.parse(number)!.multiply(Decimal.of(size)));
  }
  if (written.length === 0 || total.denominator !== 1n || total.numerator > BigInt(mostMilliseconds)) return undefined;
  const joined = written.join("");
  return grammar.test(joined) ? joined : partsOf(Number(total.numerator)).join("") || "0s";
}

/** Units that are written. No weeks and years: windows are counted in days, and `28d` says more than `4w`. */
const written = units.filter(([unit]) => unit !== "w" && unit !== "y");

/**
 * A duration as Prometheus reads it, in two units where that reads well, else in the smallest alone: `1h30m`, `28d`, but `299s` and `86399s`,
 * since `4m59s` and `23h59m59s` hide that they are one second short.
 * @param seconds a multiple of 0.001, not negative
 * @throws RangeError for anything else (a bug)
 */
export function formatDuration(seconds: Seconds): string {
  const milliseconds = Math.round(seconds * 1000);
  if (!(seconds >= 0) || milliseconds > mostMilliseconds || milliseconds / 1000 !== seconds) {
    throw new RangeError(`${seconds} s is not a duration of whole milliseconds`);
  }
  if (milliseconds === 0) return "0s";
  const known = formatted.get(milliseconds);
  if (known !== undefined) return known;
  const text = format(milliseconds);
  if (formatted.size < mostFormatted) formatted.set(milliseconds, text);
  return text;
}

/** Rules name the same few durations again and again. */
const formatted = new Map<number, string>();
const mostFormatted = 1000;

function format(milliseconds: number): string {
  let rest = milliseconds;
  let parts = "";
  let count = 0;
  for (const [unit, size] of written) {
    const whole = Math.floor(rest / size);
    rest %= size;
    if (whole === 0) continue;
    parts += `${whole}${unit}`;
    count++;
    // It is a multiple of this unit: one word, or two that read well.
    if (rest > 0) continue;
    const readsWell = count === 2 && (size >= 60_000 || whole % 5 === 0);
    return readsWell ? parts : `${milliseconds / size}${unit}`;
  }
  return parts;
}

/** Counts of each unit, large to small, without those that are 0. */
function partsOf(milliseconds: number): readonly string[] {
  let rest = milliseconds;
  return written.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest %= size;
    return count > 0 ? [`${count}${unit}`] : [];
  });
}

/**
 * A duration for people, in its two largest units, rounded to the smaller one: `40m 19s`, `27d 23h`, `2.5s`, `250ms`.
 * @param seconds any finite number; a negative one gets a sign
 */
export function humanDuration(seconds: Seconds): string {
  if (seconds < 0) return `-${humanDuration(-seconds)}`;
  if (seconds < 0.9995) return seconds < 0.0005 ? "0s" : `${Math.round(seconds * 1000)}ms`;
  if (seconds < 59.95) return `${Math.round(seconds * 10) / 10}s`;
  const milliseconds = Math.round(seconds) * 1000;
  const largest = written.findIndex(([, size]) => milliseconds >= size);
  const smaller = written[largest + 1]![1];
  // rounding may carry into a larger unit: 59m 59.9s is 1h
  const rounded = Math.round(milliseconds / smaller) * smaller;
  const first = written.findIndex(([, size]) => rounded >= size);
  const [unit, size] = written[first]!;
  const [nextUnit, nextSize] = written[first + 1]!;
  const rest = Math.floor((rounded % size) / nextSize);
  return `${Math.floor(rounded / size)}${unit}${rest > 0 ? ` ${rest}${nextUnit}` : ""}`;
}
