import type { Diagnostic, SourceFile } from "./diagnostic.ts";
import { applyFixes, type Place } from "./fix.ts";

/** What was found in texts. */
export interface Reading {
  readonly diagnostics: readonly Diagnostic[];
}

export interface Mended<R extends Reading> {
  /** Of the mended texts: what is left stands in its diagnostics. */
  readonly reading: R;
  /** Texts that changed, by path: as they were first, and as they are now. */
  readonly texts: ReadonlyMap<string, { readonly before: string; readonly after: string }>;
  /** Findings that are mended, round by round; their places are those of the text that they were found in. */
  readonly applied: readonly Diagnostic[];
}

/** A mistake hides others seldom more than a few times; more rounds than this are fixes that undo one another. */
const mostRounds = 25;

/**
 * Applies fixes and reads the texts again, until none is left to apply. A fix after which its place holds a new syntax error, or the same finding, is undone
 * and left; so is every fix of a file that could be read before and cannot be read after.
 *
 * @param reread finds what is in the texts, which stand in for those on disk by path
 * @param mayMend whether a finding's fix is asked for, and its file may be changed
 */
export async function mend<R extends Reading>(
  first: R,
  reread: (texts: ReadonlyMap<string, string>) => Promise<R>,
  mayMend: (found: Diagnostic) => boolean = () => true,
): Promise<Mended<R>> {
  let reading = first;
  let texts: ReadonlyMap<string, string> = new Map();
  const before = new Map<string, string>();
  const applied: Diagnostic[] = [];
  const refused = new Set<string>();
  for (let round = 0; round < mostRounds; round++) {
    const wanted = reading.diagnostics.filter((found) => !refused.has(keyOf(found)) && mayMend(found));
    const fixed = applyFixes(filesOf(wanted), wanted);
    if (fixed.texts.size === 0) break;
    const tried = new Map([...texts, ...fixed.texts]);
    const after = await reread(tried);
    const guilty = harmful(fixed.applied, reading.diagnostics, after.diagnostics);
    if (guilty.length > 0) {
      // The round is made again without them.
      for (const found of guilty) refused.add(keyOf(found));
      continue;
    }
    for (const found of fixed.applied.keys()) {
      applied.push(found);
      for (const { span } of found.fix?.edits ?? [])
        if (!before.has(span.file.path)) before.set(span.file.path, span.file.text);
    }
    texts = tried;
    reading = after;
  }
  const changed = [...texts].map(([path, text]) => [path, { before: before.get(path) ?? text, after: text }] as const);
  return { reading, texts: new Map(changed.filter(([, text]) => text.before !== text.after)), applied };
}

function filesOf(diagnostics: readonly Diagnostic[]): readonly SourceFile[] {
  return [...new Set(diagnostics.flatMap(({ fix }) => (fix?.edits ?? []).map(({ span }) => span.file)))];
}

/** Fixes that did not help: what their text stands in is now, or still, a mistake. */
function harmful(
  applied: ReadonlyMap<Diagnostic, readonly Place[]>,
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): readonly Diagnostic[] {
  const guilty = new Set<Diagnostic>();
  for (const error of after) {
    const fresh = isSyntaxError(error) && !before.some((one) => isSyntaxError(one) && samePath(one, error));
    for (const [found, places] of applied) {
      const here = places.some((place) => overlaps(place, error));
      const inFile = places.some(({ path }) => path === error.span.file.path);
      if ((here && (isSyntaxError(error) || error.code === found.code)) || (fresh && inFile)) guilty.add(found);
    }
  }
  return [...guilty];
}

function isSyntaxError({ code, severity }: Diagnostic): boolean {
  return severity === "error" && code.startsWith("load/");
}

function samePath(a: Diagnostic, b: Diagnostic): boolean {
  return a.span.file.path === b.span.file.path;
}

function overlaps({ path, start, end }: Place, { span }: Diagnostic): boolean {
  return path === span.file.path && start < span.end && span.start < end;
}

/** Offsets move from round to round: a finding is known again by what it says. */
function keyOf({ code, title, span, fix }: Diagnostic): string {
  return [span.file.path, code, title, fix?.title, span.file.text.slice(span.start, span.end)].join("\0");
}
