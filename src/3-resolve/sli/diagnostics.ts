import { defineDiagnostics } from "../../diagnostics/define.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { printExpr } from "../../model/promql/print.ts";
import { quoted } from "../../model/quantity/parsed.ts";
import { diagnostic as ofSource } from "../diagnostics.ts";
import type { Source } from "./kind.ts";

const error = <A>(title: (args: A) => string) => ({ severity: "error" as const, title });

/** What can be wrong with the sources of an SLI. */
export const diagnostic = defineDiagnostics("resolve", {
  "mixed-sources": error((a: { sli: string }) => `sources of \`${a.sli}\` are selectors and expressions at once`),
  "histogram-not-bare": error(
    (a: { sli: string }) => `\`histogram\` of \`${a.sli}\` is not the bare name of a histogram`,
  ),
  "histogram-part": error(
    (a: { name: string; suffix: string }) => `\`${a.name}\` is a part of a histogram, not its base name`,
  ),
  "unit-unknown": error((a: { name: string }) => `the unit of \`${a.name}\` is not known`),
  "group-lost": error(
    (a: { sli: string; labels: string }) => `\`${a.sli}\` is grouped by ${a.labels}, which this expression takes away`,
  ),
  "native-needs-3": error(
    (a: { sli: string }) => `\`${a.sli}\` reads a native histogram, which Prometheus 2.42 does not have`,
  ),
});

/** An expression where only a selector can stand. */
export function notBareSource({ expr, origin }: Extract<Source, { form: "expression" }>, help: string): Diagnostic {
  return ofSource("source-not-bare", { what: quoted(printExpr(expr, { width: Infinity })) }, origin.span, { help });
}
