import v8 from "node:v8";

/**
 * Has the collector work twice as often as it would: V8 lets the heap grow to four times what is in use before it looks for what is not, and
 * what a large workspace makes is short-lived. The flag is read at each collection, so it may come late.
 */
export function keepHeapSmall(): void {
  v8.setFlagsFromString("--heap-growing-percent=100");
}
