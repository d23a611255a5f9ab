/** Mistakes in the dashboards that a spec writes. */
import type { Diagnostic, Span } from "../../../diagnostics/diagnostic.ts";
import type { Origin } from "../../../model/origin.ts";
import { mayHave, resultLabels } from "../../../model/promql/result-labels.ts";
import { generatedDashboards, isGeneratedDashboard } from "../../../model/slo/names.ts";
import type { Service, WrittenDashboard, WrittenPanel, WrittenRow } from "../../../model/service.ts";
import { nearest } from "../../../util/nearest.ts";
import { pointerSteps, pointerTo } from "../../../util/pointer.ts";
import { diagnostic } from "../../diagnostics.ts";
import { nearestUnit, unitOf } from "../units.ts";
import { type Problem, legendProblem, titleProblem } from "./texts.ts";

/** Queries that one look at a dashboard makes once a minute, beside those of what is generated. */
const mostPanels = 60;

/** What names of generated dashboards are taken for, and where they are. */
const reserved: Readonly<Record<string, { readonly meant: string; readonly help: string }>> = {
  service: { meant: "the service's own, `overview`", help: "write `overview` to add to it, or choose another name" },
  slos: { meant: "that of its SLOs, `slo`", help: "write `slo` to add to it, or choose another name" },
  fleet: { meant: "that of all services", help: "choose another name: that of all services is made from all specs" },
};

type Report = (found: Diagnostic) => void;

/**
 * @param rowsOf names of rows that a generated dashboard can have
 */
export function checkWritten(
  service: Service,
  rowsOf: (dashboard: string) => readonly string[],
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (one: Diagnostic) => void found.push(one);
  for (const dashboard of service.dashboards) checkDashboard(service, dashboard, rowsOf, report);
  checkDeclared(service, report);
  return found;
}

function checkDashboard(
  service: Service,
  dashboard: WrittenDashboard,
  rowsOf: (dashboard: string) => readonly string[],
  report: Report,
): void {
  const { name, rows, panels, origin } = dashboard;
  const at = pointerTo("/dashboards", name);
  if (Object.hasOwn(reserved, name)) {
    const { meant, help } = reserved[name]!;
    report(diagnostic("reserved-dashboard", { name, meant }, origin.span, { help }));
  }
  checkTitle(service, at, `the dashboard \`${name}\``, report);
  if (!isGeneratedDashboard(name) && !hasPanels(dashboard)) {
    const near = nearest(name, generatedDashboards);
    report(
      diagnostic("no-panels", { what: `the dashboard \`${name}\`` }, origin.span, {
        help: near === undefined ? "give it some, or leave it out" : `give it some; or did you mean \`${near}\`?`,
      }),
    );
  }
  for (const row of rows) checkRow(service, dashboard, row, rowsOf, report);
  checkPanels(service, panels, `the dashboard \`${name}\``, report);
  const count = panels.length + rows.reduce((sum, row) => sum + row.panels.length, 0);
  if (count > mostPanels)
    report(
      diagnostic("too-many-panels", { dashboard: name, count, limit: mostPanels }, origin.span, {
        help: "each asks Prometheus once a minute for everybody who looks at it: divide it into dashboards of their own names",
      }),
    );
}

function checkRow(
  service: Service,
  dashboard: WrittenDashboard,
  row: WrittenRow,
  rowsOf: (dashboard: string) => readonly string[],
  report: Report,
): void {
  const { name, show, panels, origin } = row;
  const at = [dashboard.name, "rows", name].reduce(pointerTo, "/dashboards");
  checkTitle(service, at, `the row \`${name}\``, report);
  if (panels.length > 0) {
    const [hides, gives] = [service.resolved.originOf(`${at}/show`), service.resolved.originOf(`${at}/panels`)];
    if (!show && isSameLayer(hides, gives))
      report(
        diagnostic("hidden-panels", { row: name }, hides.span, {
          labels: [{ span: gives.span, text: "its panels" }],
          help: "take `show: false` away, or the row",
        }),
      );
    checkPanels(service, panels, `the row \`${name}\``, report);
    return;
  }
  if (!isGeneratedDashboard(dashboard.name)) {
    const what = `the row \`${name}\` of \`${dashboard.name}\``;
    // that none of its rows has any was said of the dashboard
    if (hasPanels(dashboard))
      report(diagnostic("no-panels", { what }, origin.span, { help: "give it some, or leave it out" }));
    return;
  }
  const generated = rowsOf(dashboard.name);
  if (generated.includes(name)) return;
  const known = [...generated, ...dashboard.rows.filter((other) => other.panels.length > 0).map((other) => other.name)];
  const near = nearest(name, known);
  const names = known.map((one) => `\`${one}\``).join(", ");
  report(
    diagnostic("unknown-row", { row: name, dashboard: dashboard.name }, origin.span, {
      help: near === undefined ? `it has ${names}; one of your own has \`panels\`` : `did you mean \`${near}\`?`,
    }),
  );
}

function isSameLayer(one: Origin, other: Origin): boolean {
  const nameOf = (origin: Origin) => (origin.from === "spec" ? "" : origin.name);
  return one.from === other.from && nameOf(one) === nameOf(other);
}

/** Panels of one row. */
function checkPanels(service: Service, panels: readonly WrittenPanel[], where: string, report: Report): void {
  const first = new Map<string, WrittenPanel>();
  for (const panel of panels) {
    const { title } = panel;
    const other = first.get(title);
    if (other === undefined) first.set(title, panel);
    else
      report(
        diagnostic("same-title", { title, where }, spanAt(service, `${panel.pointer}/title`), {
          labels: [{ span: spanAt(service, `${other.pointer}/title`), text: "the other one" }],
          help: "say what tells them apart",
        }),
      );
    checkPanel(service, panel, report);
  }
}

function checkPanel(service: Service, panel: WrittenPanel, report: Report): void {
  checkTitle(service, panel.pointer, "a panel", report);
  const { legend, unit, value } = panel;
  if (legend !== undefined) {
    // of an expression that is wrong nobody knows the labels
    const labels = value === undefined ? undefined : resultLabels(value);
    const problem = legendProblem(legend, (label) => labels === undefined || mayHave(labels, label));
    if (problem !== undefined)
      report(
        diagnostic("unclear-legend", { problem: problem.problem }, spanAt(service, `${panel.pointer}/legend`), {
          help: problem.help,
        }),
      );
  }
  const known = unit === undefined ? undefined : unitOf(unit);
  if (unit !== undefined && known === undefined) report(unknownUnit(unit, spanAt(service, `${panel.pointer}/unit`)));
  const scale = scaleProblem(panel, known?.range);
  if (scale !== undefined && (unit === undefined || known !== undefined))
    report(
      diagnostic("unclear-scale", { problem: scale.problem }, spanAt(service, `${panel.pointer}/${scale.at}`), {
        help: scale.help,
      }),
    );
}

function unknownUnit(unit: string, span: Span): Diagnostic {
  const near = nearestUnit(unit);
  const own = /^[\p{L}][\p{L}\p{N} _.-]*$/u.test(unit) ? `\`"{${unit}}"\`` : '`"{orders}"` or `orders/min`';
  return diagnostic("unknown-unit", { unit }, span, {
    help:
      near === undefined
        ? `a word of your own stands as ${own}`
        : `did you mean \`${near}\`? A word of your own stands as ${own}`,
  });
}

/** Units of what the service declares to expose; where none is written the metric's name tells it. */
function checkDeclared(service: Service, report: Report): void {
  for (const { name } of service.metrics.declared) {
    const at = ["declare", name, "unit"].reduce(pointerTo, "/metrics");
    const unit = valueAt(service, at);
    if (typeof unit === "string" && unitOf(unit) === undefined) report(unknownUnit(unit, spanAt(service, at)));
  }
}

function scaleProblem(
  { as, min, max }: WrittenPanel,
  range: readonly [number, number] | undefined,
): (Problem & { readonly at: string }) | undefined {
  if (as === "gauge" && max === undefined && range === undefined)
    return {
      at: "as",
      problem: "has no upper end: a gauge shows which part of it is reached",
      help: "give it a `max`, or the unit `%` (0 to 100) or `1` (0 to 1); or show it with `as: stat`",
    };
  const [from = as === "gauge" ? (range?.[0] ?? 0) : undefined, to = as === "gauge" ? range?.[1] : undefined] = [
    min,
    max,
  ];
  if (from === undefined || to === undefined || from < to) return undefined;
  return {
    at: max === undefined ? "min" : "max",
    problem: `ends at ${to}, and begins at ${from}`,
    help: "let `max` be over `min`",
  };
}

function checkTitle(service: Service, at: string, of: string, report: Report): void {
  const title = valueAt(service, `${at}/title`);
  const problem = typeof title === "string" ? titleProblem(title) : undefined;
  if (problem === undefined) return;
  report(
    diagnostic("unclear-title", { of, problem: problem.problem }, spanAt(service, `${at}/title`), {
      help: problem.help,
    }),
  );
}

function spanAt({ resolved }: Service, pointer: string): Span {
  return resolved.originOf(pointer).span;
}

function hasPanels({ rows, panels }: WrittenDashboard): boolean {
  return panels.length > 0 || rows.some((row) => row.panels.length > 0);
}

function valueAt({ resolved }: Service, pointer: string): unknown {
  return pointerSteps(pointer).reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined,
    resolved.value,
  );
}
