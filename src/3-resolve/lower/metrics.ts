import { Decimal } from "../../model/quantity/decimal.ts";
import { parseDuration } from "../../model/quantity/duration.ts";
import { type DeclaredMetric, type Metrics, type RecordedMetric, systemMetrics } from "../../model/service.ts";
import type { Promql } from "../holes/fill.ts";
import { entriesOf, find, isMap, valueOf, type Node } from "../layers/lay.ts";
import { vectorAt } from "./written-alert.ts";

const defaultPath = "/metrics";
const defaultPort = "metrics";
/** Seconds between scrapes when the service's own interval could not be read, which was reported. */
const usualInterval = 30;

/**
 * How the service gives its metrics, and which.
 *
 * @param promql every PromQL text, by its pointer
 */
export function metricsOf(root: Node, promql: ReadonlyMap<string, Promql>): Metrics {
  const metrics = find(root, "metrics");
  const interval = parseDuration(String(find(metrics, "interval")?.value));
  const scrape = find(metrics, "scrape");
  const push = find(metrics, "push")?.value;
  return {
    interval: interval.ok && interval.value > 0 ? interval.value : usualInterval,
    ...(scrape && {
      scrape: {
        port: String(find(scrape, "port")?.value ?? defaultPort),
        path: String(find(scrape, "path")?.value ?? defaultPath),
      },
    }),
    ...((push === "otlp" || push === "remote-write") && { push }),
    declared: entriesOf(find(metrics, "declare")).flatMap(([name, node]) => declared(name, node)),
    system: systemMetrics.filter((one) => isListed(find(metrics, "system")?.value, one)),
    recorded: recordedOf(root, promql),
  };
}

/** What is wrong with an expression was reported with all others; the series is left out. */
function recordedOf(root: Node, promql: ReadonlyMap<string, Promql>): readonly RecordedMetric[] {
  return entriesOf(find(root, "metrics", "record")).flatMap(([name, { source }]) => {
    const expr = vectorAt({ promql }, ["metrics", "record", name]);
    return expr === undefined ? [] : [{ name, expr, origin: source.layer.originOf(source.pointer, "key") }];
  });
}

function isListed(list: unknown, one: string): boolean {
  return Array.isArray(list) && list.includes(one);
}

const types = ["counter", "gauge", "histogram", "summary"] as const;

function declared(name: string, node: Node): readonly DeclaredMetric[] {
  const value = valueOf(node);
  if (!isMap(value)) return [];
  const type = types.find((one) => one === value["type"]);
  if (type === undefined) return [];
  const unit = shortUnit(value["unit"] ?? unitOf(name));
  const { help, labels, buckets } = value;
  const bounds = Array.isArray(buckets) ? buckets.map((bound) => boundOf(bound, unit)) : undefined;
  return [
    {
      name,
      type,
      ...(typeof unit === "string" && { unit }),
      ...(typeof help === "string" && { help }),
      labels: Object.fromEntries(
        Object.entries(isMap(labels) ? labels : {}).filter(
          (entry): entry is [string, number] => typeof entry[1] === "number",
        ),
      ),
      ...(bounds !== undefined && bounds.every((bound) => bound !== undefined) && { buckets: bounds }),
      origin: node.source.layer.originOf(node.source.pointer, "key"),
    },
  ];
}

/** Units of time: as metrics name them, as we do, how many there are in a second, and other words for them. */
const timeUnits: readonly (readonly [string, string, number, words: readonly string[]])[] = [
  ["_seconds", "s", 1, ["sec", "second", "seconds"]],
  ["_milliseconds", "ms", 1_000, ["millisecond", "milliseconds"]],
  ["_microseconds", "us", 1_000_000, ["\u00b5s", "\u03bcs", "microsecond", "microseconds"]],
  ["_nanoseconds", "ns", 1_000_000_000, ["nanosecond", "nanoseconds"]],
];

function unitOf(name: string): string | undefined {
  return timeUnits.find(([suffix]) => name.endsWith(suffix))?.[1];
}

/** `ms` for `milliseconds`; a unit that is none of time as it is written. */
function shortUnit(unit: unknown): unknown {
  return timeUnits.find(([, , , words]) => words.some((word) => word === unit))?.[1] ?? unit;
}

/** A bucket's bound in the metric's own unit; one that is a plain number stands in that unit already. */
function boundOf(bound: unknown, unit: unknown): Decimal | undefined {
  if (typeof bound === "number") return Decimal.parse(String(bound));
  if (typeof bound !== "string") return undefined;
  const seconds = parseDuration(bound);
  const perSecond = unit === undefined ? 1 : timeUnits.find(([, name]) => name === unit)?.[2];
  if (!seconds.ok || perSecond === undefined) return undefined;
  return Decimal.of(Math.round(seconds.value * 1000), 1000).multiply(Decimal.of(perSecond));
}
