import type { SyntaxNode } from "@lezer/common";
import type { Aggregation, Call, Expr, Grouping, Matcher, MatchOp, PromqlError, Selector } from "../ast.ts";
import { climb, type Item } from "./climb.ts";
import { aggregations } from "../functions.ts";
import { checkRegex } from "../regex.ts";
import { Leaves, type Source } from "./leaves.ts";

/**
 * Makes our tree of lezer's. Lezer's grammar is made for editors: it lets `offset`, `@`, ranges and signs bind to the wrong operand (`a + b offset 5m`, `-1 ^ 2`),
 * so each run of operators is laid flat and climbed again by Prometheus's own precedence.
 */
export function buildTree(
  top: SyntaxNode,
  source: Source,
): { readonly expr?: Expr; readonly errors: readonly PromqlError[] } {
  const leaves = new Leaves(source);
  const builder = new TreeBuilder(leaves);
  const first = top.firstChild;
  const expr = first === null ? undefined : builder.expr(first);
  return { ...(expr === undefined ? {} : { expr }), errors: leaves.errors };
}

class TreeBuilder {
  private readonly leaves: Leaves;

  constructor(leaves: Leaves) {
    this.leaves = leaves;
  }

  expr(node: SyntaxNode): Expr {
    return climb(this.flatten(node), (error) => this.leaves.errors.push(error));
  }

  /** Operands and operators in the order of the text. A loop, not recursion: a chain of operators nests as deep as it is long. */
  private flatten(root: SyntaxNode): Item[] {
    const items: Item[] = [];
    const todo: (SyntaxNode | Item)[] = [root];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if ("t" in next) {
        items.push(next);
        continue;
      }
      const node = next;
      const first = node.firstChild;
      switch (node.name) {
        case "BinaryExpr":
          todo.push(node.lastChild!, this.operator(node), first!);
          break;
        case "UnaryExpr":
          todo.push(node.lastChild!, { t: "prefix", op: this.leaves.textOf(first!) as "+" | "-", start: node.from });
          break;
        case "OffsetExpr":
          todo.push(
            { t: "offset", seconds: this.leaves.offset(node.lastChild!), start: first!.to, end: node.to },
            first!,
          );
          break;
        case "StepInvariantExpr":
          todo.push({ t: "at", at: this.leaves.at(node), start: first!.to, end: node.to }, first!);
          break;
        case "MatrixSelector":
          todo.push(
            { t: "range", range: this.leaves.duration(node.getChild("DurationExpr")!), start: first!.to, end: node.to },
            first!,
          );
          break;
        case "SubqueryExpr": {
          const [range, step] = node.getChildren("DurationExpr");
          const seconds = step === undefined ? undefined : this.leaves.duration(step);
          if (seconds === "window") this.leaves.report(step!, "`${window}` cannot be the step of a subquery");
          todo.push(
            {
              t: "subquery",
              range: this.leaves.duration(range!),
              step: typeof seconds === "number" ? seconds : undefined,
              start: first!.to,
              end: node.to,
            },
            first!,
          );
          break;
        }
        case "AnchoredExpr":
        case "SmoothedExpr":
          this.leaves.report(
            node.lastChild!,
            `\`${this.leaves.textOf(node.lastChild!)}\` is an experiment of Prometheus that is off unless it is enabled`,
            "leave it out",
          );
          todo.push(first!);
          break;
        case "NumberDurationLiteral": {
          const sign = /^[-+]/.exec(this.leaves.textOf(node))?.[0];
          if (sign !== undefined) items.push({ t: "prefix", op: sign as "+" | "-", start: node.from });
          items.push({ t: "operand", expr: this.leaves.number(node) });
          break;
        }
        default:
          items.push({ t: "operand", expr: this.operand(node) });
      }
    }
    return items;
  }

  private operator(node: SyntaxNode): Item {
    const op = node.firstChild!.nextSibling!;
    const matching = node.getChild("MatchingModifierClause");
    for (const fill of node.getChildren("FillModifier"))
      this.leaves.report(
        fill,
        "`fill` is an experiment of Prometheus that is off unless it is enabled",
        "leave it out",
      );
    const item: Extract<Item, { t: "binary" }> = {
      t: "binary",
      op: this.leaves.textOf(op).toLowerCase(),
      bool: node.getChild("BoolModifier") !== null,
      start: op.from,
      end: op.to,
    };
    if (matching === null) return item;
    const mode = matching.getChild("On") === null ? "ignoring" : "on";
    const side =
      matching.getChild("GroupLeft") !== null ? "left" : matching.getChild("GroupRight") !== null ? "right" : undefined;
    const [labels, include] = matching.getChildren("GroupingLabels");
    return {
      ...item,
      matching: {
        mode,
        labels: this.labels(labels!),
        ...(side === undefined ? {} : { group: { side, include: include === undefined ? [] : this.labels(include) } }),
      },
    };
  }

  private operand(node: SyntaxNode): Expr {
    const span = { start: node.from, end: node.to };
    switch (node.name) {
      case "VectorSelector":
        return this.selector(node);
      case "StringLiteral":
        return { kind: "string", value: this.leaves.string(node, false), span };
      case "ParenExpr":
        return { kind: "parenthesis", expr: this.expr(node.firstChild!), span };
      case "FunctionCall":
        return this.call(node);
      case "AggregateExpr":
        return this.aggregation(node);
      default:
        throw new Error(`lezer gave an unexpected node ${node.name}`);
    }
  }

  private call(node: SyntaxNode): Call {
    const fn = this.leaves.textOf(node.firstChild!);
    const args = children(node.getChild("FunctionCallBody")!);
    return {
      kind: "call",
      fn,
      // the fifth argument of `label_replace` is a regex, so a value in it is escaped as in a matcher
      args: args.map((arg, i) =>
        fn === "label_replace" && i === 4 && arg.name === "StringLiteral"
          ? { kind: "string", value: this.leaves.string(arg, true), span: { start: arg.from, end: arg.to } }
          : this.expr(arg),
      ),
      span: { start: node.from, end: node.to },
    };
  }

  private aggregation(node: SyntaxNode): Aggregation {
    const op = this.leaves.textOf(node.getChild("AggregateOp")!).toLowerCase();
    const modifier = node.getChild("AggregateModifier");
    const body = node.getChild("FunctionCallBody")!;
    const args = children(body).map((arg) => this.expr(arg));
    const needed = aggregations.get(op)?.param === undefined ? 1 : 2;
    if (args.length !== needed) {
      const takes =
        needed === 1
          ? "one vector"
          : op === "count_values"
            ? "a label's name in quotes and a vector"
            : "a number and a vector";
      this.leaves.report(
        node.getChild("AggregateOp")!,
        `\`${op}\` takes ${takes}, here ${args.length === 1 ? "is one argument" : `are ${args.length} arguments`}`,
      );
    }
    const [expr, param] = args.length > 1 ? [args[1]!, args[0]] : [args[0] ?? nothing, undefined];
    return {
      kind: "aggregation",
      op,
      ...(modifier === null ? {} : { grouping: this.grouping(modifier) }),
      ...(param === undefined ? {} : { param }),
      expr,
      span: { start: node.from, end: node.to },
    };
  }

  private grouping(node: SyntaxNode): Grouping {
    return {
      mode: node.getChild("By") === null ? "without" : "by",
      labels: this.labels(node.getChild("GroupingLabels")!),
    };
  }

  private labels(node: SyntaxNode): readonly string[] {
    return children(node).map((label) =>
      label.name === "LabelName" ? this.leaves.name(label, "label") : this.leaves.string(label.firstChild!, false),
    );
  }

  private selector(node: SyntaxNode): Expr {
    const identifier = node.getChild("Identifier");
    const list = node.getChild("LabelMatchers");
    const number = identifier !== null && list === null ? this.leaves.numberHole(identifier) : undefined;
    if (number !== undefined) return number;
    let name = identifier === null ? undefined : this.leaves.name(identifier, "metric");
    const matchers: (Matcher | readonly Matcher[])[] = [];
    for (const child of list === null ? [] : children(list)) {
      const hole = this.leaves.holeAt(child.from, child.to);
      if (hole?.place === "matchers") matchers.push(this.leaves.matchersHole(hole));
      else if (child.name === "QuotedLabelName") {
        if (name !== undefined)
          this.leaves.report(
            child,
            "the selector has two names",
            "a metric's name stands before `{` or alone in quotes, a label has `=` and a value",
          );
        name = this.leaves.string(child.firstChild!, false);
      } else matchers.push(this.matcher(child));
    }
    // a label that the selector names itself is left as it is written
    const own = new Set(matchers.flatMap((m) => ("label" in m ? [m.label] : [])));
    const all = matchers.flatMap((m) => ("label" in m ? [m] : m.filter(({ label }) => !own.has(label))));
    if (name !== undefined && own.has("__name__") && all.some((m) => m.label === "__name__" && m.op === "=")) {
      this.leaves.report(node, "the selector has two names", "leave `__name__` out");
    }
    return {
      kind: "selector",
      ...(name === undefined ? {} : { name }),
      matchers: all,
      span: { start: node.from, end: node.to },
    } satisfies Selector;
  }

  private matcher(node: SyntaxNode): Matcher {
    const label = node.firstChild!;
    const op = this.leaves.textOf(node.getChild("MatchOp")!) as MatchOp;
    const isRegex = op === "=~" || op === "!~";
    const literal = node.lastChild!;
    const value = this.leaves.string(literal, isRegex);
    const fault = isRegex ? checkRegex(value) : undefined;
    if (fault !== undefined) this.leaves.report(literal, fault.message, fault.help);
    return {
      label:
        label.name === "LabelName" ? this.leaves.name(label, "label") : this.leaves.string(label.firstChild!, false),
      op,
      value,
      span: { start: node.from, end: node.to },
    };
  }
}

const nothing: Expr = { kind: "number", text: "NaN" };

function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) all.push(child);
  return all;
}
