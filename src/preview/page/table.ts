/** Tables: cells by their column's configuration, rows sorted by what the panel says or a person chooses. */
import { colorOf, fraction, readable, textOn, valueColor } from "../colors.ts";
import { display, shownText } from "../format.ts";
import type { FieldConfig, Value } from "../frame.ts";
import { mapOf, mapsOf, numberOf, textOf } from "../json.ts";
import { fillLink } from "../links.ts";
import { type FieldView, type PanelView, timesOf } from "../view.ts";
import { timeText } from "./chart.ts";
import { el, styled } from "./dom.ts";
import { anchor } from "./links.ts";
import { plainValue } from "./stat.ts";
import { theme } from "./theme.ts";

interface Column {
  readonly field: FieldView;
  readonly config: FieldConfig;
  readonly values: readonly Value[];
  readonly numeric: boolean;
  readonly at: number;
}

export function table({ frames, configs, options }: PanelView, utc: boolean): HTMLElement {
  const frame = frames[numberOf(options["frameIndex"]) ?? 0] ?? frames[0]!;
  const columns = frame.fields.flatMap((field, at): readonly Column[] => {
    const config = configs[field.config]!;
    const isHidden = config.custom["hidden"] === true || mapOf(config.custom["hideFrom"])["viz"] === true;
    return isHidden
      ? []
      : [{ field, config, values: timesOf(field.values).map(plainValue), numeric: field.type === "number", at }];
  });
  const all = frame.fields.map((field) => ({ name: field.name, source: field.source, values: timesOf(field.values) }));
  const length = Math.max(0, ...all.map(({ values }) => values.length));
  const rows = Array.from({ length }, (_, at) => at);
  const body = el("tbody");
  const [first] = mapsOf(options["sortBy"]);
  let sort = { name: textOf(first?.["displayName"]), descending: first?.["desc"] === true };
  const heads = columns.map((column) => {
    const { width } = column.config.custom;
    const head = el(
      "th",
      { scope: "col", class: alignOf(column) },
      el(
        "button",
        { type: "button", onclick: () => sortBy(column.field.name) },
        column.field.name,
        el("span", { class: "sort", "aria-hidden": "true" }),
      ),
    );
    return typeof width === "number" ? styled(head, { width: `${width}px` }) : head;
  });
  const draw = () => {
    const by = columns.find(({ field }) => field.name === sort.name || field.source === sort.name);
    const sorted =
      by === undefined
        ? rows
        : rows.toSorted((a, b) => (sort.descending ? -1 : 1) * compare(by.values[a] ?? null, by.values[b] ?? null));
    heads.forEach((head, at) =>
      columns[at] === by
        ? head.setAttribute("aria-sort", sort.descending ? "descending" : "ascending")
        : head.removeAttribute("aria-sort"),
    );
    body.replaceChildren(...sorted.map((row) => el("tr", {}, ...columns.map((column) => cell(column, row)))));
  };
  const sortBy = (name: string) => {
    sort = { name, descending: sort.name === name ? !sort.descending : false };
    draw();
  };
  const cell = (column: Column, row: number): HTMLElement => {
    const { config, field, values } = column;
    const value = values[row] ?? null;
    const shown = display(value, config);
    const text = field.type === "time" && typeof value === "number" ? timeText(value, utc) : shownText(shown);
    const color =
      shown.color === undefined ? valueColor(value, config, column.at, theme()) : colorOf(shown.color, theme());
    const style = mapOf(config.custom["cellOptions"]);
    const type = textOf(style["type"]) ?? textOf(config.custom["displayMode"]) ?? "auto";
    const cells = new Map(
      all.flatMap(({ name, source, values: own }) => [
        [source, String(own[row] ?? "")],
        [name, String(own[row] ?? "")],
      ]),
    );
    const links = (config.links ?? []).map(({ title, url }, at) =>
      anchor(
        fillLink(url, { name: field.name, labels: field.labels, value: String(value ?? ""), row: cells }),
        title,
        at === 0 ? text : title,
      ),
    );
    const content: readonly (Node | string)[] =
      links.length === 0 ? [text] : links.flatMap((link, at) => (at === 0 ? [link] : [" ", link]));
    const made = el("td", { class: alignOf(column) });
    if (type === "gauge" && typeof value === "number") {
      const numbers = values.filter((one): one is number => typeof one === "number" && Number.isFinite(one));
      const part = fraction(value, {
        min: config.min ?? Math.min(0, ...numbers),
        max: config.max ?? Math.max(...numbers),
      });
      const fill = styled(el("div", { class: `bar-fill ${textOf(style["mode"]) ?? "basic"}` }), {
        "--bar": color,
        width: `${(part * 100).toFixed(1)}%`,
      });
      made.append(
        el(
          "div",
          { class: "cell-gauge" },
          el("div", { class: "bar-track" }, fill),
          styled(el("span", { class: "value" }, ...content), { "--value": readable(color, theme(), 4.5) }),
        ),
      );
      return made;
    }
    made.append(...content);
    if (type === "color-background") styled(made, { "background-color": color, color: textOn(color) });
    if (type === "color-text") styled(made, { color: readable(color, theme(), 4.5) });
    return made;
  };
  draw();
  return el(
    "div",
    {
      class: "table",
      tabindex: 0,
      role: "region",
      "aria-label": `Table of ${length} ${length === 1 ? "row" : "rows"}`,
    },
    el("table", {}, ...(options["showHeader"] === false ? [] : [el("thead", {}, el("tr", {}, ...heads))]), body),
  );
}

function alignOf({ numeric, config }: Column): string {
  const align = textOf(config.custom["align"]) ?? "auto";
  return align === "right" || (align === "auto" && numeric) ? "number" : align === "center" ? "centered" : "";
}

function compare(a: Value, b: Value): number {
  const isNothing = (value: Value) => value === null || (typeof value === "number" && Number.isNaN(value));
  if (isNothing(a) || isNothing(b)) return Number(isNothing(b)) - Number(isNothing(a));
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
