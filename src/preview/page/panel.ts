/** A panel: its head, and in it what its kind draws; what is wrong or unknown stands in it in words. */
import type { PanelView, PlacedPanel } from "../view.ts";
import { el, styled } from "./dom.ts";
import { heatmap } from "./heatmap.ts";
import { anchor } from "./links.ts";
import { markdown } from "./markdown.ts";
import { bargauge, gauge, noValue, stat } from "./stat.ts";
import { table } from "./table.ts";
import { timeline } from "./timeline.ts";
import { type Context, timeseries } from "./timeseries.ts";

type Draw = (panel: PanelView, context: Context) => HTMLElement;

const kinds: Readonly<Record<string, Draw>> = {
  timeseries,
  stat,
  gauge,
  bargauge,
  table: (panel, { utc }) => table(panel, utc),
  heatmap: (panel, { utc }) => heatmap(panel, utc),
  "state-timeline": (panel, { utc }) => timeline(panel, utc, true),
  "status-history": (panel, { utc }) => timeline(panel, utc, false),
};

export interface PanelElement {
  readonly element: HTMLElement;
  fill(view: PanelView, context: Context): void;
  fail(message: string): void;
}

export function panel(placed: PlacedPanel): PanelElement {
  const body = el("div", { class: "body", "aria-busy": "true" }, el("p", { class: "waiting" }, "…"));
  let about = () => {};
  const info = el("button", { type: "button", class: "info", hidden: true, onclick: () => about() }, "i");
  const id = `panel-${placed.index}`;
  const head = el(
    "header",
    {},
    el("h3", { id, title: placed.title }, placed.title),
    ...placed.links.map((link) => anchor(link.url, link.title, el("span", { class: "head-link" }, link.title))),
    info,
  );
  const element = styled(
    el(
      "article",
      {
        class: `panel kind-${placed.type}${placed.transparent ? " transparent" : ""}`,
        "aria-labelledby": id,
        "data-title": placed.title,
      },
      head,
      body,
    ),
    {
      "--x": String(placed.x + 1),
      "--y": String(placed.y + 1),
      "--w": String(placed.w),
      "--h": String(placed.h),
    },
  );
  // A panel without a title and without anything to say has no head, as in Grafana.
  if (placed.title === "" && placed.description === undefined) element.classList.add("untitled");
  const done = (state: string, ...children: readonly (Node | string)[]) => {
    body.removeAttribute("aria-busy");
    element.dataset["state"] = state;
    body.replaceChildren(...children);
  };
  return {
    element,
    fill(view, context) {
      const drawn = content(placed, view, context);
      done(view.state, ...drawn, ...notes(view));
      const hasMore = placed.description !== undefined || view.queries.length > 0;
      info.hidden = !hasMore;
      info.setAttribute("aria-label", `About the panel ${placed.title}`);
      info.title = placed.description ?? "Queries of this panel";
      about = () => openInfo(placed, view);
    },
    fail(message) {
      done("error", el("p", { class: "message error", role: "alert" }, message));
    },
  };
}

function content(placed: PlacedPanel, view: PanelView, context: Context): readonly Node[] {
  switch (view.state) {
    case "text": {
      const { mode, content: text } = view.options as { readonly mode: string; readonly content: string };
      if (mode === "markdown") return [markdown(text)];
      return [
        el("pre", { class: "plain" }, text),
        ...(mode === "html" ? [el("p", { class: "muted small" }, "HTML, which the preview shows as text")] : []),
      ];
    }
    case "box":
      return [
        el(
          "div",
          { class: "box" },
          el("p", {}, view.message ?? ""),
          ...view.queries.map(({ expr }) => el("code", {}, expr)),
        ),
      ];
    case "unasked":
      return [
        el(
          "div",
          { class: "box" },
          el("p", {}, `${placed.type}: no data was asked for`),
          ...view.queries.map(({ expr }) => el("code", {}, expr)),
        ),
      ];
    case "empty":
      // Single values show their `noValue` as they would a value.
      if (view.declared === true && ["stat", "gauge", "bargauge"].includes(placed.type)) return [noValue(view)];
      return [
        el("p", { class: `message empty${view.declared === true ? " declared" : ""}` }, view.message ?? "No data"),
      ];
    case "error": {
      const message = el("p", { class: "message error" }, "Prometheus: ", view.message ?? "");
      return view.frames.length > 0 || view.stats.length > 0 ? [message, draw(placed, view, context)] : [message];
    }
    case "data":
      return [draw(placed, view, context)];
  }
}

function draw(placed: PlacedPanel, view: PanelView, context: Context): HTMLElement {
  try {
    return kinds[placed.type]!(view, context);
  } catch (error) {
    return el(
      "p",
      { class: "message error" },
      `The preview cannot draw this: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function notes({ notes: all }: PanelView): readonly Node[] {
  if (all.length === 0) return [];
  return [el("ul", { class: "notes", "aria-label": "Notes of the preview" }, ...all.map((note) => el("li", {}, note)))];
}

/** Description and queries, in a dialog. */
function openInfo(placed: PlacedPanel, view: PanelView): void {
  const title = el("h2", { id: "info-title" }, placed.title || "Panel");
  const dialog = el(
    "dialog",
    { "aria-labelledby": "info-title", class: "about" },
    title,
    placed.description === undefined ? undefined : markdown(placed.description),
    view.queries.length > 0 && el("h3", {}, view.queries.length === 1 ? "Query" : "Queries"),
    ...view.queries.map(({ refId, expr, series, error }) =>
      el(
        "div",
        { class: "query" },
        el(
          "p",
          { class: "muted" },
          `${refId}${series === undefined ? "" : ` · ${series} series`}${error === undefined ? "" : ` · ${error}`}`,
        ),
        el("pre", {}, el("code", {}, expr)),
      ),
    ),
    el("form", { method: "dialog" }, el("button", {}, "Close")),
  );
  // The page's policy forbids the sending of forms: the button closes by itself.
  dialog.querySelector("form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}
