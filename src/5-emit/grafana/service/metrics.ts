import { aggregate, binary, call, number, over, selector, sum } from "../../../model/promql/build.ts";
import { selectorsOf } from "../../../model/promql/visit.ts";
import type { Expr, Selector } from "../../../model/promql/ast.ts";
import type { DeclaredMetric, Signal } from "../../../model/service.ts";
import { colors, type Panel, type PrometheusQuery } from "../panel.ts";
import { plainMarkdown } from "../template.ts";
import { plainUnit, unitOf } from "../units.ts";
import { type Context, countedBy, inWords, largest, partOf, query, titled } from "./subject.ts";
import { rateUnit, valueUnit } from "./unit.ts";

/** As many values of a label as lines that a panel can tell apart. */
const fewValues = 10;

/** What the service declares to expose, except what is shown already. */
export function metrics(context: Context, above: readonly Panel[]): readonly Panel[] {
  const { service } = context;
  const shown = new Set(
    [...service.slis.flatMap(({ signal }) => selectorsIn(signal)), ...above.flatMap(selectorsOfPanel)].map(baseName),
  );
  return service.metrics.declared
    .filter(({ name }) => !shown.has(baseName({ name })))
    .map((metric): Panel => {
      const { title, queries, unit, words } = shownAs(metric, selector(metric.name, service.match), service.name);
      return {
        kind: "timeseries",
        key: metric.name,
        width: 8,
        height: 8,
        title,
        description: `${metric.help === undefined ? "" : `${sentence(plainMarkdown(metric.help))} `}${words}`,
        unit,
        queries,
        origin: metric.origin,
      };
    });
}

interface Shown {
  readonly title: string;
  readonly unit: string;
  readonly words: string;
  readonly queries: readonly PrometheusQuery[];
}

function shownAs(metric: DeclaredMetric, series: Selector, service: string): Shown {
  const label = splitBy(metric);
  const by = label === undefined ? [] : [label];
  const grouping = label === undefined ? undefined : ({ mode: "by", labels: by } as const);
  const legend = label === undefined ? "all" : `{{${label}}}`;
  const bound = (expr: Expr) => (label === undefined ? expr : largest(expr));
  const split = label === undefined ? "" : `, by ${inWords(label)}`;
  const prefix = `${service.replaceAll("-", "_")}_`;
  const ownName = metric.name.startsWith(prefix) ? metric.name.slice(prefix.length) : metric.name;
  const plain = inWords(ownName.replace(unitSuffix, "")) || inWords(metric.name);
  switch (metric.type) {
    case "counter": {
      const what = countedBy([series]);
      return {
        title: titled(`${plain} a second${split}`),
        unit: gainUnit(metric, what),
        words: "How much it gains a second.",
        queries: [query("A", bound(sum(call("rate", over(series, "window")), by)), { legend })],
      };
    }
    case "gauge": {
      if (metric.name.endsWith("_timestamp_seconds"))
        return {
          title: titled(`time since ${plain}${split}`),
          unit: "s",
          words: "How long ago the latest of its times is.",
          queries: [query("A", bound(binary(call("time"), "-", aggregate("max", series, grouping))), { legend })],
        };
      const unit = valueUnit(metric.name, metric.unit);
      const isAmount = unit === "short" || unit === "bytes" || unit.startsWith("count:");
      return {
        title: titled(`${plain}${split}`),
        unit,
        words: isAmount ? "Of all series together." : "The mean of all series.",
        queries: [query("A", bound(aggregate(isAmount ? "sum" : "avg", series, grouping)), { legend })],
      };
    }
    case "histogram":
      return {
        title: titled(`${plain}: p50, p95, p99`),
        unit: valueUnit(metric.name, metric.unit),
        words: "What half (p50), 95 % (p95) and 99 % (p99) of its values are below.",
        queries: ([["A", "0.5", "p50"], ["B", "0.95", "p95"], ["C", "0.99", "p99"]] as const).map(([ref, of, legend], at) =>
          query(ref, call("histogram_quantile", number(of), sum(call("rate", over(partOf(series, "_bucket"), "window")), ["le"])), {
            legend,
            style: { color: [colors.second, colors.neutral, colors.third][at]! },
          }),
        ), // prettier-ignore
      };
    case "summary":
      return {
        title: titled(`${plain} by quantile`),
        unit: valueUnit(metric.name, metric.unit),
        words: "The worst of all instances: quantiles cannot be put together.",
        queries: [
          query(
            "A",
            largest(
              aggregate(
                "max",
                { ...series, matchers: [...series.matchers, { label: "quantile", op: "!=", value: "" }] },
                { mode: "by", labels: ["quantile"] },
              ),
            ),
            {
              legend: "{{quantile}}",
            },
          ),
        ],
      };
  }
}

/** The label that tells most, of those whose values fit in a panel. */
function splitBy({ labels }: DeclaredMetric): string | undefined {
  return Object.entries(labels)
    .filter(([, values]) => values > 1 && values <= fewValues)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0];
}

const unitSuffix = /(?:_(seconds|milliseconds|bytes|ratio|percent|celsius))?(?:_total)?$/;

/** Of what a counter gains a second, by its declared unit, else by its name. @param what is counted, in the plural */
function gainUnit({ name, unit }: DeclaredMetric, what: string): string {
  if (unit !== undefined) return (unitOf(`${unit}/s`) ?? plainUnit).id;
  const measured = unitSuffix.exec(name)?.[1];
  return measured === undefined ? rateUnit(what) : measured === "bytes" ? "binBps" : plainUnit.id;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function selectorsIn(signal: Signal): readonly Selector[] {
  switch (signal.kind) {
    case "counters":
      return [signal.total, signal.good, signal.bad].flatMap((list) => list ?? []);
    case "histogram":
      return [signal.histogram, ...(signal.total ?? [])];
    case "expressions":
      return [signal.total, signal.good, signal.bad].flatMap((expr) => (expr === undefined ? [] : selectorsOf(expr)));
    case "gauge":
      return signal.gauge;
    case "throughput":
      return signal.events;
    case "freshness":
      return signal.source;
    case "ratio":
      return selectorsOf(signal.errorRatio);
  }
}

function selectorsOfPanel(panel: Panel): readonly Selector[] {
  if (panel.kind === "text") return [];
  return panel.queries.flatMap((one) => (one.kind === "prometheus" ? selectorsOf(one.expr) : []));
}

/** A histogram has its name with and without the ends of its parts. */
function baseName({ name = "" }: Pick<Selector, "name">): string {
  return name.replace(/_(?:bucket|count|sum)$/, "");
}
