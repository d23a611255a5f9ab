/** Ranges of code points of the classes that have a name. */
const digits: [number, number][] = [[48, 57]];
const spaces: [number, number][] = [[9, 10], [12, 13], [32, 32]]; // prettier-ignore
const wordCharacters: [number, number][] = [[48, 57], [65, 90], [95, 95], [97, 122]]; // prettier-ignore
export const perl: Readonly<Record<string, [number, number][]>> = { d: digits, s: spaces, w: wordCharacters };

export const posix: Readonly<Record<string, [number, number][]>> = {
  alnum: [[48, 57], [65, 90], [97, 122]], alpha: [[65, 90], [97, 122]], ascii: [[0, 127]], blank: [[9, 9], [32, 32]],
  cntrl: [[0, 31], [127, 127]], digit: digits, graph: [[33, 126]], lower: [[97, 122]], print: [[32, 126]],
  punct: [[33, 47], [58, 64], [91, 96], [123, 126]], space: [[9, 13], [32, 32]], upper: [[65, 90]], word: wordCharacters,
  xdigit: [[48, 57], [65, 70], [97, 102]],
}; // prettier-ignore

/** Everything that is in none of the ranges. */
export function complement(ranges: readonly (readonly [number, number])[]): [number, number][] {
  const out: [number, number][] = [];
  let next = 0;
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (low > next) out.push([next, low - 1]);
    next = Math.max(next, high + 1);
  }
  return [...out, [next, 0x10ffff]];
}

/** `L`, `Lu` or a script such as `Greek`. */
export function property(name: string): RegExp | undefined {
  const body = /^[A-Z][a-z]?$/.test(name) ? name : `Script=${name}`;
  if (name === "Any") return /^[^]$/u;
  try {
    return new RegExp(`^\\p{${body}}$`, "u");
  } catch {
    return undefined;
  }
}
