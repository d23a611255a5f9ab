/** What stands above the panels of a dashboard. */
import { colorOf } from "../colors.ts";
import type { DashboardView, VariableView } from "../view.ts";
import { swatch, timeText } from "./chart.ts";
import { el } from "./dom.ts";
import { anchor } from "./links.ts";
import { theme } from "./theme.ts";

export interface Controls {
  /** Whether another choice can be answered. */
  readonly live: boolean;
  /** What was chosen, as the page's address says. */
  readonly query: URLSearchParams;
  /** Goes to the same dashboard with another query. */
  change(edit: (next: URLSearchParams) => void): void;
  refresh(): void;
}

const spans: readonly (readonly [from: string, words: string])[] = [
  ["now-1h", "Last hour"], ["now-3h", "Last 3 hours"], ["now-6h", "Last 6 hours"], ["now-24h", "Last 24 hours"],
  ["now-2d", "Last 2 days"], ["now-7d", "Last 7 days"], ["now-30d", "Last 30 days"],
]; // prettier-ignore

/** Title, links, choices and annotations of a dashboard. */
export function heading(view: DashboardView, controls: Controls): HTMLElement {
  const { live, refresh } = controls;
  const { from, to } = view.range;
  const minutes = (time: number) => timeText(Math.floor(time / 60) * 60, view.utc);
  const span = `${minutes(from)} to ${minutes(to)}${view.utc ? " UTC" : ""}`;
  return el(
    "div",
    { class: "heading" },
    el(
      "div",
      { class: "title" },
      el("h1", {}, view.title),
      view.description !== undefined && el("p", { class: "muted" }, view.description),
    ),
    view.links.length > 0 &&
      el(
        "nav",
        { "aria-label": "Links of the dashboard" },
        ...view.links.map(({ title, url, tooltip }) => anchor(url, tooltip, title)),
      ),
    el(
      "div",
      { class: "controls" },
      ...view.variables.map((variable) => control(variable, controls)),
      live
        ? timeControl(view, controls)
        : el(
            "span",
            { class: "control" },
            el("span", { class: "label" }, "Time"),
            el("span", { class: "fixed" }, span),
          ),
      live && el("button", { type: "button", class: "refresh", onclick: refresh }, "Refresh"),
    ),
    annotationsOf(view),
    view.notes.length > 0 &&
      el(
        "ul",
        { class: "notes", "aria-label": "Notes of the preview" },
        ...view.notes.map((note) => el("li", {}, note)),
      ),
  );
}

function timeControl({ range, utc }: DashboardView, { query, change }: Controls): HTMLElement {
  const from = query.get("from") ?? "";
  const choice = el(
    "select",
    {
      onchange: () =>
        change((next) => {
          next.delete("to");
          if (choice.value === "") next.delete("from");
          else next.set("from", choice.value);
        }),
    },
    el("option", { value: "" }, "As the dashboard says"),
    ...spans.map(([value, words]) =>
      el("option", { value, selected: value === from && query.get("to") === null }, words),
    ),
    from !== "" &&
      (query.get("to") !== null || !spans.some(([value]) => value === from)) &&
      el("option", { value: from, selected: true }, `${timeText(range.from, utc)} to ${timeText(range.to, utc)}`),
  );
  return el("label", { class: "control" }, el("span", { class: "label" }, "Time"), choice);
}

function control(variable: VariableView, { live, change }: Controls): HTMLElement {
  const { name, label, description, options, selected, multi, open } = variable;
  const words =
    selected.map((value) => options.find((option) => option.value === value)?.text ?? value).join(", ") || "none";
  if (!live || !open)
    return el(
      "span",
      { class: "control", title: description },
      el("span", { class: "label" }, label),
      el("span", { class: "fixed" }, words),
    );
  const set = (values: readonly string[]) =>
    change((next) => {
      next.delete(`var-${name}`);
      for (const value of values) next.append(`var-${name}`, value);
    });
  if (!multi) {
    const choice = el(
      "select",
      { title: description, onchange: () => set([choice.value]) },
      ...options.map(({ value, text }) => el("option", { value, selected: selected.includes(value) }, text)),
    );
    return el("label", { class: "control" }, el("span", { class: "label" }, label), choice);
  }
  const boxes = options.map(({ value, text }) => {
    const input = el("input", { type: "checkbox", value, checked: selected.includes(value) });
    return { input, element: el("label", {}, input, text) };
  });
  const apply = () => {
    const values = boxes.filter(({ input }) => input.checked).map(({ input }) => input.value);
    // "All" and others: what was chosen last counts.
    const others = values.filter((value) => value !== "$__all");
    set(values.includes("$__all") && (others.length === 0 || !selected.includes("$__all")) ? ["$__all"] : others);
  };
  return el(
    "details",
    { class: "control multi" },
    el("summary", { title: description }, el("span", { class: "label" }, label), el("span", { class: "fixed" }, words)),
    el(
      "fieldset",
      {},
      el("legend", {}, label),
      ...boxes.map(({ element }) => element),
      el("button", { type: "button", onclick: apply }, "Apply"),
    ),
  );
}

function annotationsOf({ annotations, utc }: DashboardView): HTMLElement | undefined {
  const some = annotations.filter(({ events }) => events.length > 0);
  const absent = annotations.filter((one) => one.absent === true).map(({ name }) => name);
  if (some.length + absent.length === 0) return undefined;
  return el(
    "div",
    { class: "annotations" },
    ...some.map(({ name, color, events }) =>
      el(
        "details",
        {},
        el("summary", {}, swatch(colorOf(color, theme())), `${name} (${events.length})`),
        el(
          "ul",
          {},
          ...events.map(({ from, to, text }) =>
            el("li", {}, `${timeText(from, utc)}${to > from ? ` to ${timeText(to, utc)}` : ""}: ${text}`),
          ),
        ),
      ),
    ),
    absent.length > 0 && el("span", {}, `not of Prometheus, so not here: ${absent.join(", ")}`),
  );
}
