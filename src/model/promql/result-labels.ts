import type { Aggregation, Binary, Call, Expr, Selector } from "./ast.ts";
import { setOperators } from "./operators.ts";
import { typeOf } from "./types.ts";
import { bare } from "./visit.ts";
import { never } from "../../util/never.ts";

/** Labels of the series that an expression gives. Closed: no other label can be there; open: those of the raw series besides. */
export interface ResultLabels {
  readonly names: ReadonlySet<string>;
  readonly open: boolean;
  /** Labels of the raw series that were taken away. */
  readonly lost?: ReadonlySet<string>;
}

/** Aggregations that pass whole series on. */
const choosing = new Set(["topk", "bottomk", "limitk", "limit_ratio"]);

/** Which labels the result can have, as far as the expression says so; a label of a closed set may still be empty. */
export function resultLabels(expr: Expr): ResultLabels {
  switch (expr.kind) {
    case "number":
    case "string":
      return closed([]);
    case "selector":
      return { names: new Set(equalities(expr)), open: true };
    case "subquery":
    case "unary":
    case "parenthesis":
      return resultLabels(expr.expr);
    case "aggregation":
      return ofAggregation(expr);
    case "call":
      return ofCall(expr);
    case "binary":
      return ofBinary(expr);
    default:
      return never(expr);
  }
}

/** Whether a series of the result may bear this label. */
export function mayHave({ names, open, lost }: ResultLabels, label: string): boolean {
  return names.has(label) || (open && lost?.has(label) !== true);
}

function closed(names: Iterable<string>): ResultLabels {
  return { names: new Set(names), open: false };
}

function without({ names, open, lost }: ResultLabels, labels: readonly string[]): ResultLabels {
  const kept = new Set([...names].filter((name) => !labels.includes(name)));
  return open ? { names: kept, open, lost: new Set([...(lost ?? []), ...labels]) } : { names: kept, open };
}

function ofAggregation({ op, grouping, param, expr }: Aggregation): ResultLabels {
  const inner = resultLabels(expr);
  if (choosing.has(op)) return inner;
  const added = op === "count_values" && param?.kind === "string" ? [param.value] : [];
  if (grouping?.mode === "without") {
    const rest = without(inner, grouping.labels);
    return { ...rest, names: new Set([...rest.names, ...added]) };
  }
  return closed([...(grouping?.labels ?? []).filter((label) => mayHave(inner, label)), ...added]);
}

function ofCall({ fn, args }: Call): ResultLabels {
  const texts = args.flatMap((arg) => (arg.kind === "string" ? [arg.value] : []));
  switch (fn) {
    case "absent":
    case "absent_over_time": {
      const inner = args[0] === undefined ? undefined : bare(args[0]);
      return closed(inner?.kind === "selector" ? equalities(inner) : []);
    }
    case "label_replace":
    case "label_join": {
      const inner = args[0] === undefined ? closed([]) : resultLabels(args[0]);
      return { ...inner, names: new Set([...inner.names, ...texts.slice(0, 1)]) };
    }
    case "histogram_quantile":
      return args[1] === undefined ? closed([]) : without(resultLabels(args[1]), ["le"]);
    case "info":
    case "histogram_quantiles":
      return { names: new Set(), open: true };
    default: {
      const vector = args.find((arg) => typeOf(arg) === "instant vector" || typeOf(arg) === "range vector");
      return vector === undefined || fn === "scalar" ? closed([]) : resultLabels(vector);
    }
  }
}

function ofBinary({ op, left, right, matching }: Binary): ResultLabels {
  if (typeOf(left) === "scalar") return resultLabels(right);
  if (typeOf(right) === "scalar" || op === "and" || op === "unless") return resultLabels(left);
  const [a, b] = [resultLabels(left), resultLabels(right)];
  if (setOperators.has(op)) return { names: new Set([...a.names, ...b.names]), open: a.open || b.open };
  const group = matching?.group;
  if (group !== undefined) {
    const many = group.side === "left" ? a : b;
    return { ...many, names: new Set([...many.names, ...group.include]) };
  }
  if (matching?.mode === "on") return closed(matching.labels.filter((label) => mayHave(a, label)));
  return without(a, matching?.labels ?? []);
}

function equalities({ matchers }: Selector): readonly string[] {
  return matchers.flatMap(({ op, label, value }) =>
    op === "=" && value !== "" && label !== "__name__" ? [label] : [],
  );
}
