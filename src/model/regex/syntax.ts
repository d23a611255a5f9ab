/**
 * RE2 as Go reads it (regexp/syntax, Perl flags), which is what Prometheus and Alertmanager use.
 * `.` takes a newline, as in Prometheus 3. Known differences: `(?i)` folds by JavaScript's case mapping, and `\pX` knows JavaScript's Unicode version.
 */
export type RegexNode =
  | { readonly kind: "set"; readonly set: CharacterSet }
  | { readonly kind: "sequence"; readonly parts: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly options: readonly RegexNode[] }
  | { readonly kind: "repeat"; readonly inner: RegexNode; readonly min: number; readonly max: number }
  | {
      readonly kind: "assertion";
      readonly at: "text-start" | "text-end" | "line-start" | "line-end" | "word" | "no-word";
    };

/** Code points: inside any of the ranges or properties, or, when negated, inside none. */
export interface CharacterSet {
  readonly ranges: readonly (readonly [number, number])[];
  readonly properties: readonly { readonly pattern: RegExp; readonly negated: boolean }[];
  readonly negated: boolean;
  readonly ignoreCase: boolean;
}

export interface RegexFault {
  /** Range in the pattern. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help?: string;
}

export type ParsedRegex = { readonly node: RegexNode } | { readonly fault: RegexFault };
