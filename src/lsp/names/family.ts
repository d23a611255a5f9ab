/** A name and the names that are made of it: what a kit gives has another in a service that uses the kit under a name of its own. */
import { normalizeUses } from "../../3-resolve/kits/uses.ts";
import type { Kit } from "../../3-resolve/kits/kits.ts";
import { prefixedName } from "../../3-resolve/layers/stack.ts";
import { isMap } from "../../4-lint/lookup.ts";
import type { WorkspaceModel } from "../model.ts";
import { metricsGivenBy, suffixes } from "../promql/metrics.ts";
import { isSectionKind, labelKinds, sections, type SectionKind } from "./kinds.ts";
import type { Subject } from "./occurrences.ts";

export interface Member extends Subject {
  /** What is written there for a name of the family's subject. */
  write(name: string): string;
}

export interface Family {
  /** What has the name of its own. */
  readonly subject: Subject;
  /** By `keyOf`. */
  readonly members: ReadonlyMap<string, Member>;
  /** Others that bear one of the names. */
  rivals(): readonly Rival[];
}

export interface Rival {
  readonly subject: Subject;
  /** The scope in which it cannot be told which is meant. */
  readonly scope: string;
}

export function keyOf({ kind, name, scope }: Subject): string {
  return `${kind}\0${name}\0${scope}`;
}

const asIs = (name: string) => name;

/** What belongs together with a subject, as it was last read. */
export function familyOf(model: WorkspaceModel, found: Subject): Family {
  if (found.kind === "metric") return familyOfMetric(model, found);
  if (found.kind === "use") return familyOfUse(model, found);
  if (!isSectionKind(found.kind)) return family(found, [{ ...found, write: asIs }]);
  const [subject = found] = bearersOf(model, found.kind, found);
  return familyInSection(model, subject, found.kind);
}

function family(subject: Subject, members: readonly Member[], rivals: Family["rivals"] = () => []): Family {
  return { subject, members: new Map(members.map((member) => [keyOf(member), member])), rivals };
}

/** Those that a name in a service may stand for: what its kits give, else what is its own. */
function bearersOf(model: WorkspaceModel, kind: SectionKind, found: Subject): readonly Subject[] {
  const { name, scope } = found;
  if (scope.startsWith("kit ")) return [found];
  if (scope !== "*") {
    const given = usesOf(model, scope.slice("service ".length)).flatMap(({ prefix, kit }) =>
      namesGiven(kit, kind).flatMap((one): readonly Subject[] =>
        written(kind, prefix, one) === name ? [{ kind, name: one, scope: `kit ${kit.name}` }] : [],
      ),
    );
    return given.length > 0 ? given : [found];
  }
  const owners = new Map<string, Subject>();
  for (const { value } of model.allSpecs()) {
    const isOwn = Object.hasOwn(mapAt(value, sections[kind]), name);
    const of = `service ${value.service}`;
    const isGiven = () =>
      usesOf(model, value.service ?? "").some(({ prefix, kit }) =>
        namesGiven(kit, kind).some((one) => written(kind, prefix, one) === name),
      );
    if (isOwn || isGiven())
      for (const bearer of bearersOf(model, kind, { kind, name, scope: of })) owners.set(keyOf(bearer), bearer);
  }
  return owners.size === 0 ? [found] : [...owners.values()];
}

function familyInSection(model: WorkspaceModel, subject: Subject, kind: SectionKind): Family {
  const members: Member[] = [{ ...subject, write: asIs }];
  const [of, owner] = split(subject.scope);
  if (of === "kit")
    for (const { service, prefix, kit } of allUses(model))
      if (kit.name === owner)
        members.push({
          kind,
          name: written(kind, prefix, subject.name),
          scope: `service ${service}`,
          write: (name) => written(kind, prefix, name),
        });
  const places = new Map(members.map((one) => [keyOf(one), one]));
  // Matchers of series may name no service.
  for (const member of members) {
    const anywhere = { ...member, scope: "*" };
    if (isOfSeries(kind)) places.set(keyOf(anywhere), anywhere);
  }
  const rivals = () =>
    [...places.values()].flatMap((one) =>
      bearersOf(model, kind, one)
        .filter((bearer) => keyOf(bearer) !== keyOf(subject))
        .map((bearer) => ({ subject: bearer, scope: one.scope })),
    );
  return family(subject, [...places.values()], rivals);
}

function isOfSeries(kind: SectionKind): boolean {
  return Object.values(labelKinds).some((named) => named === kind);
}

function familyOfUse(model: WorkspaceModel, subject: Subject): Family {
  const members: Member[] = [{ ...subject, write: asIs }];
  for (const { service, prefix, kit } of allUses(model)) {
    if (prefix !== subject.name || subject.scope !== `service ${service}`) continue;
    for (const kind of Object.keys(sections) as SectionKind[])
      for (const name of namesGiven(kit, kind))
        if (written(kind, prefix, name) !== name)
          for (const scope of isOfSeries(kind) ? [subject.scope, "*"] : [subject.scope])
            members.push({ kind, name: written(kind, prefix, name), scope, write: (own) => written(kind, own, name) });
  }
  return family(subject, members);
}

/** A histogram is selected by the names of its series. */
function familyOfMetric(model: WorkspaceModel, found: Subject): Family {
  const base = metricTypes(model, found.name).size > 0 ? found.name : baseOf(model, found.name);
  const subject = { ...found, name: base };
  const members: Member[] = [{ ...subject, write: asIs }];
  const own = [...metricTypes(model, base)].flatMap((type) => suffixes[type] ?? []);
  for (const suffix of new Set(own))
    if (metricTypes(model, base + suffix).size === 0)
      members.push({ ...subject, name: base + suffix, write: (name) => name + suffix });
  return family(subject, members);
}

/** The histogram or summary of which this is one of the series. */
function baseOf(model: WorkspaceModel, name: string): string {
  for (const suffix of suffixes["histogram"]!) {
    if (!name.endsWith(suffix)) continue;
    const base = name.slice(0, -suffix.length);
    if ([...metricTypes(model, base)].some((type) => suffixes[type]?.includes(suffix) === true)) return base;
  }
  return name;
}

/** As what services and kits give the name to a metric. */
export function metricTypes(model: WorkspaceModel, name: string): ReadonlySet<string> {
  const kits = [...(model.project?.kits.byName.values() ?? [])].map(({ spec }) => spec);
  return new Set([...model.allSpecs(), ...kits].flatMap((spec) => metricsGivenBy(spec).get(name)?.type ?? []));
}

// --- who uses what

interface Use {
  readonly service: string;
  readonly prefix: string | undefined;
  readonly kit: Kit;
}

function usesOf(model: WorkspaceModel, service: string): readonly Use[] {
  const shown = model.project?.index.services.get(service)?.origin.span.file.path;
  const spec = shown === undefined ? undefined : model.specsOf(shown).find(({ value }) => value.service === service);
  return spec === undefined ? [] : usesIn(model, spec.value);
}

function allUses(model: WorkspaceModel): readonly Use[] {
  return model.allSpecs().flatMap(({ value }) => usesIn(model, value));
}

function usesIn(model: WorkspaceModel, { service = "", uses }: { service?: string; uses?: unknown }): readonly Use[] {
  return normalizeUses(uses).flatMap(({ kit: name, prefix }) => {
    const kit = model.project?.kits.byName.get(name);
    return kit === undefined ? [] : [{ service, prefix, kit }];
  });
}

/** Whether a service or kit has a name already, written or given. */
export function isBorne(model: WorkspaceModel, kind: SectionKind, { name, scope }: Subject): boolean {
  const [of, owner] = split(scope);
  if (of === "kit") {
    const kit = model.project?.kits.byName.get(owner);
    return kit !== undefined && namesGiven(kit, kind).includes(name);
  }
  return model.allSpecs().some(({ value }) => {
    if (value.service !== owner) return false;
    const layers = [value, ...Object.values(mapAt(value, ["environments"]))];
    const given = () =>
      usesIn(model, value).flatMap(({ prefix, kit }) => namesGiven(kit, kind).map((one) => written(kind, prefix, one)));
    const isVital = kind === "sli" && Object.hasOwn(mapAt(value, ["rum", "vitals"]), name);
    return (
      isVital || layers.some((layer) => Object.hasOwn(mapAt(layer, sections[kind]), name)) || given().includes(name)
    );
  });
}

/** Names that a kit gives in a section. */
function namesGiven({ gives }: Kit, kind: SectionKind): readonly string[] {
  return Object.keys(mapAt(gives, sections[kind]));
}

export function mapAt(value: unknown, path: readonly string[]): Readonly<Record<string, unknown>> {
  let here = value;
  for (const step of path) here = isMap(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  return isMap(here) ? here : {};
}

function written(kind: SectionKind, prefix: string | undefined, name: string): string {
  const [section] = sections[kind];
  return prefix === undefined || sections[kind].length > 1 ? name : prefixedName(section, prefix, name);
}

function split(scope: string): readonly [string, string] {
  const at = scope.indexOf(" ");
  return [scope.slice(0, at), scope.slice(at + 1)];
}
