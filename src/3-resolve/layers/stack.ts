import type { Spec } from "../../2-validate/spec.ts";
import type { Origin } from "../../model/origin.ts";
import type { Resolved } from "../../model/service.ts";
import { isGeneratedDashboard } from "../../model/slo/names.ts";
import { pointerSteps, pointerTo } from "../../util/pointer.ts";
import type { DefaultLayer } from "../defaults.ts";

import type { Kit } from "../kits/kits.ts";
import type { KitUse } from "../kits/uses.ts";
import { isMap } from "./lay.ts";
import type { HoleValue, Layer } from "./layer.ts";

/** A built-in layer, seen from a service: its values stand where the service would have written them. */
export function defaultLayer({ name, value }: DefaultLayer, { document }: Spec): Layer {
  return {
    by: "built-in",
    value,
    originOf(pointer): Origin {
      const [first] = pointerSteps(pointer);
      const written = first !== undefined && isMap(document.value) && Object.hasOwn(document.value, first);
      return { from: "default", name, span: document.spanOf(written ? pointer : "/service") };
    },
  };
}

/** A partial service in the workspace file, at `base`; undefined when there is none. `without` names keys that are no part of it. */
export function workspaceLayer(
  resolved: Resolved,
  base: readonly string[],
  name: string,
  without: readonly string[] = [],
): Layer | undefined {
  const value = base.reduce<unknown>(
    (map, key) => (isMap(map) && Object.hasOwn(map, key) ? map[key] : undefined),
    resolved.value,
  );
  if (!isMap(value)) return undefined;
  const prefix = base.reduce(pointerTo, "");
  return {
    by: "workspace",
    value: leaveOut(value, without),
    originOf: (pointer, part) => ({ from: "overlay", name, span: resolved.originOf(prefix + pointer, part).span }),
    spanInside: (pointer, start, end) =>
      resolved.spanInside?.(prefix + pointer, start, end) ?? resolved.originOf(prefix + pointer).span,
  };
}

/** The service itself, or with a `name` the overlay of it that stands at `base`. */
export function serviceLayer({ document }: Spec, value: unknown, base = "", name?: string): Layer {
  return {
    by: "service",
    value,
    originOf(pointer, part): Origin {
      const span = document.spanOf(base + pointer, part);
      return name === undefined ? { from: "spec", span } : { from: "overlay", name, span };
    },
    spanInside: (pointer, start, end) =>
      document.spanInside?.(base + pointer, start, end) ?? document.spanOf(base + pointer),
  };
}

/** Maps whose keys are names that a kit under another name prefixes, and how. */
const prefixed: Readonly<Record<string, (prefix: string, name: string) => string>> = {
  slis: joined,
  slos: joined,
  anomalies: joined,
  chaos: joined,
  alerts: (prefix, name) => pascal(prefix) + name.charAt(0).toUpperCase() + name.slice(1),
  dashboards: (prefix, name) => (isGeneratedDashboard(name) ? name : joined(prefix, name)),
};

/** The name that an entry of a kit gets when the kit is used under a name of the service's own. */
export function prefixedName(section: string, prefix: string, name: string): string {
  return Object.hasOwn(prefixed, section) ? prefixed[section]!(prefix, name) : name;
}

function joined(prefix: string, name: string): string {
  return `${prefix}-${name}`;
}

function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** What a kit gives to a service that uses it. Shown at the service's `uses` entry, with the kit's own text beside. */
export function kitLayer(kit: Kit, use: KitUse, parameters: ReadonlyMap<string, HoleValue>, service: Spec): Layer {
  const original = new Map<string, string>();
  const { prefix } = use;
  const dropping = new Set([...parameters].filter(([, { kind }]) => kind === "nothing").map(([name]) => `\${${name}}`));
  const given = (dropping.size === 0 ? kit.gives : withoutHoles(kit.gives, dropping)) as Readonly<
    Record<string, unknown>
  >;
  const value =
    prefix === undefined
      ? given
      : Object.fromEntries(Object.entries(given).map(([section, part]) => [section, rename(section, part, prefix)]));
  return {
    by: "kit",
    value,
    parameters,
    originOf: (pointer, part) => ({
      from: "kit",
      name: kit.name,
      span: service.document.spanOf(use.pointer, use.part),
      inKit: kit.spec.document.spanOf(inKit(pointer), part),
    }),
  };

  function rename(section: string, part: unknown, prefix: string): unknown {
    if (!Object.hasOwn(prefixed, section) || !isMap(part)) return part;
    const at = pointerTo("", section);
    return Object.fromEntries(
      Object.entries(part).map(([name, entry]) => {
        const renamed = prefixedName(section, prefix, name);
        original.set(pointerTo(at, renamed), pointerTo(at, name));
        if (section === "slos") return [renamed, withOwnSli(entry, prefix)];
        return [renamed, section === "dashboards" ? withOwnRows(name, entry, prefix) : entry];
      }),
    );
  }

  /** Rows that a kit adds to a generated dashboard stand beside those of its other uses, told apart by their titles; a dashboard of its own has one. */
  function withOwnRows(dashboard: string, part: unknown, prefix: string): unknown {
    if (!isMap(part)) return part;
    const titled = (entry: unknown) =>
      isMap(entry) && typeof entry["title"] === "string" ? { ...entry, title: `${entry["title"]} · ${prefix}` } : entry;
    if (!isGeneratedDashboard(dashboard)) return titled(part);
    if (!isMap(part["rows"])) return part;
    const at = `/dashboards/${dashboard}/rows`;
    const rows = Object.entries(part["rows"]).map(([name, row]) => {
      const renamed = joined(prefix, name);
      original.set(pointerTo(at, renamed), pointerTo(at, name));
      return [renamed, titled(row)] as const;
    });
    return { ...part, rows: Object.fromEntries(rows) };
  }

  /** An SLO of the kit that names an SLI of the kit means the renamed one. */
  function withOwnSli(slo: unknown, prefix: string): unknown {
    if (!isMap(slo) || typeof slo["sli"] !== "string") return slo;
    const slis = kit.gives["slis"];
    return isMap(slis) && Object.hasOwn(slis, slo["sli"]) ? { ...slo, sli: joined(prefix, slo["sli"]) } : slo;
  }

  function inKit(pointer: string): string {
    const steps = pointerSteps(pointer);
    for (const depth of [4, 2]) {
      if (steps.length < depth) continue;
      const entry = steps.slice(0, depth).reduce(pointerTo, "");
      const own = original.get(entry);
      if (own !== undefined) return own + pointer.slice(entry.length);
    }
    return pointer;
  }
}

/**
 * A parameter that is null drops the keys that it fills, before they can replace what stands below; an item of a list of which it fills a key; and
 * a map or list that holds nothing else.
 */
function withoutHoles(value: unknown, holes: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    const isFilled = (item: unknown) =>
      holds(item, holes) || (isMap(item) && Object.values(item).some((own) => holds(own, holes)));
    return value.filter((item) => !isFilled(item)).map((item) => withoutHoles(item, holes));
  }
  if (!isMap(value)) return value;
  const kept = Object.entries(value).flatMap(([key, item]) => {
    if (holds(item, holes)) return [];
    const rest = withoutHoles(item, holes);
    return isEmpty(rest) && !isEmpty(item) ? [] : [[key, rest] as const];
  });
  return Object.fromEntries(kept);
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
}

function holds(value: unknown, holes: ReadonlySet<string>): boolean {
  return typeof value === "string" && [...holes].some((hole) => value.replaceAll("$${", "").includes(hole));
}

function leaveOut(map: Readonly<Record<string, unknown>>, keys: readonly string[]): Readonly<Record<string, unknown>> {
  return keys.length === 0 ? map : Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
}
