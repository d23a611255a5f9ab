import { complement, perl, posix, property } from "./classes.ts";
import type { CharacterSet, ParsedRegex, RegexFault, RegexNode } from "./syntax.ts";

const mostRepeats = 1000;
const mostDepth = 200;
const mostCharacters = 10_000;

/** Parses a pattern. Never throws. */
export function parseRegex(pattern: string): ParsedRegex {
  if (pattern.length > mostCharacters) {
    return {
      fault: {
        start: mostCharacters,
        end: pattern.length,
        message: `the regex is longer than ${mostCharacters} characters`,
      },
    };
  }
  try {
    return { node: new RegexParser(pattern).all() };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fault };
    throw error;
  }
}

/** Ends the descent at the first fault; never leaves this file. */
class Fault extends Error {
  readonly fault: RegexFault;
  constructor(fault: RegexFault) {
    super(fault.message);
    this.fault = fault;
  }
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiLine: boolean;
  readonly dotAll: boolean;
}

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

class RegexParser {
  private readonly text: string;
  private at = 0;
  private flags: Flags = { ignoreCase: false, multiLine: false, dotAll: true };
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  all(): RegexNode {
    const node = this.choice();
    if (this.at < this.text.length)
      this.fail(this.at, this.at + 1, "`)` closes no group", "write `\\\\)` for a bracket");
    return node;
  }

  private fail(start: number, end: number, message: string, help?: string): never {
    throw new Fault({ start, end, message, ...(help === undefined ? {} : { help }) });
  }

  private choice(): RegexNode {
    const options = [this.sequence()];
    while (this.text[this.at] === "|") {
      this.at++;
      options.push(this.sequence());
    }
    return options.length === 1 ? options[0]! : { kind: "choice", options };
  }

  private sequence(): RegexNode {
    const parts: RegexNode[] = [];
    while (this.at < this.text.length && this.text[this.at] !== "|" && this.text[this.at] !== ")") {
      const start = this.at;
      const atom = this.atom();
      if (atom !== undefined) parts.push(this.repeated(atom, start));
    }
    return parts.length === 1 ? parts[0]! : { kind: "sequence", parts };
  }

  private repeated(atom: RegexNode, start: number): RegexNode {
    const first = this.quantifier();
    if (first === undefined) return atom;
    const node: RegexNode = { kind: "repeat", inner: atom, min: first.min, max: first.max };
    const from = this.at;
    const second = this.quantifier();
    if (second !== undefined) {
      this.fail(
        start,
        this.at,
        `\`${this.text.slice(from - 1, this.at)}\` repeats a repetition`,
        "possessive and doubled repetitions are not in RE2: use one, or a group `(?:…)`",
      );
    }
    if (repeats(node) > mostRepeats) this.fail(start, this.at, `more than ${mostRepeats} repetitions`);
    return node;
  }

  private quantifier(): { min: number; max: number } | undefined {
    const c = this.text[this.at];
    const simple = c === "*" ? [0, Infinity] : c === "+" ? [1, Infinity] : c === "?" ? [0, 1] : undefined;
    let range = simple;
    if (simple !== undefined) this.at++;
    else if (c === "{") {
      // anything but `{n}`, `{n,}`, `{n,m}` is text, as in Go
      const match = /\{(\d+)(?:(,)(\d*))?\}/y;
      match.lastIndex = this.at;
      const found = match.exec(this.text);
      if (found === null) return undefined;
      const [all, low = "", comma, high = ""] = found;
      const min = Number(low);
      const max = comma === undefined ? min : high === "" ? Infinity : Number(high);
      const end = this.at + all.length;
      if (min > mostRepeats || (max !== Infinity && max > mostRepeats))
        this.fail(this.at, end, `\`${all}\`: at most ${mostRepeats} repetitions`);
      if (min > max) this.fail(this.at, end, `\`${all}\`: the first number is the smaller one`);
      range = [min, max];
      this.at = end;
    }
    if (range === undefined) return undefined;
    if (this.text[this.at] === "?") this.at++;
    return { min: range[0]!, max: range[1]! };
  }

  private atom(): RegexNode | undefined {
    const start = this.at;
    const c = this.text[this.at]!;
    switch (c) {
      case "(":
        return this.group();
      case "[":
        return { kind: "set", set: this.bracket() };
      case ".":
        this.at++;
        return { kind: "set", set: { ...plain(this.flags.dotAll ? [] : [[10, 10]], false), negated: true } };
      case "^":
        this.at++;
        return { kind: "assertion", at: this.flags.multiLine ? "line-start" : "text-start" };
      case "$":
        this.at++;
        return { kind: "assertion", at: this.flags.multiLine ? "line-end" : "text-end" };
      case "*":
      case "+":
      case "?":
        return this.fail(
          start,
          start + 1,
          `\`${c}\` repeats nothing`,
          c === "*" ? "write `.*` for any text" : `write \`\\\\${c}\` for the character`,
        );
      case "\\":
        return this.escape();
      case "{": {
        const count = this.quantifier();
        if (count === undefined) return this.literal(this.point());
        return this.fail(
          start,
          this.at,
          `\`${this.text.slice(start, this.at)}\` repeats nothing`,
          "write `\\\\{` for the character",
        );
      }
      default:
        return this.literal(this.point());
    }
  }

  private literal(point: number): RegexNode {
    return { kind: "set", set: plain([[point, point]], this.flags.ignoreCase) };
  }

  private point(): number {
    const point = this.text.codePointAt(this.at)!;
    this.at += point > 0xffff ? 2 : 1;
    return point;
  }

  private group(): RegexNode | undefined {
    const start = this.at;
    const outer = this.flags;
    if (++this.depth > mostDepth) this.fail(start, start + 1, `groups are nested deeper than ${mostDepth}`);
    this.at++;
    if (this.text[this.at] === "?") {
      const look = /^\?(=|!|<=|<!|>)/.exec(this.text.slice(this.at, this.at + 3))?.[1];
      if (look !== undefined) {
        const what = look === ">" ? "an atomic group" : look.startsWith("<") ? "a look-behind" : "a look-ahead";
        const help =
          look === "!" || look === "<!"
            ? "use a second matcher with `!~`"
            : "say it without, RE2 matches in linear time";
        this.fail(start, start + 2 + look.length, `\`(?${look}\` is ${what}, which RE2 does not have`, help);
      }
      const name = /\?P?<([A-Za-z0-9_]+)>/y;
      name.lastIndex = this.at;
      const named = name.exec(this.text);
      if (named !== null) this.at += named[0].length;
      else {
        const flags = /\?([imsU]*)(?:(-)([imsU]+))?([:)])/y;
        flags.lastIndex = this.at;
        const found = flags.exec(this.text);
        if (found === null)
          this.fail(
            start,
            Math.min(start + 3, this.text.length),
            `\`${this.text.slice(start, start + 3)}\` opens no group that RE2 knows`,
          );
        const [all, on = "", , off = "", end] = found;
        this.at += all.length;
        const set = (flag: string, now: boolean): boolean =>
          on.includes(flag) ? true : off.includes(flag) ? false : now;
        this.flags = {
          ignoreCase: set("i", outer.ignoreCase),
          multiLine: set("m", outer.multiLine),
          dotAll: set("s", outer.dotAll),
        };
        if (end === ")") {
          // `(?i)` holds to the end of the group around it, which restores its own flags
          this.depth--;
          return undefined;
        }
      }
    }
    const node = this.choice();
    if (this.text[this.at] !== ")")
      this.fail(start, start + 1, "`(` is never closed", "close it with `)`, or write `\\\\(` for a bracket");
    this.at++;
    this.depth--;
    this.flags = outer;
    return node;
  }

  private escape(): RegexNode {
    const start = this.at;
    const c = this.text[start + 1];
    switch (c) {
      case undefined:
        return this.fail(
          start,
          start + 1,
          "a backslash at the end escapes nothing",
          "write `\\\\\\\\` for a backslash",
        );
      case "A":
      case "z":
        this.at += 2;
        return { kind: "assertion", at: c === "A" ? "text-start" : "text-end" };
      case "b":
      case "B":
        this.at += 2;
        return { kind: "assertion", at: c === "b" ? "word" : "no-word" };
      case "Q": {
        const end = this.text.indexOf("\\E", start + 2);
        const body = this.text.slice(start + 2, end < 0 ? undefined : end);
        this.at = end < 0 ? this.text.length : end + 2;
        return { kind: "sequence", parts: Array.from(body, (one) => this.literal(one.codePointAt(0)!)) };
      }
      default: {
        const set = this.classEscape();
        return set === undefined ? this.literal(this.characterEscape()) : { kind: "set", set };
      }
    }
  }

  /** `\d`, `\W`, `\pL`, `\P{Greek}` */
  private classEscape(): CharacterSet | undefined {
    const start = this.at;
    const c = this.text[start + 1] ?? "";
    const known = perl[c.toLowerCase()];
    if (known !== undefined) {
      this.at += 2;
      return { ...plain(known, false), negated: c !== c.toLowerCase() };
    }
    if (c !== "p" && c !== "P") return undefined;
    const match = /\\[pP](?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/y;
    match.lastIndex = start;
    const found = match.exec(this.text);
    const name = found?.[2] ?? found?.[3];
    const pattern = name === undefined ? undefined : property(name);
    if (found === null || pattern === undefined) {
      return this.fail(
        start,
        start + (found?.[0].length ?? 2),
        `\`${found?.[0] ?? this.text.slice(start, start + 2)}\` is no class of characters`,
      );
    }
    this.at += found[0].length;
    return {
      ranges: [],
      properties: [{ pattern, negated: (c === "P") !== (found[1] === "^") }],
      negated: false,
      ignoreCase: false,
    };
  }

  private characterEscape(): number {
    const start = this.at;
    const match =
      /\\(?:x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]+)\}|(0[0-7]{0,2}|[1-7][0-7]{1,2})|([afnrtv])|([!-/:-@[-`{-~]))/y;
    match.lastIndex = start;
    const found = match.exec(this.text);
    const [all = "", hex, long, octal, control, punctuation] = found ?? [];
    const point =
      (hex ?? long) !== undefined
        ? parseInt((hex ?? long)!, 16)
        : octal !== undefined
          ? parseInt(octal, 8)
          : control !== undefined
            ? controls[control]!
            : punctuation?.codePointAt(0);
    if (point === undefined || point > 0x10ffff) {
      const shown = Array.from(this.text.slice(start, start + 3))
        .slice(0, 2)
        .join("");
      if (/^\\[1-9k]/.test(shown))
        return this.fail(
          start,
          start + 2,
          `\`${shown}\` is a back-reference, which RE2 does not have`,
          "say it without",
        );
      return this.fail(
        start,
        start + shown.length,
        `\`${shown}\` is no escape of RE2`,
        shown === "\\Z" ? "write `\\\\z`" : "take the backslash away",
      );
    }
    this.at += all.length;
    return point;
  }

  private bracket(): CharacterSet {
    const start = this.at++;
    const negated = this.text[this.at] === "^";
    if (negated) this.at++;
    const ranges: (readonly [number, number])[] = [];
    const properties: { pattern: RegExp; negated: boolean }[] = [];
    const add = (set: CharacterSet): void => {
      properties.push(...set.properties);
      if (set.negated) ranges.push(...complement(set.ranges));
      else ranges.push(...set.ranges);
    };
    for (let first = true; first || this.text[this.at] !== "]"; first = false) {
      if (this.at >= this.text.length)
        this.fail(start, start + 1, "`[` is never closed", "close it with `]`, or write `\\\\[` for a bracket");
      const from = this.at;
      const named = /\[:(\^?)(\w+):\]/y;
      named.lastIndex = from;
      const found = named.exec(this.text);
      if (found !== null) {
        const known = Object.hasOwn(posix, found[2]!) ? posix[found[2]!] : undefined;
        if (known === undefined) this.fail(from, from + found[0].length, `\`${found[0]}\` is no class of characters`);
        add({ ...plain(known, false), negated: found[1] === "^" });
        this.at += found[0].length;
        continue;
      }
      const set = this.text[from] === "\\" ? this.classEscape() : undefined;
      if (set !== undefined) {
        add(set);
        continue;
      }
      const low = this.text[from] === "\\" ? this.characterEscape() : this.point();
      let high = low;
      if (this.text[this.at] === "-" && this.at + 1 < this.text.length && this.text[this.at + 1] !== "]") {
        this.at++;
        high = this.text[this.at] === "\\" ? this.characterEscape() : this.point();
      }
      if (high < low) this.fail(from, this.at, `\`${this.text.slice(from, this.at)}\` is a range that runs backwards`);
      ranges.push([low, high]);
    }
    this.at++;
    return { ranges, properties, negated, ignoreCase: this.flags.ignoreCase };
  }
}

function plain(ranges: readonly (readonly [number, number])[], ignoreCase: boolean): CharacterSet {
  return { ranges, properties: [], negated: false, ignoreCase };
}

/** How many copies a node unfolds to, nested counts multiplied: Go refuses more than 1,000. */
function repeats(node: RegexNode): number {
  switch (node.kind) {
    case "repeat": {
      const own = Math.max(node.min, node.max === Infinity ? 1 : node.max, 1);
      return own * repeats(node.inner);
    }
    case "sequence":
      return Math.max(1, ...node.parts.map(repeats));
    case "choice":
      return Math.max(1, ...node.options.map(repeats));
    default:
      return 1;
  }
}
