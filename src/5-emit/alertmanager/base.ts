/**
 * A configuration that people wrote, with ours added: not a byte of it is changed, so its comments, its order and keys that we do not know stay.
 * Lists are found by their places in the text. What came out is read again and compared with what it should say; a base whose text is written in a
 * way that nothing can be put beside it is an error of its own.
 */
import type { Diagnostic, Outcome } from "../../diagnostics/diagnostic.ts";
import type { LineOrigin } from "../artifact.ts";
import { type AlertmanagerBase, baseLists, type BaseList, type BasePlace } from "../../model/workspace.ts";
import { diagnostic } from "../diagnostics.ts";
import { readYaml } from "../shared/yaml-read.ts";
import { printFlow, printItems, printYaml, type Yaml } from "../shared/yaml.ts";

/** Entries that are added to the lists of a base; to `routes` before its own, which then get what ours do not match. */
export type Additions = Readonly<Record<BaseList, readonly Yaml[]>>;

export interface Extended {
  readonly text: string;
  /** Of what was added. */
  readonly lines: readonly LineOrigin[];
}

interface Insertion {
  readonly at: number;
  readonly before: string;
  readonly body: string;
  readonly after: string;
  /** Of the body, whose first line is 1. */
  readonly lines: readonly LineOrigin[];
}

export function extendBase(base: AlertmanagerBase, additions: Additions): Outcome<Extended> {
  const insertions: Insertion[] = [];
  for (const pointer of baseLists) {
    if (additions[pointer].length === 0) continue;
    const insertion = insert(base, pointer, additions[pointer]);
    if (insertion === undefined) return { diagnostics: [notExtended(base, pointer)] };
    insertions.push(insertion);
  }
  const extended = apply(base.text, insertions);
  const missed = differences(base.text, extended.text, additions);
  return missed === undefined ? { value: extended, diagnostics: [] } : { diagnostics: [notExtended(base, missed)] };
}

function notExtended(base: AlertmanagerBase, pointer: BaseList): Diagnostic {
  const { start, end, key } = base.places[pointer];
  const { file } = base.origin.span;
  const name = lastStep(pointer);
  const span = { file, start: key?.start ?? start, end: key?.end ?? end };
  return diagnostic("base-not-extended", { key: name }, span, {
    help: `write \`${name}:\` on a line of its own and below it a list, each item after \`- \`, without anchors; or leave the key out`,
  });
}

function insert({ text, places }: AlertmanagerBase, pointer: BaseList, items: readonly Yaml[]): Insertion | undefined {
  const place = places[pointer];
  const parent = places[pointer.startsWith("/route/") ? "/route" : ""];
  const isFirst = pointer === "/route/routes";
  if (place.key === undefined) return insertKey(text, lastStep(pointer), parent, items);
  const written = text.slice(place.start, place.end);
  if (written === "") return insertBelow(text, place.key, items, columnOf(text, place.key.start));
  if (written.startsWith("[")) return insertFlow(place, written, items, isFirst);
  const indent = columnOf(text, place.start);
  if (!written.startsWith("-") || indent === undefined) return undefined;
  const at = isFirst ? afterLine(text, place.key.end) : afterLine(text, place.end);
  return block(text, at, "", items, indent);
}

/** The key is not there: a new entry at the end of its map. */
function insertKey(text: string, key: string, parent: BasePlace, items: readonly Yaml[]): Insertion | undefined {
  if (text[parent.start] === "{")
    return { at: parent.end - 1, before: `, ${key}: `, body: flowList(items), after: " ", lines: [] };
  const indent = columnOf(text, parent.start);
  if (indent === undefined) return undefined;
  // at the top, comments at the end of the file stay with what they follow
  const rest = text.slice(afterLine(text, parent.end));
  const at = indent === 0 && /^(?:[ \t]*(?:#[^\n]*)?\n?)*$/.test(rest) ? text.length : afterLine(text, parent.end);
  return block(text, at, `${" ".repeat(indent)}${key}:\n`, items, indent + 2);
}

function insertBelow(
  text: string,
  key: { readonly end: number },
  items: readonly Yaml[],
  column: number | undefined,
): Insertion | undefined {
  return column === undefined ? undefined : block(text, afterLine(text, key.end), "", items, column + 2);
}

function insertFlow(place: BasePlace, written: string, items: readonly Yaml[], isFirst: boolean): Insertion {
  const isEmpty = written.slice(1, -1).trim() === "";
  const body = items.map(printFlow).join(", ");
  return isFirst
    ? { at: place.start + 1, before: "", body, after: isEmpty ? "" : ", ", lines: [] }
    : { at: place.end - 1, before: isEmpty ? "" : ", ", body, after: "", lines: [] };
}

function flowList(items: readonly Yaml[]): string {
  return `[${items.map(printFlow).join(", ")}]`;
}

function block(text: string, at: number, head: string, items: readonly Yaml[], indent: number): Insertion {
  const printed = printItems(items, indent);
  const isLineStart = at === 0 || text[at - 1] === "\n";
  return { at, before: `${isLineStart ? "" : "\n"}${head}`, body: printed.text, after: "\n", lines: printed.lines };
}

/** How far in an offset stands; undefined where something else than blanks is before it on its line. */
function columnOf(text: string, offset: number): number | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^ *$/.test(text.slice(start, offset)) ? offset - start : undefined;
}

/** The start of the line after the one in which the offset stands. */
function afterLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === "\n") return offset;
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}

function apply(text: string, insertions: readonly Insertion[]): Extended {
  const inOrder = insertions.map((one, order) => ({ ...one, order })).sort((a, b) => a.at - b.at || a.order - b.order);
  const lines: LineOrigin[] = [];
  let made = "";
  let done = 0;
  for (const { at, before, body, after, lines: own } of inOrder) {
    made += text.slice(done, at);
    // what was added before it at the end of the file has ended its line
    made += made.endsWith("\n") && before.startsWith("\n") ? before.slice(1) : before;
    const above = made.split("\n").length - 1;
    lines.push(...own.map((line) => ({ ...line, first: line.first + above, last: line.last + above })));
    made += body + after;
    done = at;
  }
  return { text: made + text.slice(done), lines };
}

/** The list that the text does not hold as it should; undefined when it says what the base says, and ours. */
function differences(before: string, after: string, additions: Additions): BaseList | undefined {
  const [base, made] = [readYaml(before), readYaml(after)];
  for (const pointer of baseLists) {
    const parents = pointer.split("/").slice(1, -1);
    const key = lastStep(pointer);
    const owner = (root: unknown) =>
      parents.reduce<Record<string, unknown>>((map, step) => mapOf(map[step]), mapOf(root));
    const own = listOf(owner(base)[key]);
    const ours = listOf((readYaml(printYaml({ items: additions[pointer] }).text) as { items?: unknown }).items);
    const wanted = pointer === "/route/routes" ? [...ours, ...own] : [...own, ...ours];
    if (JSON.stringify(listOf(owner(made)[key])) !== JSON.stringify(wanted)) return pointer;
  }
  return JSON.stringify(without(made)) === JSON.stringify(without(base)) ? undefined : "/route/routes";
}

/** All but the lists that were added to. */
function without(root: unknown): unknown {
  const { receivers: _r, inhibit_rules: _i, time_intervals: _t, templates: _m, route, ...rest } = mapOf(root);
  const { routes: _, ...ofRoute } = mapOf(route);
  return { ...rest, route: ofRoute };
}

function mapOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function lastStep(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf("/") + 1);
}
