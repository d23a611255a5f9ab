/** A text that was read: a spec, a workspace or a kit. `path` is POSIX, relative to the workspace root (or the working directory without one). */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Half-open range of UTF-16 code units in `file.text`; `start === end` marks an insertion point. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

export const severities = ["error", "warning", "info"] as const;
export type DiagnosticSeverity = (typeof severities)[number];

export interface Label {
  readonly span: Span;
  readonly text: string;
}

/** Replaces `span` by `text`. Edits of one fix do not overlap. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

export interface Fix {
  /** What the fix does, as an order: "write `99.9%`". */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** The user's mistake, as a value. Ours are exceptions. */
export interface Diagnostic {
  /** `<phase>/<name>`, in kebab-case; also the name of its page. */
  readonly code: string;
  readonly severity: DiagnosticSeverity;
  /** One line that stands alone, lower case, no full stop, names in backticks: what is wrong. */
  readonly title: string;
  /** The smallest text that shows it. */
  readonly span: Span;
  /** Short words under the marked text ("not known here"). */
  readonly note?: string;
  /** Other places that take part. */
  readonly labels?: readonly Label[];
  /** What to do. */
  readonly help?: string;
  /** Present when the mending is certain. */
  readonly fix?: Fix;
  /** The reason given in a `tocsin-ignore` comment that silences this finding. */
  readonly suppressed?: string;
}

/** What every phase returns. `value` is absent when an error makes the next phase pointless. */
export interface Outcome<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether a code is of a lint rule, built in or the workspace's own: it can be silenced, and stops no other phase. */
export function isLint(code: string): boolean {
  return code.startsWith("lint/") || code.startsWith("own/");
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === "error" && d.suppressed === undefined);
}
