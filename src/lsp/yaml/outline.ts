/**
 * A YAML text as an editor has it: half-typed, wrongly indented, with brackets and quotes still open. Every text has an outline; of one that can be read it is what the
 * reader sees, which a test holds it to. It knows what specs are made of: maps, lists, scalars of every style, comments; of tags and anchors only that they stand there.
 */
export type Outline = OutlineMap | OutlineList | OutlineScalar;

interface Part {
  readonly start: number;
  readonly end: number;
}

export type ScalarStyle = "plain" | "single" | "double" | "block";

/** A quoted one holds its quotes, a block its `|` or `>`. */
export interface OutlineScalar extends Part {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
  /** False: its quote is still to be closed. */
  readonly closed: boolean;
}

export interface OutlineEntry {
  readonly key: OutlineScalar;
  /** Offset of the `:`; undefined where it is still to be written. */
  readonly colon: number | undefined;
  readonly value: Outline | undefined;
}

export interface OutlineMap extends Part {
  readonly kind: "map";
  readonly flow: boolean;
  /** Of a block: where its keys begin. */
  readonly column: number;
  readonly entries: readonly OutlineEntry[];
}

export interface OutlineItem {
  /** Offset of the `-`, or in brackets of the item. */
  readonly at: number;
  readonly value: Outline | undefined;
}

export interface OutlineList extends Part {
  readonly kind: "list";
  readonly flow: boolean;
  readonly column: number;
  readonly items: readonly OutlineItem[];
}

/** The outline of a text; undefined when it holds nothing but comments. */
export function outlineOf(text: string): Outline | undefined {
  return new Reader(text).document();
}

/** Deeper than any spec; a hostile text must not end the program. */
const mostDepth = 64;
const key =
  /(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s#'"{}[\],&*!|>%@`-][^\n]*?|-[^\s][^\n]*?)[ \t]*:(?=[ \t\r\n]|$)/y;
const blankToEnd = /[ \t]*(?:(?<=[ \t]|^)#[^\n]*)?\r?(?=\n|$)/y;
const blockHeader = /[|>][-+0-9]*[ \t]*(?:[ \t]#[^\n]*)?\r?(?=\n|$)/y;
const property = /[&!][^\s{}[\],]*[ \t]*/y;

class Reader {
  private at = 0;
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  document(): Outline | undefined {
    if (!this.toContent()) return undefined;
    return this.block(0);
  }

  /** Goes to the next thing that is neither blank nor comment; false at the end of the text. */
  private toContent(): boolean {
    for (;;) {
      const found = /[^\s]/g;
      found.lastIndex = this.at;
      const match = found.exec(this.text);
      if (match === null) {
        this.at = this.text.length;
        return false;
      }
      this.at = match.index;
      const isLineStart = this.column() === this.indent();
      const isMarker =
        isLineStart && this.column() === 0 && /^(?:---|\.\.\.|%)/.test(this.text.slice(this.at, this.at + 3));
      if (this.text[this.at] !== "#" && !isMarker) return true;
      this.at = this.lineEnd(this.at);
    }
  }

  private lineStart(at: number): number {
    return at === 0 ? 0 : this.text.lastIndexOf("\n", at - 1) + 1;
  }

  private lineEnd(at: number): number {
    const end = this.text.indexOf("\n", at);
    return end === -1 ? this.text.length : end;
  }

  private column(at = this.at): number {
    return at - this.lineStart(at);
  }

  /** Blanks at the start of the line. */
  private indent(): number {
    const start = this.lineStart(this.at);
    let end = start;
    while (this.text[end] === " " || this.text[end] === "\t") end++;
    return end - start;
  }

  private matches(pattern: RegExp, at = this.at): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.text)?.[0];
  }

  private isDash(): boolean {
    return this.text[this.at] === "-" && /[\s]|^$/.test(this.text[this.at + 1] ?? "");
  }

  private isKey(): boolean {
    const found = this.matches(key);
    return found !== undefined && !/[ \t]#/.test(found.replace(/^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/, ""));
  }

  /** Whether nothing but a comment follows on this line. */
  private isLineDone(): boolean {
    return this.matches(blankToEnd) !== undefined;
  }

  /** What begins at the cursor and belongs to something at column `parent` (exclusive). */
  private block(parent: number): Outline | undefined {
    if (++this.depth > mostDepth) {
      this.depth--;
      const start = this.at;
      this.at = this.text.length;
      return { kind: "scalar", style: "plain", closed: true, start, end: this.at };
    }
    try {
      if (this.isDash()) return this.blockList(this.column());
      for (let found = this.matches(property); found !== undefined && found !== ""; found = this.matches(property)) {
        this.at += found.length;
        if (!this.isLineDone()) continue;
        if (!this.toContent() || this.column() < parent) return undefined;
        return this.block(parent);
      }
      if (this.isKey()) return this.blockMap(this.column());
      return this.inline(parent);
    } finally {
      this.depth--;
    }
  }

  private blockMap(column: number): OutlineMap {
    const start = this.at;
    const entries: OutlineEntry[] = [];
    let end = start;
    while (this.at < this.text.length) {
      if (this.isDash()) break;
      const entry = this.entry(column);
      entries.push(entry);
      end = entry.value?.end ?? (entry.colon === undefined ? entry.key.end : entry.colon + 1);
      if (!this.toContent()) break;
      if (this.column() < column) break;
    }
    return { kind: "map", flow: false, column, start, end, entries };
  }

  private entry(column: number): OutlineEntry {
    const start = this.at;
    if (!this.isKey()) {
      // Still to be completed: all of the line is its key.
      const end = this.plainEnd(this.lineEnd(start));
      this.at = Math.max(end, start + 1);
      const quote = this.text[start];
      const style = quote === '"' ? "double" : quote === "'" ? "single" : "plain";
      return { key: { kind: "scalar", style, closed: false, start, end: this.at }, colon: undefined, value: undefined };
    }
    const written = this.matches(key)!;
    const colon = start + written.length - 1;
    const keyEnd = start + written.slice(0, -1).trimEnd().length;
    const quote = this.text[start];
    const style = quote === '"' ? "double" : quote === "'" ? "single" : "plain";
    const own: OutlineScalar = { kind: "scalar", style, closed: true, start, end: keyEnd };
    this.at = colon + 1;
    return { key: own, colon, value: this.valueOf(column) };
  }

  /** The value of a key or an item at a column: on the same line, or deeper below. A list may stand at the column of its key. */
  private valueOf(column: number, ofItem = false): Outline | undefined {
    if (!this.isLineDone()) {
      while (this.text[this.at] === " " || this.text[this.at] === "\t") this.at++;
      const found = this.matches(property);
      if (found !== undefined && found !== "") {
        this.at += found.length;
        return this.valueOf(column, ofItem);
      }
      return ofItem ? this.block(column + 1) : this.inline(column + 1);
    }
    const before = this.at;
    if (this.toContent()) {
      const here = this.column();
      if (here > column) return this.block(column + 1);
      if (!ofItem && here === column && this.isDash()) return this.blockList(column);
    }
    this.at = before;
    return undefined;
  }

  private blockList(column: number): OutlineList {
    const start = this.at;
    const items: OutlineItem[] = [];
    let end = start;
    while (this.at < this.text.length && this.isDash() && this.column() >= column) {
      const dash = this.at;
      this.at++;
      const value = this.valueOf(column, true);
      items.push({ at: dash, value });
      end = value?.end ?? dash + 1;
      if (!this.toContent()) break;
      if (this.column() < column) break;
      if (!this.isDash() && this.column() > column) {
        // Indented like no part of it: left out, line by line.
        while (this.column() > column && !this.isDash()) {
          this.at = this.lineEnd(this.at);
          if (!this.toContent()) break;
        }
      }
    }
    return { kind: "list", flow: false, column, start, end, items };
  }

  /** A scalar or a flow collection; lines that go on with it are indented to `least` at least. */
  private inline(least: number): Outline {
    const character = this.text[this.at];
    if (character === "{" || character === "[") return this.flow(least);
    if (character === '"' || character === "'") return this.quoted(least, false);
    if (this.matches(blockHeader) !== undefined) return this.blockScalar(least);
    return this.plain(least);
  }

  private blockScalar(least: number): OutlineScalar {
    const start = this.at;
    let end = this.lineEnd(start);
    let last = this.text.slice(start, end).trimEnd().length + start;
    // Its lines are those that are deeper than what it belongs to.
    let first: number | undefined;
    while (end < this.text.length) {
      const line = end + 1;
      const lineEnd = this.lineEnd(line);
      const content = this.text.slice(line, lineEnd);
      const indent = content.length - content.trimStart().length;
      if (content.trim() !== "") {
        if (indent < Math.max(least, first ?? 0)) break;
        first ??= Math.min(indent, Math.max(least, indent));
        last = line + content.trimEnd().length;
      }
      end = lineEnd;
    }
    this.at = end;
    return { kind: "scalar", style: "block", closed: true, start, end: last };
  }

  private quoted(least: number, inFlow: boolean): OutlineScalar {
    const start = this.at;
    const quote = this.text[start]!;
    const style = quote === '"' ? "double" : "single";
    let at = start + 1;
    for (; at < this.text.length; at++) {
      const character = this.text[at]!;
      if (quote === '"' && character === "\\") at++;
      else if (character === quote) {
        if (quote === "'" && this.text[at + 1] === "'") at++;
        else {
          this.at = at + 1;
          return { kind: "scalar", style, closed: true, start, end: this.at };
        }
      } else if (character === "\n" && this.endsOpen(at + 1, least)) break;
    }
    // Never closed: it ends with its line, before what closes the brackets around it.
    const end = this.lineEnd(start);
    const line = this.text.slice(start, end);
    const kept = inFlow ? line.replace(/[\s,}\]]+$/, "") : line.trimEnd();
    this.at = start + Math.max(1, kept.length);
    return { kind: "scalar", style, closed: false, start, end: this.at };
  }

  /** Whether the line at `at` cannot be part of something that is still open: it is a key or an item further out. */
  private endsOpen(at: number, least: number): boolean {
    const line = this.text.slice(at, this.lineEnd(at));
    const trimmed = line.trimStart();
    if (trimmed === "" || line.length - trimmed.length >= least) return false;
    return /^(?:- +)*(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z_$][^\s:{}[\],"']*)[ \t]*:(?:\s|$)|^-\s/.test(trimmed);
  }

  /** End of plain text that begins at the cursor, on its line: before a comment and blanks. */
  private plainEnd(limit: number): number {
    const line = this.text.slice(this.at, limit);
    return this.at + line.replace(/(?:^|[ \t])#.*$/s, "").trimEnd().length;
  }

  private plain(least: number): OutlineScalar {
    const start = this.at;
    let end = Math.max(start + 1, this.plainEnd(this.lineEnd(start)));
    this.at = Math.min(this.lineEnd(start), Math.max(end, this.lineEnd(start)));
    // A text goes on where lines are deeper and no key; a comment ends it.
    let hasComment = end < this.text.slice(0, this.lineEnd(start)).trimEnd().length;
    while (!hasComment && this.at < this.text.length) {
      const before = this.at;
      const blanks = /\s*/y;
      blanks.lastIndex = this.at;
      this.at += blanks.exec(this.text)![0].length;
      if (this.at >= this.text.length || this.text[this.at] === "#" || this.column() < least || this.isKey()) {
        this.at = before;
        break;
      }
      const lineEnd = this.lineEnd(this.at);
      end = this.plainEnd(lineEnd);
      hasComment = end < this.text.slice(0, lineEnd).trimEnd().length;
      this.at = lineEnd;
    }
    return { kind: "scalar", style: "plain", closed: true, start, end };
  }

  private flow(least: number): OutlineMap | OutlineList {
    const start = this.at;
    const isMap = this.text[start] === "{";
    const entries: OutlineEntry[] = [];
    const items: OutlineItem[] = [];
    this.at++;
    if (++this.depth > mostDepth) this.at = this.text.length;
    let end = start + 1;
    for (;;) {
      if (!this.inFlow(least)) {
        end = this.trimmedEnd(end);
        break;
      }
      const character = this.text[this.at];
      if (character === "}" || character === "]") {
        this.at++;
        end = this.at;
        break;
      }
      if (character === ",") {
        this.at++;
        end = this.at;
        continue;
      }
      const before = this.at;
      if (isMap) entries.push(this.flowEntry(least));
      else items.push({ at: this.at, value: this.flowItem(least) });
      if (this.at === before) this.at++;
      end = this.at;
    }
    this.depth--;
    const column = this.column(start);
    return isMap
      ? { kind: "map", flow: true, column, start, end, entries }
      : { kind: "list", flow: true, column, start, end, items };
  }

  /** An open bracket reaches to the end of what was typed, not over the lines that follow. */
  private trimmedEnd(end: number): number {
    return Math.max(end, this.text.slice(0, this.at).trimEnd().length);
  }

  /** Goes to the next thing within brackets; false where they are never closed. */
  private inFlow(least: number): boolean {
    for (;;) {
      const character = this.text[this.at];
      if (character === undefined) return false;
      if (character === "\n" && this.endsOpen(this.at + 1, least)) return false;
      if (character === "#" && /\s/.test(this.text[this.at - 1] ?? " ")) this.at = this.lineEnd(this.at);
      else if (/\s/.test(character)) this.at++;
      else return true;
    }
  }

  private flowEntry(least: number): OutlineEntry {
    const own = this.flowScalar(least, true);
    const before = this.at;
    if (!this.inFlow(least) || this.text[this.at] !== ":") {
      this.at = before;
      return { key: own, colon: undefined, value: undefined };
    }
    const colon = this.at;
    this.at++;
    return { key: own, colon, value: this.flowValue(least) };
  }

  private flowValue(least: number): Outline | undefined {
    const before = this.at;
    if (!this.inFlow(least) || /[,}\]]/.test(this.text[this.at]!)) {
      this.at = before;
      return undefined;
    }
    const character = this.text[this.at];
    return character === "{" || character === "[" ? this.flow(least) : this.flowScalar(least, false);
  }

  /** An item of a list in brackets; a pair in it is a map of its own. */
  private flowItem(least: number): Outline | undefined {
    const value = this.flowValue(least);
    if (value?.kind !== "scalar") return value;
    const before = this.at;
    if (!this.inFlow(least) || this.text[this.at] !== ":") {
      this.at = before;
      return value;
    }
    const colon = this.at;
    this.at++;
    const inner = this.flowValue(least);
    const end = inner?.end ?? colon + 1;
    return {
      kind: "map",
      flow: true,
      column: this.column(value.start),
      start: value.start,
      end,
      entries: [{ key: value, colon, value: inner }],
    };
  }

  private flowScalar(least: number, asKey: boolean): OutlineScalar {
    const found = this.matches(property);
    if (found !== undefined && found !== "" && !asKey) {
      this.at += found.length;
      this.inFlow(least);
    }
    const start = this.at;
    const character = this.text[start];
    if (character === '"' || character === "'") return this.quoted(least, true);
    let at = start;
    for (; at < this.text.length; at++) {
      const here = this.text[at]!;
      if (",{}[]".includes(here)) break;
      if (here === ":" && /[\s,{}[\]]|^$/.test(this.text[at + 1] ?? "")) break;
      if (here === "#" && /\s/.test(this.text[at - 1] ?? " ")) break;
      if (here === "\n" && this.endsOpen(at + 1, least)) break;
    }
    const end = start + this.text.slice(start, at).trimEnd().length;
    this.at = end;
    return { kind: "scalar", style: "plain", closed: true, start, end };
  }
}
