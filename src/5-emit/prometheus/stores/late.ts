/**
 * Rules for stores where a rule sees what the rules above it recorded one evaluation later. Read as they stand there, `errors = total − good`
 * would take the total of the step before, and a sum over five minutes would hold four of its steps.
 */
import type { Expr, Selector, Subquery } from "../../../model/promql/ast.ts";
import { parsePromql } from "../../../model/promql/parse.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { parseDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import { mapExpr, selectorsOf, walk } from "../../../model/promql/visit.ts";
import { never } from "../../../util/never.ts";
import { Noted, type Yaml, type YamlMap } from "../../shared/yaml.ts";

/** A rule group whose rules read nothing of their own evaluation. */
export function readLate(group: Noted): Noted {
  const { rules, ...rest } = group.value as YamlMap;
  const interval = parseDuration(rest["interval"] as string);
  if (!interval.ok) throw new RangeError("a rule group without an interval");
  const step = interval.value;
  const definitions = new Map<string, Expr>();
  const recorded = new Set<string>();
  const late = (rules as readonly Yaml[]).map((rule) => {
    const map = (rule instanceof Noted ? rule.value : rule) as YamlMap;
    const expr = readsLate(parsed(map["expr"] as string), { definitions, recorded, step });
    const record = map["record"] as string | undefined;
    if (record !== undefined) {
      // Groups and the whole are recorded under one name; the groups come first, and the whole is made of them.
      if (!recorded.has(record) && expr.isOfNow) definitions.set(record, expr.expr);
      recorded.add(record);
    }
    const changed: YamlMap = { ...map, expr: printExpr(expr.expr, { width: 110 }) };
    return rule instanceof Noted ? new Noted(changed, rule.notes) : changed;
  });
  return new Noted({ ...rest, rules: late }, group.notes);
}

/** A rule group in which each rule is changed. */
export function withRules(group: Noted, change: (rule: YamlMap) => YamlMap): Noted {
  const { rules, ...rest } = group.value as YamlMap;
  const changed = (rules as readonly Yaml[]).map((rule) =>
    rule instanceof Noted ? new Noted(change(rule.value as YamlMap), rule.notes) : change(rule as YamlMap),
  );
  return new Noted({ ...rest, rules: changed }, group.notes);
}

interface Known {
  /** Of series that are recorded above from what the store holds already. */
  readonly definitions: ReadonlyMap<string, Expr>;
  /** Names of all that is recorded above. */
  readonly recorded: ReadonlySet<string>;
  readonly step: Seconds;
}

/**
 * What is read at this very moment and can be worked out again is worked out; everything else is read as it was one step ago, all of it,
 * so that the sides of a quotient stay of one time.
 */
function readsLate(expr: Expr, { definitions, recorded, step }: Known): { expr: Expr; isOfNow: boolean } {
  const isRecorded = ({ name }: Selector) => name !== undefined && recorded.has(name);
  const reads = selectorsOf(expr).filter(isRecorded);
  const isOfNow = (one: Selector) => one.range === undefined && one.offset === undefined && definitions.has(one.name!);
  if (
    reads.every(isOfNow) &&
    !walk(expr).some((node) => node.kind === "subquery" && selectorsOf(node).some(isRecorded))
  ) {
    const made = mapExpr(expr, (node) =>
      node.kind === "selector" && isRecorded(node)
        ? ({ kind: "parenthesis", expr: definitions.get(node.name!)! } satisfies Expr)
        : node,
    );
    return { expr: made, isOfNow: true };
  }
  return { expr: shifted(expr, isRecorded, step), isOfNow: false };
}

/** Recorded series one step earlier; a subquery as a whole, since its points lie at fixed times. */
function shifted(expr: Expr, isRecorded: (one: Selector) => boolean, step: Seconds): Expr {
  const later = <T extends Selector | Subquery>(node: T): T => ({ ...node, offset: (node.offset ?? 0) + step });
  const visit = (node: Expr): Expr => {
    switch (node.kind) {
      case "number":
      case "string":
        return node;
      case "selector":
        return isRecorded(node) ? later(node) : node;
      case "subquery":
        return selectorsOf(node).some(isRecorded) ? later(node) : node;
      case "call":
        return { ...node, args: node.args.map(visit) };
      case "aggregation":
        return { ...node, ...(node.param && { param: visit(node.param) }), expr: visit(node.expr) };
      case "binary":
        return { ...node, left: visit(node.left), right: visit(node.right) };
      case "unary":
      case "parenthesis":
        return { ...node, expr: visit(node.expr) };
      default:
        return never(node);
    }
  };
  return visit(expr);
}

/** A rule of ours as a tree. @throws RangeError when it does not parse (a bug) */
export function parsed(text: string): Expr {
  const { expr } = parsePromql(text);
  if (expr === undefined) throw new RangeError(`our own rule does not parse: ${text}`);
  return expr;
}
