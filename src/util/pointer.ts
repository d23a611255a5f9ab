/** Steps of a JSON Pointer (RFC 6901): "/a~1b/0" gives ["a/b", "0"], "" gives []. */
export function pointerSteps(pointer: string): string[] {
  if (pointer === "") return [];
  const steps = pointer.slice(1).split("/");
  return pointer.includes("~") ? steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~")) : steps;
}

/** `pointer` with one more step, escaped. */
export function pointerTo(pointer: string, step: string | number): string {
  const text = String(step);
  const isPlain = !text.includes("~") && !text.includes("/");
  return `${pointer}/${isPlain ? text : text.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
