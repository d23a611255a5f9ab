/** Where a text gives names and where it uses them. */
import type { SpecKind } from "../2-validate/spec.ts";
import { serviceOf } from "./complete/known.ts";
import { definedAt, inService, type NameKind, namedAt } from "./names.ts";
import type { WorkspaceModel } from "./model.ts";
import type { File, Session } from "./session.ts";
import type { Outline, OutlineEntry, OutlineScalar } from "./yaml/outline.ts";
import { innerRange, keyText, nodeAtPath, scalarText, textOf } from "./yaml/place.ts";

/** What is named: a kind, a name, and whose it is. */
export interface Subject {
  readonly kind: NameKind;
  readonly name: string;
  /** `service x` or `kit x` for what belongs to one; "" for what the workspace shares. */
  readonly scope: string;
}

export interface Occurrence extends Subject {
  readonly role: "definition" | "reference";
  /** Offsets of the name alone. */
  readonly start: number;
  readonly end: number;
  readonly path: readonly string[];
  /** Of an SLO that names no SLI: its name stands for one. */
  readonly implied?: OutlineEntry;
}

const known = new WeakMap<Outline, readonly Occurrence[]>();

/** All names in a file, in the order of the text. */
export function occurrencesIn(file: File): readonly Occurrence[] {
  const { outline } = file;
  if (outline === undefined) return [];
  let found = known.get(outline);
  if (found === undefined) known.set(outline, (found = collect(file, outline)));
  return found;
}

/** The name under a cursor. The name of an SLO before that of the SLI that it implies. */
export function occurrenceAt(file: File, offset: number): Occurrence | undefined {
  return occurrencesIn(file).find(
    ({ start, end, implied }) => implied === undefined && start <= offset && offset <= end,
  );
}

export function isSame(a: Subject, b: Subject): boolean {
  return a.kind === b.kind && a.name === b.name && a.scope === b.scope;
}

/** Every occurrence in the workspace. Files that do not hold the name are not looked into. */
export function occurrencesOf(
  session: Session,
  model: WorkspaceModel,
  subject: Subject,
): readonly { readonly file: File; readonly found: readonly Occurrence[] }[] {
  return [...model.files().keys()].flatMap((path) => {
    const shown = model.shown(path);
    if (shown.startsWith("<") || model.sourceOf(shown)?.text.includes(subject.name) !== true) return [];
    const file = session.fileOf(model, shown);
    if (file === undefined) return [];
    const found = occurrencesIn(file).filter((one) => isSame(one, subject));
    return found.length === 0 ? [] : [{ file, found }];
  });
}

/** The scope of what a file defines. */
function scopeOf(file: File): string {
  if (file.kind === "service") return `service ${serviceOf(file) ?? ""}`;
  return file.kind === "kit"
    ? `kit ${textOf(file.text, file.outline?.kind === "map" ? file.outline : undefined, "kit") ?? ""}`
    : "";
}

const ownedKinds: ReadonlySet<NameKind> = new Set(["sli", "slo", "hole"]);

function collect(file: File, outline: Outline): readonly Occurrence[] {
  const { text, kind } = file;
  const own = scopeOf(file);
  const found: Occurrence[] = [];
  const scoped = (named: NameKind): string => (ownedKinds.has(named) ? own : "");

  const add = (named: NameKind, role: Occurrence["role"], scalar: OutlineScalar, path: readonly string[]): void => {
    const { start, end } = innerRange(scalar);
    found.push({ kind: named, name: scalarText(text, scalar), scope: scoped(named), role, start, end, path });
  };
  const refer = (scalar: OutlineScalar, path: readonly string[], part: "key" | "value"): void => {
    const named = namedAt(kind, path, part);
    if (named === undefined) return;
    const name = scalarText(text, scalar);
    const { start, end } = innerRange(scalar);
    const base = { role: "reference" as const, path };
    if (named === "slo-or-other" || named === "service-or-slo") {
      const slash = name.indexOf("/");
      if (slash < 0) {
        const alone = named === "slo-or-other" ? ("slo" as const) : ("service" as const);
        found.push({ ...base, kind: alone, name, scope: scoped(alone), start, end });
        return;
      }
      const service = name.slice(0, slash);
      found.push({ ...base, kind: "service", name: service, scope: "", start, end: start + slash });
      found.push({
        ...base,
        kind: "slo",
        name: name.slice(slash + 1),
        scope: `service ${service}`,
        start: start + slash + 1,
        end,
      });
    } else if (named === "parameter") {
      const kit = kitOfUse(file, path);
      if (name !== "kit" && kit !== undefined)
        found.push({ ...base, kind: "hole", name, scope: `kit ${kit}`, start, end });
    } else if (named === "kit" && part === "key" && kitOfUse(file, path) !== name) {
      // a name of the service's own
    } else add(named, "reference", scalar, path);
  };
  const visit = (node: Outline, path: readonly string[]): void => {
    if (node.kind === "scalar") {
      const defined = definedAt(kind, path, "value");
      if (defined === undefined) refer(node, path, "value");
      else add(defined, "definition", node, path);
      holesIn(node, path);
    } else if (node.kind === "list") {
      for (const [at, { value }] of node.items.entries()) if (value !== undefined) visit(value, [...path, String(at)]);
    } else {
      for (const entry of node.entries) {
        const below = [...path, keyText(text, entry)];
        const defined = definedAt(kind, below, "key");
        if (defined === undefined) refer(entry.key, below, "key");
        else add(defined, isOverlay(kind, below) ? "reference" : "definition", entry.key, below);
        if (defined === "slo" && !isOverlay(kind, below) && impliesSli(text, entry)) {
          const { start, end } = innerRange(entry.key);
          found.push({
            kind: "sli",
            name: below.at(-1)!,
            scope: own,
            role: "reference",
            start,
            end,
            path: below,
            implied: entry,
          });
        }
        if (entry.value !== undefined) visit(entry.value, below);
      }
    }
  };
  const holesIn = (scalar: OutlineScalar, path: readonly string[]): void => {
    const written = text.slice(scalar.start, scalar.end);
    if (!written.includes("${")) return;
    for (const match of written.matchAll(/\$\$\{|\$\{([a-z0-9-]+)\}/g)) {
      if (match[1] === undefined) continue;
      const start = scalar.start + match.index + 2;
      found.push({
        kind: "hole",
        name: match[1],
        scope: own,
        role: "reference",
        start,
        end: start + match[1].length,
        path,
      });
    }
  };
  visit(outline, []);
  return found;
}

/** Whether a path stands in a layer over the service: what it names is defined below it. */
function isOverlay(kind: SpecKind, path: readonly string[]): boolean {
  return kind !== "kit" && path.length > inService(kind, path).length && inService(kind, path).length > 0;
}

/** Whether an SLO has the SLI of its own name. */
function impliesSli(text: string, { value }: OutlineEntry): boolean {
  if (value?.kind === "map") return !value.entries.some((entry) => ["sli", "of"].includes(keyText(text, entry)));
  return value?.kind === "scalar" && scalarText(text, value) !== "null";
}

function kitOfUse({ text, outline, kind }: File, path: readonly string[]): string | undefined {
  const at = path.length - inService(kind, path).length;
  const use = nodeAtPath(text, outline, path.slice(0, at + 2));
  return (use?.kind === "map" ? textOf(text, use, "kit") : undefined) ?? path[at + 1];
}
