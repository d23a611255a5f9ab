/** Metrics and labels that the specs of a workspace speak of: what they declare, record and select. */
import { schemaIndex, type SchemaNode } from "../../2-validate/generated/schema-index.ts";
import type { Spec } from "../../2-validate/spec.ts";
import { isMap } from "../../4-lint/lookup.ts";
import { recorded, recordedOfAnomaly } from "../../model/slo/names.ts";
import { pointerTo } from "../../util/pointer.ts";
import type { WorkspaceModel } from "../model.ts";
import { selectedIn } from "./selected.ts";

export interface KnownMetric {
  readonly name: string;
  /** As it is declared: counter, gauge, histogram, summary; or "recorded". */
  readonly type?: string;
  readonly help?: string;
  readonly labels: ReadonlySet<string>;
  /** The service or kit that speaks of it. */
  readonly of: string;
}

export interface Metrics {
  readonly metrics: ReadonlyMap<string, KnownMetric>;
  /** Values that labels are compared with. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Everything that the workspace speaks of; what the first of these specs says goes first. */
export function metricsOf(model: WorkspaceModel, first?: Spec): Metrics {
  const metrics = new Map<string, KnownMetric>();
  const values = new Map<string, Set<string>>();
  const kits = [...(model.project?.kits.byName.values() ?? [])].map(({ spec }) => spec);
  for (const spec of [...(first === undefined ? [] : [first]), ...model.allSpecs(), ...kits]) {
    const facts = factsOf(spec);
    for (const [name, metric] of facts.metrics) {
      const known = metrics.get(name);
      if (known === undefined) metrics.set(name, metric);
      else if (known.type === undefined && metric.type !== undefined)
        metrics.set(name, { ...metric, labels: new Set([...metric.labels, ...known.labels]) });
      else if ([...metric.labels].some((label) => !known.labels.has(label)))
        metrics.set(name, { ...known, labels: new Set([...known.labels, ...metric.labels]) });
    }
    for (const [label, own] of facts.values) {
      const all = values.get(label) ?? new Set();
      for (const value of own) all.add(value);
      values.set(label, all);
    }
  }
  for (const name of [...Object.values(recorded), ...Object.values(recordedOfAnomaly)])
    metrics.set(name, { name, type: "recorded", of: "tocsin", labels: new Set(["service", "slo"]) });
  return { metrics, values };
}

/** What the names of a metric's series end in, by its type. */
export const suffixes: Readonly<Record<string, readonly string[]>> = {
  histogram: ["_bucket", "_sum", "_count"],
  summary: ["_sum", "_count"],
};

/** A metric that a spec gives its name. */
export interface GivenMetric {
  readonly name: string;
  /** As it is declared; "recorded"; or "lines", of a log stream. */
  readonly type: string;
  readonly pointer: string;
  readonly part: "key" | "value";
}

const given = new WeakMap<Spec, ReadonlyMap<string, GivenMetric>>();

/** Metrics that a spec declares, records or counts log lines by. */
export function metricsGivenBy(spec: Spec): ReadonlyMap<string, GivenMetric> {
  let found = given.get(spec);
  if (found !== undefined) return found;
  const { metrics, logs } = spec.value as { metrics?: unknown; logs?: unknown };
  const all: GivenMetric[] = [];
  const add = (name: string, type: string, at: readonly string[], part: GivenMetric["part"]) =>
    all.push({ name, type, pointer: at.reduce(pointerTo, ""), part });
  for (const [name, value] of entriesOf(metrics, "declare"))
    add(name, String(isMap(value) ? value["type"] : ""), ["metrics", "declare", name], "key");
  for (const [name] of entriesOf(metrics, "record")) add(name, "recorded", ["metrics", "record", name], "key");
  for (const [stream, value] of entriesOf(logs, "streams"))
    if (isMap(value) && typeof value["metric"] === "string")
      add(value["metric"], "lines", ["logs", "streams", stream, "metric"], "value");
  given.set(spec, (found = new Map(all.map((one) => [one.name, one]))));
  return found;
}

function entriesOf(map: unknown, key: string): readonly (readonly [string, unknown])[] {
  const inner = isMap(map) ? map[key] : undefined;
  return isMap(inner) ? Object.entries(inner) : [];
}

const known = new WeakMap<Spec, Metrics>();

function factsOf(spec: Spec): Metrics {
  let facts = known.get(spec);
  if (facts === undefined) known.set(spec, (facts = collect(spec)));
  return facts;
}

function collect(spec: Spec): Metrics {
  const { kind, value } = spec;
  const { service, kit, metrics: own } = value as { service?: string; kit?: string; metrics?: Declared | null };
  const of = service ?? kit ?? "";
  const metrics = new Map<string, KnownMetric>();
  const values = new Map<string, Set<string>>();
  for (const [name, declared] of Object.entries(own?.declare ?? {})) {
    if (typeof declared !== "object" || declared === null) continue;
    const { type, help, labels } = declared;
    const base = { of, labels: new Set(Object.keys(labels ?? {})), ...(type && { type }), ...(help && { help }) };
    metrics.set(name, { name, ...base });
    for (const suffix of suffixes[type ?? ""] ?? [])
      metrics.set(`${name}${suffix}`, { name: `${name}${suffix}`, ...base });
  }
  for (const name of Object.keys(own?.record ?? {}))
    metrics.set(name, { name, type: "recorded", of, labels: new Set() });
  for (const { name, type } of metricsGivenBy(spec).values())
    if (type === "lines") metrics.set(name, { name, type: "counter", of, labels: new Set() });
  for (const text of promqlIn(schemaIndex[kind], value)) {
    for (const { name, label, value: written } of selectedIn(text)) {
      if (name !== undefined) {
        const before = metrics.get(name);
        const labels = label === undefined ? [] : [label];
        metrics.set(name, { ...(before ?? { name, of }), labels: new Set([...(before?.labels ?? []), ...labels]) });
      }
      if (label !== undefined && written !== undefined) {
        const all = values.get(label) ?? new Set();
        for (const one of written.split("|")) if (/^[\w./:-]+$/.test(one)) all.add(one);
        values.set(label, all);
      }
    }
  }
  return { metrics, values };
}

interface Declared {
  readonly declare?: Readonly<
    Record<string, { type?: string; help?: string; labels?: Readonly<Record<string, unknown>> }>
  >;
  readonly record?: Readonly<Record<string, unknown>>;
}

/** Every text that is a selector or an expression. */
function promqlIn(node: SchemaNode | undefined, value: unknown): readonly string[] {
  if (node === undefined) return [];
  if (typeof value === "string") return node.format === "promql" || node.format === "selector" ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => promqlIn(node.item, item));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => promqlIn(node.keys?.[key] ?? node.entry, child));
}
