/** Where names are defined, in a spec of the workspace or in one of its kits. */
import { isMap } from "../4-lint/lookup.ts";
import type { Span } from "../diagnostics/diagnostic.ts";
import type { Origin } from "../model/origin.ts";
import { pointerTo } from "../util/pointer.ts";
import type { WorkspaceModel } from "./model.ts";
import type { Subject } from "./occurrences.ts";

/** The place that gives a subject its name; undefined for what is built in. */
export function definitionOf(model: WorkspaceModel, subject: Subject): Span | undefined {
  const { kind, name, scope } = subject;
  const { workspace, index, kits } = model.project ?? {};
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
    case "destination":
    case "hours": {
      const key = kind === "hours" ? "hours" : "destinations";
      const pointer = pointerTo(`/${key}`, name);
      const span = workspace?.resolved.originOf(pointer, "key").span;
      return span?.file.text.slice(span.start, span.end).includes(name) === true ? span : undefined;
    }
    case "sli":
    case "slo":
      return ofService(model, scope.replace(/^service /, ""), kind === "sli" ? "slis" : "slos", name);
    case "hole":
      return hole(model, scope, name);
    default:
      return undefined;
  }
}

function onDisk(span: Span | undefined): Span | undefined {
  return span === undefined || span.file.path.startsWith("<") ? undefined : span;
}

/** An SLI or SLO: where the service writes it, or the kit that gives it. */
function ofService(model: WorkspaceModel, service: string, part: "slis" | "slos", name: string): Span | undefined {
  const shown = model.project?.index.services.get(service)?.origin.span.file.path;
  if (shown === undefined) return undefined;
  const pointer = pointerTo(`/${part}`, name);
  const spec = model.specsOf(shown).find(({ value }) => value.service === service);
  const written: unknown = spec?.value[part];
  if (spec !== undefined && isMap(written) && Object.hasOwn(written, name)) return spec.document.spanOf(pointer, "key");
  const resolved = model.servicesOf(shown).find((one) => one.name === service)?.resolved;
  const given = resolved?.value[part];
  if (resolved === undefined || !isMap(given) || !Object.hasOwn(given, name)) return undefined;
  return spanOf(resolved.originOf(pointer, "key"));
}

/** What a kit gives is defined in the kit; of one that is built in, where the service uses it. */
function spanOf(origin: Origin): Span | undefined {
  if (origin.from === "kit") return onDisk(origin.inKit) ?? origin.span;
  return origin.from === "default" ? undefined : origin.span;
}

function hole(model: WorkspaceModel, scope: string, name: string): Span | undefined {
  if (scope.startsWith("kit ")) {
    const kit = model.project?.kits.byName.get(scope.slice(4));
    if (kit === undefined || !kit.parameters.has(name) || kit.builtIn) return undefined;
    return kit.spec.document.spanOf(pointerTo("/parameters", name), "key");
  }
  const shown = model.project?.index.services.get(scope.replace(/^service /, ""))?.origin.span.file.path;
  const [spec] = shown === undefined ? [] : model.specsOf(shown);
  const vars: unknown = spec?.value.vars;
  return isMap(vars) && Object.hasOwn(vars, name) ? spec!.document.spanOf(pointerTo("/vars", name), "key") : undefined;
}
