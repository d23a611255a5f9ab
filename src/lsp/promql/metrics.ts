/** Metrics and labels that the specs of a workspace speak of: what they declare, record and select. */
import { schemaIndex, type SchemaNode } from "../../2-validate/generated/schema-index.ts";
import type { Spec } from "../../2-validate/spec.ts";
import { aggregations } from "../../model/promql/functions.ts";
import { scan } from "../../model/promql/parser/scan.ts";
import { recorded, recordedOfAnomaly } from "../../model/slo/names.ts";
import type { WorkspaceModel } from "../model.ts";

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

const known = new WeakMap<Spec, Metrics>();

function factsOf(spec: Spec): Metrics {
  let facts = known.get(spec);
  if (facts === undefined) known.set(spec, (facts = collect(spec)));
  return facts;
}

function collect({ kind, value }: Spec): Metrics {
  const { service, kit, metrics: own } = value as { service?: string; kit?: string; metrics?: Declared | null };
  const of = service ?? kit ?? "";
  const metrics = new Map<string, KnownMetric>();
  const values = new Map<string, Set<string>>();
  for (const [name, declared] of Object.entries(own?.declare ?? {})) {
    if (typeof declared !== "object" || declared === null) continue;
    const { type, help, labels } = declared;
    const base = { of, labels: new Set(Object.keys(labels ?? {})), ...(type && { type }), ...(help && { help }) };
    metrics.set(name, { name, ...base });
    if (type !== "histogram" && type !== "summary") continue;
    for (const suffix of type === "histogram" ? ["_bucket", "_sum", "_count"] : ["_sum", "_count"])
      metrics.set(`${name}${suffix}`, { name: `${name}${suffix}`, ...base });
  }
  for (const name of Object.keys(own?.record ?? {}))
    metrics.set(name, { name, type: "recorded", of, labels: new Set() });
  for (const text of promqlIn(schemaIndex[kind], value)) {
    for (const { name, label, value: written } of selected(text)) {
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

const words = /^(?:by|without|on|ignoring|group_left|group_right|and|or|unless|bool|offset|atan2|inf|nan)$/i;

function isWord(text: string): boolean {
  return words.test(text) || aggregations.has(text.toLowerCase());
}

/** Metrics with their matchers, by the looks of the words: a text need not be finished. */
export function selected(text: string): readonly { name?: string; label?: string; value?: string }[] {
  const { tokens } = scan(text);
  const found: { name?: string; label?: string; value?: string }[] = [];
  let name: string | undefined;
  let depth = 0;
  let inGrouping = false;
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    if (token.kind === "open") {
      if (token.text === "{") depth++;
      else if (token.text === "(")
        inGrouping = /^(?:by|without|on|ignoring|group_left|group_right)$/i.test(tokens[at - 1]?.text ?? "");
    } else if (token.kind === "close") {
      if (token.text === "}") [depth, name] = [depth - 1, undefined];
      if (token.text === ")") inGrouping = false;
    } else if (token.kind === "identifier" && depth > 0) {
      const value = tokens[at + 2]?.kind === "string" ? tokens[at + 2]!.text.slice(1, -1) : undefined;
      if (next?.kind === "operator")
        found.push({ ...(name !== undefined && { name }), label: token.text, ...(value !== undefined && { value }) });
    } else if (token.kind === "identifier" && !inGrouping && next?.text !== "(" && !isWord(token.text)) {
      name = token.text;
      found.push({ name });
    }
  }
  return found;
}
