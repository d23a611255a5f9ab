/** A dashboard opened: its time, its variables, its panels in their places, its annotations. */
import { NoAnswer } from "../prometheus-api/client.ts";
import { type Annotation, type Dashboard, type DashboardLink, isPrometheus } from "./dashboard.ts";
import { type Grid, legendOf, type Series } from "./frame.ts";
import { layOut, type Placed } from "./layout.ts";
import { rangeOf, spanOf, stepOf } from "./time.ts";
import {
  builtinsOf,
  choose,
  fillQuery,
  fillText,
  fillTitle,
  isOpen,
  optionsOf,
  parametersOf,
  type Scope,
  type SeriesNames,
} from "./variables.ts";
import type { AnnotationView, DashboardView, LinkView, TimeRange } from "./view.ts";

/** Where data comes from. @throws NoAnswer from each */
export interface Source extends SeriesNames {
  range(
    expr: string,
    grid: { readonly from: number; readonly to: number; readonly step: number },
  ): Promise<readonly Series[]>;
  instant(expr: string, time: number): Promise<readonly Series[]>;
}

/** What a person chose for a dashboard. */
export interface Wishes {
  readonly from?: string;
  readonly to?: string;
  /** Values by the names of variables. */
  readonly variables: ReadonlyMap<string, readonly string[]>;
}

/** A dashboard with its range, its variables set, and its panels in their places: panels are asked for by their number. */
export interface Opened {
  readonly dashboard: Dashboard;
  readonly file: string;
  readonly range: TimeRange;
  readonly rangeText: string;
  readonly scope: Scope;
  readonly placed: readonly Placed[];
  readonly view: DashboardView;
}

/** Grafana's own, where a data source says nothing else: seconds. */
export const scrapeInterval = 15;

/** Whole seconds; the last six hours where what is wished for is no time. @param now seconds since 1970 */
export function rangeShown(dashboard: Dashboard, { from, to }: Wishes, now: number): TimeRange {
  const range = rangeOf(from ?? dashboard.from, to ?? dashboard.to, now) ?? { from: now - 6 * 3600, to: now };
  return { from: Math.floor(range.from), to: Math.floor(range.to) };
}

/** @param source undefined: nothing is asked @param now seconds since 1970, what `now` means */
export async function openDashboard(
  dashboard: Dashboard,
  file: string,
  wishes: Wishes,
  now: number,
  source: Source | undefined,
): Promise<Opened> {
  const { from = dashboard.from, to = dashboard.to, variables } = wishes;
  const notes = [...dashboard.notes];
  if (rangeOf(from, to, now) === undefined)
    notes.push(`the time range from "${from}" to "${to}" is none: the last 6 hours are shown`);
  const range = rangeShown(dashboard, wishes, now);
  const scope = new Map<string, ReturnType<typeof choose>>();
  for (const variable of dashboard.variables) {
    try {
      const options =
        source === undefined && variable.type === "query" ? [] : await optionsOf(variable, scope, source ?? nobody);
      const wished = variables.get(variable.name);
      const chosen = choose(variable, options, wished);
      scope.set(variable.name, chosen);
      if (wished !== undefined && options.length > 0 && !wished.some((value) => chosen.selected.includes(value)))
        notes.push(`variable \`${variable.name}\`: ${wished.join(", ")} is none of its values`);
      if (variable.type === "query" && options.length === 0 && source !== undefined)
        notes.push(`variable \`${variable.name}\`: its query gives no values: ${variable.query}`);
    } catch (error) {
      if (!(error instanceof NoAnswer) && !(error instanceof SyntaxError)) throw error;
      notes.push(`variable \`${variable.name}\`: ${error.message}`);
      scope.set(variable.name, choose(variable, [], undefined));
    }
    if (variable.type === "adhoc") notes.push(`variable \`${variable.name}\`: the preview has no ad hoc filters`);
  }
  const sections = layOut(dashboard, scope);
  const placed = sections.flatMap(({ panels }) => panels);
  const builtins = builtinsOf(dashboard, range, stepOf(range, 1000, scrapeInterval), scrapeInterval);
  const fillLink = linkFiller(scope, builtins);
  let index = 0;
  const view: DashboardView = {
    uid: dashboard.uid,
    title: fillTitle(dashboard.title, scope),
    ...(dashboard.description !== undefined && { description: dashboard.description }),
    tags: dashboard.tags,
    file,
    range,
    rangeText: `${from} to ${to}`,
    utc: dashboard.utc,
    variables: dashboard.variables
      .filter(({ hidden }) => !hidden)
      .map((variable) => {
        const chosen = scope.get(variable.name)!;
        const all = variable.includeAll ? [{ text: "All", value: "$__all" }] : [];
        const isSource = variable.type === "datasource";
        return {
          name: variable.name,
          label: variable.label,
          ...(variable.description !== undefined && { description: variable.description }),
          options: isSource
            ? [
                {
                  value: "",
                  text: isPrometheus({ type: variable.query }) ? "this Prometheus" : `${variable.query} (not here)`,
                },
              ]
            : [...all, ...chosen.options],
          selected: isSource ? [""] : chosen.selected,
          multi: variable.multi,
          open: isOpen(variable),
        };
      }),
    links: dashboard.links.map((link) => headerLink(link, scope, range, fillLink)),
    sections: sections.map(({ row, scope: own, panels }) => ({
      ...(row !== undefined && { title: fillTitle(row.title, own) }),
      collapsed: row?.collapsed ?? false,
      panels: panels.map(({ panel, scope: inner, x, y, w, h }) => ({
        index: index++,
        type: panel.type,
        title: fillTitle(panel.title, inner),
        ...(panel.description !== undefined && { description: fillTitle(panel.description, inner) }),
        links: panel.links.map(({ title, url }) => ({
          title: fillTitle(title, inner),
          url: linkFiller(inner, builtins)(url),
        })),
        transparent: panel.transparent,
        x,
        y,
        w,
        h, // prettier-ignore
      })),
    })),
    annotations: source === undefined ? [] : await annotationsOf(dashboard, scope, range, source, notes),
    notes,
  };
  return { dashboard, file, range, rangeText: view.rangeText, scope, placed, view };
}

/** For dashboards that are drawn without a Prometheus. */
const nobody: SeriesNames = { labelValues: async () => [], labelNames: async () => [], rows: async () => [] };

export type Builtins = Readonly<Record<string, string>>;

/** Fills what does not depend on a value. */
export function linkFiller(scope: Scope, builtins: Builtins): (url: string) => string {
  const own = { ...builtins, __all_variables: parametersOf(scope.values()) };
  return (url) => fillText(url, scope, own);
}

function headerLink(link: DashboardLink, scope: Scope, range: TimeRange, fillLink: (url: string) => string): LinkView {
  const extra = [
    ...(link.keepTime ? [`from=${range.from * 1000}&to=${range.to * 1000}`] : []),
    ...(link.includeVars
      ? [parametersOf([...scope.values()].filter(({ variable }) => variable.type !== "datasource"))]
      : []),
  ].filter((part) => part !== "");
  const url = link.kind === "dashboards" ? `#/?tag=${encodeURIComponent(link.tags.join(","))}` : fillLink(link.url);
  return {
    title: fillTitle(link.title, scope) || (link.kind === "dashboards" ? link.tags.join(", ") : link.url),
    url: extra.length === 0 ? url : `${url}${url.includes("?") ? "&" : "?"}${extra.join("&")}`,
    ...(link.tooltip !== undefined && { tooltip: link.tooltip }),
  };
}

async function annotationsOf(
  { annotations, elsewhere, ...dashboard }: Dashboard,
  scope: Scope,
  range: TimeRange,
  source: Source,
  notes: string[],
): Promise<readonly AnnotationView[]> {
  const views: AnnotationView[] = elsewhere.map(({ name, color }) => ({ name, color, events: [], absent: true }));
  for (const annotation of annotations) {
    const step = Math.max(spanOf(annotation.step ?? "60s") ?? 60, stepOf(range, 10_000, 1));
    const expr = fillQuery(annotation.expr, scope, builtinsOf(dashboard, range, step, scrapeInterval));
    try {
      const series = await source.range(expr, alignedGrid(range, step));
      views.push({ name: annotation.name, color: annotation.color, events: eventsOf(annotation, series, step) });
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      notes.push(`annotations "${annotation.name}": ${error.message}`);
    }
  }
  return views;
}

const mostEvents = 200;

/** Steps beside one another that are not zero are one event; or each value is the time of one, in milliseconds. */
function eventsOf(annotation: Annotation, series: readonly Series[], step: number): AnnotationView["events"] {
  const events = series.flatMap(({ labels, points }) => {
    const fill = (format: string) => (format === "" ? "" : (legendOf(format, labels, "") ?? ""));
    const text =
      [fill(annotation.title), fill(annotation.text)].filter((one) => one !== "").join(": ") || annotation.name;
    if (annotation.valueIsTime)
      return [...new Set(points.map(([, value]) => value / 1000))].map((time) => ({ from: time, to: time, text }));
    const made: { from: number; to: number; text: string }[] = [];
    for (const [time, value] of points) {
      const last = made.at(-1);
      if (!(value > 0)) continue;
      if (last !== undefined && time - last.to <= step * 1.5) last.to = time;
      else made.push({ from: time, to: time, text });
    }
    return made;
  });
  return events.slice(0, mostEvents);
}

/** Prometheus is asked at multiples of the step, so that the same points come again. */
export function alignedGrid({ from, to }: TimeRange, step: number): Grid {
  return { from: Math.floor(from / step) * step, to: Math.floor(to / step) * step, step };
}
