/** Longest number that is read: arithmetic on it stays cheap. */
const mostCharacters = 100;

/**
 * An exact rational number: integer arithmetic on numerator and denominator, so `1 − 99.9%` is 0.001 and nothing is rounded before it is printed.
 * Immutable and always reduced; the denominator is positive.
 */
export class Decimal {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** Its exact text once it was asked for, or that it has no end: arithmetic on bigints is slow. */
  private text: string | undefined;
  private rest: Decimal | undefined;

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** @throws RangeError when the denominator is 0 (a bug). */
  static of(numerator: bigint | number, denominator: bigint | number = 1n): Decimal {
    let n = BigInt(numerator);
    let d = BigInt(denominator);
    if (d === 0n) throw new RangeError("division by zero");
    if (d < 0n) [n, d] = [-n, -d];
    const g = gcd(n < 0n ? -n : n, d);
    return new Decimal(n / g, d / g);
  }

  /** Reads `-12.5`; undefined for anything else (exponents, blanks, signs alone, over 100 characters). */
  static parse(text: string): Decimal | undefined {
    const match = text.length > mostCharacters ? null : /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (!match) return undefined;
    const [, sign = "", whole = "", fraction = ""] = match;
    return Decimal.of(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length));
  }

  add(other: Decimal): Decimal {
    return Decimal.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  subtract(other: Decimal): Decimal {
    return this.add(Decimal.of(-other.numerator, other.denominator));
  }

  /** 1 − this: the budget of an objective. The same object each time. */
  complement(): Decimal {
    return (this.rest ??= Decimal.of(1).subtract(this));
  }

  multiply(other: Decimal): Decimal {
    return Decimal.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** @throws RangeError when `other` is 0 (a bug). */
  divide(other: Decimal): Decimal {
    return Decimal.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  /** Negative, 0 or positive, as for `sort`. */
  compare(other: Decimal): number {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  /** Nearest double; of numbers beyond 2^53 with a fraction that does not end, to 40 decimal places. */
  toNumber(): number {
    const exact = 9007199254740992n;
    const isSmall = this.numerator < exact && -this.numerator < exact && this.denominator < exact;
    return isSmall
      ? Number(this.numerator) / Number(this.denominator)
      : Number(print(this.numerator, this.denominator, 40));
  }

  /** Shortest exact decimal; one that does not end is rounded half away from zero to `places` places. No exponent, no trailing zeros. */
  toString(places = 12): string {
    this.text ??= exactText(this.numerator, this.denominator) ?? endless;
    return this.text === endless ? print(this.numerator, this.denominator, places) : this.text;
  }

  toJSON(): string {
    return this.toString();
  }
}

function print(numerator: bigint, denominator: bigint, places: number): string {
  const n = numerator < 0n ? -numerator : numerator;
  const scale = 10n ** BigInt(places);
  const scaled = (n * scale * 2n + denominator) / (denominator * 2n);
  const fraction = (scaled % scale).toString().padStart(places, "0").replace(/0+$/, "");
  const text = fraction === "" ? `${scaled / scale}` : `${scaled / scale}.${fraction}`;
  return numerator < 0n && scaled !== 0n ? `-${text}` : text;
}

const endless = "endless";

function exactText(numerator: bigint, denominator: bigint): string | undefined {
  const places = exactPlaces(denominator);
  return places === undefined ? undefined : print(numerator, denominator, places);
}

/** Decimal places that a reduced fraction with this denominator needs; undefined when it has no end. */
function exactPlaces(denominator: bigint): number | undefined {
  let rest = denominator;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
