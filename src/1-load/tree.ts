import { COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from "js-yaml";
import type { Diagnostic, SourceFile, Span } from "../diagnostics/diagnostic.ts";
import { holdsControlCharacter } from "./bytes.ts";
import { diagnostic } from "./diagnostics.ts";
import { keyName } from "./keys.ts";
import { afterClosingBracket, type Entry, limits, scalarNode, textNode, type YamlNode } from "./nodes.ts";
import { bareEntry, type QuotedCode, sameLineTwice, textCutByComma, unquoted, valueCutByComment } from "./traps.ts";

interface FrameBase {
  readonly start: number;
  readonly flow: boolean;
  readonly anchor: string;
  height: number;
  size: number;
}

interface MapFrame extends FrameBase {
  readonly kind: "map";
  readonly value: Record<string, unknown>;
  readonly entries: Map<string, Entry>;
  key: YamlNode | undefined;
  /** The entry before, which an entry without a value may belong to. */
  last: string | undefined;
  /** A text that commas cut into entries without a value: where it starts and ends, and the first of those entries. */
  cut: { readonly entry: string; readonly start: number; end: number; readonly first: string } | undefined;
  /** What looks like a map is a text that should have been quoted. */
  asText: QuotedCode | undefined;
}

interface ListFrame extends FrameBase {
  readonly kind: "list";
  readonly value: unknown[];
  readonly items: YamlNode[];
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
  const builder = new TreeBuilder(source);
  for (const event of events) {
    if (!builder.take(event)) return { root: undefined, diagnostics: builder.diagnostics };
    if (builder.diagnostics.length > mostMistakes)
      return { root: undefined, diagnostics: withEnd(builder.diagnostics) };
  }
  return { root: builder.root, diagnostics: builder.diagnostics };
}

/** A file with more mistakes than this is not the file that somebody meant to write. */
const mostMistakes = 100;

function withEnd(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const told = diagnostics.slice(0, mostMistakes);
  const help = "mend these first, or check that this is the file you meant";
  return [...told, diagnostic("too-many-mistakes", { limit: mostMistakes }, diagnostics[mostMistakes]!.span, { help })];
}

class TreeBuilder {
  readonly diagnostics: Diagnostic[] = [];
  root: YamlNode | undefined;
  private readonly source: SourceFile;
  private readonly frames: (MapFrame | ListFrame)[] = [];
  private readonly anchors = new Map<string, YamlNode | "open">();
  private aliases = 0;
  /** End of the last thing that was read: an absent value stands right after it. */
  private cursor = 0;

  constructor(source: SourceFile) {
    this.source = source;
  }

  /** False when the rest of the document must not be built. */
  take(event: Event): boolean {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return true;
      case EVENT_ID.POP:
        this.close();
        return true;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        this.open(event);
        return true;
      case EVENT_ID.SCALAR:
        this.scalar(event);
        return true;
      case EVENT_ID.ALIAS:
        return this.alias(event.anchorStart, event.anchorEnd);
    }
  }

  private open(event: Extract<Event, { type: 2 | 3 }>): void {
    this.refuseTag(event.tagStart, event.tagEnd);
    const anchor = this.slice(event.anchorStart, event.anchorEnd);
    if (anchor !== "") this.anchors.set(anchor, "open");
    this.cursor = Math.max(this.cursor, event.start);
    const flow = event.style === COLLECTION_STYLE.FLOW;
    const base = { start: event.start, flow, anchor, height: 1, size: 1 };
    if (event.type === EVENT_ID.SEQUENCE) {
      this.frames.push({ kind: "list", value: [], items: [], ...base });
      return;
    }
    if (!flow) this.refuseMapOnKeyLine(event.start);
    const value = Object.create(null) as Record<string, unknown>;
    const none = { key: undefined, last: undefined, cut: undefined, asText: undefined };
    this.frames.push({ kind: "map", value, entries: new Map(), ...none, ...base });
  }

  /** `a: &x b: c`, which YAML forbids (1.2.2, section 8.2.2: a map on the line of its key is no compact form) and this reader takes. */
  private refuseMapOnKeyLine(start: number): void {
    const outer = this.frames.at(-1);
    if (outer?.kind !== "map" || outer.flow || outer.key === undefined) return;
    if (this.source.text.slice(outer.key.end, start).includes("\n")) return;
    const help = "begin the map on the next line, deeper than its key";
    this.diagnostics.push(diagnostic("bad-indentation", {}, this.span(start, start + 1), { help }));
  }

  private close(): void {
    const frame = this.frames.pop();
    // The document itself is closed by an event of its own.
    if (frame === undefined) return;
    const { text } = this.source;
    const bracketed = frame.flow && (text[frame.start] === "{" || text[frame.start] === "[");
    const inside = Math.max(this.cursor, frame.start + (bracketed ? 1 : 0));
    const end = bracketed ? afterClosingBracket(text, inside) : inside;
    const { start, height, size } = frame;
    if (frame.kind === "map") this.finishCut(frame);
    let node: YamlNode;
    if (frame.kind === "list")
      node = { kind: "list", value: frame.value, items: frame.items, start, end, height, size };
    else if (frame.asText === undefined) {
      node = { kind: "map", value: frame.value, entries: frame.entries, start, end, height, size };
    } else {
      this.diagnostics.push(unquoted(frame.asText, this.source, start, end));
      node = textNode(text, start, end);
    }
    if (frame.anchor !== "") this.anchors.set(frame.anchor, node);
    this.attach(node, false);
  }

  private scalar(event: ScalarEvent): void {
    this.refuseTag(event.tagStart, event.tagEnd);
    const node = scalarNode(this.source.text, event, this.absentAt(event));
    const anchor = this.slice(event.anchorStart, event.anchorEnd);
    if (anchor !== "") this.anchors.set(anchor, node);
    if (typeof node.value === "string" && !event.fast && event.style === SCALAR_STYLE.DOUBLE_QUOTED) {
      const name = holdsControlCharacter(node.value);
      const help = "take the escape out; of control characters only `\\t` and `\\n` may stand in a spec";
      if (name !== undefined)
        this.diagnostics.push(diagnostic("invisible-character", { name }, this.span(node.start, node.end), { help }));
    }
    this.attach(node, event.valueStart < 0 && anchor === "" && event.tagStart < 0);
  }

  /** After the `:` of a key or the `-` of an item; in a flow map without `:`, right after the key. */
  private absentAt({ anchorEnd, tagEnd }: ScalarEvent): number {
    if (anchorEnd >= 0 || tagEnd >= 0) return Math.max(anchorEnd, tagEnd);
    const indicator = this.frames.at(-1)?.kind === "list" ? "-" : ":";
    const { text } = this.source;
    let at = this.cursor;
    while (at < text.length && /\s/.test(text[at]!)) at++;
    return text[at] === indicator ? at + 1 : this.cursor;
  }

  private alias(nameStart: number, nameEnd: number): boolean {
    const name = this.slice(nameStart, nameEnd);
    const target = this.anchors.get(name);
    const start = nameStart - 1;
    const refuse = (found: Diagnostic): void => void this.diagnostics.push(found);
    const span = this.span(start, nameEnd);
    if (target === undefined) {
      const help = `write \`&${name}\` before the value to share, or quote a text that starts with \`*\``;
      refuse(diagnostic("unknown-alias", { name }, span, { help }));
      this.attach(textNode(this.source.text, start, nameEnd), false);
      return true;
    }
    if (++this.aliases > limits.aliases) {
      refuse(diagnostic("too-many-aliases", { what: `the limit is ${limits.aliases}` }, span, { help: aliasHelp }));
      return false;
    }
    if (target === "open" || this.frames.length + target.height > limits.depth) {
      const help = target === "open" ? "an alias cannot stand inside the value that it refers to" : aliasHelp;
      refuse(diagnostic("too-deep", { limit: limits.depth }, span, { help }));
      return false;
    }
    const size = this.frames.reduce((sum, frame) => sum + frame.size, target.size);
    if (size > limits.expandedNodes) {
      refuse(
        diagnostic("too-many-aliases", { what: `written out they give over ${limits.expandedNodes} values` }, span, {
          help: aliasHelp,
        }),
      );
      return false;
    }
    this.attach({ ...target, start, end: nameEnd }, false);
    return true;
  }

  private attach(node: YamlNode, absent: boolean): void {
    this.cursor = Math.max(this.cursor, node.end);
    const frame = this.frames.at(-1);
    if (frame === undefined) {
      this.root = node;
      return;
    }
    if (frame.kind === "map" && frame.key === undefined) {
      frame.key = node;
      return;
    }
    if (frame.kind === "list") {
      frame.items.push(node);
      frame.value.push(node.value);
    } else {
      const key = frame.key!;
      frame.key = undefined;
      this.addEntry(frame, key, node, absent);
    }
    frame.height = Math.max(frame.height, node.height + 1);
    frame.size += node.size;
  }

  private addEntry(frame: MapFrame, key: YamlNode, value: YamlNode, absent: boolean): void {
    const { text } = this.source;
    if (frame.flow && key.kind === "map" && /^\{\s*\{/.test(text.slice(frame.start, key.start + 1))) {
      frame.asText = "unquoted-template";
      return;
    }
    const name = keyName(this.source, key);
    if (typeof name !== "string") this.diagnostics.push(name);
    else if (absent && frame.flow && !/^\s*:/.test(text.slice(key.end, key.end + 200)))
      this.addBareEntry(frame, key, name);
    else {
      const cut = absent ? valueCutByComment(this.source, name, value.start) : undefined;
      if (cut !== undefined) this.diagnostics.push(cut);
      this.set(frame, name, { key, value: cut === undefined ? value : textNode(text, cut.span.start, cut.span.end) });
    }
  }

  private set(frame: MapFrame, name: string, entry: Entry): void {
    const first = frame.entries.get(name);
    if (first !== undefined) {
      const labels = [{ span: this.span(first.key.start, first.key.end), text: "first set here" }];
      const help = "keep one of the two; YAML would let one win in silence";
      const span = this.span(entry.key.start, entry.key.end);
      const fix = sameLineTwice(this.source, first, entry);
      this.diagnostics.push(diagnostic("duplicate-key", { key: name }, span, { labels, help, ...(fix && { fix }) }));
      return;
    }
    frame.entries.set(name, entry);
    frame.value[name] = entry.value.value;
    frame.last = name;
  }

  /** `{ a: b, c }`. */
  private addBareEntry(frame: MapFrame, key: YamlNode, name: string): void {
    const outer = this.frames.at(-2);
    const isKey = outer?.kind === "map" && outer.key === undefined;
    // Inside `{{ … }}`, and in a selector that was found already, nothing more is said.
    if (isKey || frame.asText !== undefined) return;
    const above = outer?.kind === "map" && outer.key?.kind === "scalar" ? String(outer.key.value) : undefined;
    const before = frame.last === undefined ? undefined : frame.entries.get(frame.last);
    const meant = bareEntry(this.source, key, { name, above, before });
    switch (meant.kind) {
      case "text":
        frame.asText = meant.code;
        return;
      case "entry":
        this.diagnostics.push(meant.diagnostic);
        this.set(frame, meant.name, { key, value: meant.value });
        return;
      case "rest":
        if (frame.cut?.entry !== frame.last) this.finishCut(frame);
        frame.cut ??= { entry: frame.last!, start: meant.start, end: meant.end, first: name };
        frame.cut.end = meant.end;
        frame.entries.set(frame.last!, { key: before!.key, value: { ...before!.value, end: meant.end } });
        return;
      case "nothing":
        this.diagnostics.push(meant.diagnostic);
    }
  }

  /** Only here is the text put together: once, however many commas it has. */
  private finishCut(frame: MapFrame): void {
    if (frame.cut === undefined) return;
    const { entry, start, end, first } = frame.cut;
    const value = textNode(this.source.text, start, end);
    this.diagnostics.push(textCutByComma(this.source, start, end, first));
    frame.entries.set(entry, { key: frame.entries.get(entry)!.key, value });
    frame.value[entry] = value.value;
    frame.cut = undefined;
  }

  private refuseTag(start: number, end: number): void {
    if (start < 0) return;
    this.cursor = Math.max(this.cursor, end);
    const help = "delete it; types come from the schema. Quote a text that starts with `!`";
    const tag = this.slice(start, end);
    // What YAML's own types say, the schema says better; another tag may be meant for something.
    const blanks = /^[ \t]*/.exec(this.source.text.slice(end, end + 100))![0].length;
    const isCore = /^!!(?:str|int|float|bool|null|map|seq)$/.test(tag);
    const fix = { title: `delete \`${tag}\``, edits: [{ span: this.span(start, end + blanks), text: "" }] };
    this.diagnostics.push(diagnostic("tag", { tag }, this.span(start, end), { help, ...(isCore && { fix }) }));
  }

  private slice(start: number, end: number): string {
    return start < 0 ? "" : this.source.text.slice(start, end);
  }

  private span(start: number, end: number): Span {
    return { file: this.source, start, end };
  }
}

const aliasHelp = "share through kits, tiers or the workspace's `defaults` instead";
