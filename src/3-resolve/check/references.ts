import type { Diagnostic, Label } from "../../diagnostics/diagnostic.ts";
import type { Origin } from "../../model/origin.ts";
import type { ServiceIndex, Workspace } from "../../model/workspace.ts";
import { diagnostic } from "../diagnostics.ts";
import { entriesOf, find, isMap, sourceAt, valueOf, type Node } from "../layers/lay.ts";
import { placeOfOrigin } from "../place.ts";
import { misspelt } from "../spelling.ts";
import { valuesAt } from "./values.ts";

/** What a reference names. */
export type ReferenceTarget =
  "sli" | "slo" | "slo-or-other" | "service-or-slo" | "team" | "receiver" | "destination" | "hours";

interface Reference {
  /** Keys from the service down; `*` is any key or item. */
  readonly at: readonly string[];
  readonly to: ReferenceTarget;
}

/** Where a service names something. At a map the keys are the names, at a list its items. */
export const references: readonly Reference[] = [
  { at: ["owner"], to: "team" },
  { at: ["dependsOn"], to: "service-or-slo" },
  { at: ["slos", "*", "sli"], to: "sli" },
  { at: ["slos", "*", "of"], to: "slo-or-other" },
  { at: ["slos", "*", "alerting", "*", "notify"], to: "receiver" },
  { at: ["alerting", "*", "notify"], to: "receiver" },
  { at: ["alerts", "*", "notify"], to: "receiver" },
  { at: ["anomalies", "*", "notify"], to: "receiver" },
  { at: ["sla", "guarantees"], to: "slo" },
  { at: ["sla", "support", "*", "hours"], to: "hours" },
  { at: ["corrections", "*", "slo"], to: "slo" },
  { at: ["chaos", "*", "steadyState"], to: "slo" },
  { at: ["metrics", "destinations"], to: "destination" },
  { at: ["logs", "destinations"], to: "destination" },
  { at: ["logs", "streams", "*", "destinations"], to: "destination" },
  { at: ["traces", "destinations"], to: "destination" },
];

interface Named {
  readonly name: string;
  readonly path: readonly string[];
  readonly part: "key" | "value";
}

/** Names that may be meant. Most references are found to be right: where a name is defined is asked of those that are not. */
interface Known {
  has(name: string): boolean;
  keys(): Iterable<string>;
  originOf?(name: string): Origin | undefined;
}

export interface ReferenceInput {
  readonly root: Node;
  /** The plain value of `root`. */
  readonly value: unknown;
  readonly service: string;
  readonly workspace?: Workspace;
  readonly index: ServiceIndex;
  readonly report: (found: Diagnostic) => void;
}

/** Reports each name that nothing bears. Without a workspace what it would declare is not known, and not judged. */
export function checkReferences(input: ReferenceInput): void {
  for (const { at, to } of references) {
    for (const named of namesAt(input.value, at)) check(named, to, input);
  }
}

/** Names at a path: texts, items of a list, keys of a map. */
function namesAt(value: unknown, at: readonly string[]): readonly Named[] {
  return valuesAt(value, at).flatMap(({ value: found, path }): readonly Named[] => {
    if (typeof found === "string") return [{ name: found, path, part: "value" }];
    if (isMap(found)) return Object.keys(found).map((name) => ({ name, path: [...path, name], part: "key" }));
    if (!Array.isArray(found)) return [];
    return found.flatMap((name, item) =>
      typeof name === "string" ? [{ name, path: [...path, String(item)], part: "value" as const }] : [],
    );
  });
}

function check(named: Named, to: ReferenceTarget, input: ReferenceInput): void {
  const { root, workspace, index, service } = input;
  // A hole that could not be filled was reported.
  if (named.name.includes("${")) return;
  const slash = named.name.indexOf("/");
  switch (to) {
    case "sli":
      return unless(named, slisOf(root), "unknown-sli", { service }, input);
    case "slo":
      return unless(named, slosOf(root), "unknown-slo", { service }, input);
    case "slo-or-other":
      return slash < 0
        ? unless(named, slosOf(root), "unknown-slo", { service }, input)
        : checkOther(named, slash, input);
    case "service-or-slo":
      if (workspace === undefined) return;
      return slash < 0
        ? unless(named, index.incomplete ? undefined : servicesOf(index), "unknown-service", {}, input)
        : checkOther(named, slash, input);
    case "team":
      return unless(named, workspace && defined(workspace.teams), "unknown-team", {}, input);
    case "receiver":
      return unless(named, workspace && defined(workspace.receivers), "unknown-receiver", {}, input);
    case "destination":
      return unless(named, declared(workspace, "destinations"), "unknown-destination", {}, input);
    case "hours":
      return unless(named, workspace && withAlways(declared(workspace, "hours")), "unknown-hours", {}, input);
  }
}

/** `service/slo` of another service. */
function checkOther(named: Named, slash: number, input: ReferenceInput): void {
  if (input.workspace === undefined) return;
  const [service, slo] = [named.name.slice(0, slash), named.name.slice(slash + 1)];
  const other = input.index.services.get(service);
  if (other === undefined)
    unless(
      { ...named, name: service },
      input.index.incomplete ? undefined : servicesOf(input.index),
      "unknown-service",
      {},
      input,
      (near) => `${near}/${slo}`,
    );
  else
    unless(
      { ...named, name: slo },
      new Set(other.slos),
      "unknown-slo",
      { service },
      input,
      (near) => `${service}/${near}`,
    );
}

type Code =
  | "unknown-sli"
  | "unknown-slo"
  | "unknown-service"
  | "unknown-team"
  | "unknown-receiver"
  | "unknown-destination"
  | "unknown-hours";

function unless(
  { name, path, part }: Named,
  known: Known | undefined,
  code: Code,
  facts: { readonly service?: string },
  { root, report }: ReferenceInput,
  whole: (near: string) => string = (near) => near,
): void {
  if (known === undefined || known.has(name)) return;
  const source = sourceAt(root, path);
  const origin = source.layer.originOf(source.pointer, part);
  // An SLO's own name is its SLI unless it names one: the finding is about the SLO's key.
  const isOwnName = origin.from === "default";
  const place = placeOfOrigin(isOwnName ? keyOrigin(root, path.slice(0, -1)) : origin);
  const map = part === "key" ? find(root, ...path.slice(0, -1)) : undefined;
  const beside = map && valueOf(map);
  const near = misspelt(name, known.keys(), place.span, {
    shown: whole,
    taken: isMap(beside) ? Object.keys(beside) : [],
  });
  report(
    diagnostic(code, { name, service: facts.service ?? "" }, place.span, {
      labels: [...place.labels, ...definitionOf(near?.near, known)],
      help: near?.help ?? withoutNear(known, code),
      // A kit's text is not the service's to mend, and an SLO may be meant to have its name.
      ...(near?.fix !== undefined && !isOwnName && place.labels.length === 0 && { fix: near.fix }),
    }),
  );
}

function keyOrigin(root: Node, path: readonly string[]): Origin {
  const { layer, pointer } = sourceAt(root, path);
  return layer.originOf(pointer, "key");
}

function definitionOf(name: string | undefined, known: Known): readonly Label[] {
  const origin = name === undefined ? undefined : known.originOf?.(name);
  return origin === undefined ? [] : [{ span: placeOfOrigin(origin).span, text: `\`${name}\` is defined here` }];
}

/** What to do when nothing is near, by what was looked for. */
const otherwise: Readonly<Record<Code, string>> = {
  "unknown-sli": "define it under `slis`, or use a kit that gives it",
  "unknown-slo": "define it under `slos`",
  "unknown-service": "a service file of the workspace must describe it",
  "unknown-team": "declare it under `teams` in the workspace",
  "unknown-receiver": "declare it under `receivers` in the workspace",
  "unknown-destination": "declare it under `destinations` in the workspace",
  "unknown-hours": "declare them under `hours` in the workspace",
};

function withoutNear(known: Known, code: Code): string {
  const names = [...known.keys()];
  return names.length === 0 ? otherwise[code] : `${otherwise[code]}; there is ${listed(names)}`;
}

/** Names in words, the first ten of them. */
export function listed(names: readonly string[]): string {
  const shown = [...names]
    .sort()
    .slice(0, 10)
    .map((name) => `\`${name}\``);
  return names.length > shown.length ? `${shown.join(", ")} and ${names.length - shown.length} more` : shown.join(", ");
}

/** A vital of real users is an SLI of its name. */
function slisOf(root: Node): Known {
  return entries(find(root, "slis"), find(root, "rum", "vitals"));
}

function slosOf(root: Node): Known {
  return entries(find(root, "slos"));
}

/** The keys of maps of the service. */
function entries(...maps: readonly (Node | undefined)[]): Known {
  const at = (name: string) => maps.map((map) => find(map, name)).find((node) => node !== undefined);
  return {
    has: (name) => at(name) !== undefined,
    keys: () => maps.flatMap((map) => entriesOf(map).map(([name]) => name)),
    originOf(name) {
      const source = at(name)?.source;
      return source?.layer.originOf(source.pointer, "key");
    },
  };
}

function servicesOf({ services }: ServiceIndex): Known {
  return defined(services);
}

function withAlways(hours: Known | undefined): Known {
  const has = (name: string) => name === "always" || hours?.has(name) === true;
  return { ...hours, has, keys: () => ["always", ...(hours?.keys() ?? [])] };
}

function defined(map: ReadonlyMap<string, { readonly origin: Origin }>): Known {
  return { has: (name) => map.has(name), keys: () => map.keys(), originOf: (name) => map.get(name)?.origin };
}

function declared(workspace: Workspace | undefined, key: string): Known | undefined {
  if (workspace === undefined) return undefined;
  const { value, originOf } = workspace.resolved;
  const map = value[key];
  const names = new Set(isMap(map) ? Object.keys(map) : []);
  return {
    has: (name) => names.has(name),
    keys: () => names,
    originOf: (name) => originOf(`/${key}/${name}`, "key"),
  };
}
