import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/** Beyond so many changed lines a difference is named, not printed: the search for a short one is quadratic. */
const maxEdits = 4000;

/** Unified difference with three lines of context; an absent text stands for a file that is not there. */
export function unifiedDiff(path: string, before: string | undefined, after: string | undefined): string {
  const patch = createTwoFilesPatch(
    before === undefined ? "/dev/null" : `a/${path}`,
    after === undefined ? "/dev/null" : `b/${path}`,
    before ?? "",
    after ?? "",
    undefined,
    undefined,
    { context: 3, maxEditLength: maxEdits, headerOptions: FILE_HEADERS_ONLY },
  );
  return patch ?? `--- a/${path}\n+++ b/${path}\n(more than ${maxEdits} lines differ)\n`;
}

/** The first line of `text` that differs from `other`, as a half-open range of code units without the line's end. */
export function firstDifference(text: string, other: string): { readonly start: number; readonly end: number } {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at++;
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", start);
  return { start, end: end === -1 ? text.length : end };
}
