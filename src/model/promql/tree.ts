import type { SyntaxNode } from "@lezer/common";
import type {
  Aggregation,
  Call,
  Expr,
  Grouping,
  Matcher,
  MatchOp,
  NumberLiteral,
  PromqlError,
  Selector,
} from "./ast.ts";
import { climb, type Item } from "./climb.ts";
import { aggregations } from "./functions.ts";
import { parseDuration } from "../quantity/duration.ts";
import { durationOf, numberOf, type Hole, type HoleValue } from "./place.ts";
import { checkRegex, escapeRegex } from "./regex.ts";
import { named } from "./scan.ts";
import { unescape } from "./strings.ts";
import { isClassicLabelName, isClassicMetricName } from "./names.ts";

/** A text that lezer has read without errors, and what fills its holes. */
export interface Source {
  readonly text: string;
  readonly holes: readonly Hole[];
  /** By the start of the hole; one without a value was reported already. */
  readonly values: ReadonlyMap<number, HoleValue>;
  readonly isTemplate: boolean;
}

/**
 * Makes our tree of lezer's. Lezer's grammar is made for editors: it lets `offset`, `@`, ranges and signs bind to the wrong operand (`a + b offset 5m`, `-1 ^ 2`),
 * so each run of operators is laid flat and climbed again by Prometheus's own precedence.
 */
export function buildTree(
  top: SyntaxNode,
  source: Source,
): { readonly expr?: Expr; readonly errors: readonly PromqlError[] } {
  const builder = new TreeBuilder(source);
  const first = top.firstChild;
  const expr = first === null ? undefined : builder.expr(first);
  return { ...(expr === undefined ? {} : { expr }), errors: builder.errors };
}

class TreeBuilder {
  readonly errors: PromqlError[] = [];
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  private report(node: { from: number; to: number }, message: string, help?: string): void {
    this.errors.push({ start: node.from, end: node.to, message, ...(help === undefined ? {} : { help }) });
  }

  expr(node: SyntaxNode): Expr {
    return climb(this.flatten(node), (error) => this.errors.push(error));
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
          todo.push(node.lastChild!, { t: "prefix", op: this.textOf(first!) as "+" | "-", start: node.from });
          break;
        case "OffsetExpr":
          todo.push({ t: "offset", seconds: this.offset(node.lastChild!), start: first!.to, end: node.to }, first!);
          break;
        case "StepInvariantExpr":
          todo.push({ t: "at", at: this.at(node), start: first!.to, end: node.to }, first!);
          break;
        case "MatrixSelector":
          todo.push(
            { t: "range", range: this.duration(node.getChild("DurationExpr")!), start: first!.to, end: node.to },
            first!,
          );
          break;
        case "SubqueryExpr": {
          const [range, step] = node.getChildren("DurationExpr");
          const seconds = step === undefined ? undefined : this.duration(step);
          if (seconds === "window") this.report(step!, "`${window}` cannot be the step of a subquery");
          todo.push(
            {
              t: "subquery",
              range: this.duration(range!),
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
          this.report(
            node.lastChild!,
            `\`${this.textOf(node.lastChild!)}\` is an experiment of Prometheus that is off unless it is enabled`,
            "leave it out",
          );
          todo.push(first!);
          break;
        case "NumberDurationLiteral": {
          const sign = /^[-+]/.exec(this.textOf(node))?.[0];
          if (sign !== undefined) items.push({ t: "prefix", op: sign as "+" | "-", start: node.from });
          items.push({ t: "operand", expr: this.number(node) });
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
      this.report(fill, "`fill` is an experiment of Prometheus that is off unless it is enabled", "leave it out");
    const item: Extract<Item, { t: "binary" }> = {
      t: "binary",
      op: this.textOf(op).toLowerCase(),
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
        return { kind: "string", value: this.string(node, false), span };
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
    const fn = this.textOf(node.firstChild!);
    const args = children(node.getChild("FunctionCallBody")!);
    return {
      kind: "call",
      fn,
      // the fifth argument of `label_replace` is a regex, so a value in it is escaped as in a matcher
      args: args.map((arg, i) =>
        fn === "label_replace" && i === 4 && arg.name === "StringLiteral"
          ? { kind: "string", value: this.string(arg, true), span: { start: arg.from, end: arg.to } }
          : this.expr(arg),
      ),
      span: { start: node.from, end: node.to },
    };
  }

  private aggregation(node: SyntaxNode): Aggregation {
    const op = this.textOf(node.getChild("AggregateOp")!).toLowerCase();
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
      this.report(
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
      label.name === "LabelName" ? this.name(label, "label") : this.string(label.firstChild!, false),
    );
  }

  private selector(node: SyntaxNode): Expr {
    const identifier = node.getChild("Identifier");
    const list = node.getChild("LabelMatchers");
    const number = identifier !== null && list === null ? this.numberHole(identifier) : undefined;
    if (number !== undefined) return number;
    let name = identifier === null ? undefined : this.name(identifier, "metric");
    const matchers: (Matcher | readonly Matcher[])[] = [];
    for (const child of list === null ? [] : children(list)) {
      const hole = this.holeAt(child.from, child.to);
      if (hole?.place === "matchers") matchers.push(this.matchersHole(hole));
      else if (child.name === "QuotedLabelName") {
        if (name !== undefined)
          this.report(
            child,
            "the selector has two names",
            "a metric's name stands before `{` or alone in quotes, a label has `=` and a value",
          );
        name = this.string(child.firstChild!, false);
      } else matchers.push(this.matcher(child));
    }
    // a label that the selector names itself is left as it is written
    const own = new Set(matchers.flatMap((m) => ("label" in m ? [m.label] : [])));
    const all = matchers.flatMap((m) => ("label" in m ? [m] : m.filter(({ label }) => !own.has(label))));
    if (name !== undefined && own.has("__name__") && all.some((m) => m.label === "__name__" && m.op === "=")) {
      this.report(node, "the selector has two names", "leave `__name__` out");
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
    const op = this.textOf(node.getChild("MatchOp")!) as MatchOp;
    const isRegex = op === "=~" || op === "!~";
    const literal = node.lastChild!;
    const value = this.string(literal, isRegex);
    const fault = isRegex ? checkRegex(value) : undefined;
    if (fault !== undefined) this.report(literal, fault.message, fault.help);
    return {
      label: label.name === "LabelName" ? this.name(label, "label") : this.string(label.firstChild!, false),
      op,
      value,
      span: { start: node.from, end: node.to },
    };
  }

  private matchersHole(hole: Hole): readonly Matcher[] {
    const value = this.source.values.get(hole.start);
    if (value?.type === "matchers") return value.matchers;
    if (value !== undefined)
      this.misfit(
        hole,
        "holds no matchers",
        `in \`{ }\` a hole stands for matchers, or in quotes for a value: \`{label="\${${hole.name}}"}\``,
      );
    return [];
  }

  /** A hole that is a whole expression: a number takes the place of the stand-in, a name makes it a selector. */
  private numberHole(identifier: SyntaxNode): NumberLiteral | undefined {
    const hole = this.holeAt(identifier.from, identifier.to);
    const value = hole === undefined ? undefined : this.source.values.get(hole.start);
    if (hole === undefined || hole.start !== identifier.from || hole.end !== identifier.to || value === undefined)
      return undefined;
    if (
      value.type === "name" ||
      value.type === "text" ||
      value.type === "regex" ||
      value.type === "matchers" ||
      value.type === "keep"
    )
      return undefined;
    const text = numberOf(value);
    if (text === undefined) this.misfit(hole, `is ${named(value.value)}, which is no number`);
    return { kind: "number", text: text ?? "0", span: { start: hole.start, end: hole.end } };
  }

  /** The name at a node, with holes filled; whatever comes out must be a name of the classic grammar, so no value can add anything else. */
  private name(node: SyntaxNode, of: "metric" | "label"): string {
    const holes = this.holesIn(node.from, node.to);
    if (holes.length === 0) return this.textOf(node);
    let name = "";
    let at = node.from;
    for (const hole of holes) {
      const value = this.source.values.get(hole.start);
      if (value === undefined) return "x";
      if (value.type === "matchers" || value.type === "keep") {
        const help = value.type === "matchers" ? "matchers stand in `{ }`" : "it stands for a range, in `[ ]`";
        this.misfit(hole, `cannot stand for a ${of}'s name`, help);
        return "x";
      }
      name += this.source.text.slice(at, hole.start) + value.value;
      at = hole.end;
    }
    name += this.source.text.slice(at, node.to);
    if (of === "metric" ? isClassicMetricName(name) : isClassicLabelName(name)) return name;
    this.misfit(holes[0]!, `makes ${named(name)}, which is no ${of}'s name`);
    return "x";
  }

  /** The value of a string literal. In a regex, values of holes are escaped unless they are regexes themselves. */
  private string(node: SyntaxNode, isRegex: boolean): string {
    const { text } = this.source;
    const quote = text[node.from]!;
    let out = "";
    const plain = (from: number, to: number): void => {
      const body = text.slice(from, to);
      const result = unescape(body, quote);
      if ("value" in result) out += result.value;
      else
        this.report(
          { from: from + result.fault.at, to: from + result.fault.at + result.fault.length },
          result.fault.message,
          result.fault.help,
        );
    };
    // `$${` is split before escapes are read, so that no escape can make or break one
    const literal = (from: number, to: number): void => {
      if (!this.source.isTemplate) return plain(from, to);
      let at = from;
      for (let i = text.indexOf("$${", at); i >= 0 && i + 3 <= to; i = text.indexOf("$${", at)) {
        plain(at, i);
        out += "${";
        at = i + 3;
      }
      plain(at, to);
    };
    let at = node.from + 1;
    for (const hole of this.holesIn(node.from, node.to)) {
      literal(at, hole.start);
      const isWhole = hole.start === node.from + 1 && hole.end === node.to - 1;
      out += this.textHole(hole, isRegex, isWhole);
      at = hole.end;
    }
    literal(at, node.to - 1);
    return out;
  }

  private textHole(hole: Hole, isRegex: boolean, isWhole: boolean): string {
    const value = this.source.values.get(hole.start);
    if (value === undefined) return "";
    if (value.type === "keep") return this.source.text.slice(hole.start, hole.end);
    if (value.type === "matchers") {
      this.misfit(hole, "holds matchers, which cannot stand in quotes", `write \`{\${${hole.name}}}\``);
      return "";
    }
    if (!isRegex) return value.value;
    if (value.type !== "regex") return escapeRegex(value.value);
    const fault = checkRegex(value.value);
    if (fault !== undefined) {
      this.misfit(hole, `is ${named(value.value)}, which is no regex: ${fault.message}`, fault.help);
      return "";
    }
    // alternatives and flags must not reach the text around them
    return isWhole || !/\||\(\?/.test(value.value) ? value.value : `(?:${value.value})`;
  }

  private number(node: SyntaxNode): NumberLiteral {
    const text = this.textOf(node).replace(/^[-+]\s*|_/g, "");
    const canonical = /^inf$/i.test(text) ? "Inf" : /^nan$/i.test(text) ? "NaN" : text;
    return { kind: "number", text: canonical, span: { start: node.from, end: node.to } };
  }

  private at(node: SyntaxNode): number | "start" | "end" {
    const literal = node.getChild("NumberDurationLiteral");
    if (literal === null)
      return this.textOf(node.getChild("AtModifierPreprocessors")!).toLowerCase() as "start" | "end";
    const hole = this.holesIn(literal.from, literal.to)[0];
    const value = hole === undefined ? undefined : this.source.values.get(hole.start);
    if (hole !== undefined && value === undefined) return 0;
    const text = value === undefined ? this.textOf(literal).replace(/\s|_/g, "") : (numberOf(value) ?? "");
    const seconds =
      value === undefined ? Number(text) : Number(this.textOf(literal).startsWith("-") ? `-${text}` : text);
    if (text !== "" && Number.isFinite(seconds)) return Math.round(seconds * 1000) / 1000;
    this.report(literal, "`@` takes a Unix time in seconds, `start()` or `end()`");
    return 0;
  }

  private offset(node: SyntaxNode): number {
    const sign = node.getChild("UnaryOp");
    if (sign === null) {
      const seconds = this.duration(node);
      if (seconds !== "window") return seconds;
      this.report(node, "`${window}` cannot be an offset");
      return 0;
    }
    if (node.lastChild!.getChild("UnaryOp") !== null) this.report(node, "an offset has one sign");
    const seconds = this.offset(node.lastChild!);
    return this.textOf(sign) === "-" ? -seconds : seconds;
  }

  /** Seconds of a range, a step or an offset. */
  private duration(node: SyntaxNode): number | "window" {
    const literal = node.firstChild;
    if (literal?.name !== "NumberDurationLiteralInDurationContext" || literal.nextSibling !== null) {
      this.report(
        node,
        "arithmetic on durations is an experiment of Prometheus that is off unless it is enabled",
        "write one duration, such as `1h30m`",
      );
      return 1;
    }
    const hole = this.holeAt(literal.from, literal.to);
    const value = hole === undefined ? undefined : this.source.values.get(hole.start);
    if (hole !== undefined && value === undefined) return 1;
    if (value?.type === "keep") return hole!.name === "window" ? "window" : 1;
    const seconds = value === undefined ? undefined : durationOf(value);
    if (value !== undefined && seconds === undefined) {
      this.misfit(
        hole!,
        value.type === "matchers" ? "holds matchers, not a duration" : `is ${named(value.value)}, which is no duration`,
      );
      return 1;
    }
    const parsed = seconds === undefined ? parseDuration(this.textOf(literal)) : undefined;
    if (parsed?.ok === false) {
      this.report(literal, parsed.error, parsed.help);
      return 1;
    }
    const result = seconds ?? (parsed?.ok === true ? parsed.value : 1);
    if (result > 0 || node.name === "OffsetDurationExpr") return result;
    this.report(literal, "a range and a step are longer than 0");
    return 1;
  }

  private misfit(hole: Hole, message: string, help?: string): void {
    this.report({ from: hole.start, to: hole.end }, `\`\${${hole.name}}\` ${message}`, help);
  }

  private textOf(node: { from: number; to: number }): string {
    return this.source.text.slice(node.from, node.to);
  }

  private holesIn(from: number, to: number): readonly Hole[] {
    return this.source.holes.filter((hole) => hole.start >= from && hole.end <= to);
  }

  /** The hole that this node is the stand-in of. */
  private holeAt(from: number, to: number): Hole | undefined {
    return this.source.holes.find((hole) => hole.start === from && hole.end === to);
  }
}

const nothing: Expr = { kind: "number", text: "NaN" };

function children(node: SyntaxNode): SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) all.push(child);
  return all;
}
