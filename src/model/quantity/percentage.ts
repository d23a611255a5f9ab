import { Decimal } from "./decimal.ts";
import { decimalPattern } from "./decimal-text.ts";
import { parsed, quoted, refused, type Parsed } from "./parsed.ts";

const grammar = new RegExp(`^(${decimalPattern})%$`);
const hundred = Decimal.of(100);
const mostCharacters = 40;

/** Few different ones are written, and often: each is one number, which knows its texts. */
const known = new Map<string, Parsed<Decimal>>();
const mostKnown = 500;

/**
 * A percentage, `25%`, exactly.
 * @returns the ratio: 0.25
 */
export function parsePercentage(text: string): Parsed<Decimal> {
  const before = known.get(text);
  if (before !== undefined) return before;
  const number = text.length > mostCharacters ? undefined : grammar.exec(text)?.[1];
  const value = number === undefined ? undefined : Decimal.parse(number);
  if (value === undefined) return explain(text);
  const ratio = parsed(value.divide(hundred));
  if (known.size >= mostKnown) known.clear();
  known.set(text, ratio);
  return ratio;
}

/**
 * An objective: a percentage between 0 and 100, both excluded.
 * @returns the share of good events: 0.999 of `99.9%`
 */
export function parseObjective(text: string): Parsed<Decimal> {
  const ratio = parsePercentage(text);
  if (!ratio.ok) {
    const mended = ratio.fix === undefined ? undefined : parseObjective(ratio.fix);
    return mended === undefined || mended.ok ? ratio : refused(ratio.error, mended.help);
  }
  if (ratio.value.compare(Decimal.of(1)) === 0) {
    return refused("an objective of `100%` leaves no error budget", "say what is good enough, such as `99.9%`");
  }
  if (ratio.value.compare(Decimal.of(1)) > 0)
    return refused(`an objective of ${quoted(text)} cannot be kept`, "an objective lies between 0 and 100%");
  if (ratio.value.compare(Decimal.of(0)) === 0)
    return refused("an objective of `0%` is always kept", "an objective lies between 0 and 100%");
  return ratio;
}

function explain(text: string): Parsed<never> {
  const error = `${quoted(text)} is not a percentage`;
  const number = /^\s*(\d{1,20})(?:[.,](\d{1,20}))?\s*(%|percent|pct)?\s*$/i.exec(text);
  if (number === null) return refused(error, "write a number and `%`, such as `99.9%`");
  const [, whole = "", fraction, unit] = number;
  const plain = `${whole.replace(/^0+(?=\d)/, "")}${fraction === undefined ? "" : `.${fraction}`}`;
  const value = Decimal.parse(plain)!;
  // 0.999 without a unit may be meant as a share or as less than one percent
  if (unit === undefined && value.compare(Decimal.of(1)) <= 0) {
    return refused(error, `write \`${value.multiply(hundred).toString()}%\` for a share of ${value.toString()}`);
  }
  return refused(error, `write \`${plain}%\``, `${plain}%`);
}

/** A ratio as an exact percentage: `99.95%`. */
export function percent(ratio: Decimal): string {
  return `${ratio.multiply(hundred).toString()}%`;
}
