/** The page of `tocsin preview`: a list of dashboards, and one of them at a time; the part after `#` of its address says which. */
import type { DashboardView, ListedDashboard, PageData, PanelView, VariableView } from "../view.ts";
import { colorOf } from "../colors.ts";
import { disposeCharts, redrawAll, swatch, timeText } from "./chart.ts";
import { el } from "./dom.ts";
import { anchor, knowDashboards } from "./links.ts";
import { panel, type PanelElement } from "./panel.ts";
import { onTheme, restoreTheme, setTheme, theme, themeChoice } from "./theme.ts";

const data = await readData(document.querySelector<HTMLElement>("#data")!);
const app = document.querySelector("#app")!;
knowDashboards(data.dashboards.map(({ uid }) => uid));
restoreTheme();

/** As JSON, or deflated and in base64. */
async function readData({ textContent, dataset }: HTMLElement): Promise<PageData> {
  if (dataset["form"] !== "deflate") return JSON.parse(textContent ?? "") as PageData;
  const bytes = Uint8Array.from(atob(textContent ?? ""), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return (await new Response(stream).json()) as PageData;
}

interface Route {
  readonly uid?: string;
  readonly query: URLSearchParams;
}

function routeNow(): Route {
  const [, path = "", search = ""] = /^#?([^?]*)\??(.*)$/s.exec(location.hash) ?? [];
  const [, uid] = /^\/d\/([^/]+)/.exec(path) ?? [];
  const query = new URLSearchParams(search);
  if (uid !== undefined) return { uid: decodeURIComponent(uid), query };
  const [only] = data.dashboards;
  return path === "" && data.dashboards.length === 1 && only !== undefined ? { uid: only.uid, query } : { query };
}

function go(uid: string, query: URLSearchParams): void {
  const search = query.toString();
  location.hash = `#/d/${encodeURIComponent(uid)}${search === "" ? "" : `?${search}`}`;
}

/** Panels that are drawn anew when the theme changes. */
let redraw = (): void => {};
let showing = new AbortController();

async function show(): Promise<void> {
  showing.abort();
  showing = new AbortController();
  const { signal } = showing;
  const route = routeNow();
  redraw = () => {};
  delete document.documentElement.dataset["drawn"];
  const main = el("main", { id: "main", tabindex: -1 });
  app.replaceChildren(skip(), banner(route), main);
  disposeCharts();
  window.scrollTo(0, 0);
  if (route.uid === undefined) return overview(main, route.query);
  try {
    await dashboard(main, route.uid, route.query, signal);
  } catch (error) {
    if (signal.aborted) return;
    main.append(
      el("p", { class: "message error", role: "alert" }, error instanceof Error ? error.message : String(error)),
    );
  }
}

function skip(): HTMLElement {
  return el(
    "a",
    {
      class: "skip",
      href: "#main",
      onclick: (event: Event) => (event.preventDefault(), document.querySelector<HTMLElement>("#main")?.focus()),
    },
    "To the panels",
  );
}

/** What is always above: what this is, which dashboard, which theme. */
function banner({ uid, query }: Route): HTMLElement {
  const folders = [...new Set(data.dashboards.map(({ folder }) => folder))];
  const option = ({ uid: value, title }: ListedDashboard) => el("option", { value, selected: value === uid }, title);
  const choice = el(
    "select",
    {
      "aria-label": "Dashboard",
      onchange: () => (choice.value === "" ? (location.hash = "#/") : go(choice.value, timeOf(query))),
    },
    el("option", { value: "", selected: uid === undefined }, `All dashboards (${data.dashboards.length})`),
    ...folders.map((folder) => {
      const inside = data.dashboards.filter((one) => one.folder === folder).map(option);
      return folders.length === 1
        ? el("optgroup", { label: "Dashboards" }, ...inside)
        : el("optgroup", { label: folder }, ...inside);
    }),
  );
  const themes = el(
    "select",
    { "aria-label": "Theme", onchange: () => setTheme(themes.value as "auto") },
    ...(["auto", "light", "dark"] as const).map((one) =>
      el(
        "option",
        { value: one, selected: themeChoice() === one },
        `${one[0]!.toUpperCase()}${one.slice(1)}${one === "auto" ? " theme" : ""}`,
      ),
    ),
  );
  return el(
    "div",
    { class: "banner", role: "banner" },
    el(
      "p",
      { class: "what" },
      el("strong", {}, "Preview"),
      el("span", {}, "drawn by tocsin from the dashboards' JSON, not by Grafana"),
    ),
    choice,
    themes,
  );
}

/** What goes along to another dashboard. */
function timeOf(query: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams();
  if (data.live) for (const name of ["from", "to"]) if (query.get(name) !== null) kept.set(name, query.get(name)!);
  return kept;
}

function overview(main: HTMLElement, query: URLSearchParams): void {
  document.title = data.title;
  const tags = (query.get("tag") ?? "").split(",").filter((tag) => tag !== "");
  const shown = data.dashboards.filter((one) => tags.every((tag) => one.tags.includes(tag)));
  main.append(
    el("h1", {}, tags.length === 0 ? data.title : `Dashboards with ${tags.join(", ")}`),
    el("p", { class: "muted" }, `${shown.length} ${shown.length === 1 ? "dashboard" : "dashboards"} · ${data.source}`),
  );
  if (data.problems.length > 0)
    main.append(
      el(
        "ul",
        { class: "notes" },
        ...data.problems.map(({ file, reason }) => el("li", {}, el("code", {}, file), ` ${reason}`)),
      ),
    );
  for (const folder of new Set(shown.map((one) => one.folder))) {
    const inside = shown.filter((one) => one.folder === folder);
    main.append(
      el(
        "section",
        { class: "list" },
        el("h2", {}, folder),
        el(
          "ul",
          { class: "cards" },
          ...inside.map((one) =>
            el(
              "li",
              {},
              el("a", { href: `#/d/${encodeURIComponent(one.uid)}` }, el("strong", {}, one.title)),
              one.description !== undefined && el("p", {}, one.description),
              el("p", { class: "muted small" }, `${one.panels} panels`, ...counts(one)),
            ),
          ),
        ),
      ),
    );
  }
  if (data.dashboards.length === 0) main.append(el("p", { class: "message" }, "There is no dashboard to show."));
}

function counts({ empty = [], failed = [] }: ListedDashboard): readonly Node[] {
  const list = (kind: string, titles: readonly string[]) =>
    titles.length === 0
      ? []
      : [
          el(
            "span",
            { class: `count ${kind}`, title: titles.join("\n") },
            `${titles.length} ${kind === "error" ? "failed" : "without data"}`,
          ),
        ];
  return [...list("error", failed), ...list("empty", empty)];
}

async function answered<T>(path: string, query: URLSearchParams, signal: AbortSignal): Promise<T> {
  const response = await fetch(`${path}?${query}`, { signal }).catch((error: unknown) => {
    throw signal.aborted ? error : new Error("`tocsin preview` does not answer any more: was it ended?");
  });
  if (!response.ok) throw new Error((await response.text()).trim());
  return (await response.json()) as T;
}

async function dashboard(main: HTMLElement, uid: string, query: URLSearchParams, signal: AbortSignal): Promise<void> {
  const asked = new URLSearchParams(query);
  asked.set("uid", uid);
  const kept = data.drawn?.find((_, at) => data.dashboards[at]?.uid === uid);
  if (!data.live && kept === undefined) throw new Error(`There is no dashboard ${uid} in this preview.`);
  main.setAttribute("aria-busy", "true");
  const view = kept?.view ?? (await answered<DashboardView>("/api/dashboard", asked, signal));
  main.removeAttribute("aria-busy");
  document.title = `${view.title} · preview`;
  const context = { annotations: view.annotations, utc: view.utc };
  const panels: { readonly element: PanelElement; view?: PanelView }[] = [];
  main.append(heading(view, uid, query));
  for (const { title, collapsed, panels: placed } of view.sections) {
    const grid = el("div", { class: "grid" });
    for (const one of placed) {
      const element = panel(one);
      panels[one.index] = { element };
      grid.append(element.element);
    }
    if (title === undefined) main.append(el("section", {}, grid));
    else main.append(section(title, collapsed, grid, placed.length));
  }
  redraw = () => {
    for (const one of panels) if (one.view !== undefined) one.element.fill(one.view, context);
    disposeCharts();
  };
  const draw = (at: number, drawn: PanelView) => {
    panels[at]!.view = drawn;
    panels[at]!.element.fill(drawn, context);
  };
  if (kept !== undefined) kept.panels.forEach((drawn, at) => draw(at, drawn));
  else
    await inTurn(panels.length, async (at) => {
      const one = new URLSearchParams(asked);
      one.set("panel", String(at));
      try {
        draw(at, await answered<PanelView>("/api/panel", one, signal));
      } catch (error) {
        if (!signal.aborted) panels[at]!.element.fail(error instanceof Error ? error.message : String(error));
      }
    });
  if (!signal.aborted) document.documentElement.dataset["drawn"] = uid;
}

/** From the top down, some at a time. */
async function inTurn(count: number, work: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

function section(title: string, collapsed: boolean, grid: HTMLElement, count: number): HTMLElement {
  const toggle = el(
    "button",
    {
      type: "button",
      "aria-expanded": "true",
      onclick: () => {
        const open = toggle.getAttribute("aria-expanded") === "false";
        toggle.setAttribute("aria-expanded", String(open));
        grid.hidden = !open;
      },
    },
    title,
  );
  return el(
    "section",
    {},
    el(
      "h2",
      { class: "row" },
      toggle,
      el("span", { class: "muted" }, collapsed ? `closed in Grafana · ${count} panels` : ""),
    ),
    grid,
  );
}

const spans: readonly (readonly [from: string, words: string])[] = [
  ["now-1h", "Last hour"], ["now-3h", "Last 3 hours"], ["now-6h", "Last 6 hours"], ["now-24h", "Last 24 hours"],
  ["now-2d", "Last 2 days"], ["now-7d", "Last 7 days"], ["now-30d", "Last 30 days"],
]; // prettier-ignore

function heading(view: DashboardView, uid: string, query: URLSearchParams): HTMLElement {
  const { from, to } = view.range;
  const minutes = (time: number) => timeText(Math.floor(time / 60) * 60, view.utc);
  const span = `${minutes(from)} to ${minutes(to)}${view.utc ? " UTC" : ""}`;
  const change = (edit: (next: URLSearchParams) => void) => {
    const next = new URLSearchParams(query);
    edit(next);
    if (`#/d/${encodeURIComponent(uid)}?${next}` === location.hash) void show();
    else go(uid, next);
  };
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
      ...view.variables.map((variable) => control(variable, change)),
      data.live
        ? timeControl(view, query, change)
        : el(
            "span",
            { class: "control" },
            el("span", { class: "label" }, "Time"),
            el("span", { class: "fixed" }, span),
          ),
      data.live && el("button", { type: "button", class: "refresh", onclick: () => void show() }, "Refresh"),
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

function timeControl(
  { range, utc }: DashboardView,
  query: URLSearchParams,
  change: (edit: (next: URLSearchParams) => void) => void,
): HTMLElement {
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

function control(variable: VariableView, change: (edit: (next: URLSearchParams) => void) => void): HTMLElement {
  const { name, label, description, options, selected, multi, open } = variable;
  const words =
    selected.map((value) => options.find((option) => option.value === value)?.text ?? value).join(", ") || "none";
  if (!data.live || !open)
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

addEventListener("hashchange", () => void show());
onTheme(() => {
  redraw();
  redrawAll();
});
void show();
