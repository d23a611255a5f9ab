import { EVENT_ID, type Event, parseEvents, type ScalarEvent, YAMLException } from "js-yaml";
import type { Diagnostic, Outcome, SourceFile, Span } from "../diagnostics/diagnostic.ts";
import { pointerSteps } from "../util/pointer.ts";
import { decode } from "./bytes.ts";
import { collectComments } from "./comments.ts";
import { diagnostic } from "./diagnostics.ts";
import type { Document, Pointer } from "./document.ts";
import { placesInScalar } from "./scalar.ts";
import { explainSyntax, type SyntaxFailure } from "./syntax.ts";
import { limits, type YamlNode } from "./nodes.ts";
import { buildTree } from "./tree.ts";

/**
 * A YAML file as a Document: value and places in one reading. The value is absent when nothing of it can be used.
 * Of syntax errors it reports the first; `loadYamlFully` lists them all.
 *
 * @param path POSIX path to show, relative to the workspace root
 */
export function loadYaml(path: string, bytes: Uint8Array): Outcome<Document> {
  const { value: source, diagnostics } = decode(path, bytes);
  if (source === undefined) return { diagnostics };
  const read = readEvents(source.text);
  return "failure" in read
    ? { diagnostics: [explainSyntax(source, source.text, read.failure).diagnostic] }
    : documentOf(source, read.events);
}

export function readEvents(text: string): { events: Event[] } | { failure: SyntaxFailure } {
  try {
    return { events: parseEvents(text, { maxDepth: limits.depth }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { failure: { at: Math.min(error.mark?.position ?? 0, text.length), reason: error.reason } };
  }
}

export function documentOf(source: SourceFile, events: readonly Event[]): Outcome<Document> {
  const found: Diagnostic[] = [...directives(source)];
  const documents = splitDocuments(events);
  if (documents.length > 1) found.push(secondDocument(source, documents[0]!));
  const first = documents[0] ?? [];
  const tree = buildTree(source, first);
  found.push(...tree.diagnostics);
  const { root } = tree;
  if (root === undefined || root.kind !== "map") {
    if (tree.diagnostics.length === 0) found.push(notAMap(source, root));
    return { diagnostics: found };
  }
  return { value: makeDocument(source, root, collectComments(source, events)), diagnostics: found };
}

function splitDocuments(events: readonly Event[]): Event[][] {
  const documents: Event[][] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) documents.push([event]);
    else documents.at(-1)?.push(event);
  }
  return documents;
}

function directives(source: SourceFile): Diagnostic[] {
  const match = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%[^\r\n]*)/.exec(source.text);
  if (match === null) return [];
  const written = match[1]!.trimEnd();
  const start = match[0].length - match[1]!.length;
  return [
    diagnostic(
      "directive",
      { directive: written },
      { file: source, start, end: start + written.length },
      {
        help: "delete the line, and the `---` below it: specs are always read as YAML 1.2",
        fix: {
          title: "delete it",
          edits: [{ span: { file: source, start, end: afterDirective(source.text, start) }, text: "" }],
        },
      },
    ),
  ];
}

/** The line of a directive, and a `---` right below it. */
function afterDirective(text: string, start: number): number {
  return start + /^[^\n]*\n?(?:---[ \t]*(?:\r?\n|$))?/.exec(text.slice(start))![0].length;
}

/** At column 0, `---` and `...` are markers wherever they stand (YAML 1.2.2, section 9.1.2): no scalar can hold them. */
function secondDocument(source: SourceFile, first: readonly Event[]): Diagnostic {
  const starts = [...source.text.matchAll(/^(?:---|\.\.\.)(?=\s|$)/gm)].map(({ index }) => index);
  const [opening] = first;
  const explicit = opening?.type === EVENT_ID.DOCUMENT && opening.explicitStart;
  const closings = explicit ? starts.slice(starts.findIndex((at) => source.text.startsWith("---", at)) + 1) : starts;
  const start = closings.find((at) => source.text.startsWith("---", at)) ?? closings[0] ?? 0;
  return diagnostic(
    "second-document",
    {},
    { file: source, start, end: start + 3 },
    {
      help: "give each service, kit and workspace a file of its own",
    },
  );
}

function notAMap(source: SourceFile, root: YamlNode | undefined): Diagnostic {
  const start = root?.start ?? 0;
  const lineEnd = source.text.indexOf("\n", start);
  const span: Span = {
    file: source,
    start,
    end: Math.min(root?.end ?? start, lineEnd === -1 ? source.text.length : lineEnd),
  };
  if (root === undefined || (root.kind === "scalar" && root.value === null)) {
    const what = source.text.trim() === "" ? "nothing" : "comments alone";
    const nowhere = { file: source, start: 0, end: 0 };
    return diagnostic("empty-file", { what }, nowhere, {
      help: "write `version: 1` and `service: <name>` first, or run `tocsin init`",
    });
  }
  const found = root.kind === "list" ? "a list" : "a text";
  const help =
    root.kind === "list"
      ? "a file holds one service; give each its own"
      : "start with `version: 1`; each key is followed by `: `";
  return diagnostic("not-a-map", { found }, span, { help });
}

function makeDocument(source: SourceFile, made: YamlNode, comments: readonly Span[]): Document {
  // The tree is some ten times the size of the text: where many files are held, it is let go and made again for the few that are asked.
  let kept: YamlNode | undefined = made;
  const { value } = made;
  const tree = (): YamlNode => (kept ??= readAgain(source));
  const span = (start: number, end: number): Span => ({ file: source, start, end });
  // One long text may hold thousands of mistakes: it is walked once, not once for each.
  let walked: { readonly event: ScalarEvent; readonly places: readonly number[] } | undefined;
  const placesOf = (event: ScalarEvent): readonly number[] => {
    if (walked?.event !== event) walked = { event, places: placesInScalar(source.text, event) };
    return walked.places;
  };
  const spanOf = (pointer: Pointer, part: "key" | "value" = "value"): Span => {
    const root = tree();
    const { node, key, missing } = find(root, pointer);
    const asKey = missing ? node.kind !== "scalar" : part === "key";
    const place = asKey ? (key ?? (node === root ? firstKey(root) : node)) : node;
    return span(place.start, place.end);
  };
  return {
    source,
    value,
    comments,
    release() {
      [kept, walked] = [undefined, undefined];
    },
    spanOf,
    spanInside(pointer, start, end) {
      const { node, missing } = find(tree(), pointer);
      if (missing || node.kind !== "scalar" || typeof node.value !== "string") return spanOf(pointer);
      const places = placesOf(node.event);
      const at = (offset: number): number => places[Math.max(0, Math.min(offset, places.length - 1))]!;
      return span(at(start), end > start ? unitEnd(source.text, at(end - 1), at(end)) : at(start));
    },
  };
}

/** The tree of a text that was read before. */
function readAgain(source: SourceFile): YamlNode {
  const read = readEvents(source.text);
  const root = "failure" in read ? undefined : buildTree(source, splitDocuments(read.events)[0] ?? []).root;
  if (root === undefined) throw new Error(`\`${source.path}\` is not read as it was`);
  return root;
}

/** End of the piece of text at `start` that gave one unit of a value: an escape is longer than one character. */
function unitEnd(text: string, start: number, next: number): number {
  const escape = /^(?:\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|'')/.exec(
    text.slice(start, Math.min(next, start + 10)),
  );
  return start + (escape === null ? 1 : escape[0].length);
}

interface Found {
  /** The node, or the nearest ancestor that exists. */
  readonly node: YamlNode;
  readonly key: YamlNode | undefined;
  readonly missing: boolean;
}

function find(root: YamlNode, pointer: Pointer): Found {
  let node = root;
  let key: YamlNode | undefined;
  for (const step of pointerSteps(pointer)) {
    if (node.kind === "map") {
      const entry = node.entries.get(step);
      if (entry === undefined) return { node, key, missing: true };
      ({ key, value: node } = entry);
    } else {
      const item = node.kind === "list" && /^\d{1,9}$/.test(step) ? node.items[Number(step)] : undefined;
      if (item === undefined) return { node, key, missing: true };
      [key, node] = [item, item];
    }
  }
  return { node, key, missing: false };
}

function firstKey(root: YamlNode): YamlNode {
  const [first] = root.kind === "map" ? root.entries.values() : [];
  return first?.key ?? root;
}
