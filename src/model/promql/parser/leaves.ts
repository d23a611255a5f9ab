import type { SyntaxNode } from "@lezer/common";
import { parseDuration } from "../../quantity/duration.ts";
import type { Matcher, NumberLiteral, PromqlError } from "../ast.ts";
import { isClassicLabelName, isClassicMetricName } from "../names.ts";
import { checkRegex, escapeRegex } from "../regex.ts";
import { unescape } from "../strings.ts";
import { durationOf, numberOf, type Hole, type HoleValue } from "./place.ts";
import { named } from "./scan.ts";

/** A text that lezer has read without errors, and what fills its holes. */
export interface Source {
  readonly text: string;
  readonly holes: readonly Hole[];
  /** By the start of the hole; one without a value was reported already. */
  readonly values: ReadonlyMap<number, HoleValue>;
  readonly isTemplate: boolean;
}

/** Reads the words of a tree, names, texts, numbers and durations, with the values of holes in them. */
export class Leaves {
  readonly errors: PromqlError[] = [];
  private readonly source: Source;
  private readonly holesByStart: ReadonlyMap<number, Hole>;

  constructor(source: Source) {
    this.source = source;
    this.holesByStart = new Map(source.holes.map((hole) => [hole.start, hole]));
  }

  report(node: { from: number; to: number }, message: string, help?: string): void {
    this.errors.push({ start: node.from, end: node.to, message, ...(help === undefined ? {} : { help }) });
  }

  matchersHole(hole: Hole): readonly Matcher[] {
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
  numberHole(identifier: SyntaxNode): NumberLiteral | undefined {
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
  name(node: SyntaxNode, of: "metric" | "label"): string {
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
  string(node: SyntaxNode, isRegex: boolean): string {
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

  number(node: SyntaxNode): NumberLiteral {
    const text = this.textOf(node).replace(/^[-+]\s*|_/g, "");
    const canonical = /^inf$/i.test(text) ? "Inf" : /^nan$/i.test(text) ? "NaN" : text;
    return { kind: "number", text: canonical, span: { start: node.from, end: node.to } };
  }

  at(node: SyntaxNode): number | "start" | "end" {
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

  offset(node: SyntaxNode): number {
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
  duration(node: SyntaxNode): number | "window" {
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

  textOf(node: { from: number; to: number }): string {
    return this.source.text.slice(node.from, node.to);
  }

  private holesIn(from: number, to: number): readonly Hole[] {
    return this.source.holes.filter((hole) => hole.start >= from && hole.end <= to);
  }

  /** The hole that this node is the stand-in of. */
  holeAt(from: number, to: number): Hole | undefined {
    const hole = this.holesByStart.get(from);
    return hole?.end === to ? hole : undefined;
  }
}
