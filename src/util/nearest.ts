/**
 * The word that was probably meant: nearest by edit distance, at most a third of the length (and at least one edit) away; case counts half an edit less
 * than any other change, so `Page` finds `page` before `pace`. The first of equals wins; undefined when none is near.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(Math.min(word.length, 60) / 3));
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of known) {
    if (candidate === word || Math.abs(candidate.length - word.length) > limit) continue;
    const distance = 2 * editDistance(word.toLowerCase(), candidate.toLowerCase()) + (differsInCase(word, candidate) ? 1 : 0);
    if (distance <= 2 * limit && distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function differsInCase(a: string, b: string): boolean {
  return a !== b && a.toLowerCase() === b.toLowerCase();
}

/** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. O(a·b) time; words here are short. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, beforeLast[j - 2]! + 1);
      }
      row.push(distance);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}
