/** What stands at an offset of a text, as keys and list positions down to it. */
import type { Outline, OutlineEntry, OutlineMap, OutlineScalar } from "./outline.ts";

export interface Place {
  /** Keys and list positions of what holds the cursor: of a key the key itself is the last. */
  readonly path: readonly string[];
  /** `either`: a word on its own that may become a key of the map at `path` without its last step, or be the value there. */
  readonly part: "key" | "value" | "either";
  /** The text under the cursor, without quotes; an insertion point where there is none. Of an open text, to the end of its line. */
  readonly start: number;
  readonly end: number;
  /** The scalar as it is written; undefined where there is none. */
  readonly scalar?: OutlineScalar;
  /** The map that holds the key or value, where there is one. */
  readonly map?: OutlineMap;
  readonly entry?: OutlineEntry;
  /** Texts of the list that holds the value. */
  readonly beside?: readonly string[];
  readonly flow: boolean;
}

/** The place of a cursor; undefined in a comment and inside what has no meaning. */
export function placeAt(text: string, outline: Outline | undefined, offset: number): Place | undefined {
  if (isComment(text, outline, offset)) return undefined;
  return outline === undefined ? emptyRoot(offset) : inNode(text, outline, [], offset, { flow: false });
}

/** The text of a scalar: quotes off, escapes read, lines joined. */
export function scalarText(text: string, { start, end, style, closed }: OutlineScalar): string {
  const written = text.slice(start, end);
  if (style === "plain") return written.replace(/[ \t]*\r?\n\s*/g, " ");
  if (style === "block") return written.replace(/^[^\n]*\n?/, "");
  const body = written.slice(1, closed && written.length > 1 ? -1 : undefined).replace(/[ \t]*\r?\n\s*/g, " ");
  return style === "single"
    ? body.replaceAll("''", "'")
    : body
        .replace(/\\(["\\/])/g, "$1")
        .replaceAll("\\n", "\n")
        .replaceAll("\\t", "\t");
}

/** Offsets of a scalar's text without its quotes. */
export function innerRange({ start, end, style, closed }: OutlineScalar): { start: number; end: number } {
  const isQuoted = style === "single" || style === "double";
  return isQuoted ? { start: start + 1, end: closed && end > start + 1 ? end - 1 : end } : { start, end };
}

export function keyText(text: string, { key }: OutlineEntry): string {
  return scalarText(text, key);
}

/** Value of a key as text, if it is a scalar. */
export function textOf(text: string, map: OutlineMap | undefined, name: string): string | undefined {
  const value = map?.entries.find((entry) => keyText(text, entry) === name)?.value;
  return value?.kind === "scalar" ? scalarText(text, value) : undefined;
}

/** The part of the outline at a path. */
export function nodeAtPath(text: string, outline: Outline | undefined, path: readonly string[]): Outline | undefined {
  let here = outline;
  for (const step of path) {
    if (here?.kind === "map") here = here.entries.find((entry) => keyText(text, entry) === step)?.value;
    else if (here?.kind === "list") here = here.items[Number(step)]?.value;
    else return undefined;
  }
  return here;
}

interface Around {
  readonly map?: OutlineMap;
  readonly entry?: OutlineEntry;
  readonly beside?: readonly string[];
  readonly flow: boolean;
}

function emptyRoot(offset: number): Place {
  return { path: [""], part: "key", start: offset, end: offset, flow: false };
}

function columnOf(text: string, offset: number): number {
  return offset - (offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1);
}

/** Whether nothing but blanks stands between the line's start and the cursor. */
function isBlankBefore(text: string, offset: number): boolean {
  return text.slice(offset - columnOf(text, offset), offset).trim() === "";
}

function isComment(text: string, outline: Outline | undefined, offset: number): boolean {
  const lineStart = offset - columnOf(text, offset);
  const before = text.slice(lineStart, offset);
  const hash = /(?:^|[ \t])#/.exec(before);
  if (hash === null) return false;
  const at = lineStart + hash.index + hash[0].length - 1;
  return outline === undefined || !holds(outline, at);
}

/** Whether a scalar stands at the offset. */
function holds(node: Outline, at: number): boolean {
  if (at < node.start || at >= Math.max(node.end, node.start + 1)) return false;
  if (node.kind === "scalar") return true;
  return node.kind === "map"
    ? node.entries.some(({ key, value }) => holds(key, at) || (value !== undefined && holds(value, at)))
    : node.items.some(({ value }) => value !== undefined && holds(value, at));
}

function inScalar(scalar: OutlineScalar, path: readonly string[], part: Place["part"], around: Around): Place {
  return { path, part, ...innerRange(scalar), scalar, ...around };
}

function inNode(
  text: string,
  node: Outline,
  path: readonly string[],
  offset: number,
  around: Around,
): Place | undefined {
  switch (node.kind) {
    case "scalar":
      return inScalar(node, path, canBeKey(text, node) ? "either" : "value", around);
    case "map":
      return inMap(text, node, path, offset);
    case "list":
      return inList(text, node, path, offset);
  }
}

/** A plain word that has a line to itself, or an item: its `:` may still be to come. */
function canBeKey(text: string, scalar: OutlineScalar): boolean {
  if (scalar.style !== "plain") return false;
  const before = text.slice(scalar.start - columnOf(text, scalar.start), scalar.start);
  return /^[ \t]*(?:- +)*$/.test(before) && /^[\w$-]*$/.test(text.slice(scalar.start, scalar.end));
}

/** A block goes on to the end of its last line: the value there may still be to come. */
function endOf(text: string, node: Outline): number {
  if (node.kind === "scalar" || node.flow) return node.end;
  const end = text.indexOf("\n", node.end);
  return end === -1 ? text.length : end;
}

function inMap(text: string, map: OutlineMap, path: readonly string[], offset: number): Place | undefined {
  const around = { map, flow: map.flow };
  const on = map.entries.findLast(({ key }) => key.start <= offset);
  const newKey = (): Place => ({ path: [...path, ""], part: "key", start: offset, end: offset, ...around });
  if (on === undefined) return newKey();
  const name = keyText(text, on);
  const below = [...path, name];
  if (offset <= on.key.end) return inScalar(on.key, below, "key", { ...around, entry: on });
  if (on.colon === undefined || offset <= on.colon) return map.flow ? newKey() : onNewLine();
  const { value } = on;
  const own = { ...around, entry: on };
  if (value !== undefined && value.start <= offset && offset <= endOf(text, value)) {
    const isDone =
      value.kind !== "scalar" && value.flow && offset === value.end && /[}\]]/.test(text[offset - 1] ?? "");
    if (!isDone) return inNode(text, value, below, offset, own);
  }
  const isOnLine = !text.slice(on.colon, offset).includes("\n");
  const empty: Place = { path: below, part: "value", start: offset, end: offset, ...own };
  if (map.flow) return value === undefined ? empty : newKey();
  if (isOnLine && value === undefined) return empty;
  if (isOnLine && offset < value!.start) return { ...empty, part: "value" };
  return onNewLine();

  /** Below an entry of a block: the column says what the line belongs to. */
  function onNewLine(): Place | undefined {
    if (!isBlankBefore(text, offset)) return undefined;
    const column = columnOf(text, offset);
    if (column <= map.column) return newKey();
    const inner = on!.value;
    if (inner === undefined)
      return { path: [...below, ""], part: "key", start: offset, end: offset, flow: false, entry: on! };
    if (inner.kind !== "scalar" && !inner.flow) return inNode(text, inner, below, offset, { ...around, entry: on! });
    if (inner.kind === "scalar" && inner.style === "block")
      return { path: below, part: "value", start: offset, end: offset, scalar: inner, ...around, entry: on! };
    return newKey();
  }
}

function inList(
  text: string,
  list: Extract<Outline, { kind: "list" }>,
  path: readonly string[],
  offset: number,
): Place | undefined {
  const beside = list.items.flatMap(({ value }) => (value?.kind === "scalar" ? [scalarText(text, value)] : []));
  const around = { beside, flow: list.flow };
  const index = list.items.findLastIndex(({ at }) => at < offset || (list.flow && at === offset));
  const item = list.items[index];
  const at = (position: number, part: Place["part"]): Place => ({
    path: [...path, String(position)],
    part,
    start: offset,
    end: offset,
    ...around,
  });
  if (item === undefined) return list.flow ? at(0, "value") : undefined;
  const { value } = item;
  const below = [...path, String(index)];
  if (value !== undefined && value.start <= offset && offset <= endOf(text, value))
    return inNode(text, value, below, offset, around);
  if (list.flow) return at(list.items.length, "value");
  const isOnLine = !text.slice(item.at, offset).includes("\n");
  if (isOnLine) return value === undefined || offset < value.start ? at(index, "either") : undefined;
  if (!isBlankBefore(text, offset) || columnOf(text, offset) <= list.column) return undefined;
  if (value?.kind === "map" && !value.flow) return inMap(text, value, below, offset);
  return value === undefined ? { ...at(index, "either") } : undefined;
}
