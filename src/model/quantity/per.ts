import { Decimal } from "./decimal.ts";
import { nearest } from "../../util/nearest.ts";

/** Units of time behind a `/`. */
const perUnits = ["s", "m", "h", "d", "month"] as const;
export type PerUnit = (typeof perUnits)[number];

/** Seconds of each; a month is a twelfth of 365 days, as cost sheets count it (730 hours). */
export const secondsPer: Readonly<Record<PerUnit, Decimal>> = {
  s: Decimal.of(1),
  m: Decimal.of(60),
  h: Decimal.of(3600),
  d: Decimal.of(86_400),
  month: Decimal.of(2_628_000),
};

const words: Readonly<Record<string, PerUnit>> = {
  sec: "s", second: "s", seconds: "s", min: "m", minute: "m", minutes: "m", hr: "h", hour: "h", hours: "h",
  day: "d", days: "d", mo: "month", mon: "month", months: "month",
}; // prettier-ignore

export function isPerUnit(text: string): text is PerUnit {
  return (perUnits as readonly string[]).includes(text);
}

/** The unit that a word certainly means. */
export function perUnitOf(word: string): PerUnit | undefined {
  const lower = word.toLowerCase();
  if (isPerUnit(lower)) return word === "M" ? undefined : lower;
  if (Object.hasOwn(words, lower)) return words[lower];
  const near = lower.length > 3 ? nearest(lower, Object.keys(words)) : undefined;
  return near === undefined ? undefined : words[near];
}
