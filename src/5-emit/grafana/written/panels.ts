/** Panels that a spec or a kit writes, with what it leaves to us. */
import type { Expr } from "../../../model/promql/ast.ts";
import { equals } from "../../../model/promql/build.ts";
import { printExpr } from "../../../model/promql/print.ts";
import { type ResultLabels, resultLabels } from "../../../model/promql/result-labels.ts";
import { addMatchers } from "../../../model/promql/selector.ts";
import { bare, mapExpr } from "../../../model/promql/visit.ts";
import type { Service, WrittenPanel } from "../../../model/service.ts";
import type { Column, Panel, PrometheusQuery } from "../panel.ts";
import { plainLegend, plainMarkdown } from "../template.ts";
import { plainUnit, type Unit, unitOf } from "../units.ts";

type AskingPanel = WrittenPanel & { readonly value: Expr };

/** Columns of 24, and rows of about 30 px. */
const sizes: Readonly<Record<WrittenPanel["as"], readonly [width: number, height: number]>> = {
  timeseries: [12, 8],
  heatmap: [12, 8],
  bar: [12, 8],
  stat: [6, 4],
  gauge: [6, 6],
  table: [24, 8],
};
const whole = 24;

/** All panels of one row; one that stands alone and shows a course of time has the row for itself. */
export function panelsOf(service: Service, written: readonly WrittenPanel[]): readonly Panel[] {
  // one whose expression is wrong was reported
  const panels = written.flatMap(({ value, ...rest }) =>
    value === undefined ? [] : [panelOf(service, { ...rest, value })],
  );
  const [only] = panels;
  return panels.length === 1 && only!.width === sizes.timeseries[0] ? [{ ...only!, width: whole }] : panels;
}

function panelOf(service: Service, written: AskingPanel): Panel {
  // one that nobody knows was reported
  const unit = (written.unit === undefined ? undefined : unitOf(written.unit)) ?? plainUnit;
  const [width, height] = sizes[written.as];
  const shared = {
    // titles are unique in a row
    key: `own/${written.title}`,
    title: written.title,
    description: plainMarkdown(written.description ?? usualDescription(service, written)),
    width,
    height,
    unit: unit.id,
    ...(unit.decimals !== undefined && { decimals: unit.decimals }),
    ...(written.empty !== undefined && { quiet: written.empty }),
    origin: written.origin,
  };
  const scale = {
    ...(written.min !== undefined && { min: written.min }),
    ...(written.max !== undefined && { max: written.max }),
  };
  const legend = written.legend ?? usualLegend(service, written);
  const query: PrometheusQuery = {
    kind: "prometheus",
    ref: "A",
    expr: ofThisService(service, written.value),
    ...(legend !== undefined && { legend }),
  };
  switch (written.as) {
    case "timeseries":
      return { ...shared, ...scale, kind: "timeseries", queries: [query] };
    case "stat":
      return { ...shared, kind: "stat", sparkline: true, queries: [query] };
    case "gauge": {
      const [min = 0, max = 1] = unit.range ?? [];
      return { ...shared, kind: "gauge", min, max, ...scale, queries: [query] };
    }
    case "bar":
      return { ...shared, ...scale, kind: "bargauge", queries: [{ ...query, instant: true }] };
    case "table":
      return {
        ...shared,
        kind: "table",
        columns: columnsOf(service, written, unit),
        queries: [{ ...query, instant: true, format: "table" }],
      };
    case "heatmap":
      return { ...shared, kind: "heatmap", queries: [{ ...query, legend: "{{le}}", format: "heatmap" }] };
  }
}

/** A series that every service and environment may record is this one's, unless the expression says of whom. */
function ofThisService({ name, environmentLabels, metrics }: Service, expr: Expr): Expr {
  const own = equals({ service: name, ...environmentLabels });
  const isRecorded = (read: string | undefined) => metrics.recorded.some((one) => one.name === read);
  return mapExpr(expr, (node) => (node.kind === "selector" && isRecorded(node.name) ? addMatchers(node, own) : node));
}

/** What is shown, as it was written, where the spec does not say it in words. */
function usualDescription({ name }: Service, { value, origin }: AskingPanel): string {
  const from = origin.from === "kit" ? `the kit ${origin.name}` : `the spec of ${name}`;
  return `From ${from}: ${printExpr(value, { width: Infinity })}`;
}

/** Labels by which series of the result differ, in order of names; undefined: of the raw series, any may. */
function tellingLabels(service: Service, expr: Expr): readonly string[] | undefined {
  const { names, open } = labelsOf(service, expr);
  return open ? undefined : [...names].sort();
}

/** Of a series that the service records, those of what it is made from: its other labels are the same on all. */
function labelsOf({ metrics }: Service, expr: Expr): ResultLabels {
  const inner = bare(expr);
  const recorded = inner.kind === "selector" ? metrics.recorded.find(({ name }) => name === inner.name) : undefined;
  return resultLabels(recorded?.expr ?? expr);
}

/** Undefined leaves it to Grafana, which shows the labels that differ. */
function usualLegend(service: Service, { title, value }: AskingPanel): string | undefined {
  const labels = tellingLabels(service, value);
  if (labels === undefined) return undefined;
  return labels.length === 0 ? plainLegend(title) : labels.map((label) => `{{${label}}}`).join(" · ");
}

/** None: all that the result has. */
function columnsOf(service: Service, { title, value }: AskingPanel, unit: Unit): readonly Column[] {
  const labels = tellingLabels(service, value);
  if (labels === undefined) return [];
  return [
    ...labels.map((label) => ({ field: label, title: label })),
    {
      field: "Value",
      title,
      unit: unit.id,
      ...(unit.decimals !== undefined && { decimals: unit.decimals }),
    },
  ];
}
