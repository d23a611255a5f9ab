/** Which places of specs give something a name, and which name something: one table for completion, definitions, references and renames. */
import { type ReferenceTarget, references } from "../../3-resolve/check/references.ts";
import type { SpecKind } from "../../2-validate/spec.ts";

/** What has a name. A hole is a parameter of a kit or one of `vars`; a use is a service's own name for a kit that it uses. */
export type NameKind =
  | Exclude<ReferenceTarget, "slo-or-other" | "service-or-slo">
  | "service"
  | "kit"
  | "workspace"
  | "parameter"
  | "environment"
  | "rule"
  | "hole"
  | "use"
  | "metric"
  | "alert"
  | "anomaly"
  | "experiment"
  | "maintenance"
  | "correction"
  | "stream"
  | "event"
  | "span"
  | "dashboard";

export type Named = NameKind | ReferenceTarget;

/** What a person calls each kind. */
export const nouns: Readonly<Record<NameKind, string>> = {
  sli: "SLI",
  slo: "SLO",
  service: "service",
  team: "team",
  receiver: "receiver",
  destination: "destination",
  hours: "hours",
  kit: "kit",
  workspace: "workspace",
  parameter: "parameter",
  environment: "environment",
  rule: "lint rule",
  hole: "name",
  use: "use",
  metric: "metric",
  alert: "alert",
  anomaly: "anomaly",
  experiment: "experiment",
  maintenance: "maintenance",
  correction: "correction",
  stream: "log stream",
  event: "log event",
  span: "span",
  dashboard: "dashboard",
};

/** Maps of a service or a kit whose keys are names of its own. */
export const sections = {
  sli: ["slis"],
  slo: ["slos"],
  alert: ["alerts"],
  anomaly: ["anomalies"],
  experiment: ["chaos"],
  maintenance: ["maintenance"],
  correction: ["corrections"],
  stream: ["logs", "streams"],
  event: ["logs", "events"],
  span: ["traces", "spans"],
  dashboard: ["dashboards"],
} as const satisfies Partial<Record<NameKind, readonly string[]>>;

export type SectionKind = keyof typeof sections;

export function isSectionKind(kind: Named): kind is SectionKind {
  return Object.hasOwn(sections, kind);
}

/** What belongs to the service or kit that it is named in; of the rest there is one in the workspace. */
export function isOwned(kind: NameKind): boolean {
  return isSectionKind(kind) || kind === "hole" || kind === "use";
}

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
  ...Object.entries(sections).map(([kind, at]): Pattern => ({ at: [...at, anyKey], to: kind as SectionKind })),
  { at: ["rum", "vitals", anyKey], to: "sli" },
  { at: ["vars", anyKey], to: "hole" },
  { at: ["metrics", "declare", anyKey], to: "metric" },
  { at: ["metrics", "record", anyKey], to: "metric" },
];

const definitionsOfWorkspace: readonly Pattern[] = [
  { at: ["teams", anyKey], to: "team" },
  { at: ["receivers", anyKey], to: "receiver" },
  { at: ["destinations", anyKey], to: "destination" },
  { at: ["hours", anyKey], to: "hours" },
  { at: ["environments", anyKey], to: "environment" },
];

/** Counts the lines of a log stream. */
const metricOfStream = ["logs", "streams", anyKey, "metric"];

/** Labels of what tocsin records and alerts on, and what their values name. */
export const labelKinds: Readonly<Record<string, NameKind>> = {
  service: "service",
  slo: "slo",
  anomaly: "anomaly",
  alertname: "alert",
  owner: "team",
};

/** The path as a service would have it: without the layer that it stands in. */
export function inService(kind: SpecKind, path: readonly string[]): readonly string[] {
  const [first] = path;
  if (kind === "service") return first === "environments" ? path.slice(2) : path;
  if (kind === "kit") return path;
  if (first === "defaults") return path.slice(1);
  return first === "tiers" || first === "environments" ? path.slice(2) : [];
}

/** Whether a path stands in a layer over the service: what it names is defined below it. */
export function isOverlay(kind: SpecKind, path: readonly string[]): boolean {
  const own = inService(kind, path).length;
  return kind !== "kit" && path.length > own && own > 0;
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
  const own = inService(kind, path);
  if (part === "value") {
    if (path.length === 1 && path[0] === kind) return kind;
    return fits(metricOfStream, own) ? "metric" : undefined;
  }
  if (kind === "workspace") {
    const found = definitionsOfWorkspace.find(({ at }) => fits(at, path));
    if (found !== undefined) return found.to as NameKind;
  }
  if (kind === "kit" && path.length === 2 && path[0] === "parameters") return "hole";
  return definitionsOfService.find(({ at }) => fits(at, own))?.to as NameKind | undefined;
}
