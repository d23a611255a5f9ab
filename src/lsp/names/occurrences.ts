/** Where a text gives names and where it uses them. */
import { schemaIndex, type SchemaNode } from "../../2-validate/generated/schema-index.ts";
import type { SpecKind } from "../../2-validate/spec.ts";
import type { SourceFile } from "../../diagnostics/diagnostic.ts";
import { type Selected, selectedIn } from "../promql/selected.ts";
import { definedAt, inService, isOverlay, isOwned, labelKinds, type NameKind, namedAt } from "./kinds.ts";
import { textAt, type Tree, type Word, type Written } from "./tree.ts";

/** What is named: a kind, a name, and whose it is. */
export interface Subject {
  readonly kind: NameKind;
  readonly name: string;
  /** `service x` or `kit x` for what belongs to one, `*` where that is not said; "" for what the workspace shares. */
  readonly scope: string;
}

export interface Occurrence extends Subject {
  readonly role: "definition" | "reference";
  /** Offsets of the name alone. */
  readonly start: number;
  readonly end: number;
  /** In which file, where it is not the one that was looked into: TypeScript imports. */
  readonly file?: SourceFile;
  readonly path: readonly string[];
  readonly part: "key" | "value";
  /** Where the name begins in what is written there. */
  readonly at: number;
  /** False: what stands there gives the name, as TypeScript may. */
  readonly exact: boolean;
  /** A regular expression, in which the name may be meant. */
  readonly isPattern?: boolean;
  /** Of an SLO that names no SLI: its name stands for one. */
  readonly implied?: Written;
  /** Of a series that tocsin makes: what it is of, as far as its matchers say. */
  readonly madeOf?: readonly Subject[];
}

export function isSame(a: Subject, b: Subject): boolean {
  return a.kind === b.kind && a.name === b.name && a.scope === b.scope;
}

/** All names in a spec, in the order of the text but for those that an SLO implies. */
export function occurrencesInTree(kind: SpecKind, root: Tree): readonly Occurrence[] {
  return new Collector(kind, root).found;
}

/** Series that tocsin makes: what their labels name is known. */
const ours = /^(?:slo:|anomaly:|service:muted$|ALERTS(?:_FOR_STATE)?$)/;

class Collector {
  readonly found: Occurrence[] = [];
  private readonly kind: SpecKind;
  private readonly root: Tree;
  private readonly own: string;

  constructor(kind: SpecKind, root: Tree) {
    this.kind = kind;
    this.root = root;
    this.own = kind === "workspace" ? "" : `${kind} ${textAt(root, [kind]) ?? ""}`;
    this.visit(root, [], schemaIndex[kind]);
  }

  private visit(node: Tree, path: readonly string[], schema: SchemaNode | undefined): void {
    if (node.kind === "word") {
      const defined = definedAt(this.kind, path, "value");
      if (defined === undefined) this.refer(node, path, "value");
      else this.add(defined, "definition", node, path, "value");
      this.holesIn(node, path);
      if (schema?.format === "promql" || schema?.format === "selector") this.promqlIn(node, path);
    } else if (node.kind === "list") {
      for (const [at, item] of node.items.entries())
        if (item !== undefined) this.visit(item, [...path, String(at)], schema?.item);
    } else {
      for (const { key, value, written } of node.entries) {
        const below = [...path, key.text];
        const defined = definedAt(this.kind, below, "key");
        const isLaidOver = isOverlay(this.kind, below);
        if (defined === undefined) this.refer(key, below, "key");
        else this.add(defined, isLaidOver ? "reference" : "definition", key, below, "key");
        if (defined === "slo" && !isLaidOver && impliesSli(value))
          this.add("sli", "reference", key, below, "key", written === undefined ? undefined : { implied: written });
        if (value !== undefined) {
          const inner = schema?.keys;
          this.visit(
            value,
            below,
            inner !== undefined && Object.hasOwn(inner, key.text) ? inner[key.text] : schema?.entry,
          );
        }
      }
    }
  }

  private add(
    kind: NameKind,
    role: Occurrence["role"],
    word: Word,
    path: readonly string[],
    part: Occurrence["part"],
    more: Partial<Occurrence> = {},
  ): void {
    const name = word.text;
    this.put({ kind, name, scope: isOwned(kind) ? this.own : "", role, path, part }, word, 0, more);
  }

  private put(
    base: Pick<Occurrence, "kind" | "name" | "scope" | "role" | "path" | "part">,
    word: Word,
    at: number,
    more: Partial<Occurrence> = {},
  ): void {
    this.found.push({ ...base, at, ...word.place(at, at + base.name.length), ...more });
  }

  private refer(word: Word, path: readonly string[], part: "key" | "value"): void {
    const named = namedAt(this.kind, path, part);
    if (named === undefined) return;
    const { text } = word;
    if (named === "slo-or-other" || named === "service-or-slo") {
      const slash = text.indexOf("/");
      if (slash < 0) return this.add(named === "slo-or-other" ? "slo" : "service", "reference", word, path, part);
      const service = text.slice(0, slash);
      const base = { role: "reference", path, part } as const;
      this.put({ ...base, kind: "service", name: service, scope: "" }, word, 0);
      this.put({ ...base, kind: "slo", name: text.slice(slash + 1), scope: `service ${service}` }, word, slash + 1);
    } else if (named === "parameter") {
      const kit = this.kitOfUse(path);
      if (text !== "kit" && kit !== undefined)
        this.put({ kind: "hole", name: text, scope: `kit ${kit}`, role: "reference", path, part }, word, 0);
    } else if (named === "kit" && part === "key" && this.kitOfUse(path) !== text)
      this.add("use", "definition", word, path, part);
    else this.add(named, "reference", word, path, part);
  }

  private kitOfUse(path: readonly string[]): string | undefined {
    const at = path.length - inService(this.kind, path).length;
    return textAt(this.root, [...path.slice(0, at + 2), "kit"]) ?? path[at + 1];
  }

  private holesIn(word: Word, path: readonly string[]): void {
    if (!word.text.includes("${")) return;
    for (const match of word.text.matchAll(/\$\$\{|\$\{([a-z0-9-]+)\}/g)) {
      const [, name] = match;
      if (name === undefined) continue;
      this.put({ kind: "hole", name, scope: this.own, role: "reference", path, part: "value" }, word, match.index + 2);
    }
  }

  private promqlIn(word: Word, path: readonly string[]): void {
    const base = { role: "reference", path, part: "value" } as const;
    const all = selectedIn(word.text);
    for (const one of all) {
      const { name = "", label, start, braces } = one;
      if (label !== undefined) {
        for (const { at, isPattern, subject } of this.subjectsIn(one, all))
          this.put({ ...base, ...subject }, word, at, isPattern ? { isPattern } : {});
        continue;
      }
      const matchers = ours.test(name) && braces > 0 ? all.filter((other) => other.braces === braces) : [];
      const madeOf = matchers.flatMap((matcher) => this.subjectsIn(matcher, all).map(({ subject }) => subject));
      this.put({ ...base, kind: "metric", name, scope: "" }, word, start, madeOf.length > 0 ? { madeOf } : {});
    }
  }

  /** What a matcher of a series that tocsin makes names: of a regular expression each of its words, or the whole of it. */
  private subjectsIn(
    { name = "", label = "", operator, value, start, braces }: Selected,
    all: readonly Selected[],
  ): readonly { readonly subject: Subject; readonly at: number; readonly isPattern: boolean }[] {
    const kind = labelKinds[label];
    if (kind === undefined || value === undefined || !ours.test(name) || value.includes("${")) return [];
    const service = all.find((one) => one.braces === braces && one.label === "service" && one.operator === "=");
    const scope = isOwned(kind) ? this.scopeOf(service?.value) : "";
    const isPlain = operator === "=" || operator === "!=";
    const isPattern = !isPlain && !/^[\w-]+(?:\|[\w-]+)*$/.test(value);
    let at = start;
    return (isPlain || isPattern ? [value] : value.split("|")).map((one) => {
      const found = { subject: { kind, name: one, scope }, at, isPattern };
      at += one.length + 1;
      return found;
    });
  }

  private scopeOf(service: string | undefined): string {
    if (service === undefined) return "*";
    return service === "${service}" ? this.own : service.includes("${") ? "*" : `service ${service}`;
  }
}

/** Whether an SLO has the SLI of its own name. */
function impliesSli(value: Tree | undefined): boolean {
  if (value?.kind === "map") return !value.entries.some(({ key }) => key.text === "sli" || key.text === "of");
  return value?.kind === "word" && value.text !== "null";
}
