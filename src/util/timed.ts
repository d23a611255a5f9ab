/** Parts of a run whose time is told apart. */
export type Phase = "load" | "validate" | "resolve" | "lint" | "rules" | "tests" | "write";

/** Does some work of a phase. Who calls the pipeline may measure it; the pipeline itself knows no clock. */
export type Timed = <T>(phase: Phase, work: () => T) => T;

export const untimed: Timed = (_, work) => work();
