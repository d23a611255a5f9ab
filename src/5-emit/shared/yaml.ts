/**
 * The one place where YAML is printed. Data goes in, never text: what a YAML 1.1 reader would take for something else (`on`, `1:30`, a date)
 * comes out quoted. Comments and origins hang on nodes, so that each line leads back to the spec.
 */
import type { Origin } from "../../model/origin.ts";
import type { LineOrigin } from "../artifact.ts";

export type Yaml = string | number | boolean | null | YamlList | YamlMap | Noted;
export type YamlList = readonly (Yaml | PrintedItems)[];
export interface YamlMap {
  readonly [key: string]: Yaml | undefined;
}

/** A value with what is said about it. */
export class Noted {
  readonly value: Yaml;
  readonly notes: Notes;
  constructor(value: Yaml, notes: Notes) {
    this.value = value;
    this.notes = notes;
  }
}

export interface Notes {
  /** Lines above the node, without `#`. */
  readonly comment?: string;
  /** An empty line above it. */
  readonly space?: boolean;
  /** On one line: `{ a: 1, b: 2 }`. */
  readonly flow?: boolean;
  readonly origin?: Origin;
  /** What the lines are, in words; goes with `origin`. */
  readonly what?: string;
}

export function noted(value: Yaml, notes: Notes): Noted {
  return new Noted(value, notes);
}

export interface PrintedYaml {
  readonly text: string;
  /** How many lines the text has. */
  readonly count: number;
  /** Worked out when it is asked for: few ask. */
  readonly lines: readonly LineOrigin[];
}

/** Items of a list whose text is known: lines as `printItems` makes them at an indent. */
export class PrintedItems {
  readonly at: (indent: number) => PrintedYaml;
  constructor(at: (indent: number) => PrintedYaml) {
    this.at = at;
  }
}

/** The items of a list, as they stand inside of a document; lines count from 1. */
export function printItems(items: YamlList, indent: number): PrintedYaml {
  const printer = new Printer();
  printer.list(items, indent);
  return printer.printed(printer.parts.join("\n"));
}

/** A value on one line, without comments. */
export function printFlow(value: Yaml): string {
  return flow(value);
}

/** A text without line breaks as the value of a key. */
export function printScalar(text: string): string {
  return scalar(text, "block");
}

/** Whether a text stands without quotes wherever it is a value. */
export function isPlain(text: string): boolean {
  return scalar(text, "block") === text && scalar(text, "flow") === text;
}

/** Prints one document; `header` lines stand above it as comments. Keys without a value (`undefined`) are left out. */
export function printYaml(root: YamlMap, header: readonly string[] = []): PrintedYaml {
  const printer = new Printer();
  for (const line of header) printer.comment(line, 0);
  printer.map(root, 0, false);
  // a text is joined once, its last line feed too
  printer.parts.push("");
  return printer.printed(printer.parts.join("\n"));
}

class Printer {
  /** Lines, or several at once. */
  readonly parts: string[] = [];
  count = 0;
  /** Whether the last line is a key whose value begins on the next one; at the start there is nothing above either. */
  private opens = true;
  private readonly origins: (LineOrigin | Embedded)[] = [];
  /** Heads of entries by key: a file says the same few many times. */
  private readonly heads = new Map<string, string>();
  /** Values on one line: the labels of an SLO stand at each of its rules. */
  private readonly flows = new Map<Bare, string>();

  comment(text: string, indent: number): void {
    if (text !== "" && !text.endsWith(" ") && !notAsciiLine.test(text)) return this.push(`${blanks(indent)}# ${text}`);
    // a comment ends at any line break that some reader knows
    for (const line of text.split(/\r\n|[\n\r\u0085\u2028\u2029]/)) {
      const shown = line.replace(unprintable, " ").trimEnd();
      this.push(`${blanks(indent)}#${shown === "" ? "" : ` ${shown}`}`);
    }
  }

  /** The first entry goes on the line that `- ` began when `inItem`. */
  map(map: YamlMap, indent: number, inItem: boolean): void {
    let first = inItem;
    for (const key in map) {
      const value = map[key];
      if (value === undefined) continue;
      this.entry(this.head(key), value, indent, first);
      first = false;
    }
  }

  private head(key: string): string {
    const known = this.heads.get(key);
    if (known !== undefined) return known;
    const head = `${scalar(key)}:`;
    this.heads.set(key, head);
    return head;
  }

  private entry(head: string, node: Yaml, indent: number, joins: boolean): void {
    const { value, notes } = open(node);
    if (!joins) this.above(notes, indent);
    const start = this.count + (joins ? 0 : 1);
    const at = this.mark(notes);
    if (typeof value === "string" && isBlock(value)) {
      // a first line that is indented itself: two blanks are not its own
      const own = value.startsWith(" ") ? "2" : "";
      this.put(`${head} |${own}${value.endsWith("\n") ? "" : "-"}`, indent, joins);
      this.block(value.endsWith("\n") ? value.slice(0, -1) : value, indent + 2);
    } else if (isScalar(value)) {
      this.put(`${head} ${scalar(value, "block")}`, indent, joins);
    } else if (notes.flow === true || isEmpty(value)) {
      this.put(`${head} ${this.flow(value)}`, indent, joins);
    } else {
      this.put(head, indent, joins);
      this.opens = true;
      if (Array.isArray(value)) this.list(value as YamlList, indent + 2);
      else this.map(value as YamlMap, indent + 2, false);
    }
    this.close(at, start, notes);
  }

  private put(text: string, indent: number, joins: boolean): void {
    this.opens = false;
    if (joins) this.parts[this.parts.length - 1] += text;
    else this.push(blanks(indent) + text);
  }

  private flow(value: Bare): string {
    const known = this.flows.get(value);
    if (known !== undefined) return known;
    const text = flow(value);
    this.flows.set(value, text);
    return text;
  }

  private push(text: string): void {
    this.opens = false;
    this.parts.push(text);
    this.count++;
  }

  private block(body: string, indent: number): void {
    const start = blanks(indent);
    // an empty line gets no blanks
    const rest = body.includes("\n\n") ? body.replace(/\n(?!\n)/g, `\n${start}`) : body.replaceAll("\n", `\n${start}`);
    this.push(start + rest);
    for (let at = body.indexOf("\n"); at >= 0; at = body.indexOf("\n", at + 1)) this.count++;
  }

  list(items: YamlList, indent: number): void {
    for (const item of items) {
      if (item instanceof PrintedItems) {
        this.embed(item.at(indent));
        continue;
      }
      const { value, notes } = open(item);
      this.above(notes, indent);
      const start = this.count + 1;
      const at = this.mark(notes);
      if (isScalar(value)) {
        this.push(`${blanks(indent)}- ${scalar(value, "block")}`);
      } else if (notes.flow === true || isEmpty(value) || Array.isArray(value)) {
        this.push(`${blanks(indent)}- ${flow(value)}`);
      } else {
        this.push(`${blanks(indent)}- `);
        this.map(value as YamlMap, indent + 2, true);
      }
      this.close(at, start, notes);
    }
  }

  private embed(printed: PrintedYaml): void {
    if (printed.count > 0) {
      this.parts.push(printed.text);
      this.opens = false;
    }
    this.origins.push({ below: this.count, printed });
    this.count += printed.count;
  }

  printed(text: string): PrintedYaml {
    return new Printed(text, this.count, this.origins);
  }

  private above({ comment, space }: Notes, indent: number): void {
    // no gap between a key and its first entry
    if (space === true && !this.opens) this.push("");
    if (comment !== undefined) this.comment(comment, indent);
  }

  /** Outer ranges come before inner ones: their place is kept before the inside is printed. */
  private mark({ origin }: Notes): number {
    return origin === undefined ? -1 : this.origins.push({ first: 0, last: 0, origin, what: "" }) - 1;
  }

  private close(at: number, first: number, { origin, what }: Notes): void {
    if (origin !== undefined) this.origins[at] = { first, last: this.count, origin, what: what ?? "" };
  }
}

/** A class, since a getter of an object by itself is kept, with all that it sees, until all memory is looked through. */
class Printed implements PrintedYaml {
  readonly text: string;
  readonly count: number;
  private readonly origins: readonly (LineOrigin | Embedded)[];

  constructor(text: string, count: number, origins: readonly (LineOrigin | Embedded)[]) {
    this.text = text;
    this.count = count;
    this.origins = origins;
  }

  get lines(): readonly LineOrigin[] {
    return this.origins.flatMap((one) => ("printed" in one ? linesOf(one) : one));
  }
}

/** What was printed apart, and how many lines stand above it. */
interface Embedded {
  readonly below: number;
  readonly printed: PrintedYaml;
}

function linesOf({ below, printed }: Embedded): readonly LineOrigin[] {
  return printed.lines.map((line) => ({ ...line, first: line.first + below, last: line.last + below }));
}

type Bare = string | number | boolean | null | YamlList | YamlMap;

const noNotes: Notes = {};

function open(node: Yaml): { readonly value: Bare; readonly notes: Notes } {
  // What is noted once is such a pair already.
  if (!(node instanceof Noted)) return { value: node, notes: noNotes };
  if (!(node.value instanceof Noted)) return node as { value: Bare; notes: Notes };
  let value: Yaml = node;
  let notes: Notes = noNotes;
  while (value instanceof Noted) {
    notes = { ...value.notes, ...notes };
    value = value.value;
  }
  return { value, notes };
}

function isScalar(value: Bare): value is string | number | boolean | null {
  return value === null || typeof value !== "object";
}

function isEmpty(value: Bare): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.every((part) => part === undefined);
  for (const key in value) if ((value as YamlMap)[key] !== undefined) return false;
  return true;
}

const spaces = Array.from({ length: 32 }, (_, count) => " ".repeat(count));

function blanks(count: number): string {
  return spaces[count] ?? " ".repeat(count);
}

function flow(node: Yaml): string {
  const { value } = open(node);
  if (isScalar(value)) return scalar(value);
  if (Array.isArray(value)) return `[${(value as readonly Yaml[]).map(flow).join(", ")}]`;
  const entries = Object.entries(value as YamlMap).filter(([, part]) => part !== undefined);
  return entries.length === 0
    ? "{}"
    : `{ ${entries.map(([key, part]) => `${scalar(key)}: ${flow(part!)}`).join(", ")} }`;
}

// what no YAML stream may hold as it is, and what readers take for a line break or drop
// eslint-disable-next-line no-control-regex
const unprintable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What nearly no text has in it, which tells at once that nothing of it is unprintable. A search for it is quicker than a match of the whole. */
const notAscii = /[^\n -~]/;
const notAsciiLine = /[^ -~]/;

function isPrintable(text: string): boolean {
  return !notAscii.test(text) || text.search(unprintable) < 0;
}

/** Text that reads well as a literal block: several lines of printable text, none of which ends with a blank. */
function isBlock(text: string): boolean {
  if (!text.includes("\n") || text.includes("\t") || text.endsWith("\n\n")) return false;
  if (!notAscii.test(text)) return !/^ *\n/.test(text) && !text.includes(" \n") && !text.endsWith(" ");
  if (!isPrintable(text)) return false;
  return /^\S/.test(text) && !/[^\S\n](?:\n|$)/.test(text);
}

/** Words that some YAML 1.1 reader takes for a boolean, null or number. */
const reserved = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"]);
const longestReserved = 5;
/** `e0`, which the 1.1 mode of `yaml` takes for a number. */
const exponent = /^[eE][-+]?\d+$/;
const word = /^[A-Za-z_/][A-Za-z0-9_./:+-]*(?: (?:[A-Za-z0-9_/][A-Za-z0-9_./:+-]*))*$/;
const duration = /^\d+(?:ms|s|m|h|d|w)$/;

/** Inside `{ }` and `[ ]` fewer characters may stand without quotes. */
function scalar(value: string | number | boolean | null, where: "block" | "flow" = "flow"): string {
  if (typeof value === "number") return numberText(value);
  if (typeof value !== "string") return String(value);
  if (duration.test(value)) return value;
  const isPlain = where === "block" ? areWords(value) : word.test(value) && !/:(?: |$)/.test(value);
  if (isPlain && !isReserved(value) && !exponent.test(value)) return value;
  if (wantsSingleQuotes(value)) return `'${value.replaceAll("'", "''")}'`;
  if (!notAscii.test(value)) return JSON.stringify(value);
  return JSON.stringify(value).replace(unprintable, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Plain text of two characters and more outside of `{ }` and `[ ]`. */
function areWords(text: string): boolean {
  return (
    /^[A-Za-z_/]./.test(text) &&
    !text.includes(": ") &&
    !text.includes(" #") &&
    !text.endsWith(":") &&
    !text.endsWith(" ") &&
    !notAsciiLine.test(text)
  );
}

/** Better in single quotes: text with `"` or `\` in it, none of them behind the first `'` alone. */
function wantsSingleQuotes(text: string): boolean {
  if (text.length >= 2000 || /^['\s]/.test(text) || text.includes("\n") || text.includes("\t")) return false;
  const end = text.indexOf("'");
  const isBefore = (at: number) => at > 0 && (end < 0 || at < end);
  return (isBefore(text.indexOf('"', 1)) || isBefore(text.indexOf("\\", 1))) && isPrintable(text);
}

function isReserved(value: string): boolean {
  return value.length <= longestReserved && reserved.has(value.toLowerCase());
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  return Number.isFinite(value) ? String(value) : value > 0 ? ".inf" : "-.inf";
}
