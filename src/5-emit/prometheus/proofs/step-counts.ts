/**
 * What the rules must count at each step of an SLI whose events are steps, worked out from its samples with no PromQL.
 *
 * Samples stand in the middle between two steps: slot `k` at `(k − ½) × step`. So no sample meets the edge of a range, which 2.x and 3.x draw differently.
 */
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Signal } from "../../../model/service.ts";
import type { Counts } from "../../../model/slo/simulate.ts";

/** What the source says at a slot: nothing, a good value, a bad one; `young` is the best value there is, far from the limit. */
export type Said = "none" | "good" | "bad" | "young";

const hour: Seconds = 3600;
const week: Seconds = 7 * 86400;
/** How far an instant looks back. */
const lookback: Seconds = 300;

export type Stepped = Exclude<Signal, { readonly kind: "counters" | "histogram" | "expressions" }>;

export function isStepped(signal: Signal): signal is Stepped {
  return signal.kind !== "counters" && signal.kind !== "histogram" && signal.kind !== "expressions";
}

/** Samples of a series, by slot. Whole numbers, a margin of one unit on either side of the limit. */
export function valuesOf(signal: Stepped, said: readonly Said[], step: Seconds): readonly (number | "none")[] {
  let events = 0;
  return said.map((now, slot) => {
    if (now === "none") return "none";
    const isBad = now === "bad";
    switch (signal.kind) {
      case "gauge": {
        const limit = signal.bad.limit.toNumber();
        return isBad ? limit + (signal.bad.op === "<" ? -1 : 1) : limit;
      }
      case "throughput":
        return (events += gainOf(signal, now, step));
      case "freshness": {
        const age = ageOf(signal, now) * signal.perSecond;
        return signal.of === "age" ? age : slot * step * signal.perSecond - age;
      }
      case "ratio":
        return isBad ? 1 : 0;
    }
  });
}

/** Events since the slot before: the fewest that are enough, or one less. */
function gainOf({ atLeast }: Extract<Signal, { kind: "throughput" }>, said: Said, step: Seconds): number {
  const limit = Math.ceil(Number((atLeast.toNumber() * step).toPrecision(12)));
  return said === "bad" ? limit - 1 : limit;
}

/** Seconds of age at the step that ends the slot. */
function ageOf({ maxAge }: Extract<Signal, { kind: "freshness" }>, said: Said): Seconds {
  return said === "young" ? 0 : Math.floor(maxAge) + (said === "bad" ? 1 : 0);
}

/** Steps that count and bad ones, of a single series. */
export function countsOf(signal: Stepped, said: readonly Said[], step: Seconds): Counts {
  /** The newest slot with a sample, seen from a step, in a range of seconds that ends there. */
  const newest = (at: number, range: Seconds): number | undefined => {
    for (let slot = at; slot >= 1 && (at - slot + 0.5) * step < range; slot--)
      if (said[slot] !== "none" && said[slot] !== undefined) return slot;
    return undefined;
  };
  const isBad = (at: number): boolean => {
    const slot = newest(at, rangeOf(signal, step));
    if (slot === undefined) return true;
    switch (signal.kind) {
      case "throughput": {
        const before = newest(at - 1, rangeOf(signal, step));
        return before === undefined || before === slot || said[slot] === "bad";
      }
      case "freshness":
        return signal.of === "age"
          ? said[slot] === "bad"
          : ageOf(signal, said[slot]!) + (at - slot) * step > signal.maxAge;
      default:
        return said[slot] === "bad";
    }
  };
  const counts = (at: number): boolean => {
    switch (signal.kind) {
      case "ratio":
        return newest(at, step) !== undefined;
      case "throughput":
        return newest(at - 2, hour) !== undefined;
      case "freshness":
        return (
          newest(at, hour) !== undefined || fullHours(at, step).some((full) => newest(full, lookback) !== undefined)
        );
      default:
        return newest(at, hour) !== undefined;
    }
  };
  const total = said.map((_, at) => (counts(at) ? 1 : 0));
  return { total, errors: total.map((one, at) => (one === 1 && isBad(at) ? 1 : 0)) };
}

/** How long a sample counts. */
function rangeOf(signal: Stepped, step: Seconds): Seconds {
  if (signal.kind === "ratio") return step;
  const bridged = 3 * step;
  return signal.kind === "freshness" && signal.of === "timestamp"
    ? Math.max(bridged, Math.min(signal.maxAge, hour))
    : bridged;
}

/** Steps that are full hours, in the week before one. */
function fullHours(at: number, step: Seconds): readonly number[] {
  const each = hour / step;
  const last = Math.floor(at / each);
  return Array.from({ length: last + 1 }, (_, back) => (last - back) * each).filter(
    (full) => (at - full) * step < week,
  );
}
