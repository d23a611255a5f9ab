/** Queries of dashboards as Grafana would send them, read from the JSON alone: variables are expanded as its Prometheus data source does it. */
import type { Seconds } from "../../src/model/quantity/units.ts";

/** Grafana's classic dashboard, as much of it as is read here. */
export interface DashboardJson {
  readonly uid?: string;
  readonly title?: string;
  readonly time?: { readonly from?: string; readonly to?: string };
  readonly templating?: { readonly list?: readonly VariableJson[] };
  readonly annotations?: { readonly list?: readonly AnnotationJson[] };
  readonly panels?: readonly PanelJson[];
}

interface PanelJson {
  readonly id?: number;
  readonly type: string;
  readonly title?: string;
  readonly repeat?: string;
  readonly datasource?: DataSourceJson;
  readonly targets?: readonly TargetJson[];
  readonly panels?: readonly PanelJson[];
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly timeFrom?: string;
  readonly timeShift?: string;
  readonly fieldConfig?: { readonly defaults?: { readonly noValue?: string } };
}

interface TargetJson {
  readonly refId?: string;
  readonly expr?: string;
  readonly query?: unknown;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly format?: string;
  readonly legendFormat?: string;
  readonly interval?: string;
  readonly hide?: boolean;
  readonly datasource?: DataSourceJson;
}

interface VariableJson {
  readonly name: string;
  readonly type: string;
  readonly query?: unknown;
  readonly regex?: string;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string | null;
  readonly current?: { readonly value?: unknown };
  readonly options?: readonly { readonly value?: unknown }[];
  readonly datasource?: DataSourceJson;
}

interface AnnotationJson {
  readonly name?: string;
  readonly expr?: string;
  readonly step?: string;
  readonly datasource?: DataSourceJson;
  readonly target?: { readonly expr?: string };
}

type DataSourceJson = { readonly type?: string; readonly uid?: string } | string | null;

export interface DashboardQuery {
  readonly dashboard: string;
  /** `panel`: title of the panel; of others, the name. */
  readonly where: string;
  readonly kind: "panel" | "variable" | "annotation";
  /** `prometheus`, `loki` … */
  readonly source: string;
  readonly ref: string;
  /** As it is sent. */
  readonly text: string;
  readonly form: "range" | "instant";
  readonly range: Seconds;
  readonly step: Seconds;
  /** Of a range: how long before now it ends. */
  readonly shift: Seconds;
  /** What the panel shows when there is nothing, which says that this may be. */
  readonly noValue?: string;
  readonly legend?: string;
  /** Values of variables that were chosen for it. */
  readonly scope: string;
}

/** Values of a label, of which a variable's options are made; undefined where they are not known yet. */
export type LabelValues = (selector: string | undefined, label: string) => Promise<readonly string[]>;

interface Chosen {
  readonly variable: VariableJson;
  /** Of several: all that are chosen. */
  readonly values: readonly string[];
  readonly isAll: boolean;
}
type Scope = ReadonlyMap<string, Chosen>;

const hour: Seconds = 3600;
/** Of Grafana's data source for Prometheus, unless it is told otherwise. */
const defaultScrape: Seconds = 15;

/**
 * Every query of a dashboard, for each value of its custom variables by itself, and for "All" of its query variables where they offer it.
 * @param values asks for the options of query variables
 */
export async function dashboardQueries(
  name: string,
  dashboard: DashboardJson,
  values: LabelValues,
): Promise<readonly DashboardQuery[]> {
  const variables = dashboard.templating?.list ?? [];
  const range = pastOf(dashboard.time?.from ?? "now-6h");
  const found: DashboardQuery[] = [];
  for (const scope of await scopesOf(name, variables, values, range, found)) {
    const context: Context = { dashboard: name, scope, range, variables };
    for (const { panel, repeats } of panelsOf(dashboard.panels ?? []))
      for (const one of repeated(scope, repeats)) found.push(...panelQueries({ ...context, scope: one }, panel));
    for (const annotation of dashboard.annotations?.list ?? []) found.push(...annotationQueries(context, annotation));
  }
  const unique = new Map(found.map((one) => [JSON.stringify({ ...one, scope: "" }), one]));
  return [...unique.values()];
}

interface Context {
  readonly dashboard: string;
  readonly scope: Scope;
  readonly range: Seconds;
  readonly variables: readonly VariableJson[];
}

/** Panels in rows too, with the variables by which they or their rows are repeated. */
function panelsOf(
  panels: readonly PanelJson[],
  outer: readonly string[] = [],
): readonly { readonly panel: PanelJson; readonly repeats: readonly string[] }[] {
  let row = outer;
  return panels.flatMap((panel) => {
    const own = panel.repeat === undefined || panel.repeat === "" ? [] : [panel.repeat];
    if (panel.type !== "row") return [{ panel, repeats: [...row, ...own] }];
    row = [...outer, ...own];
    return panelsOf(panel.panels ?? [], row);
  });
}

function repeated(scope: Scope, names: readonly string[]): readonly Scope[] {
  return names.reduce<readonly Scope[]>(
    (scopes, name) =>
      scopes.flatMap((one) => {
        const chosen = one.get(name);
        if (chosen === undefined) throw new Error(`repeated by $${name}, which is no variable`);
        return chosen.values.map((value) => new Map(one).set(name, { ...chosen, values: [value], isAll: false }));
      }),
    [scope],
  );
}

/** Choices of values: custom variables one value after another while the others have their current one; "All" where it is offered. */
async function scopesOf(
  dashboard: string,
  variables: readonly VariableJson[],
  values: LabelValues,
  range: Seconds,
  found: DashboardQuery[],
): Promise<readonly Scope[]> {
  const first = new Map<string, Chosen>();
  const others: { readonly name: string; readonly chosen: readonly Chosen[] }[] = [];
  for (const variable of variables) {
    const { name, type, multi = false, includeAll = false } = variable;
    if (type === "datasource" || type === "adhoc" || type === "groupby") continue;
    const options = await optionsOf(dashboard, variable, first, values, range, found);
    if (options.length === 0) throw new Error(`${dashboard}: variable $${name} has no options`);
    const single = options.map((value): Chosen => ({ variable, values: [value], isAll: false }));
    const all: Chosen = { variable, values: options, isAll: includeAll };
    const isQuery = type === "query";
    const current = single.find(({ values: [value] }) => value === variable.current?.value) ?? single[0]!;
    first.set(name, includeAll || multi ? all : current);
    // Each value of a list that the dashboard itself holds must have data; of what the data hold, one by itself.
    others.push({ name, chosen: isQuery ? single.slice(0, 1) : single });
  }
  const more = others.flatMap(({ name, chosen }) => chosen.map((one) => new Map(first).set(name, one)));
  return [first, ...more];
}

async function optionsOf(
  dashboard: string,
  variable: VariableJson,
  scope: Scope,
  values: LabelValues,
  range: Seconds,
  found: DashboardQuery[],
): Promise<readonly string[]> {
  const { name, type, query, regex } = variable;
  switch (type) {
    case "custom":
      return (textOfQuery(query).match(/(?:\\,|[^,])+/g) ?? [])
        .map((option) => option.replaceAll("\\,", ",").trim())
        .map((option) => /^.+\s:\s(.+)$/.exec(option)?.[1] ?? option)
        .filter(Boolean);
    case "constant":
    case "textbox":
      return [textOfQuery(query)];
    case "interval":
      return textOfQuery(query).split(",");
    case "query": {
      const text = expandQuery(
        textOfQuery(query),
        { dashboard, scope, range, variables: [] },
        hour / 60,
        defaultScrape,
      );
      const parts = /^\s*label_values\((?:(.+),)?\s*([a-zA-Z_]\w*)\s*\)\s*$/s.exec(text);
      if (parts === null) throw new Error(`${dashboard}: variable $${name} asks in an unknown way: ${text}`);
      const [, selector, label = ""] = parts;
      found.push({
        dashboard,
        where: `$${name}`,
        kind: "variable",
        source: sourceType(variable.datasource, []) ?? "prometheus",
        ref: label,
        text: selector?.trim() ?? `{${label}!=""}`,
        form: "instant",
        range,
        step: 60,
        shift: 0,
        scope: "",
      });
      const options = [...(await values(selector?.trim(), label))].sort();
      const filter = /^\/(.*)\/([a-z]*)$/s.exec(regex ?? "");
      if (filter === null) return options;
      const pattern = new RegExp(filter[1]!, filter[2]);
      return options.flatMap((option) => {
        const match = pattern.exec(option);
        return match === null ? [] : [match.groups?.["value"] ?? match[1] ?? match[0]];
      });
    }
    default:
      throw new Error(`${dashboard}: variable $${name} is of an unknown type: ${type}`);
  }
}

function textOfQuery(query: unknown): string {
  if (typeof query === "string") return query;
  const inner = (query as { readonly query?: unknown } | undefined)?.query;
  return typeof inner === "string" ? inner : "";
}

function panelQueries(context: Context, panel: PanelJson): readonly DashboardQuery[] {
  const range = panel.timeFrom === undefined ? context.range : secondsOf(panel.timeFrom);
  const shift = panel.timeShift === undefined ? 0 : secondsOf(panel.timeShift);
  const noValue = panel.fieldConfig?.defaults?.noValue;
  return (panel.targets ?? []).map((target, at): DashboardQuery => {
    const least = target.interval ?? panel.interval;
    const scrape = least === undefined || least === "" ? defaultScrape : secondsOf(expandText(least, context.scope));
    const step = Math.max(scrape, roundStep(range / (panel.maxDataPoints ?? 1000)));
    const source = sourceType(target.datasource ?? panel.datasource, context.variables) ?? "prometheus";
    const text = target.expr ?? textOfQuery(target.query ?? { query: target.query });
    return {
      dashboard: context.dashboard,
      where: expandText(panel.title ?? `panel ${panel.id}`, context.scope),
      kind: "panel",
      source,
      ref: target.refId ?? String(at),
      text: expandQuery(text, { ...context, range }, step, scrape),
      form: target.instant === true && target.range !== true ? "instant" : "range",
      range,
      step,
      shift,
      ...(noValue !== undefined && noValue !== "" && { noValue }),
      ...(target.legendFormat !== undefined && { legend: target.legendFormat }),
      scope: scopeText(context.scope),
    };
  });
}

function annotationQueries(context: Context, annotation: AnnotationJson): readonly DashboardQuery[] {
  const expr = annotation.expr ?? annotation.target?.expr;
  if (expr === undefined || expr === "") return [];
  const step = annotation.step === undefined ? 60 : secondsOf(annotation.step);
  return [
    {
      dashboard: context.dashboard,
      where: annotation.name ?? "annotation",
      kind: "annotation",
      source: sourceType(annotation.datasource, context.variables) ?? "prometheus",
      ref: "annotation",
      text: expandQuery(expr, context, step, step),
      form: "range",
      range: context.range,
      step,
      shift: 0,
      scope: scopeText(context.scope),
    },
  ];
}

/** The type of a data source, through its variable where it has one. */
function sourceType(source: DataSourceJson | undefined, variables: readonly VariableJson[]): string | undefined {
  if (source === undefined || source === null) return undefined;
  const { type, uid } = typeof source === "string" ? { type: undefined, uid: source } : source;
  if (type !== undefined) return type;
  const name = /^\$\{?(\w+)\}?$/.exec(uid ?? "")?.[1];
  const variable = variables.find((one) => one.name === name && one.type === "datasource");
  return variable === undefined ? undefined : textOfQuery(variable.query);
}

function scopeText(scope: Scope): string {
  return [...scope].map(([name, { values, isAll }]) => `$${name}=${isAll ? "All" : values.join("|")}`).join(" ");
}

/** `$name`, `${name}`, `${name:format}` and `[[name]]`, as Grafana tells them in a text. */
const variablePattern = /\$(\w+)|\[\[(\w+)(?::(\w+))?\]\]|\$\{(\w+)(?:\.[^:^}]+)?(?::([^}]+))?\}/g;

/**
 * A query with its variables expanded.
 * @throws Error for a variable that is none of the dashboard's or Grafana's
 */
function expandQuery(text: string, context: Context, step: Seconds, scrape: Seconds): string {
  const own: Readonly<Record<string, string>> = {
    __interval: durationText(step),
    __interval_ms: String(step * 1000),
    __rate_interval: durationText(Math.max(step + scrape, 4 * scrape)),
    __rate_interval_ms: String(1000 * Math.max(step + scrape, 4 * scrape)),
    __range: durationText(Math.ceil(context.range)),
    __range_s: String(Math.ceil(context.range)),
    __range_ms: String(context.range * 1000),
  };
  return expand(text, context.scope, (name) => own[name]);
}

function expandText(text: string, scope: Scope): string {
  return expand(text, scope, () => undefined, "text");
}

function expand(text: string, scope: Scope, own: (name: string) => string | undefined, fallback?: string): string {
  return text.replace(variablePattern, (whole, ...parts: readonly (string | undefined)[]) => {
    const name = parts[0] ?? parts[1] ?? parts[3] ?? "";
    const format = parts[2] ?? parts[4] ?? fallback;
    // `$1` of `label_replace`
    if (/^\d+$/.test(name)) return whole;
    const built = own(name);
    if (built !== undefined) return built;
    const chosen = scope.get(name);
    // In texts for people a variable that is not known stays as it is; in a query nothing may.
    if (chosen === undefined && fallback === "text") return whole;
    if (chosen === undefined) throw new Error(`\`${whole}\` is no variable of the dashboard: ${text}`);
    return formatted(chosen, format);
  });
}

function formatted({ variable, values, isAll }: Chosen, format: string | undefined): string {
  const { multi = false, includeAll = false, allValue } = variable;
  if (isAll && typeof allValue === "string" && allValue !== "" && format !== "text") return allValue;
  switch (format) {
    case undefined: {
      if (!multi && !includeAll) return values[0]!.replace(/\\/g, "\\\\").replace(/"/g, '\\"');
      const escaped = values.map((value) => value.replace(/\\/g, "\\\\\\\\").replace(/[$^*{}[\]'+?.()|]/g, "\\\\$&"));
      return escaped.length === 1 ? escaped[0]! : `(${escaped.join("|")})`;
    }
    case "regex": {
      const escaped = values.map((value) => value.replace(/[\\^$*+?.()|[\]{}/]/g, "\\$&"));
      return escaped.length === 1 ? escaped[0]! : `(${escaped.join("|")})`;
    }
    case "pipe":
      return values.join("|");
    case "csv":
    case "raw":
      return values.join(",");
    case "text":
      return isAll ? "All" : values.join(" + ");
    case "doublequote":
      return values.map((value) => `"${value}"`).join(",");
    case "queryparam":
      return values.map((value) => `var-${variable.name}=${encodeURIComponent(value)}`).join("&");
    default:
      throw new Error(`unknown format \`${format}\` of $${variable.name}`);
  }
}

const units: Readonly<Record<string, Seconds>> = {
  s: 1,
  m: 60,
  h: hour,
  d: 24 * hour,
  w: 7 * 24 * hour,
  M: 30 * 24 * hour,
  y: 365 * 24 * hour,
};

function secondsOf(text: string): Seconds {
  const parts = /^>?(\d+)(ms|[smhdwMy])$/.exec(text);
  if (parts === null) throw new Error(`no time of Grafana: ${text}`);
  return Number(parts[1]) * (units[parts[2]!] ?? 0.001);
}

/** `now-6h`; of `now/M` a month. */
function pastOf(text: string): Seconds {
  const parts = /^now-(\d+[smhdwMy])/.exec(text) ?? /^now\/([smhdwMy])/.exec(text);
  if (parts === null) throw new Error(`no time of Grafana: ${text}`);
  return secondsOf(/^\d/.test(parts[1]!) ? parts[1]! : `1${parts[1]!}`);
}

function durationText(seconds: Seconds): string {
  return Number.isInteger(seconds) ? `${seconds}s` : `${Math.round(seconds * 1000)}ms`;
}

/** The steps that Grafana rounds to, from a second up. */
function roundStep(seconds: Seconds): Seconds {
  const steps: readonly Seconds[] = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800];
  return steps.find((step, at) => seconds < (step + (steps[at + 1] ?? 2 * step)) / 2) ?? 86_400;
}
