import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Origin } from "../../model/origin.ts";
import type { Expr, Selector } from "../../model/promql/ast.ts";
import type { DeclaredMetric, ErrorCount, GroupLabel, Signal, Sli } from "../../model/service.ts";
import type { Seconds } from "../../model/quantity/units.ts";

/** A source of an SLI after parsing: selectors that add up, with `match` added, or one expression with `${window}`. */
export type Source =
  | { readonly form: "selectors"; readonly selectors: readonly Selector[]; readonly origin: Origin }
  | { readonly form: "expression"; readonly expr: Expr; readonly origin: Origin };

/** What lowering an SLI may ask. Pointers are relative to the SLI: "/prometheus/total". */
export interface SliContext {
  readonly name: string;
  readonly groups: readonly GroupLabel[];
  readonly step: Seconds;
  /** False where metrics are pushed: there is no `up` to tell a birth from a relabelling. */
  readonly hasUp: boolean;
  /** Oldest Prometheus that must read the rules. */
  readonly prometheusVersion: "2.42" | "3";
  readonly declared: ReadonlyMap<string, DeclaredMetric>;
  /** Parsed source at a pointer; undefined when it is absent or was reported as wrong. */
  source(pointer: string): Source | undefined;
  originOf(pointer: string, part?: "key" | "value"): Origin;
  report(diagnostic: Diagnostic): void;
}

export interface LoweredSli {
  /** The step that the expressions were made for. */
  readonly step: Seconds;
  readonly total: Expr;
  readonly errors: ErrorCount;
  /** `events` unless said. */
  readonly form?: Sli["form"];
  readonly signal: Signal;
}

/** An SLI type. `S` is the shape of `schemas/sli/<name>.json`, complete and validated. No target learns its name. */
export interface SliKind<S = unknown> {
  readonly name: string;
  /** undefined: a mistake was reported, or no target has a source (then nothing is reported here). */
  lower(spec: S, context: SliContext): LoweredSli | undefined;
}

/** A kind's own shape of spec stays inside it. */
export function defineSliKind<S>(kind: SliKind<S>): SliKind {
  return kind;
}
