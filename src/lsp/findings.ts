import { type Diagnostic, isLint, type SourceFile, type Span } from "../diagnostics/diagnostic.ts";

/** What was found, by what looked for it, and read by the file that it stands in. */
export class Findings {
  /** Files whose findings changed since somebody asked. */
  readonly touched = new Set<string>();
  private readonly bySource = new Map<string, readonly Diagnostic[]>();
  private readonly sourcesOf = new Map<string, Set<string>>();
  /** Errors that stop the compile: then a comment that silences nothing may yet silence something. */
  private stopping = 0;

  /** Takes the place of what the same source found before. */
  set(source: string, diagnostics: readonly Diagnostic[]): void {
    const before = this.bySource.get(source) ?? [];
    if (before.length === 0 && diagnostics.length === 0) return;
    for (const { span } of before) {
      this.touched.add(span.file.path);
      this.sourcesOf.get(span.file.path)?.delete(source);
    }
    if (diagnostics.length === 0) this.bySource.delete(source);
    else this.bySource.set(source, diagnostics);
    for (const { span } of diagnostics) {
      const { path } = span.file;
      this.touched.add(path);
      const sources = this.sourcesOf.get(path);
      if (sources === undefined) this.sourcesOf.set(path, new Set([source]));
      else sources.add(source);
    }
    this.stopping += diagnostics.filter(isStopping).length - before.filter(isStopping).length;
  }

  /** Whether something stops the compile. */
  get hasStopping(): boolean {
    return this.stopping > 0;
  }

  /** What was found in a file, each finding once. */
  of(path: string): readonly Diagnostic[] {
    const seen = new Set<string>();
    const found: Diagnostic[] = [];
    for (const source of this.sourcesOf.get(path) ?? [])
      for (const one of this.bySource.get(source) ?? []) {
        if (one.span.file.path !== path) continue;
        const key = `${one.code}\0${one.span.start}\0${one.span.end}\0${one.title}`;
        if (seen.has(key)) continue;
        seen.add(key);
        found.push(one);
      }
    return found;
  }

  paths(): Iterable<string> {
    return this.sourcesOf.keys();
  }
}

function isStopping({ code, severity }: Diagnostic): boolean {
  return severity === "error" && !isLint(code);
}

/**
 * A finding of an earlier text, at its place in the text of now: what stands before the edit stays, what stands after it moves, and what the edit touched is
 * no longer known to hold.
 */
export function carried(found: Diagnostic, now: SourceFile): Diagnostic | undefined {
  const moved = spanIn(found.span, now);
  if (moved === undefined) return undefined;
  const { fix, labels, ...rest } = found;
  if (moved === found.span) return found;
  const keptLabels = labels?.flatMap(({ span, text }) => {
    const own = span.file.path === now.path ? spanIn(span, now) : span;
    return own === undefined ? [] : [{ span: own, text }];
  });
  const edits = fix?.edits.map(({ span, text }) => ({
    span: span.file.path === now.path ? spanIn(span, now) : span,
    text,
  }));
  const isWhole = edits?.every((edit): edit is { span: Span; text: string } => edit.span !== undefined) === true;
  return {
    ...rest,
    span: moved,
    ...(keptLabels && { labels: keptLabels }),
    ...(fix && isWhole && { fix: { title: fix.title, edits: edits as { span: Span; text: string }[] } }),
  };
}

const changes = new WeakMap<SourceFile, { readonly now: SourceFile; readonly moved: Moved }>();

function spanIn(span: Span, now: SourceFile): Span | undefined {
  const { file, start, end } = span;
  if (file === now || file.text === now.text) return file === now ? span : { ...span, file: now };
  let change = changes.get(file);
  if (change?.now !== now) changes.set(file, (change = { now, moved: changeBetween(file.text, now.text) }));
  const place = change.moved(start, end);
  return place && { file: now, ...place };
}

/** Where a part of the earlier text stands in the later one; undefined for what the edit touched. */
type Moved = (start: number, end: number) => { readonly start: number; readonly end: number } | undefined;

export function changeBetween(before: string, now: string): Moved {
  const most = Math.min(before.length, now.length);
  let same = 0;
  while (same < most && before.charCodeAt(same) === now.charCodeAt(same)) same++;
  let tail = 0;
  while (tail < most - same && before.charCodeAt(before.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail))
    tail++;
  const after = before.length - tail;
  const by = now.length - before.length;
  return (start, end) => {
    if (end <= same) return { start, end };
    return start >= after ? { start: start + by, end: end + by } : undefined;
  };
}
