import {
  boolCoreTag,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
} from "js-yaml";
import type { Diagnostic, SourceFile, Span } from "../diagnostics/diagnostic.ts";
import { holdsControlCharacter } from "./bytes.ts";
import { diagnostic } from "./diagnostics.ts";
import { entryWithoutValue, isMatcher, textCutByComma, unquoted, valueCutByComment } from "./traps.ts";

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
  /** Levels below and nodes in all, aliases written out. */
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

interface MapFrame {
  readonly kind: "map";
  readonly start: number;
  readonly flow: boolean;
  readonly anchor: string;
  readonly value: Record<string, unknown>;
  readonly entries: Map<string, Entry>;
  key: YamlNode | undefined;
  /** The entry before, which an entry without a value may belong to. */
  last: string | undefined;
  /** Index of the diagnostic that joined entries without a value to the one before. */
  joined: number | undefined;
  /** What looks like a map is a text that should have been quoted. */
  asText: "unquoted-selector" | "unquoted-template" | undefined;
  height: number;
  size: number;
}

interface ListFrame {
  readonly kind: "list";
  readonly start: number;
  readonly flow: boolean;
  readonly anchor: string;
  readonly value: unknown[];
  readonly items: YamlNode[];
  height: number;
  size: number;
}

export interface Tree {
  readonly root: YamlNode | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The events of one document as values with places, in one pass and without recursion. A mistake is reported and its node left out or read as it was meant,
 * so that later phases say nothing more about it.
 */
export function buildTree(source: SourceFile, events: readonly Event[]): Tree {
  const { text } = source;
  const diagnostics: Diagnostic[] = [];
  const frames: (MapFrame | ListFrame)[] = [];
  const anchors = new Map<string, YamlNode | "open">();
  let root: YamlNode | undefined;
  let aliases = 0;
  /** End of the last thing that was read: an absent value stands right after it. */
  let cursor = 0;

  const span = (start: number, end: number): Span => ({ file: source, start, end });

  const attach = (node: YamlNode, absent: boolean): void => {
    cursor = Math.max(cursor, node.end);
    const frame = frames.at(-1);
    if (frame === undefined) {
      root = node;
      return;
    }
    if (frame.kind === "list") {
      frame.items.push(node);
      frame.value.push(node.value);
    } else if (frame.key === undefined) {
      frame.key = node;
      return;
    } else {
      const { key } = frame;
      frame.key = undefined;
      setEntry(frame, key, node, absent);
    }
    frame.height = Math.max(frame.height, node.height + 1);
    frame.size += node.size;
  };

  const setEntry = (frame: MapFrame, key: YamlNode, value: YamlNode, absent: boolean): void => {
    const name = keyText(frame, key);
    if (name === undefined) return;
    let node = value;
    if (absent && frame.flow && !/^\s*:/.test(text.slice(key.end, key.end + 200))) {
      mendEntryWithoutValue(frame, key, name);
      return;
    }
    const first = frame.entries.get(name);
    if (first !== undefined) {
      const labels = [{ span: span(first.key.start, first.key.end), text: "first set here" }];
      const help = "keep one of the two; YAML would let one win in silence";
      diagnostics.push(diagnostic("duplicate-key", { key: name }, span(key.start, key.end), { labels, help }));
      return;
    }
    if (absent) {
      const cut = valueCutByComment(source, name, value.start);
      if (cut !== undefined) {
        diagnostics.push(cut);
        node = textNode(cut.span.start, cut.span.end);
      }
    }
    frame.entries.set(name, { key, value: node });
    frame.value[name] = node.value;
    frame.last = name;
  };

  /** `{ a: b, c }`: the entry `c` is most often the rest of a text with a comma, or a matcher of a selector. */
  const mendEntryWithoutValue = (frame: MapFrame, key: YamlNode, name: string): void => {
    const outer = frames.at(-2);
    const isKey = outer?.kind === "map" && outer.key === undefined;
    if (isKey || frame.asText !== undefined) return;
    if (isMatcher(name) && !takesMap(outer)) {
      frame.asText = "unquoted-selector";
      return;
    }
    const before = frame.last === undefined ? undefined : frame.entries.get(frame.last)!;
    const cut = before?.value;
    const joins =
      cut?.kind === "scalar" &&
      cut.event.style === SCALAR_STYLE.PLAIN &&
      isPlain(key) &&
      !text.slice(cut.end, key.end).includes("\n");
    if (!joins || frame.last === undefined || cut.value === null) {
      diagnostics.push(entryWithoutValue(source, key));
      return;
    }
    const joined = textNode(cut.start, key.end);
    const found = textCutByComma(source, joined.start, joined.end, name);
    if (frame.joined === undefined) frame.joined = diagnostics.push(found) - 1;
    else diagnostics[frame.joined] = found;
    frame.entries.set(frame.last, { key: before!.key, value: joined });
    frame.value[frame.last] = joined.value;
  };

  const takesMap = (outer: MapFrame | ListFrame | undefined): boolean => {
    if (outer?.kind !== "map" || outer.key?.kind !== "scalar") return false;
    return ["match", "labels", "selector", "where", "tags"].includes(String(outer.key.value));
  };

  const isPlain = (key: YamlNode): boolean => key.kind === "scalar" && key.event.style === SCALAR_STYLE.PLAIN;

  /** A piece of the text, read as the text that was meant. */
  const textNode = (start: number, end: number): ScalarNode => {
    const event = { ...noEvent, valueStart: start, valueEnd: end };
    return { kind: "scalar", value: getScalarValue(text, event), event, start, end, height: 1, size: 1 };
  };

  /** The name that a key node gives, or undefined when it was reported. */
  const keyText = (frame: MapFrame, key: YamlNode): string | undefined => {
    const at = span(key.start, key.end);
    const refuse = (found: Diagnostic) => void diagnostics.push(found);
    if (key.kind !== "scalar") {
      const found = key.kind === "map" ? "a map" : "a list";
      if (frame.flow && /^\{\s*\{/.test(text.slice(frame.start, key.start + 1))) {
        frame.asText = "unquoted-template";
        return undefined;
      }
      return refuse(diagnostic("key-not-text", { found }, at, { help: "quote it if it is meant as a text" }));
    }
    const name = key.event.valueStart < 0 ? "" : getScalarValue(text, key.event);
    if (name.trim() === "") return refuse(diagnostic("empty-key", {}, at, { help: "write the key before the `:`" }));
    if (name.length > limits.key) {
      return refuse(
        diagnostic("key-too-long", { length: name.length, limit: limits.key }, span(key.start, key.start + 40), {
          help: "a key is a name; put long text in a value",
        }),
      );
    }
    if (name === "<<" && key.event.style === SCALAR_STYLE.PLAIN) {
      return refuse(
        diagnostic("merge-key", {}, at, {
          help: "write the keys out, or share them through a kit or the workspace's `defaults`",
        }),
      );
    }
    if (name === "__proto__")
      return refuse(diagnostic("reserved-key", { key: name }, at, { help: "choose another name" }));
    return name;
  };

  const pop = (): void => {
    const frame = frames.pop();
    if (frame === undefined) return;
    const bracketed = text[frame.start] === "{" || text[frame.start] === "[";
    const end =
      frame.flow && bracketed ? closingBracket(text, Math.max(cursor, frame.start + 1)) : Math.max(cursor, frame.start);
    const base = { start: frame.start, end, height: frame.height, size: frame.size };
    const asText = frame.kind === "map" ? frame.asText : undefined;
    if (asText !== undefined) diagnostics.push(unquoted(asText, source, frame.start, end));
    const node: YamlNode =
      asText !== undefined
        ? textNode(frame.start, end)
        : frame.kind === "map"
          ? { kind: "map", value: frame.value, entries: frame.entries, ...base }
          : { kind: "list", value: frame.value, items: frame.items, ...base };
    if (frame.anchor !== "") anchors.set(frame.anchor, node);
    attach(node, false);
  };

  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        break;
      case EVENT_ID.POP:
        pop();
        break;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: {
        refuseTag(event);
        const anchor = anchorOf(event);
        if (anchor !== "") anchors.set(anchor, "open");
        cursor = Math.max(cursor, event.start);
        const flow = event.style === COLLECTION_STYLE.FLOW;
        const base = { start: event.start, flow, anchor, height: 1, size: 1 };
        frames.push(
          event.type === EVENT_ID.MAPPING
            ? {
                kind: "map",
                value: Object.create(null) as Record<string, unknown>,
                entries: new Map(),
                key: undefined,
                last: undefined,
                joined: undefined,
                asText: undefined,
                ...base,
              }
            : { kind: "list", value: [], items: [], ...base },
        );
        break;
      }
      case EVENT_ID.SCALAR: {
        refuseTag(event);
        const node = scalarNode(event);
        const anchor = anchorOf(event);
        if (anchor !== "") anchors.set(anchor, node);
        attach(node, event.valueStart < 0 && anchor === "" && event.tagStart < 0);
        break;
      }
      case EVENT_ID.ALIAS: {
        const node = aliasNode(event.anchorStart, event.anchorEnd);
        attach(node, false);
        if (aliases > limits.aliases || node.size > limits.expandedNodes) return { root: undefined, diagnostics };
        break;
      }
    }
  }
  if (root !== undefined && root.size > limits.expandedNodes) {
    diagnostics.push(
      diagnostic(
        "too-many-aliases",
        { what: `written out they give over ${limits.expandedNodes} values` },
        span(root.start, root.start),
        { help: aliasHelp },
      ),
    );
    root = undefined;
  }
  return { root, diagnostics };

  function anchorOf({ anchorStart, anchorEnd }: { anchorStart: number; anchorEnd: number }): string {
    return anchorStart < 0 ? "" : text.slice(anchorStart, anchorEnd);
  }

  function refuseTag({ tagStart, tagEnd }: { tagStart: number; tagEnd: number }): void {
    if (tagStart < 0) return;
    cursor = Math.max(cursor, tagEnd);
    diagnostics.push(
      diagnostic("tag", { tag: text.slice(tagStart, tagEnd) }, span(tagStart, tagEnd), {
        help: "delete it; types come from the schema. Quote a text that starts with `!`",
      }),
    );
  }

  function scalarNode(event: ScalarEvent): ScalarNode {
    const [start, end] = placeOf(event);
    const value = scalarValue(text, event);
    if (typeof value === "string" && !event.fast && event.style === SCALAR_STYLE.DOUBLE_QUOTED) {
      const name = holdsControlCharacter(value);
      if (name !== undefined) {
        diagnostics.push(
          diagnostic("invisible-character", { name }, span(start, end), {
            help: "take the escape out; only `\\t` and `\\n` may stand in a spec",
          }),
        );
      }
    }
    return { kind: "scalar", value, event, start, end, height: 1, size: 1 };
  }

  function placeOf({ valueStart, valueEnd, style, anchorEnd, tagEnd }: ScalarEvent): [number, number] {
    if (valueStart < 0) {
      const after = Math.max(anchorEnd, tagEnd, cursor);
      const place = anchorEnd < 0 && tagEnd < 0 ? placeOfAbsent(after) : after;
      return [place, place];
    }
    if (style === SCALAR_STYLE.PLAIN) return [valueStart, valueEnd];
    if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED)
      return [valueStart - 1, valueEnd + 1];
    return [blockHeader(text, valueStart), valueStart + text.slice(valueStart, valueEnd).trimEnd().length];
  }

  /** After the `:` of a key or the `-` of an item; in a flow map without `:`, right after the key. */
  function placeOfAbsent(after: number): number {
    const frame = frames.at(-1);
    const indicator = frame?.kind === "list" ? "-" : ":";
    let at = after;
    while (at < text.length && /\s/.test(text[at]!)) at++;
    return text[at] === indicator ? at + 1 : after;
  }

  function aliasNode(start: number, end: number): YamlNode {
    const name = text.slice(start, end);
    const at = span(start - 1, end);
    const target = anchors.get(name);
    const nothing = textNode(start - 1, end);
    if (target === undefined) {
      diagnostics.push(
        diagnostic("unknown-alias", { name }, at, {
          help: `write \`&${name}\` before the value to share, or quote a text that starts with \`*\``,
        }),
      );
      return nothing;
    }
    if (++aliases > limits.aliases) {
      diagnostics.push(
        diagnostic("too-many-aliases", { what: `the limit is ${limits.aliases}` }, at, { help: aliasHelp }),
      );
      return nothing;
    }
    if (target === "open" || frames.length + target.height > limits.depth) {
      diagnostics.push(
        diagnostic("too-deep", { limit: limits.depth }, at, {
          help: target === "open" ? "an alias cannot stand inside the value that it refers to" : aliasHelp,
        }),
      );
      return nothing;
    }
    if (target.size > limits.expandedNodes) {
      diagnostics.push(
        diagnostic("too-many-aliases", { what: `written out they give over ${limits.expandedNodes} values` }, at, {
          help: aliasHelp,
        }),
      );
    }
    return { ...target, start: start - 1, end };
  }
}

const aliasHelp = "share through kits, tiers or the workspace's `defaults` instead";

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

const implicitTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];

/** Plain scalars by the YAML 1.2 core schema; everything else is text. Tags were refused, so none decides. */
function scalarValue(text: string, event: ScalarEvent): string | number | boolean | null {
  const written = getScalarValue(text, event);
  if (event.style !== SCALAR_STYLE.PLAIN) return written;
  for (const tag of implicitTags) {
    const { implicitFirstChars } = tag;
    if (implicitFirstChars !== null && !implicitFirstChars.includes(written.charAt(0))) continue;
    const value = tag.resolve(written, false, tag.tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return written;
}

/** Offset after the bracket that closes a flow collection whose last child ends at `from`. */
function closingBracket(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const character = text[at]!;
    if (character === "#" && /\s/.test(text[at - 1] ?? " ")) while (at < text.length && text[at] !== "\n") at++;
    else if (character === "}" || character === "]") return at + 1;
    else at++;
  }
  return at;
}

/** Offset of the `|` or `>` whose content starts at `contentStart`. */
function blockHeader(text: string, contentStart: number): number {
  const lineStart = text.lastIndexOf("\n", contentStart - 2) + 1;
  const header = /[|>][-+0-9]*[ \t]*(?:[ \t]#.*)?\r?\n?$/.exec(text.slice(lineStart, contentStart));
  return header === null ? contentStart : lineStart + header.index;
}
