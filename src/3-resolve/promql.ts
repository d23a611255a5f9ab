import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { PromqlError } from "../model/promql/ast.ts";
import { diagnostic } from "./diagnostics.ts";
import type { Source } from "./layers/layer.ts";
import { placeOf } from "./place.ts";

/** A PromQL mistake at its place inside the text of a spec. */
export function promqlProblem(code: "promql-syntax" | "promql-type", error: PromqlError, source: Source): Diagnostic {
  const { span, labels } = placeOf(source, error);
  const help = error.help ?? "correct it: Prometheus would refuse the rules with it";
  return diagnostic(code, { problem: error.message }, span, { labels, help });
}
