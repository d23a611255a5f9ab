/** Settings of V8 for a process that lives for a second. Flags are read whenever they matter, so they may come late. */

/**
 * Has the optimizing compiler of Node 20 wait until a function has run some nine times as long as it usually would: what it compiles, on threads of
 * its own, costs more than the rest of a run of a second and is hardly used. Later versions have a quicker compiler before it.
 */
export function optimizeLate(): void {
  if (process.versions.v8.startsWith("11.")) set("--interrupt-budget=600000");
}

/** Takes `optimizeLate` back, for a process that runs for hours. The number is what Node 20 starts with. */
export function optimizeSoon(): void {
  if (process.versions.v8.startsWith("11.")) set("--interrupt-budget=135168");
}

/**
 * Has the collector work twice as often as it would: V8 lets the heap grow to four times what is in use before it looks for what is not, and
 * what a large workspace makes is short-lived.
 */
export function keepHeapSmall(): void {
  set("--heap-growing-percent=100");
}

/** The module that does it is loaded only where it is wanted: that takes milliseconds. */
function set(flag: string): void {
  process.getBuiltinModule("node:v8").setFlagsFromString(flag);
}
