import type { Decimal } from "../../../model/quantity/decimal.ts";

/**
 * Every text of a bucket bound in the label `le`: the shortest float as client libraries print it (`1`, `0.3`, `1e+06`),
 * and the same as OpenMetrics and Prometheus 3 do (`1.0`).
 */
export function boundTexts(bound: Decimal): readonly string[] {
  const shortest = goFloat(bound.toNumber());
  const plain = bound.toString();
  const texts = [shortest, plain].flatMap((text) => (/[.e]/.test(text) ? [text] : [text, `${text}.0`]));
  return [...new Set(texts)];
}

/** As Go's `strconv.FormatFloat(value, 'g', -1, 64)`: with an exponent of two digits below 1e-4 and from 1e6 on. */
function goFloat(value: number): string {
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
