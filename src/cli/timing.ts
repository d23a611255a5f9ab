import type { Phase, Timed } from "../util/timed.ts";

/** Measures phases. Time of a phase inside another is that of the inner one alone. */
export interface Timing {
  readonly time: Timed;
  /** What was spent until now belongs to `start`: the command itself is loaded. */
  begun(): void;
  /** A line for each phase, in milliseconds; what belongs to none is `other`. */
  report(): string;
}

const order = ["start", "load", "validate", "resolve", "lint", "rules", "tests", "write", "other"] as const;

/** @param now milliseconds since the process began, which is what `start` takes: Node's own start, and loading the command */
export function startTiming(now: () => number = () => performance.now()): Timing {
  const spent = new Map<(typeof order)[number], number>();
  let phase: (typeof order)[number] = "other";
  let since = now();
  spent.set("start", since);
  const enter = (next: typeof phase) => {
    const at = now();
    spent.set(phase, (spent.get(phase) ?? 0) + at - since);
    [phase, since] = [next, at];
  };
  return {
    time<T>(inner: Phase, work: () => T): T {
      const outer = phase;
      enter(inner);
      try {
        return work();
      } finally {
        enter(outer);
      }
    },
    begun() {
      enter(phase);
      spent.set("start", spent.get("start")! + (spent.get("other") ?? 0));
      spent.set("other", 0);
    },
    report() {
      enter(phase);
      const rows = order.flatMap((name) => (spent.has(name) ? [[name, spent.get(name)!] as const] : []));
      const total = rows.reduce((sum, [, ms]) => sum + ms, 0);
      return [...rows, ["total", total] as const]
        .map(([name, ms]) => `${name.padEnd(8)} ${ms.toFixed(1).padStart(9)} ms\n`)
        .join("");
    },
  };
}
