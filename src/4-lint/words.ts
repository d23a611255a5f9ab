import { Decimal } from "../model/quantity/decimal.ts";
import type { Seconds } from "../model/quantity/units.ts";

const hundred = Decimal.of(100);

/** `0.0005` as `0.05%`; rounded half away from zero to `digits` places of the percentage. */
export function percent(ratio: Decimal, digits = 4): string {
  return `${ratio.multiply(hundred).toString(digits)}%`;
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
