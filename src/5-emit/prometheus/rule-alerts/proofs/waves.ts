/** Samples of made-up series over phases of a test, as numbers and in promtool's notation. */
import type { Seconds } from "../../../../model/quantity/units.ts";
import type { Labels } from "../../../../model/service.ts";
import type { MadeSeries } from "./evaluate.ts";
import type { Leaf } from "./leaves.ts";

/** The number of a leaf, and how many series of it there are. */
export interface LeafState {
  readonly value: number;
  readonly copies: number;
}

/** The state of every leaf. */
export type State = readonly LeafState[];

/** A state from one sample on. */
export interface Phase {
  readonly samples: number;
  readonly state: State;
}

export interface Written extends MadeSeries {
  readonly text: string;
}

/** Every series of every leaf, `before` samples after the beginning of time. */
export function seriesOf(
  leaves: readonly Leaf[],
  phases: readonly Phase[],
  interval: Seconds,
  before = 0,
): readonly Written[] {
  return leaves.flatMap((leaf, at) => {
    const states = phases.map(({ samples, state }) => ({ samples, ...state[at]! }));
    const copies = Math.max(...states.map((one) => one.copies));
    return Array.from({ length: copies }, (_, copy) => {
      const own = states.map(({ samples, value, copies: there }) => ({
        samples,
        value: copy < there ? value : undefined,
      }));
      return partsOf(leaf, labelsOfCopy(leaf, copy)).map(({ labels, part }) =>
        write(labels, own, (value) => waveform(leaf, value, part, interval), before),
      );
    }).flat();
  });
}

/** Label sets are made once for each leaf, so that what selects them is asked once. */
const made = new WeakMap<Leaf, Labels[]>();

function labelsOfCopy(leaf: Leaf, copy: number): Labels {
  const known = made.get(leaf) ?? [];
  made.set(leaf, known);
  return (known[copy] ??= copy === 0 ? leaf.labels : { ...leaf.labels, [leaf.copyLabel]: `copy-${copy}` });
}

const withBuckets = new WeakMap<Labels, readonly { readonly labels: Labels; readonly part: number }[]>();

/** The series of one copy: each bucket of a histogram is one. */
function partsOf({ wave }: Leaf, labels: Labels) {
  if (wave.kind !== "histogram") return [{ labels, part: 0 }];
  const known = withBuckets.get(labels);
  if (known !== undefined) return known;
  const buckets = [
    ...wave.bounds.map((bound, part) => ({ labels: { ...labels, le: String(bound) }, part })),
    { labels: { ...labels, le: "+Inf" }, part: wave.bounds.length },
  ];
  withBuckets.set(labels, buckets);
  return buckets;
}

/** Numbers that a person can read, and that no sum of them drifts away from. */
export function round(value: number, digits = 12): number {
  return Number(value.toPrecision(digits));
}

/** A line: its first sample, and what is added at each. Or runs of samples: of one number and then another, or from 1 up and down to 1 again. */
type Waveform =
  | { readonly first: (last: number | undefined) => number; readonly by: number }
  | { readonly every: number; readonly climbs: boolean };

function waveform({ wave }: Leaf, value: number, part: number, interval: Seconds): Waveform {
  switch (wave.kind) {
    case "constant":
      return { first: () => value, by: 0 };
    case "line":
      return line(wave.start, value * interval);
    case "histogram": {
      const bound = wave.bounds[part] ?? Infinity;
      return line(1000, interval * (value <= 0 ? 1 : Math.min(1, bound / value)));
    }
    default: {
      const samples = wave.range / interval;
      return { every: value < 1 ? Infinity : Math.max(1, Math.floor(samples / value)), climbs: wave.kind === "resets" };
    }
  }
}

function line(start: number, added: number): Waveform {
  const by = round(added);
  return { first: (last) => (last === undefined ? start : round(last + by)), by };
}

function write(
  labels: Labels,
  phases: readonly { readonly samples: number; readonly value: number | undefined }[],
  shape: (value: number) => Waveform,
  before: number,
): Written {
  const samples: (number | "stale" | undefined)[] = Array.from({ length: before }, () => undefined);
  const words: string[] = before === 0 ? [] : [gap(before)];
  let last: number | undefined;
  for (const { samples: count, value } of phases) {
    if (count === 0) continue;
    if (value === undefined) {
      if (last !== undefined) {
        samples.push("stale");
        words.push("stale");
      }
      const rest = last === undefined ? count : count - 1;
      if (rest > 0) words.push(gap(rest));
      for (let at = 0; at < rest; at++) samples.push(undefined);
      last = undefined;
      continue;
    }
    const wave = shape(value);
    if ("first" in wave) {
      let now = wave.first(last);
      words.push(wordOf(now, wave.by, count));
      for (let at = 0; at < count; at++) {
        samples.push(now);
        last = now;
        now += wave.by;
      }
      continue;
    }
    let level: number = wave.climbs || last === undefined ? 1 : last;
    for (let at = 0; at < count;) {
      const run = Math.min(wave.every, count - at);
      const by = wave.climbs ? 1 : 0;
      words.push(wordOf(level, by, run));
      for (let k = 0; k < run; k++) samples.push((last = level + by * k));
      if (!wave.climbs) level = 1 - level;
      at += run;
    }
  }
  return { labels, samples, text: words.join(" ") };
}

function wordOf(first: number, by: number, count: number): string {
  if (count === 1) return String(first);
  if (by === 0) return `${first}x${count - 1}`;
  return `${first}${by < 0 ? "-" : "+"}${Math.abs(by)}x${count - 1}`;
}

function gap(count: number): string {
  return count === 1 ? "_" : `_x${count}`;
}
