import { Decimal } from "../model/quantity/decimal.ts";
import type { Seconds } from "../model/quantity/units.ts";

const hundred = Decimal.of(100);

/** A number that is not negative, rounded half up to so many decimal places, for reading. */
export function rounded(value: Decimal, places: number): string {
  const scale = 10n ** BigInt(places);
  const { numerator, denominator } = value.multiply(Decimal.of(2n * scale));
  return Decimal.of((numerator + denominator) / (2n * denominator), scale).toString();
}

/** `0.0005` as `0.05%`; the percentage is rounded half up to so many decimal places. */
export function percent(ratio: Decimal, places = 4): string {
  return `${rounded(ratio.multiply(hundred), places)}%`;
}

/** The ratio as a percentage that reads well and is not above it: `0.99985119` as `99.985%`, the rest to 100 % rounded up to two digits. */
export function percentAtMost(ratio: Decimal): string {
  const rest = Decimal.of(1).subtract(ratio).multiply(hundred);
  for (let scale = 1n; ; scale *= 10n) {
    const up = (rest.numerator * scale + rest.denominator - 1n) / rest.denominator;
    if (up >= 10n || rest.numerator <= 0n) return `${hundred.subtract(Decimal.of(up, scale)).toString()}%`;
  }
}

/** Exact number of seconds, a multiple of 0.001. */
export function exact(seconds: Seconds): Decimal {
  return Decimal.of(Math.round(seconds * 1000), 1000);
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[], join = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${join} ${words.at(-1)}`;
}
