/** Names that may stand at a place, with what there is to say about each. */
import { normalizeUses } from "../../3-resolve/kits/uses.ts";
import { prefixedName } from "../../3-resolve/layers/stack.ts";
import { builtinHoles } from "../../3-resolve/holes/holes.ts";
import { lintRules } from "../../4-lint/registry.ts";
import { isMap } from "../../4-lint/lookup.ts";
import { mapAt } from "../names/family.ts";
import { inService, type Named, type SectionKind, sections } from "../names/kinds.ts";
import { metricsOf } from "../promql/metrics.ts";
import type { File } from "../session.ts";
import { keyText, nodeAtPath, scalarText } from "../yaml/place.ts";
import type { Outline } from "../yaml/outline.ts";

export interface KnownName {
  readonly name: string;
  /** Behind the name, in few words. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
}

/** Names of a kind, as they are known at a path of a file. */
export function namesOf(file: File, named: Named, path: readonly string[]): readonly KnownName[] {
  const { model } = file;
  const { workspace, index, kits } = model.project ?? {};
  switch (named) {
    case "sli":
      return slisIn(file);
    case "slo":
      return slosIn(file);
    case "slo-or-other":
      return [...slosIn(file), ...otherSlos(file)];
    case "service-or-slo":
      return [...servicesBeside(file), ...otherSlos(file)];
    case "service":
      return [...(index?.services.keys() ?? [])].map((name) => ({ name, detail: "service" }));
    case "team":
      return [...(workspace?.teams.values() ?? [])].map(({ name, notify }) => ({
        name,
        detail: "team",
        documentation: Object.entries(notify)
          .map(([severity, receivers]) => `- ${severity}: ${receivers.join(", ")}`)
          .join("\n"),
      }));
    case "receiver":
      return [...(workspace?.receivers.values() ?? [])].map(({ name, channels }) => ({
        name,
        detail: channels.map(({ kind }) => kind).join(", ") || "nobody is told",
      }));
    case "destination":
    case "hours": {
      const declared = workspace?.resolved.value[named === "hours" ? "hours" : "destinations"];
      const own = Object.keys(isMap(declared) ? declared : {}).map((name) => ({ name }));
      return named === "hours" ? [{ name: "always", detail: "built in" }, ...own] : own;
    }
    case "environment":
      return (workspace?.environments ?? []).map(({ name }) => ({ name, detail: "environment" }));
    case "kit":
      return [...(kits?.byName.values() ?? [])].map(({ name, description, builtIn }) => ({
        name,
        detail: builtIn ? "built-in kit" : "kit",
        ...(description !== undefined && { documentation: description }),
      }));
    case "parameter":
      return parametersAt(file, path);
    case "hole":
      return holesIn(file);
    case "alert":
    case "anomaly":
    case "experiment":
    case "maintenance":
    case "correction":
    case "stream":
    case "event":
    case "span":
    case "dashboard":
      return ownAndGiven(file, named);
    case "metric": {
      const [spec] = file.model.specsOf(file.shown);
      return [...metricsOf(file.model, spec).metrics.values()].map(({ name, type, of }) => ({
        name,
        detail: [type, of === "" ? undefined : `of ${of}`].filter((part) => part !== undefined).join(", "),
      }));
    }
    case "use":
    case "workspace":
      return [];
    case "rule":
      return [
        ...file.model.ownRules.map((rule) => ({ ...rule, detail: "rule of your own" })),
        ...lintRules.map((rule) => ({ ...rule, detail: "lint rule" })),
      ].map(({ name, detail, summary }) => ({ name, detail, documentation: summary }));
  }
}

/** A part of an outline as data; texts alone. */
function plainOf(text: string, node: Outline | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === "scalar") return scalarText(text, node);
  if (node.kind === "list") return node.items.map(({ value }) => plainOf(text, value));
  return Object.fromEntries(node.entries.map((entry) => [keyText(text, entry), plainOf(text, entry.value)]));
}

function keysAt({ text, outline }: File, path: readonly string[]): readonly string[] {
  const map = nodeAtPath(text, outline, path);
  return map?.kind === "map" ? map.entries.map((entry) => keyText(text, entry)).filter((key) => key !== "") : [];
}

function usesIn(file: File) {
  return normalizeUses(plainOf(file.text, nodeAtPath(file.text, file.outline, ["uses"])));
}

/** Names that a service has by itself, and those that its kits give it. */
function ownAndGiven(file: File, kind: SectionKind): readonly KnownName[] {
  const at = sections[kind];
  const [section] = at;
  const own = keysAt(file, at).map((name): KnownName => ({ name, detail: "of this service" }));
  const given = usesIn(file).flatMap(({ kit, prefix }) => {
    const gives = mapAt(file.model.project?.kits.byName.get(kit)?.gives, at);
    return Object.entries(gives).map(([name, value]): KnownName => {
      const description = isMap(value) ? value["description"] : undefined;
      return {
        name: prefix === undefined || at.length > 1 ? name : prefixedName(section, prefix, name),
        detail: `of kit ${kit}`,
        ...(typeof description === "string" && { documentation: description }),
      };
    });
  });
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...given.filter(({ name }) => !names.has(name))];
}

export function slisIn(file: File): readonly KnownName[] {
  const vitals = keysAt(file, ["rum", "vitals"]).map((name) => ({ name, detail: "vital of real users" }));
  return [...ownAndGiven(file, "sli"), ...vitals];
}

function slosIn(file: File): readonly KnownName[] {
  const known = ownAndGiven(file, "slo");
  const names = new Set(known.map(({ name }) => name));
  const others = file.model.project?.index.services.get(serviceOf(file) ?? "")?.slos ?? [];
  return [...known, ...others.filter((name) => !names.has(name)).map((name) => ({ name }))];
}

export function serviceOf(file: File): string | undefined {
  const name = plainOf(file.text, nodeAtPath(file.text, file.outline, ["service"]));
  return typeof name === "string" ? name : undefined;
}

function servicesBeside(file: File): readonly KnownName[] {
  const own = serviceOf(file);
  return [...(file.model.project?.index.services.keys() ?? [])]
    .filter((name) => name !== own)
    .map((name) => ({ name, detail: "service" }));
}

function otherSlos(file: File): readonly KnownName[] {
  const own = serviceOf(file);
  return [...(file.model.project?.index.services.values() ?? [])]
    .filter(({ name }) => name !== own)
    .flatMap(({ name, slos }) => slos.map((slo) => ({ name: `${name}/${slo}`, detail: "SLO" })));
}

function parametersAt(file: File, path: readonly string[]): readonly KnownName[] {
  const use = inService(file.kind, path).slice(0, 2);
  const name = use[1];
  const map = nodeAtPath(file.text, file.outline, use);
  const kit = plainOf(file.text, map?.kind === "map" ? nodeAtPath(file.text, map, ["kit"]) : undefined) ?? name;
  const found = file.model.project?.kits.byName.get(String(kit));
  if (found === undefined) return [{ name: "kit", detail: "the kit, where the name is your own" }];
  return [...found.parameters.values()].map(({ name: own, type, default: value, help }) => ({
    name: own,
    detail: value === undefined ? `${type}, required` : `${type} = ${String(value)}`,
    ...(help !== undefined && { documentation: help }),
  }));
}

function holesIn(file: File): readonly KnownName[] {
  const own = file.kind === "kit" ? keysAt(file, ["parameters"]) : keysAt(file, ["vars"]);
  const detail = file.kind === "kit" ? "parameter" : "one of `vars`";
  const builtIn = [...builtinHoles, "window"].map((name) => ({ name, detail: "built in" }));
  return [...own.map((name) => ({ name, detail })), ...builtIn];
}
