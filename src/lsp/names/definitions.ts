/** Where names are defined, in a spec of the workspace or in one of its kits. */
import { isMap } from "../../4-lint/lookup.ts";
import type { Span } from "../../diagnostics/diagnostic.ts";
import type { Origin } from "../../model/origin.ts";
import { pointerTo } from "../../util/pointer.ts";
import type { WorkspaceModel } from "../model.ts";
import { metricsGivenBy } from "../promql/metrics.ts";
import { familyOf, mapAt } from "./family.ts";
import { isSectionKind, type SectionKind, sections } from "./kinds.ts";
import type { Subject } from "./occurrences.ts";

/** The places that give a subject its name; none for what is built in. More than one where several may be meant. */
export function definitionsOf(model: WorkspaceModel, subject: Subject): readonly Span[] {
  const { kind, name, scope } = subject;
  if (kind === "metric") return ofMetric(model, familyOf(model, subject).subject.name);
  if (isSectionKind(kind) && scope === "*") {
    const { subject: first, rivals } = familyOf(model, subject);
    const all = [first, ...rivals().map((one) => one.subject)];
    return all.flatMap((one) => (one.scope === "*" ? [] : definitionsOf(model, one)));
  }
  const found = definitionOf(model, kind, name, scope);
  return found === undefined ? [] : [found];
}

function definitionOf(model: WorkspaceModel, kind: Subject["kind"], name: string, scope: string): Span | undefined {
  const { workspace, index, kits } = model.project ?? {};
  if (isSectionKind(kind)) return inSection(model, kind, name, scope);
  switch (kind) {
    case "service":
      return onDisk(index?.services.get(name)?.origin.span);
    case "kit":
      return onDisk(kits?.byName.get(name)?.origin.span);
    case "team":
      return onDisk(workspace?.teams.get(name)?.origin.span);
    case "receiver":
      return onDisk(workspace?.receivers.get(name)?.origin.span);
    case "environment":
      return onDisk(workspace?.environments.find((one) => one.name === name)?.origin.span);
    case "workspace":
      return workspace?.name === name ? onDisk(workspace.resolved.originOf("/workspace").span) : undefined;
    case "destination":
    case "hours": {
      const section = kind === "hours" ? "hours" : "destinations";
      if (workspace === undefined || !Object.hasOwn(mapAt(workspace.resolved.value, [section]), name)) return undefined;
      const { from, span } = workspace.resolved.originOf(pointerTo(`/${section}`, name), "key");
      return from === "default" ? undefined : onDisk(span);
    }
    case "hole":
      return hole(model, scope, name);
    case "use": {
      const spec = specOf(model, scope);
      const uses = mapAt(spec?.value, ["uses"]);
      return Object.hasOwn(uses, name) ? spec?.document.spanOf(pointerTo("/uses", name), "key") : undefined;
    }
    default:
      return undefined;
  }
}

function onDisk(span: Span | undefined): Span | undefined {
  return span === undefined || span.file.path.startsWith("<") ? undefined : span;
}

function specOf(model: WorkspaceModel, scope: string) {
  const service = scope.replace(/^service /, "");
  const shown = model.project?.index.services.get(service)?.origin.span.file.path;
  return shown === undefined ? undefined : model.specsOf(shown).find(({ value }) => value.service === service);
}

/** What a service has a map of: where the service writes it, or the kit that gives it. */
function inSection(model: WorkspaceModel, kind: SectionKind, name: string, scope: string): Span | undefined {
  const at = sections[kind];
  const pointer = pointerTo(at.reduce(pointerTo, ""), name);
  if (scope.startsWith("kit ")) {
    const kit = model.project?.kits.byName.get(scope.slice("kit ".length));
    return kit !== undefined && Object.hasOwn(mapAt(kit.gives, at), name)
      ? onDisk(kit.spec.document.spanOf(pointer, "key"))
      : undefined;
  }
  const spec = specOf(model, scope);
  if (spec === undefined) return undefined;
  if (Object.hasOwn(mapAt(spec.value, at), name)) return spec.document.spanOf(pointer, "key");
  if (kind === "sli" && Object.hasOwn(mapAt(spec.value, ["rum", "vitals"]), name))
    return spec.document.spanOf(pointerTo("/rum/vitals", name), "key");
  const { path } = spec.document.source;
  const services = model.servicesOf(path).filter((one) => one.name === spec.value.service);
  const resolved = services.find(({ resolved: { value } }) => Object.hasOwn(mapAt(value, at), name))?.resolved;
  return resolved === undefined ? undefined : spanOf(resolved.originOf(pointer, "key"));
}

/** What a kit gives is defined in the kit; of one that is built in, where the service uses it. */
function spanOf(origin: Origin): Span | undefined {
  if (origin.from === "kit") return onDisk(origin.inKit) ?? origin.span;
  return origin.from === "default" ? undefined : origin.span;
}

function hole(model: WorkspaceModel, scope: string, name: string): Span | undefined {
  if (scope.startsWith("kit ")) {
    const kit = model.project?.kits.byName.get(scope.slice("kit ".length));
    if (kit === undefined || !kit.parameters.has(name) || kit.builtIn) return undefined;
    return kit.spec.document.spanOf(pointerTo("/parameters", name), "key");
  }
  const spec = specOf(model, scope);
  const vars: unknown = spec?.value.vars;
  return isMap(vars) && Object.hasOwn(vars, name) ? spec!.document.spanOf(pointerTo("/vars", name), "key") : undefined;
}

/** Where specs and kits of the workspace give a metric its name. */
function ofMetric(model: WorkspaceModel, name: string): readonly Span[] {
  const kits = [...(model.project?.kits.byName.values() ?? [])].map(({ spec }) => spec);
  return [...model.allSpecs(), ...kits].flatMap((spec) => {
    const given = metricsGivenBy(spec).get(name);
    return given === undefined ? [] : (onDisk(spec.document.spanOf(given.pointer, given.part)) ?? []);
  });
}
