/**
 * A source of random numbers that is the same on every machine: sfc32, whose state is filled from the seed.
 * @see https://pracrand.sourceforge.net/RNG_engines.txt
 */
export class Random {
  #a = 0;
  #b = 0;
  #c = 0;
  #counter = 1;

  /** @param {number} seed whole number @param {string} purpose numbers for one purpose do not move when another draws more */
  constructor(seed, purpose) {
    this.#a = seed | 0;
    for (const letter of purpose) this.#b = (Math.imul(this.#b, 31) + letter.charCodeAt(0)) | 0;
    for (let i = 0; i < 20; i++) this.next();
  }

  /** At least 0, under 1. */
  next() {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return (sum >>> 0) / 4294967296;
  }

  /** @param {number} low @param {number} high */
  between(low, high) {
    return low + (high - low) * this.next();
  }

  /** A whole number, at least 0 and under `count`. @param {number} count */
  below(count) {
    return Math.floor(this.next() * count);
  }

  /** How many events of a Poisson process happen where `mean` are expected: Knuth's method, in parts, since e^-mean underflows. @param {number} mean */
  poisson(mean) {
    let count = 0;
    for (let left = mean; left > 0; left -= 30) {
      const limit = Math.exp(-Math.min(left, 30));
      for (let product = this.next(); product > limit; product *= this.next()) count++;
    }
    return count;
  }

  /** Mean 0, deviation 1: Box and Muller. */
  normal() {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}
