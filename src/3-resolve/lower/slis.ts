import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Matcher } from "../../model/promql/ast.ts";
import { parseDuration } from "../../model/quantity/duration.ts";
import type { GroupLabel, Metrics, Sli } from "../../model/service.ts";
import { effectiveStep } from "../../model/slo/windows.ts";
import { tellsBirths } from "../../model/stores.ts";
import type { PrometheusOptions } from "../../model/workspace.ts";
import { pointerSteps, pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import type { Promql } from "../holes/fill.ts";
import { entriesOf, find, isMap, sourceAt, valueOf, type Node } from "../layers/lay.ts";
import { placeOf } from "../place.ts";
import { isReservedLabel } from "../check/reserved.ts";
import type { SliContext, Source } from "../sli/kind.ts";
import { sliKinds } from "../sli/registry.ts";
import { readRatio, readSource } from "./sources.ts";

export interface SliInput {
  readonly root: Node;
  readonly promql: ReadonlyMap<string, Promql>;
  readonly metrics: Metrics;
  readonly prometheus: Pick<PrometheusOptions, "step" | "version" | "store">;
  /** Labels that recorded series carry besides. */
  readonly environmentLabels: Readonly<Record<string, string>>;
  /** The `match` that counts in an SLI. */
  matchOf(sli: Node): readonly Matcher[];
  /** SLIs in which something is missing: reported already. */
  readonly broken: ReadonlySet<string>;
  readonly report: (found: Diagnostic) => void;
}

/** Keys of `prometheus` that hold sources. Each is read once, also for types that nothing lowers yet. */
const sourceKeys = ["total", "good", "bad", "gauge", "histogram", "events", "timestamp", "age"] as const;

/** Lowers every SLI whose type has a kind and whose source is there, in order of names. */
export function resolveSlis(input: SliInput): readonly Sli[] {
  return entriesOf(find(input.root, "slis")).flatMap(([name, node]) => {
    const sli = resolveSli(name, node, input);
    return sli === undefined ? [] : [sli];
  });
}

function resolveSli(name: string, node: Node, input: SliInput): Sli | undefined {
  const value = valueOf(node);
  const groups = readGroups(name, node, input);
  const pointer = pointerTo("/slis", name);
  const match = input.matchOf(node);
  const { metrics, prometheus, report } = input;
  const written = find(node, "prometheus");
  const parts = (key: string) => partsOf(`${pointer}/prometheus/${key}`, find(written, key), input.promql);
  const sources = new Map<string, Source | undefined>();
  for (const key of sourceKeys) {
    const texts = parts(key);
    if (texts !== undefined) sources.set(`/prometheus/${key}`, readSource(texts, match, report));
  }
  const [ratio] = parts("errorRatio") ?? [];
  if (ratio !== undefined) sources.set("/prometheus/errorRatio", readRatio(ratio));
  const kind = isMap(value) ? sliKinds.find((one) => one.name === value["type"]) : undefined;
  if (kind === undefined || input.broken.has(name)) return undefined;
  const interval = parseDuration(String(find(written, "interval")?.value ?? ""));
  // `rate` and `increase` in an expression need two scrapes within a step
  const asksOver = [...sources.values()].some((source) => source?.form === "expression");
  const pace = (interval.ok ? interval.value : metrics.interval) * (asksOver ? 2 : 1);
  const context: SliContext = {
    name,
    groups,
    step: effectiveStep(prometheus.step, pace),
    hasUp: tellsBirths(prometheus.store, metrics),
    prometheusVersion: prometheus.version,
    declared: new Map(metrics.declared.map((metric) => [metric.name, metric])),
    source: (at) => sources.get(at),
    originOf(at, part) {
      const { layer, pointer: inLayer } = sourceAt(node, pointerSteps(at));
      return layer.originOf(inLayer, part);
    },
    report,
  };
  const lowered = kind.lower(value, context);
  if (lowered === undefined) return undefined;
  return {
    name,
    type: kind.name,
    form: "events",
    groups,
    ...lowered,
    origin: node.source.layer.originOf(node.source.pointer, "key"),
  };
}

/** The parsed texts of a source: one, or those of a list. Undefined when there is none, or one that could not be parsed. */
function partsOf(
  pointer: string,
  leaf: Node | undefined,
  promql: ReadonlyMap<string, Promql>,
): readonly Promql[] | undefined {
  if (leaf === undefined) return undefined;
  const pointers = Array.isArray(leaf.value) ? leaf.value.map((_, item) => pointerTo(pointer, item)) : [pointer];
  const parts = pointers.flatMap((one) => promql.get(one) ?? []);
  return parts.length === pointers.length ? parts : undefined;
}

/** `groupBy`: labels as they are, or, from a map, each label of the raw series with the name under which it is recorded. */
function readGroups(name: string, sli: Node, { environmentLabels, report }: SliInput): readonly GroupLabel[] {
  const node = find(sli, "groupBy");
  if (node === undefined) return [];
  const groups: (GroupLabel & { readonly at: string })[] = labelsOf(node.value, "");
  const seen = new Set<string>();
  for (const { source, recorded, at } of groups) {
    const { span, labels } = placeOf({ layer: node.source.layer, pointer: node.source.pointer + at });
    if (isReservedLabel(recorded) || source === "le" || source.startsWith("__")) {
      const label = isReservedLabel(recorded) ? recorded : source;
      const help =
        source === "le" || source.startsWith("__")
          ? "group by another label"
          : `record it under another name: \`groupBy: { ${source}: ${renamed(source)} }\``;
      report(diagnostic("reserved-label", { label, where: "`groupBy`" }, span, { labels, help }));
    } else if (Object.hasOwn(environmentLabels, recorded)) {
      report(
        diagnostic("clashing-label", { label: recorded, why: "the environment sets it on every series" }, span, {
          labels,
          help: "record it under another name",
        }),
      );
    } else if (seen.has(recorded)) {
      report(
        diagnostic(
          "clashing-label",
          { label: recorded, why: `\`groupBy\` of \`${name}\` records two labels under this name` },
          span,
          { labels, help: "give each a name of its own" },
        ),
      );
    }
    seen.add(recorded);
  }
  return groups
    .map(({ source, recorded }) => ({ source, recorded }))
    .sort((a, b) => (a.recorded < b.recorded ? -1 : 1));
}

function labelsOf(value: unknown, at: string): (GroupLabel & { readonly at: string })[] {
  if (typeof value === "string") return [{ source: value, recorded: value, at }];
  if (Array.isArray(value)) return value.flatMap((item, index) => labelsOf(item, pointerTo(at, index)));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([source, recorded]) =>
    typeof recorded === "string" ? [{ source, recorded, at: pointerTo(at, source) }] : [],
  );
}

/** A name for a label that is ours, in raw series. */
function renamed(label: string): string {
  return label === "service" ? "app" : `source_${label}`;
}
