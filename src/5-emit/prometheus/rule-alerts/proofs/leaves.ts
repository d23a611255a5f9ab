/** The series that an alert's expression reads, made up: one for each selector, with labels that match, and a value that can be chosen. */
import type { Expr, Selector } from "../../../../model/promql/ast.ts";
import { comparisons } from "../../../../model/promql/operators.ts";
import { printExpr } from "../../../../model/promql/print.ts";
import { sampleRegex } from "../../../../model/promql/regex.ts";
import { allMatchers, matches, selects } from "../../../../model/promql/selector.ts";
import { bare, walk } from "../../../../model/promql/visit.ts";
import type { Labels, Service } from "../../../../model/service.ts";
import { numberOf } from "./evaluate.ts";

/**
 * How the samples of a leaf follow from its one number: the value itself; a slope in a second; how often it changes, or falls, in a range; the
 * longest of the durations that a histogram counts.
 */
export type Wave =
  | { readonly kind: "constant" }
  | { readonly kind: "line"; readonly start: number; readonly falls: boolean }
  | { readonly kind: "changes" | "resets"; readonly range: number }
  | { readonly kind: "histogram"; readonly bounds: readonly number[] };

export interface Leaf {
  readonly wave: Wave;
  /** `__name__` among them; of a histogram without `le`. */
  readonly labels: Labels;
  /** The label that tells copies of the series apart. */
  readonly copyLabel: string;
}

/** Which labels series bear besides those that their own selectors ask for: what is grouped and matched by, or whatever any selector names. */
export type Labelling = "grouped" | "all";

const nameLabel = "__name__";

/** @returns undefined when a selector takes no series that can be made up; the text of it stands in `reason` */
export function leavesOf(
  expr: Expr,
  service: Service,
  labelling: Labelling,
): { readonly leaves: readonly Leaf[] } | { readonly reason: string } {
  const found = new Map<string, { selector: Selector; wave: Wave }>();
  visit(expr, {}, service, (selector, wave) => {
    const { range: _, offset: __, span: ___, at: ____, ...plain } = selector;
    const key = printExpr(plain, { width: Infinity });
    const known = found.get(key);
    if (known === undefined || rank(wave) > rank(known.wave)) found.set(key, { selector: plain, wave });
  });
  const all = [...found.values()];
  const shared = new Map<string, string>();
  for (const label of labelsToShare(expr, labelling, all)) {
    const own = all.map(({ selector }) => selector.matchers.filter((one) => one.label === label));
    const values = [...own.flat().flatMap(valuesOf), "a"].filter((value) => value !== "");
    const fitting = (value: string) => own.filter((matchers) => matchers.every((one) => matches(one, value))).length;
    shared.set(
      label,
      values.reduce((best, value) => (fitting(value) > fitting(best) ? value : best), values[0]!),
    );
  }
  const leaves: Leaf[] = [];
  for (const { selector, wave } of all) {
    const labels = labelsFor(selector, shared);
    if (labels === undefined)
      return { reason: `no series can be made up for \`${printExpr(selector, { width: Infinity })}\`` };
    const fixed = new Set(selector.matchers.filter(({ op }) => op === "=").map(({ label }) => label));
    const copyLabel = ["instance", "pod", "replica"].find((label) => !fixed.has(label)) ?? "copy";
    const { le: _, ...rest } = labels;
    leaves.push({ wave, labels: wave.kind === "histogram" ? rest : labels, copyLabel });
  }
  return { leaves };
}

interface Around {
  /** The number that the expression is compared with, and how. */
  readonly limit?: number;
  readonly op?: string;
  readonly fn?: string;
  readonly inQuantile?: boolean;
}

function visit(expr: Expr, around: Around, service: Service, give: (selector: Selector, wave: Wave) => void): void {
  switch (expr.kind) {
    case "selector":
      return give(expr, waveOf(expr, around, service));
    case "parenthesis":
    case "unary":
      return visit(expr.expr, around, service, give);
    case "subquery":
      // what is made of the subquery is made of its results, which a constant series cannot change
      return visit(
        expr.expr,
        around.fn === undefined ? around : { ...around, fn: lineFunctions.get(around.fn) ?? "" },
        service,
        give,
      );
    case "call":
      for (const arg of expr.args)
        visit(
          arg,
          { ...around, fn: expr.fn, inQuantile: around.inQuantile === true || expr.fn === "histogram_quantile" },
          service,
          give,
        );
      return;
    case "aggregation":
      return visit(expr.expr, around, service, give);
    case "binary": {
      const [left, right] = [constant(expr.left), constant(expr.right)];
      const limit = left ?? right;
      const compared: Around = comparisons.has(expr.op) && limit !== undefined ? { limit, op: expr.op } : around;
      visit(expr.left, compared, service, give);
      visit(expr.right, compared, service, give);
      return;
    }
    default:
      return;
  }
}

const lines: ReadonlySet<string> = new Set(["rate", "increase", "irate"]);
/** Those that also ask of a series that falls. */
const slopes: ReadonlySet<string> = new Set(["delta", "idelta", "deriv", "predict_linear"]);
/** Of a subquery: the same function asks the series below it for a line. */
const lineFunctions: ReadonlyMap<string, string> = new Map([...slopes].map((fn) => [fn, fn]));

function waveOf(selector: Selector, { fn = "", limit, op, inQuantile }: Around, service: Service): Wave {
  const { name, range, matchers } = selector;
  if (inQuantile === true && name?.endsWith("_bucket") && !matchers.some(({ label }) => label === "le"))
    return { kind: "histogram", bounds: boundsOf(name.slice(0, -"_bucket".length), limit, service) };
  if (lines.has(fn) && range !== undefined) return { kind: "line", start: 1000, falls: false };
  if (slopes.has(fn)) return { kind: "line", start: startOf(fn, limit, op), falls: true };
  if ((fn === "changes" || fn === "resets") && typeof range === "number") return { kind: fn, range };
  return { kind: "constant" };
}

/** Where a line begins that is to cross a limit: on the side where nothing is wrong, as far from it as the limit is from 0. */
function startOf(fn: string, limit: number | undefined, op = "<"): number {
  if (fn !== "predict_linear" || limit === undefined || !Number.isFinite(limit)) return 1000;
  const isFloor = op.startsWith("<");
  if (limit === 0) return isFloor ? 1000 : -1000;
  return isFloor === limit > 0 ? 2 * limit : limit / 2;
}

/** Bounds of the buckets: as declared, else around the limit. */
function boundsOf(histogram: string, limit: number | undefined, { metrics }: Service): readonly number[] {
  const declared = metrics.declared.find(({ name }) => name === histogram)?.buckets?.map((bound) => bound.toNumber());
  if (declared !== undefined && declared.length > 1) return declared;
  const middle = limit !== undefined && limit > 0 ? limit : 1;
  return [0.25, 0.5, 1, 2, 4, 8].map((times) => times * middle);
}

/** Of the same selector in several places the wave that says most. */
function rank({ kind }: Wave): number {
  return ["constant", "changes", "resets", "line", "histogram"].indexOf(kind);
}

/** The value of an expression of numbers alone. */
export function constant(expr: Expr): number | undefined {
  const node = bare(expr);
  if (node.kind === "number") {
    try {
      return numberOf(node.text);
    } catch {
      return undefined;
    }
  }
  if (node.kind === "unary") {
    const inner = constant(node.expr);
    return inner === undefined || node.op === "+" ? inner : -inner;
  }
  if (node.kind !== "binary") return undefined;
  const [a, b] = [constant(node.left), constant(node.right)];
  if (a === undefined || b === undefined) return undefined;
  const made = { "+": a + b, "-": a - b, "*": a * b, "/": a / b, "^": a ** b } as const;
  return node.op in made ? made[node.op as keyof typeof made] : undefined;
}

/** Labels that series must have in common to meet: those of `by`, `on`, `group_left`, and of `absent` none. */
function labelsToShare(
  expr: Expr,
  labelling: Labelling,
  all: readonly { readonly selector: Selector }[],
): readonly string[] {
  const labels = new Set<string>();
  for (const node of walk(expr)) {
    if (node.kind === "aggregation" && node.grouping?.mode === "by")
      for (const label of node.grouping.labels) labels.add(label);
    if (node.kind === "binary" && node.matching !== undefined) {
      if (node.matching.mode === "on") for (const label of node.matching.labels) labels.add(label);
      for (const label of node.matching.group?.include ?? []) labels.add(label);
    }
  }
  if (labelling === "all") for (const { selector } of all) for (const { label } of selector.matchers) labels.add(label);
  labels.delete("le");
  labels.delete(nameLabel);
  return [...labels].sort();
}

/** Values that a matcher may have been written for; the one that it takes first. */
function valuesOf({ op, value }: { readonly op: string; readonly value: string }): readonly string[] {
  return op === "=" ? [value] : op === "=~" ? sampleRegex(value) : [];
}

const usual = ["a", "200", "OK", "other", "0", "b"];

function labelsFor(selector: Selector, shared: ReadonlyMap<string, string>): Labels | undefined {
  const matchers = allMatchers(selector);
  const labels: Record<string, string> = {};
  for (const label of new Set([...shared.keys(), ...matchers.map((one) => one.label)])) {
    const own = matchers.filter((one) => one.label === label);
    const common = shared.get(label);
    const values = [...(common === undefined ? [] : [common]), ...own.flatMap(valuesOf), "", ...usual];
    const value = values.find((one) => own.every((matcher) => matches(matcher, one)));
    if (value === undefined) return undefined;
    if (value !== "") labels[label] = value;
  }
  return labels[nameLabel] !== undefined && selects(selector, labels) ? labels : undefined;
}
