import { Decimal } from "./decimal.ts";

/** A decimal without sign as people write it in a quantity: `12`, `0.5`. No leading zeros, so that `05` is not read in two ways. */
export const decimalPattern = "(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?";

/** The decimal that a number in another notation certainly means: `4,000` with thousands in threes, `99,9` is none (it could be either). */
export function plainDecimal(text: string): string | undefined {
  const plain = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  return Decimal.parse(plain)?.toString();
}
