import { Decimal } from "./decimal.ts";
import { decimalPattern, plainDecimal } from "./decimal-text.ts";
import { isPerUnit, perUnitOf, secondsPer, type PerUnit } from "./per.ts";
import { parsed, quoted, refused, type Parsed } from "./parsed.ts";
import type { Bytes } from "./units.ts";

const units: Readonly<Record<string, bigint>> = {
  B: 1n, kB: 1000n, KB: 1000n, MB: 1000n ** 2n, GB: 1000n ** 3n, TB: 1000n ** 4n, PB: 1000n ** 5n,
  KiB: 1024n, MiB: 1024n ** 2n, GiB: 1024n ** 3n, TiB: 1024n ** 4n, PiB: 1024n ** 5n,
}; // prettier-ignore

/** Bytes, or bytes in a unit of time. */
export interface Size {
  readonly bytes: Bytes;
  readonly per?: PerUnit;
}

const grammar = new RegExp(`^(${decimalPattern}) ?([A-Za-z]+)(?:/([a-z]+))?$`);
const mostCharacters = 60;

/**
 * A size, `100 MiB` or `1.5GB`, or a flow of bytes, `50 GiB/d`. Powers of 1,000 and of 1,024 are told apart by the `i`.
 * @returns whole bytes, at most 2^53
 */
export function parseSize(text: string): Parsed<Size> {
  const [, number = "", unit = "", per] = text.length > mostCharacters ? [] : (grammar.exec(text) ?? []);
  const value = Decimal.parse(number);
  if (value === undefined || !Object.hasOwn(units, unit) || (per !== undefined && !isPerUnit(per)))
    return explain(text);
  const bytes = value.multiply(Decimal.of(units[unit]!));
  if (bytes.denominator !== 1n)
    return refused(`${quoted(text)} is no whole number of bytes`, "write it in a smaller unit");
  if (bytes.numerator > BigInt(Number.MAX_SAFE_INTEGER)) return refused(`${quoted(text)} is larger than 2^53 bytes`);
  return parsed({ bytes: Number(bytes.numerator), ...(per === undefined ? {} : { per }) });
}

/** Bytes a second of a flow; of a size alone undefined. */
export function bytesPerSecond({ bytes, per }: Size): Decimal | undefined {
  return per === undefined ? undefined : Decimal.of(bytes).divide(secondsPer[per]);
}

function explain(text: string): Parsed<never> {
  const error = `${quoted(text)} is not a size`;
  const general =
    "write a number and a unit (`B kB MB GB TB`, or `KiB MiB GiB TiB` for powers of 1,024), such as `100 MiB`";
  const [, digits = "", word = "", time] =
    /^\s*([\d.,]{1,30})\s*([A-Za-z]*)\s*(?:(?:\/|per)\s*([A-Za-z]+))?\s*$/.exec(text) ?? [];
  const number = plainDecimal(digits);
  if (number === undefined) return refused(error, general);
  if (word === "") return refused(`${error}: the unit is missing`, general);
  const unit = unitOf(word);
  const per = time === undefined ? undefined : perUnitOf(time);
  // `M` and `G` alone are powers of 1,000 to some and of 1,024 to others
  if (unit === undefined || (time !== undefined && per === undefined)) return refused(error, general);
  const fix = `${number} ${unit}${per === undefined ? "" : `/${per}`}`;
  return refused(error, `write \`${fix}\``, fix);
}

const words: ReadonlyMap<string, string> = new Map([
  ["byte", "B"],
  ["kilobyte", "kB"],
  ["megabyte", "MB"],
  ["gigabyte", "GB"],
  ["terabyte", "TB"],
  ["kibibyte", "KiB"],
  ["mebibyte", "MiB"],
  ["gibibyte", "GiB"],
  ["tebibyte", "TiB"],
]);

function unitOf(word: string): string | undefined {
  const lower = word.toLowerCase();
  const known = words.get(lower.replace(/s$/, ""));
  if (known !== undefined) return known;
  const named = Object.keys(units).map((unit) => ({ unit, small: unit.toLowerCase() }));
  // `Mi` and `Gi` are how Kubernetes writes powers of 1,024
  return named.find(({ small }) => small === lower || (lower.endsWith("i") && small === `${lower}b`))?.unit;
}
