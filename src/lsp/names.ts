/** Which places of specs give something a name, and which name something: one table for completion, definitions, references and renames. */
import { type ReferenceTarget, references } from "../3-resolve/check/references.ts";
import type { SpecKind } from "../2-validate/spec.ts";

/** What has a name. Those of a service belong to it; a hole is a parameter of a kit or one of `vars`. */
export type NameKind =
  | Exclude<ReferenceTarget, "slo-or-other" | "service-or-slo">
  | "service"
  | "kit"
  | "parameter"
  | "environment"
  | "rule"
  | "hole";

export type Named = NameKind | ReferenceTarget;

interface Pattern {
  /** Keys down; `*` is any key or item. A map's keys and a list's items are named by one step more. */
  readonly at: readonly string[];
  readonly to: Named;
}

const anyKey = "*";

/** Besides what the reference check looks at. */
const ofService: readonly Pattern[] = [
  ...references,
  { at: ["uses", anyKey, "kit"], to: "kit" },
  { at: ["uses"], to: "kit" },
];

const ofWorkspace: readonly Pattern[] = [
  { at: ["teams", anyKey, "notify", anyKey], to: "receiver" },
  { at: ["routing", "default"], to: "receiver" },
  { at: ["policy", "rules"], to: "rule" },
  { at: ["policy", "locked"], to: "rule" },
];

const definitionsOfService: readonly Pattern[] = [
  { at: ["slis", anyKey], to: "sli" },
  { at: ["rum", "vitals", anyKey], to: "sli" },
  { at: ["slos", anyKey], to: "slo" },
  { at: ["vars", anyKey], to: "hole" },
];

const definitionsOfWorkspace: readonly Pattern[] = [
  { at: ["teams", anyKey], to: "team" },
  { at: ["receivers", anyKey], to: "receiver" },
  { at: ["destinations", anyKey], to: "destination" },
  { at: ["hours", anyKey], to: "hours" },
  { at: ["environments", anyKey], to: "environment" },
];

/** The path as a service would have it: without the layer that it stands in. */
export function inService(kind: SpecKind, path: readonly string[]): readonly string[] {
  const [first] = path;
  if (kind === "service") return first === "environments" ? path.slice(2) : path;
  if (kind === "kit") return path;
  if (first === "defaults") return path.slice(1);
  return first === "tiers" || first === "environments" ? path.slice(2) : [];
}

function fits(pattern: readonly string[], path: readonly string[]): boolean {
  return pattern.length === path.length && pattern.every((step, at) => step === anyKey || step === path[at]);
}

/** What a value, a key or an item at a path names; undefined for what is no name of something else. */
export function namedAt(kind: SpecKind, path: readonly string[], part: "key" | "value"): Named | undefined {
  const own = inService(kind, path);
  const find = (patterns: readonly Pattern[], where: readonly string[]) =>
    patterns.find(({ at }) => {
      if (part === "value" && fits(at, where)) return true;
      const isOneOf = part === "key" || /^\d+$/.test(where.at(-1) ?? "");
      return isOneOf && where.length > 0 && fits(at, where.slice(0, -1));
    })?.to;
  if (kind === "workspace") {
    const found = find(ofWorkspace, path);
    if (found !== undefined) return found;
  }
  if (part === "key" && kind === "service" && path.length === 2 && path[0] === "environments") return "environment";
  if (part === "key" && own.length === 3 && own[0] === "uses") return "parameter";
  return own.length === 0 ? undefined : find(ofService, own);
}

/** What a key, or the value of the key that says what the file is, gives a name to. */
export function definedAt(kind: SpecKind, path: readonly string[], part: "key" | "value"): NameKind | undefined {
  if (part === "value") {
    if (path.length === 1 && path[0] === kind) return kind === "workspace" ? undefined : kind;
    return undefined;
  }
  if (kind === "workspace") {
    const found = definitionsOfWorkspace.find(({ at }) => fits(at, path));
    if (found !== undefined) return found.to as NameKind;
  }
  if (kind === "kit" && path.length === 2 && path[0] === "parameters") return "hole";
  const own = inService(kind, path);
  return definitionsOfService.find(({ at }) => fits(at, own))?.to as NameKind | undefined;
}
