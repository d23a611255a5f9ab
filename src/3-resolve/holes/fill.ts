import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Expr } from "../../model/promql/ast.ts";
import { fillHoles, parseTemplate, type HoleValue as PromqlHole } from "../../model/promql/holes.ts";
import { printExpr } from "../../model/promql/print.ts";
import { pointerTo } from "../../util/pointer.ts";
import { fillTemplate, fillText, holesOf, lookUp, type Scope } from "./holes.ts";
import type { Node } from "../layers/lay.ts";
import type { HoleValue, Source } from "../layers/layer.ts";
import { shapeBelow, takesWindow, type Shape } from "../layers/shape.ts";
import { promqlProblem } from "../promql.ts";

/** A PromQL text of the service, parsed, with its holes filled. */
export interface Promql {
  readonly expr: Expr;
  /** As written. */
  readonly text: string;
  readonly source: Source;
  readonly kind: PromqlKind;
}

type PromqlKind = NonNullable<Shape["promql"]>;

export interface FillContext {
  /** The scope of an entry of `slis`, whose own `match` counts. */
  scopeAt(path: readonly string[], scope: Scope, node: Node): Scope;
  /** Takes each PromQL text that could be parsed, by its pointer. */
  readonly promql: Map<string, Promql>;
  readonly report: (found: Diagnostic) => void;
}

/** Fills the holes of all texts of a merged service. Undefined: a parameter that is null drops the value. */
export function fillNode(
  node: Node,
  shape: Shape,
  scope: Scope,
  context: FillContext,
  path: readonly string[] = [],
): Node | undefined {
  if (node.removed) return node;
  const inner = context.scopeAt(path, scope, node);
  if (node.children !== undefined) {
    let children: Map<string, Node> | undefined;
    for (const [key, child] of node.children) {
      const below = fillNode(child, shapeBelow(shape, key), inner, context, [...path, key]);
      if (below === child) continue;
      children ??= new Map(node.children);
      if (below === undefined) children.delete(key);
      else children.set(key, below);
    }
    return children === undefined ? node : { ...node, children };
  }
  const filled = fillLeaf(node.value, node.source, shape, inner, context, path.reduce(pointerTo, ""));
  if (filled === "dropped") return undefined;
  if (filled.value === node.value && filled.source === node.source) return node;
  return { ...node, ...filled, history: [...node.history.slice(0, -1), filled] };
}

function fillLeaf(
  value: unknown,
  source: Source,
  shape: Shape,
  scope: Scope,
  context: FillContext,
  pointer: string,
): ReturnType<typeof fillText> {
  if (shape.promql === undefined) {
    if (Array.isArray(value) && shape.each !== undefined)
      return fillList(value, source, shape, scope, context, pointer);
    if (shape.template && typeof value === "string") return fillTemplate(value, source, scope, context.report);
    return fillText(value, source, scope, context.report);
  }
  if (Array.isArray(value)) return fillList(value, source, shape, scope, context, pointer);
  return typeof value === "string"
    ? fillPromql(value, shape.promql, source, scope, context, pointer)
    : { value, source };
}

function fillList(
  items: readonly unknown[],
  source: Source,
  shape: Shape,
  scope: Scope,
  context: FillContext,
  pointer: string,
): ReturnType<typeof fillText> {
  const filled = items.map((item, at) => {
    const place = { layer: source.layer, pointer: pointerTo(source.pointer, at) };
    return fillItem(item, place, shapeBelow(shape, String(at)), scope, context, pointerTo(pointer, at));
  });
  return { value: filled.flatMap((item) => (item === "dropped" ? [] : [item.value])), source };
}

/** An item of a list: a map in it is filled key by key, since some of its texts may be PromQL. */
function fillItem(
  item: unknown,
  source: Source,
  shape: Shape,
  scope: Scope,
  context: FillContext,
  pointer: string,
): ReturnType<typeof fillText> {
  if (typeof item !== "object" || item === null || Array.isArray(item))
    return fillLeaf(item, source, shape, scope, context, pointer);
  const entries = Object.entries(item).flatMap(([key, value]) => {
    const place = { layer: source.layer, pointer: pointerTo(source.pointer, key) };
    const filled = fillItem(value, place, shapeBelow(shape, key), scope, context, pointerTo(pointer, key));
    return filled === "dropped" ? [] : [[key, filled.value] as const];
  });
  return { value: Object.fromEntries(entries), source };
}

function fillPromql(
  text: string,
  kind: PromqlKind,
  source: Source,
  scope: Scope,
  context: FillContext,
  pointer: string,
): ReturnType<typeof fillText> {
  // Only what counts over a window has `${window}`; a hole that is never closed is the parser's to report.
  const holes = holesOf(text).filter(({ name }) => name !== "" && (name !== "window" || !takesWindow(kind)));
  const whole = holes.length === 1 && holes[0]!.start === 0 && holes[0]!.end === text.length;
  const values = new Map<string, HoleValue>();
  for (const range of holes) {
    const value = lookUp(range, source, scope, context.report);
    if (value?.kind === "nothing") return "dropped";
    if (value !== undefined && value.kind !== "absent") values.set(range.name, value);
  }
  // A mistake was reported: the text stays as it is, so that nothing else seems to be missing.
  if (holes.some(({ name }) => !values.has(name))) return { value: text, source };
  const only = whole ? values.get(holes[0]!.name) : undefined;
  if (only?.kind === "value" && (only.type === "selector" || only.type === "promql")) {
    // A parameter that is PromQL itself is the whole text: parsed on its own, at the place that gave it.
    return fillPromql(String(only.value), kind, only.source ?? source, noHoles, context, pointer);
  }
  const { expr, errors } = fillHoles(text, (name) => promqlHole(name, values), scope.namesIn(source.layer));
  if (expr === undefined) {
    // What is wrong in a kit whatever fills it was reported when the kit was read.
    const known = source.layer.by === "kit" && parseTemplate(text).errors.length > 0;
    if (!known) for (const error of errors) context.report(promqlProblem("promql-syntax", error, source));
    return { value: text, source };
  }
  context.promql.set(pointer, { expr, text, source, kind });
  return { value: values.size === 0 ? text : printExpr(expr), source };
}

const noHoles: Scope = { lookup: () => undefined, namesIn: () => [] };

/** Types of parameters as the PromQL tree knows them; all others are texts. */
const promqlTypes: Readonly<Record<string, "name" | "regex" | "number" | "duration" | "percentage">> = {
  name: "name",
  alertname: "name",
  "metric-name": "name",
  "label-name": "name",
  regex: "regex",
  number: "number",
  integer: "number",
  duration: "duration",
  percentage: "percentage",
  objective: "percentage",
};

function promqlHole(name: string, values: ReadonlyMap<string, HoleValue>): PromqlHole | undefined {
  const value = values.get(name);
  if (value?.kind === "matchers") return { type: "matchers", matchers: value.matchers };
  if (value?.kind === "value") return { type: promqlTypes[value.type] ?? "text", value: String(value.value) };
  return name === "window" ? { type: "keep" } : undefined;
}
