/**
 * The candidate that was probably meant by a misspelt word: the one at the smallest edit distance (insert, delete, replace, swap of neighbours),
 * at most a third of the word's length unless said, letters compared without case. Among equals, the first. Without one, the only candidate that
 * the word begins, for a word that is still being typed.
 */
export function nearest(word: string, candidates: Iterable<string>, most?: number): string | undefined {
  // Hostile text: a distance is quadratic in length, and no name of the language is longer than 128.
  if (word.length > 128) return undefined;
  const typed = word.toLowerCase();
  let best: string | undefined;
  let limit = (most ?? Math.max(1, Math.floor(word.length / 3))) + 1;
  const begun: string[] = [];
  for (const candidate of candidates) {
    if (candidate.toLowerCase().startsWith(typed)) begun.push(candidate);
    if (Math.abs(candidate.length - word.length) >= limit) continue;
    const distance = editDistance(typed, candidate.toLowerCase(), limit);
    if (distance < limit) [best, limit] = [candidate, distance];
  }
  const only = most === undefined && word.length >= 3 && begun.length === 1 ? begun[0] : undefined;
  return best ?? only;
}

/** Two letters wrong, left out or too many: what is further off may be another word. */
const mostCertain = 2;

/** True when `near` is a letter or two away from the word, and nothing else is: then it may be written without asking. */
export function isOnlyNear(word: string, near: string, candidates: Iterable<string>): boolean {
  const most = Math.min(mostCertain, Math.max(1, Math.floor(word.length / 3)));
  const isClose = (other: string) => nearest(word, [other], most) !== undefined;
  return isClose(near) && ![...candidates].some((other) => other !== near && isClose(other));
}

/** Optimal string alignment distance; any number at or over `limit` means "too far". */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    if (Math.min(...row) >= limit) return limit;
    [before, previous] = [previous, row];
  }
  return previous[b.length]!;
}
