/** The page of `tocsin preview`: a list of dashboards, and one of them at a time; the part after `#` of its address says which. */
import type { DashboardView, ListedDashboard, PageData, PanelView } from "../view.ts";
import { disposeCharts, redrawAll } from "./chart.ts";
import { heading } from "./heading.ts";
import { el } from "./dom.ts";
import { knowDashboards } from "./links.ts";
import { panel, type PanelElement } from "./panel.ts";
import { onTheme, restoreTheme, setTheme, themeChoice } from "./theme.ts";

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
  main.append(
    heading(view, {
      live: data.live,
      query,
      change(edit) {
        const next = new URLSearchParams(query);
        edit(next);
        if (`#/d/${encodeURIComponent(uid)}?${next}` === location.hash) void show();
        else go(uid, next);
      },
      refresh: () => void show(),
    }),
  );
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

addEventListener("hashchange", () => void show());
onTheme(() => {
  redraw();
  redrawAll();
});
void show();
