import type { Expr, Matcher, PromqlError, Selector } from "./ast.ts";
import { parsePromql } from "./parse.ts";
import { fullMatcher } from "./regex.ts";
import { scan } from "./parser/scan.ts";
import { bare, selectorsOf } from "./visit.ts";

export interface SelectorResult {
  readonly selector?: Selector;
  readonly errors: readonly PromqlError[];
  /** The text to write instead, where that is certain. */
  readonly fix?: string;
}

/** Parses a bare selector, `name{matchers}`: what a source is. */
export function parseSelector(text: string): SelectorResult {
  const { expr, errors } = parsePromql(text);
  return expr === undefined ? { errors } : bareSelector(expr, text);
}

/**
 * The expression as a bare selector, or what stands around it that must go.
 * @param text what `expr` was parsed from, holes included: the fix is cut out of it
 */
function bareSelector(expr: Expr, text: string): SelectorResult {
  const inner = bare(expr);
  if (inner.kind === "selector" && inner.range === undefined && inner.offset === undefined && inner.at === undefined) {
    return { selector: inner, errors: [] };
  }
  const at = { start: expr.span?.start ?? 0, end: expr.span?.end ?? text.length };
  const core = unwrapped(inner);
  if (core === undefined) {
    const help =
      selectorsOf(inner).length === 0
        ? "write a metric's name, with matchers in `{ }` if needed"
        : "write one metric with its matchers; a list of selectors is added up";
    return { errors: [{ ...at, message: `${kindOf(inner)} is not a selector`, help }] };
  }
  const fix = bareText(core.selector, text);
  const around =
    core.around.length === 0
      ? modifierOf(core.selector)
      : `\`${core.around.join("(")}(…${")".repeat(core.around.length)}\``;
  const help = core.groups
    ? `write \`${fix}\`, and the labels as \`groupBy\``
    : `a source is a bare selector, the compiler makes the rates: write \`${fix}\``;
  return {
    errors: [{ ...at, message: `${around} ${core.around.length === 0 ? "behind" : "around"} a selector`, help }],
    ...(core.groups ? {} : { fix }),
  };
}

/** The one selector inside of functions and aggregations that take nothing else. */
function unwrapped(
  expr: Expr,
  around: readonly string[] = [],
  groups = false,
): { selector: Selector; around: readonly string[]; groups: boolean } | undefined {
  const inner = bare(expr);
  if (inner.kind === "selector") return { selector: inner, around, groups };
  if (inner.kind === "call" && inner.args.length === 1) return unwrapped(inner.args[0]!, [...around, inner.fn], groups);
  if (inner.kind === "aggregation" && inner.param === undefined)
    return unwrapped(inner.expr, [...around, inner.op], groups || inner.grouping !== undefined);
  return undefined;
}

function kindOf(expr: Expr): string {
  switch (expr.kind) {
    case "number":
      return "a number";
    case "string":
      return "a text in quotes";
    case "binary":
      return `an operation (\`${expr.op}\`)`;
    case "subquery":
      return "a subquery";
    default:
      return "this";
  }
}

function modifierOf({ range, offset }: Selector): string {
  return range !== undefined ? "a range in `[ ]`" : offset !== undefined ? "`offset`" : "`@`";
}

/** The text of a selector up to its matchers, without range and modifiers. */
function bareText(selector: Selector, text: string): string {
  const { tokens } = scan(text);
  const first = tokens.findIndex(({ start }) => start >= (selector.span?.start ?? 0));
  let last = tokens[first]?.text === "{" ? tokens[first]!.pair : first;
  // a name may be glued to holes: `${prefix}_total`
  while (
    tokens[last + 1]?.start === tokens[last]?.end &&
    (tokens[last + 1]?.kind === "hole" || tokens[last + 1]?.kind === "identifier")
  )
    last++;
  if (tokens[last]?.text !== "}" && tokens[last + 1]?.text === "{") last = tokens[last + 1]!.pair;
  return text.slice(tokens[first]?.start, tokens[last]?.end);
}

export function hasMatcher(selector: Selector, label: string): boolean {
  return selector.matchers.some((m) => m.label === label);
}

/** The selector with these matchers behind its own; one on a label that it names already is left out. */
export function addMatchers(selector: Selector, matchers: readonly Matcher[]): Selector {
  const added = matchers.filter(
    ({ label }) => !hasMatcher(selector, label) && !(label === "__name__" && selector.name !== undefined),
  );
  return added.length === 0 ? selector : { ...selector, matchers: [...selector.matchers, ...added] };
}

/** Whether a matcher takes a label's value; a label that a series lacks has the value "". */
export function matches({ op, value }: Matcher, actual: string): boolean {
  if (op === "=") return actual === value;
  if (op === "!=") return actual !== value;
  return (fullMatcher(value)?.(actual) ?? false) === (op === "=~");
}

/** Whether the selector takes a series with these labels, `__name__` among them. */
export function selects(selector: Selector, labels: Readonly<Record<string, string>>): boolean {
  return allMatchers(selector).every((m) => matches(m, Object.hasOwn(labels, m.label) ? labels[m.label]! : ""));
}

/** False only when no series can be taken by both: one of them asks for a value that the other refuses. */
export function couldOverlap(a: Selector, b: Selector): boolean {
  const excluded = (one: Selector, other: Selector): boolean =>
    allMatchers(one).some(
      (m) => m.op === "=" && allMatchers(other).some((o) => o.label === m.label && !matches(o, m.value)),
    );
  return !excluded(a, b) && !excluded(b, a);
}

/** The matchers of a selector, its name among them. */
export function allMatchers({ name, matchers }: Selector): readonly Matcher[] {
  return name === undefined ? matchers : [{ label: "__name__", op: "=", value: name }, ...matchers];
}
