/** What the page draws: dashboards with their queries answered, as plain data. Everything in it that is a text is shown as text. */
import type { FieldConfig, FieldType, Value } from "./frame.ts";
import type { Json } from "./json.ts";

/** Seconds since 1970. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface DashboardView {
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly tags: readonly string[];
  /** Where the JSON stands, as seen from the working folder. */
  readonly file: string;
  readonly range: TimeRange;
  /** As it was asked for: `now-6h`. */
  readonly rangeText: string;
  readonly utc: boolean;
  readonly variables: readonly VariableView[];
  readonly links: readonly LinkView[];
  readonly sections: readonly SectionView[];
  readonly annotations: readonly AnnotationView[];
  /** What the preview cannot show as Grafana would, and what is wrong. */
  readonly notes: readonly string[];
}

export interface VariableView {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly options: readonly { readonly text: string; readonly value: string }[];
  readonly selected: readonly string[];
  readonly multi: boolean;
  /** Whether another choice asks anew; else it is shown as text. */
  readonly open: boolean;
}

export interface LinkView {
  readonly title: string;
  readonly url: string;
  readonly tooltip?: string;
}

/** A row with its panels; panels before the first row have one without a title. */
export interface SectionView {
  readonly title?: string;
  /** Closed when the dashboard is opened in Grafana. */
  readonly collapsed: boolean;
  readonly panels: readonly PlacedPanel[];
}

export interface PlacedPanel {
  /** Number among all panels of the dashboard as it is laid out now. */
  readonly index: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly links: readonly LinkView[];
  readonly transparent: boolean;
  /** Of 24 columns, and of rows of 30 pixels with 8 between them; `y` counts from the top of the section. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface AnnotationView {
  readonly name: string;
  readonly color: string;
  /** Of another data source than Prometheus: they are not here. */
  readonly absent?: true;
  readonly events: readonly { readonly from: number; readonly to: number; readonly text: string }[];
}

/**
 * data: there is some; empty: the queries gave nothing; error: a query failed; text: a text panel; box: Grafana shows something here that the
 * preview cannot; unasked: no Prometheus was to be asked
 */
export type PanelState = "data" | "empty" | "error" | "text" | "box" | "unasked";

export interface PanelView {
  readonly state: PanelState;
  /** What stands in the place of the drawing, or beside it. */
  readonly message?: string;
  /** Of an empty panel: it has a `noValue`, and so may be empty. */
  readonly declared?: boolean;
  readonly notes: readonly string[];
  readonly queries: readonly QueryView[];
  readonly options: Json;
  /** What its time axis spans; absent where nothing was asked. */
  readonly range?: TimeRange;
  readonly frames: readonly FrameView[];
  readonly configs: readonly FieldConfig[];
  /** One for each value that stat, gauge and bar gauge show. */
  readonly stats: readonly StatView[];
}

export interface QueryView {
  readonly refId: string;
  readonly expr: string;
  /** Series of the answer. */
  readonly series?: number;
  readonly error?: string;
}

export interface FrameView {
  readonly name?: string;
  readonly fields: readonly FieldView[];
}

export interface FieldView {
  /** As it is shown. */
  readonly name: string;
  /** As the queries gave it. */
  readonly source: string;
  readonly type: FieldType;
  readonly labels: Readonly<Record<string, string>>;
  readonly values: readonly Value[] | Steps;
  /** Index into `configs`. */
  readonly config: number;
}

/** Times at even distances, in seconds. */
export interface Steps {
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

export interface StatView {
  readonly title: string;
  readonly value: Value;
  readonly config: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Values over time, for the line behind it. */
  readonly line?: readonly Value[];
}

/** A dashboard in the list of all. */
export interface ListedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly file: string;
  readonly folder: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly panels: number;
  /** Titles of panels without data, that are not declared so, and with errors: where all have been drawn. */
  readonly empty?: readonly string[];
  readonly failed?: readonly string[];
}

/** What the page starts with. */
export interface PageData {
  readonly title: string;
  /** Whether a server answers: else all dashboards are in `drawn`. */
  readonly live: boolean;
  readonly theme: "auto" | "light" | "dark";
  /** For people, without what is secret in it. */
  readonly source: string;
  readonly dashboards: readonly ListedDashboard[];
  /** Files that are no dashboards, and why. */
  readonly problems: readonly { readonly file: string; readonly reason: string }[];
  readonly drawn?: readonly { readonly view: DashboardView; readonly panels: readonly PanelView[] }[];
}

export function timesOf(values: FieldView["values"]): readonly Value[] {
  if (!("step" in values)) return values;
  return Array.from({ length: values.count }, (_, at) => values.from + at * values.step);
}
