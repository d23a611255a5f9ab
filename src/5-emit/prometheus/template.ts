/** Texts and queries inside Prometheus's templates (Go's text/template). */
import type { Expr, Matcher } from "../../model/promql/ast.ts";
import { printExpr } from "../../model/promql/print.ts";
import { isClassicLabelName } from "../../model/promql/names.ts";
import type { GroupLabel } from "../../model/service.ts";
import { goString, goText as text } from "../shared/go.ts";

export { text };

/** A label's value. In `$labels.http.route` each dot would be a step of its own, and a `-` would not parse. */
export function labelOf(name: string): string {
  return isClassicLabelName(name) ? `$labels.${name}` : `index $labels ${goString(name)}`;
}

/** The same where other arguments stand beside it. */
function argument(name: string): string {
  return isClassicLabelName(name) ? labelOf(name) : `(${labelOf(name)})`;
}

/**
 * A pipeline that queries for the alert's own group: `query "…"`, with the values of its group labels, quoted as PromQL wants them, set by `printf`.
 * @param make the query for these matchers of the groups
 */
export function query(groups: readonly GroupLabel[], make: (matchers: readonly Matcher[]) => Expr): string {
  const print = (value: string) =>
    printExpr(make(groups.map(({ recorded }) => ({ label: recorded, op: "=", value }))), { width: Infinity });
  if (groups.length === 0) return `query ${goString(print(""))}`;
  // a value that no other part of the query holds marks the places
  let mark = "GROUP";
  while (print("").includes(mark)) mark += "_";
  const format = print(mark).replaceAll("%", "%%").replaceAll(`"${mark}"`, "%q");
  // a query may name its groups several times: each place takes the next argument
  const places = format.split("%q").length - 1;
  const values = Array.from({ length: places }, (_, at) => argument(groups[at % groups.length]!.recorded));
  return `printf ${goString(format)} ${values.join(" ")} | query`;
}

/** The first value of a query, through a formatting function, or words when there is none. */
export function valueOf(pipeline: string, format: string, otherwise: string): string {
  return valueOr(pipeline, format, text(otherwise));
}

/** The same, with a template when there is none. */
export function valueOr(pipeline: string, format: string, otherwise: string): string {
  return `{{ with ${pipeline} }}{{ . | first | value | ${format} }}{{ else }}${otherwise}{{ end }}`;
}

/** All that a query gives, in its order, each as the value of a label and its own: `shop/cart 4.2%, shop/search 1%`; or words when there is none. */
export function listOf(pipeline: string, label: string, format: string, otherwise: string): string {
  const each = `{{ if $at }}, {{ end }}{{ $one.Labels.${label} }} {{ $one.Value | ${format} }}`;
  return `{{ range $at, $one := ${pipeline} }}${each}{{ else }}${text(otherwise)}{{ end }}`;
}
