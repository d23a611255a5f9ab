import { drawPanel } from "../../preview/draw.ts";
import { openDashboard, rangeShown, type Wishes } from "../../preview/open.ts";
import { allPanels } from "../../preview/dashboard.ts";
import type { Loaded, LoadedDashboard } from "../../preview/load.ts";
import type { SourceFor } from "../../preview/source.ts";
import type { DashboardView, ListedDashboard, PanelState, PanelView } from "../../preview/view.ts";
import { groupBy } from "../../util/group-by.ts";
import { counted } from "../table.ts";

export interface Drawn {
  readonly view: DashboardView;
  readonly panels: readonly PanelView[];
}

/** All dashboards with all panels, in their order. */
export async function drawAll(
  dashboards: readonly LoadedDashboard[],
  wishes: Wishes,
  now: number,
  sourceFor: (file: string) => SourceFor | undefined,
  onDashboard: (done: number) => void,
): Promise<readonly Drawn[]> {
  const drawn: Drawn[] = [];
  for (const { dashboard, file } of dashboards) {
    onDashboard(drawn.length);
    const source = sourceFor(file)?.(rangeShown(dashboard, wishes, now));
    const opened = await openDashboard(dashboard, file, wishes, now, source);
    const panels = await Promise.all(opened.placed.map((_, at) => drawPanel(opened, at, source)));
    drawn.push({ view: opened.view, panels });
  }
  return drawn;
}

/** A line of the page's list. */
export function listedOf({ key, dashboard, file, folder }: LoadedDashboard, drawn?: Drawn): ListedDashboard {
  const { title, description, tags, panels } = dashboard;
  const titles = (state: PanelState) => (drawn === undefined ? {} : titlesOf(drawn, state));
  return {
    uid: key,
    title: drawn?.view.title ?? title,
    file,
    folder,
    ...(description !== undefined && { description }),
    tags,
    panels: drawn?.panels.length ?? allPanels(panels).filter(({ type }) => type !== "row").length,
    ...titles("empty"),
    ...titles("error"),
  };
}

function titlesOf(drawn: Drawn, state: PanelState): Pick<ListedDashboard, "empty" | "failed"> {
  const titles = panelsOf(drawn, state).map(({ title }) => title);
  if (titles.length === 0) return {};
  return state === "error" ? { failed: titles } : { empty: titles };
}

interface NamedPanel {
  readonly title: string;
  readonly panel: PanelView;
}

/** Panels in a state; those that are empty only where they do not say that they may be. */
function panelsOf({ view, panels }: Drawn, state: PanelState): readonly NamedPanel[] {
  return view.sections
    .flatMap(({ title: section, panels: placed }) =>
      placed.map(({ index, title }) => ({ index, title: section === undefined ? title : `${section} › ${title}` })),
    )
    .map(({ index, title }) => ({ title, panel: panels[index]! }))
    .filter(({ panel }) => panel.state === state && panel.declared !== true);
}

export interface Summary {
  readonly dashboards: number;
  readonly panels: number;
  /** Panels that say themselves that they may be empty, and are. */
  readonly quiet: number;
  readonly empty: readonly PanelReport[];
  readonly failed: readonly PanelReport[];
  /** What the preview does not know, or is wrong, by panel. */
  readonly notes: readonly PanelReport[];
  readonly problems: Loaded["problems"];
}

interface PanelReport {
  readonly file: string;
  readonly panel?: string;
  readonly message: string;
}

export function summaryOf({ problems }: Loaded, drawn: readonly Drawn[]): Summary {
  const all = drawn.flatMap(({ panels }) => panels);
  const report = (state: PanelState) =>
    drawn.flatMap((one) =>
      panelsOf(one, state).map(({ title, panel }) => ({
        file: one.view.file,
        panel: title,
        message: panel.message ?? "",
      })),
    );
  const states: readonly PanelState[] = ["data", "empty", "error", "text", "box", "unasked"];
  return {
    dashboards: drawn.length,
    panels: all.length,
    quiet: all.filter(({ state, declared }) => state === "empty" && declared === true).length,
    empty: report("empty"),
    failed: report("error"),
    notes: drawn.flatMap((one) => [
      ...one.view.notes.map((message) => ({ file: one.view.file, message })),
      ...states.flatMap((state) =>
        panelsOf(one, state).flatMap(({ title, panel }) =>
          panel.notes.map((message) => ({ file: one.view.file, panel: title, message })),
        ),
      ),
    ]),
    problems,
  };
}

/** A note that several dashboards have once, with the first of them. */
function together(notes: readonly PanelReport[]): readonly PanelReport[] {
  const byMessage = groupBy(notes, ({ message }) => message);
  return [...byMessage.values()].map(([first, ...more]) => {
    const { message, ...place } = first!;
    return more.length === 0 ? first! : { ...place, message: `${message} (and ${more.length} more)` };
  });
}

export function textOfSummary(
  { dashboards, panels, quiet, empty, failed, notes }: Summary,
  file: string,
  bytes: number,
): string {
  const lines = (head: string, reports: readonly PanelReport[]) =>
    reports.length === 0
      ? []
      : [
          `${head}:`,
          ...reports.map(
            ({ file: of, panel, message }) =>
              `  ${of}${panel === undefined ? "" : `: ${panel}`}${message === "No data" ? "" : `: ${message}`}`,
          ),
        ];
  const parts = [
    counted(dashboards, "dashboard"),
    counted(panels, "panel"),
    `${empty.length} without data`,
    ...(quiet > 0 ? [`${quiet} empty as they say they may be`] : []),
    ...(failed.length > 0 ? [`${failed.length} with errors`] : []),
  ];
  return [
    ...lines("without data", empty),
    ...lines("errors", failed),
    ...lines("notes", together(notes)),
    `${file} (${Math.round(bytes / 1000)} kB): ${parts.join(", ")}`,
  ]
    .map((line) => `${line}\n`)
    .join("");
}
