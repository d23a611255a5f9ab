import type { Diagnostic, Fix } from "../diagnostics/diagnostic.ts";
import type { PromqlError } from "../model/promql/ast.ts";
import { diagnostic } from "./diagnostics.ts";
import type { Source } from "./layers/layer.ts";
import { placeOf } from "./place.ts";

/** A PromQL mistake at its place inside the text of a spec. */
export function promqlProblem(code: "promql-syntax" | "promql-type", error: PromqlError, source: Source): Diagnostic {
  const { span, labels } = placeOf(source, error);
  const help = error.help ?? "correct it: Prometheus would refuse the rules with it";
  const fix = error.instead === undefined ? undefined : rewrite(error.instead, error, source);
  return diagnostic(code, { problem: error.message }, span, { labels, help, ...(fix && { fix }) });
}

/** Only in a text that stands there as it is, without escapes or holes: else the same letters may mean something else. */
function rewrite(instead: string, { start, end }: PromqlError, { layer, pointer }: Source): Fix | undefined {
  const origin = layer.originOf(pointer);
  if (origin.from !== "spec" || layer.by === "kit" || layer.spanInside === undefined) return undefined;
  const span = layer.spanInside(pointer, start, end);
  const { text, path } = span.file;
  const quote = text[origin.span.start];
  if (!/\.ya?ml$/.test(path) || span.end - span.start !== end - start) return undefined;
  // In double quotes a quote would need an escape.
  if (quote === '"' && instead.includes('"')) return undefined;
  return { title: `write \`${instead}\``, edits: [{ span, text: instead }] };
}
