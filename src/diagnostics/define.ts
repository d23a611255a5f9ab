import type { Diagnostic, DiagnosticSeverity, Fix, Label, Span } from "./diagnostic.ts";

export interface DiagnosticKind<A = never> {
  readonly severity: DiagnosticSeverity;
  /** Makes the title from the arguments. */
  readonly title: (args: A) => string;
}

export interface DiagnosticExtras {
  readonly note?: string;
  readonly labels?: readonly Label[];
  readonly help?: string;
  readonly fix?: Fix;
}

// `any` here is the bound of a contravariant parameter; each kind's own argument type is what callers see.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Kinds = Readonly<Record<string, DiagnosticKind<any>>>;
type ArgsOf<K> = K extends DiagnosticKind<infer A> ? A : never;

/**
 * One catalogue for each phase, beside its code.
 *
 * @returns a maker of diagnostics: a wrong name or a wrong argument is a type error; `.kinds` lists what there is.
 */
export function defineDiagnostics<const P extends string, K extends Kinds>(phase: P, kinds: K) {
  const make = <N extends keyof K & string>(
    name: N,
    args: ArgsOf<K[N]>,
    span: Span,
    extras: DiagnosticExtras = {},
  ): Diagnostic => {
    const kind = kinds[name] as DiagnosticKind<ArgsOf<K[N]>>;
    return { code: `${phase}/${name}`, severity: kind.severity, title: kind.title(args), span, ...extras };
  };
  return Object.assign(make, { phase, kinds });
}
