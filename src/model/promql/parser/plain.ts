import type { Matcher, MatchOp, Selector } from "../ast.ts";
import { aggregations, functions } from "../functions.ts";
import { isPlainMetricName } from "../names.ts";
import { checkRegex } from "../regex.ts";

const frame = /^([A-Za-z_][A-Za-z0-9_:]*)(?:\{(.*)\})?$/;
/** A value without escapes or holes, and the comma behind it if another matcher follows. */
const matcher = / *([A-Za-z_][A-Za-z0-9_]*)(=~|!~|!=|=)"([ !#%-[\]-~]*)"(?:$|,(?=.))/y;

/**
 * A bare selector as nearly every source of a spec is written: a name, matchers with plain values. It gives what the grammar gives, in a tenth of
 * the time; whatever might be more than that, or wrong, is the grammar's to read.
 */
export function plainSelector(text: string): Selector | undefined {
  const [, name = "", inside] = frame.exec(text) ?? [];
  if (!isOrdinary(name)) return undefined;
  const matchers: Matcher[] = [];
  const from = name.length + 1;
  for (let at = 0; inside !== undefined && at < inside.length; at = matcher.lastIndex) {
    matcher.lastIndex = at;
    const [whole, label = "", op, value = ""] = matcher.exec(inside) ?? [];
    if (whole === undefined || !isOrdinary(label) || label === "__name__") return undefined;
    if ((op === "=~" || op === "!~") && checkRegex(value) !== undefined) return undefined;
    const start = from + at + whole.search(/[^ ]/);
    const end = start + label.length + op!.length + value.length + 2;
    matchers.push({ label, op: op as MatchOp, value, span: { start, end } });
  }
  return { kind: "selector", name, matchers, span: { start: 0, end: text.length } };
}

/** No word with a meaning of its own somewhere in PromQL. */
function isOrdinary(name: string): boolean {
  return isPlainMetricName(name) && !functions.has(name) && !aggregations.has(name.toLowerCase());
}
