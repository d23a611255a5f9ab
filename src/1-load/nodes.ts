import {
  boolCoreTag,
  EVENT_ID,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
} from "js-yaml";

export const limits = {
  depth: 64,
  aliases: 100,
  /** Nodes of the value once every alias is written out: 100 aliases can double 100 times. */
  expandedNodes: 100_000,
  /** Of a key, characters (YAML 1.2.2, section 7.4.2). */
  key: 1024,
} as const;

/** A node with its place. Offsets are those of the text; a quoted scalar holds its quotes, an absent value is empty. */
export type YamlNode = ScalarNode | MapNode | ListNode;

interface NodeBase {
  readonly start: number;
  readonly end: number;
  /** Levels, itself included, and nodes in all; aliases written out. */
  readonly height: number;
  readonly size: number;
}

export interface ScalarNode extends NodeBase {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly event: ScalarEvent;
}

export interface MapNode extends NodeBase {
  readonly kind: "map";
  readonly value: Record<string, unknown>;
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface ListNode extends NodeBase {
  readonly kind: "list";
  readonly value: unknown[];
  readonly items: readonly YamlNode[];
}

export interface Entry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

const noEvent: ScalarEvent = {
  type: EVENT_ID.SCALAR,
  valueStart: -1,
  valueEnd: -1,
  anchorStart: -1,
  anchorEnd: -1,
  tagStart: -1,
  tagEnd: -1,
  style: SCALAR_STYLE.PLAIN,
  chomping: 1,
  indent: -1,
  fast: false,
};

/** A piece of the text, read as the plain text that was meant. */
export function textNode(text: string, start: number, end: number): ScalarNode {
  const event = { ...noEvent, valueStart: start, valueEnd: end };
  return { kind: "scalar", value: getScalarValue(text, event), event, start, end, height: 1, size: 1 };
}

/** @param absentAt where an absent value stands */
export function scalarNode(text: string, event: ScalarEvent, absentAt: number): ScalarNode {
  const [start, end] = placeOf(text, event, absentAt);
  return { kind: "scalar", value: scalarValue(text, event), event, start, end, height: 1, size: 1 };
}

export function isPlain(node: YamlNode): node is ScalarNode {
  return node.kind === "scalar" && node.event.style === SCALAR_STYLE.PLAIN && node.event.valueStart >= 0;
}

const implicitTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];

const hugeNumber = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)[eE]\+?\d{3,}$/;

/** Plain scalars by the YAML 1.2 core schema; everything else is text. Tags are refused, so none decides. */
function scalarValue(text: string, event: ScalarEvent): string | number | boolean | null {
  const written = getScalarValue(text, event);
  if (event.style !== SCALAR_STYLE.PLAIN) return written;
  for (const tag of implicitTags) {
    const { implicitFirstChars } = tag;
    if (implicitFirstChars !== null && !implicitFirstChars.includes(written.charAt(0))) continue;
    const value = tag.resolve(written, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  // The reader leaves a number that is too large as a text; others do not. As the number that it is, the schema refuses it.
  if (hugeNumber.test(written)) return Number(written);
  return written;
}

function placeOf(text: string, event: ScalarEvent, absentAt: number): [number, number] {
  const { valueStart, valueEnd, style } = event;
  if (valueStart < 0) return [absentAt, absentAt];
  if (style === SCALAR_STYLE.PLAIN) return [valueStart, valueEnd];
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED)
    return [valueStart - 1, valueEnd + 1];
  return [blockHeader(text, valueStart), valueStart + text.slice(valueStart, valueEnd).trimEnd().length];
}

/** Offset of the `|` or `>` whose content starts at `contentStart`. */
function blockHeader(text: string, contentStart: number): number {
  const lineStart = text.lastIndexOf("\n", contentStart - 2) + 1;
  const header = /[|>][-+0-9]*[ \t]*(?:[ \t]#.*)?\r?\n?$/.exec(text.slice(lineStart, contentStart));
  return header === null ? contentStart : lineStart + header.index;
}

/** Offset after the bracket that closes a flow collection whose last child ends at `from`. */
export function afterClosingBracket(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const character = text[at]!;
    if (character === "#" && /\s/.test(text[at - 1] ?? " ")) while (at < text.length && text[at] !== "\n") at++;
    else if (character === "}" || character === "]") return at + 1;
    else at++;
  }
  return at;
}
