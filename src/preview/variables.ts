/** Template variables: their options, and texts with them filled in as Grafana does. */
import type { Dashboard, Variable } from "./dashboard.ts";
import { spanText } from "./time.ts";
import type { TimeRange } from "./view.ts";

export const allValue = "$__all";

export interface Option {
  readonly text: string;
  readonly value: string;
}

/** A variable with the values that are chosen. */
export interface Chosen {
  readonly variable: Variable;
  readonly options: readonly Option[];
  /** Values among the options, or `$__all` alone. */
  readonly selected: readonly string[];
}

export type Scope = ReadonlyMap<string, Chosen>;

/** What a Prometheus answers about its series. */
export interface SeriesNames {
  labelValues(label: string, selector?: string): Promise<readonly string[]>;
  labelNames(selector?: string): Promise<readonly string[]>;
  /** Rows of an instant query, as `name{labels} value time`. */
  rows(expr: string): Promise<readonly string[]>;
}

/** Types whose other values cannot be chosen in a preview with one Prometheus. */
const fixedTypes = new Set(["datasource", "constant", "interval", "textbox", "adhoc"]);

export function isOpen(variable: Variable): boolean {
  return !fixedTypes.has(variable.type) && !variable.hidden;
}

/** The options of a variable; those of a query depend on the variables before it. */
export async function optionsOf(variable: Variable, scope: Scope, names: SeriesNames): Promise<readonly Option[]> {
  switch (variable.type) {
    case "custom":
    case "interval":
      return variable.query === ""
        ? variable.options.filter(({ value }) => value !== allValue)
        : listed(variable.query);
    case "query":
      return queried(variable, scope, names);
    case "constant":
    case "textbox":
      return [{ text: variable.query, value: variable.query }];
    default:
      return [];
  }
}

/** `a, b, shown : value`; a comma after a backslash is part of a value. */
function listed(query: string): readonly Option[] {
  return [...query.matchAll(/(?:\\,|[^,])+/g)].map(([item]) => {
    const plain = item.replaceAll("\\,", ",");
    const [, text, value] = /^\s*(.+)\s:\s(.+)$/.exec(plain) ?? [];
    return text === undefined
      ? { text: plain.trim(), value: plain.trim() }
      : { text: text.trim(), value: value!.trim() };
  });
}

async function queried(variable: Variable, scope: Scope, names: SeriesNames): Promise<readonly Option[]> {
  const query = fillQuery(variable.query, scope, {}).trim();
  const [, selector, label] = /^label_values\((?:(.+),\s*)?([a-zA-Z_][\w.]*)\s*\)$/s.exec(query) ?? [];
  const found = await (async () => {
    if (label !== undefined) return names.labelValues(label, selector?.trim());
    const [, of] = /^label_names\((.*)\)$/s.exec(query) ?? [];
    if (of !== undefined) return names.labelNames(of.trim() === "" ? undefined : of.trim());
    const [, pattern] = /^metrics\((.*)\)$/s.exec(query) ?? [];
    if (pattern !== undefined) {
      const matches = new RegExp(pattern);
      return (await names.labelValues("__name__")).filter((name) => matches.test(name));
    }
    const [, expr] = /^query_result\((.*)\)$/s.exec(query) ?? [];
    return names.rows(expr ?? query);
  })();
  return sorted(filtered(found, variable.regex), variable.sort);
}

/** By a regular expression between slashes; its group, or its groups `text` and `value`, are what is left. */
function filtered(found: readonly string[], regex: string): readonly Option[] {
  if (regex === "") return found.map((value) => ({ text: value, value }));
  const [, body = regex, flags = ""] = /^\/(.*)\/(\w*)$/s.exec(regex) ?? [];
  const pattern = new RegExp(body, flags.replace("g", ""));
  const kept = found.flatMap((one) => {
    const match = pattern.exec(one);
    if (match === null) return [];
    const value = match.groups?.["value"] ?? match.groups?.["text"] ?? match[1] ?? one;
    return [{ text: match.groups?.["text"] ?? value, value }];
  });
  return kept.filter(({ value }, at) => kept.findIndex((one) => one.value === value) === at);
}

const byText = (a: Option, b: Option) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0);
const byFolded = (a: Option, b: Option) =>
  a.text.toLowerCase() < b.text.toLowerCase() ? -1 : a.text.toLowerCase() > b.text.toLowerCase() ? 1 : 0;
const firstNumber = ({ text }: Option) => Number(/\d+(\.\d+)?/.exec(text)?.[0] ?? -1);
const byNumber = (a: Option, b: Option) => firstNumber(a) - firstNumber(b);

/** Grafana's numbers of orders: 0 none, 1 and 2 by text, 3 and 4 by number, 5 and 6 by text whatever the case; even ones downwards. */
function sorted(options: readonly Option[], order: number): readonly Option[] {
  if (order === 0) return options;
  const made = [...options].sort([byText, byNumber, byFolded][Math.ceil(order / 2) - 1] ?? byText);
  return order % 2 === 0 ? made.toReversed() : made;
}

/** What is chosen: what was wished for as far as it is among the options, else what the dashboard was saved with, else the first. */
export function choose(variable: Variable, options: readonly Option[], wished: readonly string[] | undefined): Chosen {
  const known = (values: readonly string[]) => {
    if (variable.includeAll && values.some((value) => value === allValue || value === "All")) return [allValue];
    const found = values.filter((value) => options.some((option) => option.value === value));
    return variable.multi ? found : found.slice(0, 1);
  };
  const first = variable.includeAll ? [allValue] : options.slice(0, 1).map(({ value }) => value);
  const selected = [wished ?? [], variable.current].map(known).find((values) => values.length > 0) ?? first;
  return { variable, options, selected };
}

/** The values that a variable stands for: all options for "All". */
export function valuesOf({ variable, options, selected }: Chosen): readonly string[] {
  if (!selected.includes(allValue)) return selected;
  return variable.allValue === undefined ? options.map(({ value }) => value) : [variable.allValue];
}

function textsChosen({ options, selected }: Chosen): readonly string[] {
  if (selected.includes(allValue)) return ["All"];
  return selected.map((value) => options.find((option) => option.value === value)?.text ?? value);
}

/** `$name`, `${name}`, `${name:format}`, `[[name]]`. */
const references = /\$(\w+)|\$\{(\w+)(?:\.[^:^}]+)?(?::([^}]+))?\}|\[\[(\w+?)(?::(\w+))?\]\]/g;

/** A query of Prometheus: values of variables that may be several are regular expressions. */
export function fillQuery(text: string, scope: Scope, builtins: Readonly<Record<string, string>>): string {
  return fill(text, scope, builtins, (chosen) => {
    const { multi, includeAll, allValue: all } = chosen.variable;
    const values = valuesOf(chosen);
    if (chosen.selected.includes(allValue) && all !== undefined) return all;
    if (!multi && !includeAll) return (values[0] ?? "").replaceAll(/[\\"']/g, (sign) => `\\${sign}`);
    const escaped = values.map(specialRegexEscape);
    return escaped.length === 1 ? escaped[0]! : `(${escaped.join("|")})`;
  });
}

/** For a regular expression in a PromQL string in double quotes: Grafana's `prometheusSpecialRegexEscape`. */
function specialRegexEscape(value: string): string {
  return value.replaceAll("\\", "\\\\\\\\").replaceAll(/[$^*{}[\]'+?.()|]/g, "\\\\$&");
}

/** A title: values as people read them. */
export function fillTitle(text: string, scope: Scope, builtins: Readonly<Record<string, string>> = {}): string {
  return fill(text, scope, builtins, (chosen) => textsChosen(chosen).join(" + "));
}

/** A link or a legend: several values as `{a,b}`. */
export function fillText(text: string, scope: Scope, builtins: Readonly<Record<string, string>> = {}): string {
  return fill(text, scope, builtins, (chosen) => formats["glob"]!(valuesOf(chosen), chosen));
}

function fill(
  text: string,
  scope: Scope,
  builtins: Readonly<Record<string, string>>,
  write: (chosen: Chosen) => string,
): string {
  return text.replaceAll(
    references,
    (whole, bare?: string, braced?: string, format?: string, old?: string, oldFormat?: string) => {
      const name = bare ?? braced ?? old ?? "";
      const builtin = builtins[name];
      if (builtin !== undefined) return builtin;
      const chosen = scope.get(name);
      if (chosen === undefined) return whole;
      const by = formats[(format ?? oldFormat ?? "").split(":")[0]!];
      return by === undefined ? write(chosen) : by(valuesOf(chosen), chosen);
    },
  );
}

const formats: Readonly<Record<string, (values: readonly string[], chosen: Chosen) => string>> = {
  raw: (values) => values.join(","),
  csv: (values) => values.join(","),
  pipe: (values) => values.join("|"),
  glob: (values) => (values.length === 1 ? values[0]! : `{${values.join(",")}}`),
  regex: (values) => {
    const escaped = values.map((value) => value.replaceAll(/[\\^$*+?.()|[\]{}/]/g, "\\$&"));
    return escaped.length === 1 ? escaped[0]! : `(${escaped.join("|")})`;
  },
  text: (_, chosen) => textsChosen(chosen).join(" + "),
  json: (values) => JSON.stringify(values.length === 1 ? values[0] : values),
  singlequote: (values) => values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(","),
  doublequote: (values) => values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(","),
  percentencode: (values) => encodeURIComponent(values.length === 1 ? values[0]! : `{${values.join(",")}}`),
  queryparam: (_, chosen) => parametersOf([chosen]),
};

/** `var-a=1&var-a=2`. */
export function parametersOf(all: Iterable<Chosen>): string {
  return [...all]
    .flatMap(({ variable: { name }, selected }) =>
      selected.map((value) => `var-${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    )
    .join("&");
}

/** Names that Grafana fills by itself. `scrape` is the interval that the data source is set to. */
export function builtinsOf(
  { title }: Pick<Dashboard, "title">,
  { from, to }: TimeRange,
  step: number,
  scrape: number,
): Readonly<Record<string, string>> {
  const rate = Math.max(step + scrape, 4 * scrape);
  const range = Math.round(to - from);
  return {
    __interval: spanText(step),
    __interval_ms: String(Math.round(step * 1000)),
    __rate_interval: spanText(rate),
    __rate_interval_ms: String(Math.round(rate * 1000)),
    __range: `${range}s`,
    __range_s: String(range),
    __range_ms: String(range * 1000),
    __from: String(Math.round(from * 1000)),
    __to: String(Math.round(to * 1000)),
    __dashboard: title,
    __url_time_range: `from=${Math.round(from * 1000)}&to=${Math.round(to * 1000)}`,
    __org: "1",
  };
}

/** Names of variables that a text asks for and that nothing fills. */
export function unfilled(text: string): readonly string[] {
  return [...text.matchAll(references)]
    .map(([, bare, braced, , old]) => bare ?? braced ?? old ?? "")
    .filter((name) => !/^(__data|__field|__value|__series|__cell|\d+$)/.test(name));
}
