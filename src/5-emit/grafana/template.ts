/** Texts in which Grafana looks for variables: what a spec says never becomes one. */
import type { Expr, Matcher, MatchOp } from "../../model/promql/ast.ts";
import { printExpr } from "../../model/promql/print.ts";
import { mapExpr, walk } from "../../model/promql/visit.ts";
import type { PrometheusQuery } from "./panel.ts";

/** A matcher whose value is a variable of the dashboard. */
interface VariableMatcher extends Matcher {
  readonly isVariable: true;
}

/**
 * `label=~"${name}"`: Grafana's Prometheus data source escapes the values itself, those of a variable of which several may be chosen as a regular
 * expression (so they need `=~`), that of another one as text (`=`). A format (`:regex`) would leave a lone `\` in the string.
 */
export function variableMatcher(label: string, name: string, op: MatchOp = "=~"): Matcher {
  const matcher: VariableMatcher = { label, op, value: `\${${name}}`, isVariable: true };
  return matcher;
}

const isVariable = (matcher: Matcher): boolean => "isVariable" in matcher;

/** What Grafana could take for a variable: `$name`, `${name}`, `[[name]]`. */
const suspicious = /\$(?=[\w{])|\[(?=\[\w)/g;

/** Characters that no assigned text holds, of which one that is not in the tree stands for what is escaped. */
const standIns = ["\u{10fffd}", "\u{10fffc}", "\u{10fffb}"];

/**
 * PromQL as Grafana sends it: holes become `window`, variables stay, and a `$` or `[[` that the spec wrote is escaped inside of its string
 * (`\x24`, `\x5b`), which means the same to Prometheus and nothing to Grafana.
 */
export function printQuery(expr: Expr, window: PrometheusQuery["window"] = "$__rate_interval"): string {
  const plain = printExpr(expr, { width: 120 });
  const isSuspicious =
    /\$(?!\{window\})|\[\[/.test(plain) && textsIn(expr).some((text) => text.search(suspicious) >= 0);
  const text = isSuspicious ? printEscaped(expr, plain) : plain;
  return text.replaceAll("[${window}", `[${window}`);
}

/** Texts that are no variables. */
function textsIn(expr: Expr): readonly string[] {
  return walk(expr).flatMap((node) => {
    if (node.kind === "string") return [node.value];
    return node.kind === "selector" ? node.matchers.filter((one) => !isVariable(one)).map(({ value }) => value) : [];
  });
}

function printEscaped(expr: Expr, plain: string): string {
  const codeOf = (character: string) => `\\U00${character.codePointAt(0)!.toString(16)}`;
  const [dollar, bracket] = standIns.filter((character) => !plain.includes(codeOf(character)));
  if (dollar === undefined || bracket === undefined) throw new RangeError("a text holds every stand-in");
  const escape = (value: string) => value.replace(suspicious, (found) => (found === "$" ? dollar : bracket));
  const safe = mapExpr(expr, (node) => {
    if (node.kind === "string") return { ...node, value: escape(node.value) };
    if (node.kind !== "selector") return node;
    const matchers = node.matchers.map((matcher) =>
      isVariable(matcher) ? matcher : { ...matcher, value: escape(matcher.value) },
    );
    return { ...node, matchers };
  });
  return printExpr(safe, { width: 120 }).replaceAll(codeOf(dollar), "\\x24").replaceAll(codeOf(bracket), "\\x5b");
}

/** A text of a spec where Grafana shows Markdown and fills in variables: it is read as written. */
export function plainMarkdown(text: string): string {
  return withoutVariables(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_[\]#|~]/g, "\\$&");
}

/** A text of a spec where Grafana fills in variables and shows the rest as it is: titles, names. A zero-width joiner parts `$` from a name. */
export function withoutVariables(text: string): string {
  return text.replace(suspicious, (found) => `${found}\u2060`);
}

/** A URL of a spec in Markdown or where Grafana fills in variables: what could be either is written by its bytes. */
export function plainUrl(url: string): string {
  return url.replace(/[^\w:/?&=.,;@+~!*#%-]/gu, (sign) => {
    const byte = sign.codePointAt(0)!;
    return byte < 0x80 ? `%${byte.toString(16).toUpperCase().padStart(2, "0")}` : encodeURI(sign);
  });
}

/** A text of a spec in a legend, in which `{{label}}` is a label. */
export function plainLegend(text: string): string {
  return withoutVariables(text).replaceAll("{{", "{\u2060{");
}
