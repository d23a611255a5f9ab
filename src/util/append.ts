/** As `list.push(...more)`, for any number: a call takes some 100,000 arguments at most, and a hostile spec has more mistakes than that. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one);
}
