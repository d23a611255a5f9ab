import fc from "fast-check";
import { afterAll, expect, it } from "vitest";

/** `TOCSIN_CASES=10 npx vitest run test/property` tries ten times as many cases, 0.1 a tenth; `TOCSIN_SEED` chooses others. */
const times = Number(process.env["TOCSIN_CASES"] ?? "1");
const seed = Number(process.env["TOCSIN_SEED"] ?? "20261125");

/** Far more than any case needs: one that takes longer goes on for ever, or would with a larger text. Seconds of the processor. */
const hang = 20;

const tried = new Map<string, number>();

/** Has a file say at its end how many cases of which kind it tried. */
export function tellCases(): void {
  afterAll(() => {
    const rows = [...tried].map(([name, count]) => `${String(count).padStart(8)}  ${name}`);
    const total = [...tried.values()].reduce((sum, count) => sum + count, 0);
    console.log(["cases tried, seed " + seed, ...rows, `${String(total).padStart(8)}  in all`].join("\n"));
    tried.clear();
  });
}

/** How many cases of a kind a run tries. */
function casesOf(count: number): number {
  return Math.max(1, Math.round(count * times));
}

/** One more case of a kind that is counted apart: what of the others came to its end, say. */
export function count(name: string): void {
  tried.set(name, (tried.get(name) ?? 0) + 1);
}

/** One case: what it is, for the table, and a bound on what it may cost. */
async function tryOne<T>(name: string, body: () => T | Promise<T>): Promise<T> {
  count(name);
  const before = process.cpuUsage();
  const result = await body();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(hang);
  return result;
}

/** A test over made-up cases: as many as `count` says, times `TOCSIN_CASES`. */
export function property<T>(
  name: string,
  count: number,
  cases: fc.Arbitrary<T>,
  body: (value: T) => void | Promise<void>,
): void {
  it(name, async () => {
    const each = fc.asyncProperty(cases, (value) => tryOne(name, () => body(value)));
    await fc.assert(each, { numRuns: casesOf(count), seed, interruptAfterTimeLimit: 15 * 60_000 });
  });
}

/** A test over cases that are listed: all of them, or of every so many one for a `TOCSIN_CASES` below 1. */
export function every<T>(name: string, cases: () => Iterable<T>, body: (value: T) => void | Promise<void>): void {
  const step = Math.max(1, Math.round(1 / times));
  it(name, async () => {
    let at = 0;
    for (const value of cases()) if (at++ % step === 0) await tryOne(name, () => body(value));
  });
}
