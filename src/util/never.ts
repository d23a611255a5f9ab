/** Ends a `switch` over a tagged union: a new tag does not compile until it is answered here. Throws (a bug) at run time. */
export function never(value: never): never {
  throw new Error(`unexpected variant: ${JSON.stringify(value)}`);
}
