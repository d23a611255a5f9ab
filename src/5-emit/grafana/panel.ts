/**
 * Dashboards as data: what they say, without the form in which Grafana takes it, which is `build.ts`'s alone.
 * Texts of a spec stand in them as they were written; the builder makes them harmless (no variables, no HTML).
 */
import type { Expr } from "../../model/promql/ast.ts";
import type { Origin } from "../../model/origin.ts";

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** How much of the past it shows when it is opened: `6h`. */
  readonly past: string;
  readonly variables: readonly Variable[];
  readonly annotations: readonly Annotation[];
  readonly links: readonly DashboardLink[];
  readonly rows: readonly Row[];
}

/** A heading with panels below it, from left to right; a collapsed one shows and asks for nothing until it is opened. */
export interface Row {
  /** Unique in the dashboard and stable: panels get their ids from it. */
  readonly key: string;
  readonly title: string;
  readonly collapsed?: boolean;
  readonly panels: readonly Panel[];
  /** A custom variable: the row is there once for each of its values. */
  readonly repeat?: string;
}

export type Panel =
  | (PanelOf<"timeseries"> & {
      readonly stacked?: boolean;
      /** Bars in place of lines. */
      readonly bars?: boolean;
      /** 0 where the smallest value matters against nothing. */
      readonly min?: number;
      readonly max?: number;
      readonly logarithmic?: boolean;
      /** How much of the past it shows, whatever the dashboard shows: `28d`. */
      readonly past?: string;
    })
  | (PanelOf<"stat"> & {
      /** Of which what is shown is the last value: the line below it. */
      readonly sparkline?: boolean;
      /** What is shown is the series' name, not its value. */
      readonly showsNames?: boolean;
    })
  | (PanelOf<"gauge"> & { readonly min: number; readonly max: number })
  | (PanelOf<"bargauge"> & { readonly min?: number; readonly max?: number })
  | (PanelOf<"table"> & {
      /**
       * In the order in which they are shown; what is not among them is left out. None: all that the data source gives, as it names them; of
       * Prometheus all labels, and the value under the panel's title.
       */
      readonly columns: readonly Column[];
      readonly sortBy?: { readonly column: string; readonly descending: boolean };
    })
  /** Its queries give counts by the upper bound `le`, or native histograms. */
  | PanelOf<"heatmap">
  | PanelOf<"state-timeline">
  | PanelOf<"logs">
  | (Omit<PanelOf<"text">, "queries" | "unit"> & {
      /** Markdown of our own; texts of a spec in it are made harmless with `plainMarkdown`. */
      readonly markdown: string;
    });

interface PanelOf<Kind extends string> {
  readonly kind: Kind;
  /** Unique in its row and stable. */
  readonly key: string;
  /** In words; never a query. */
  readonly title: string;
  /** What it means, and what to do about it. */
  readonly description: string;
  /** Columns of 24. */
  readonly width: number;
  /** Rows of about 30 px. */
  readonly height: number;
  readonly queries: readonly Query[];
  /** Grafana's name of a unit: see `units.ts`. */
  readonly unit: string;
  readonly decimals?: number;
  /** From the lowest up; the first holds from below. */
  readonly thresholds?: readonly Threshold[];
  /** What is drawn of thresholds on a time series: lines unless `area`. */
  readonly thresholdsAs?: "line" | "dashed" | "area" | "off";
  /** Words for values: a number, or a range. */
  readonly mappings?: readonly Mapping[];
  /** What is shown when there is no data, of a panel that may be empty though all is well: "no alert has fired". Any other has data. */
  readonly quiet?: string;
  /** Of each value or point. */
  readonly links?: readonly ValueLink[];
  /** Whose work it shows; default the service. */
  readonly origin?: Origin;
}

export interface Threshold {
  /** Absent: from below. */
  readonly from?: number;
  readonly color: Color;
}

export type Mapping =
  | { readonly value: string; readonly text: string; readonly color?: Color }
  | { readonly from?: number; readonly to?: number; readonly text: string; readonly color?: Color };

export interface Column {
  /** Label or `Value #A` of the merged tables. */
  readonly field: string;
  readonly title: string;
  readonly unit?: string;
  readonly decimals?: number;
  readonly thresholds?: readonly Threshold[];
  readonly mappings?: readonly Mapping[];
  /** How a number is shown besides its text: as a bar, or by the colour of its cell or of the text. */
  readonly cell?: "gauge" | "background" | "text";
  /** Not shown, and there for links of other columns. */
  readonly hidden?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly width?: number;
  readonly links?: readonly ValueLink[];
}

/** A link with Grafana's variables in its path: `${__data.fields.service}`, `${__field.labels.http_route}`. */
export interface ValueLink {
  readonly title: string;
  readonly url: string;
  readonly newTab?: boolean;
}

export type Query = PrometheusQuery | OtherQuery;

export interface PrometheusQuery {
  readonly kind: "prometheus";
  /** A, B, …: unique in the panel. */
  readonly ref: string;
  /** Ranges of `"window"` are `window`'s. */
  readonly expr: Expr;
  /** What the hole `${window}` becomes; `$__rate_interval` unless said. */
  readonly window?: "$__rate_interval" | "$__range" | "$__interval";
  /** `{{label}}` for values of labels; texts besides are ours, or made harmless with `plainLegend`. */
  readonly legend?: string;
  /** One value for each series, at the end of the time shown. */
  readonly instant?: boolean;
  readonly format?: "time_series" | "table" | "heatmap";
  readonly exemplars?: boolean;
  readonly style?: SeriesStyle;
}

/** In the language of another data source, whose variable is named as the signal. */
export interface OtherQuery {
  readonly kind: "loki" | "elasticsearch" | "tempo";
  readonly ref: string;
  readonly text: string;
  readonly legend?: string;
}

/** How the series of one query are drawn. */
export interface SeriesStyle {
  readonly color?: Color;
  readonly dashed?: boolean;
  /** Of the area below, from 0 to 100. */
  readonly fill?: number;
  readonly lineWidth?: number;
  /** The area down to the series with this legend is filled: a band. */
  readonly fillTo?: string;
  readonly unit?: string;
  readonly bars?: boolean;
  /** On the right axis. */
  readonly rightAxis?: boolean;
  /** Not in the legend. */
  readonly hiddenInLegend?: boolean;
}

export type Variable =
  | {
      readonly kind: "datasource";
      readonly name: string;
      readonly label: string;
      /** Type of data source: `prometheus`, `loki` … */
      readonly type: string;
      /** Name or UID of the one that is chosen first. */
      readonly current: string;
    }
  | {
      readonly kind: "custom";
      readonly name: string;
      readonly label: string;
      readonly description: string;
      /** Names of the spec: Grafana reads them from one text, in which no `,`, ` : ` or `\` could stand. */
      readonly values: readonly string[];
      readonly current: string;
    }
  | {
      /** Values of a label. */
      readonly kind: "label";
      readonly name: string;
      readonly label: string;
      readonly description: string;
      readonly of: Expr;
      readonly labelName: string;
      /** Several may be chosen, and all are at first. */
      readonly multi: boolean;
    };

export type Annotation =
  | {
      readonly kind: "prometheus";
      readonly name: string;
      readonly expr: Expr;
      readonly color: Color;
      /** `{{label}}` as in legends. */
      readonly title: string;
      readonly text: string;
      readonly step: string;
      readonly enabled: boolean;
    }
  /** Those that were posted to Grafana with all of these tags. */
  | {
      readonly kind: "tags";
      readonly name: string;
      readonly tags: readonly string[];
      readonly color: Color;
      readonly enabled: boolean;
    };

/** In the header. */
export type DashboardLink =
  | {
      readonly kind: "url";
      readonly title: string;
      readonly url: string;
      readonly tooltip: string;
      /** Whether the other dashboard shows the same time, and has the same values of variables. */
      readonly keeps?: "time" | "everything";
    }
  /** All dashboards with these tags, in a list. */
  | { readonly kind: "tags"; readonly title: string; readonly tags: readonly string[]; readonly tooltip: string };

/** Colours of Okabe and Ito, told apart with every kind of colour-blindness and readable on light and dark. */
export const colors = {
  good: "#009E73",
  neutral: "#0072B2",
  ticket: "#E69F00",
  page: "#D55E00",
  second: "#56B4E9",
  third: "#CC79A7",
  muted: "#808080",
} as const;
export type Color = (typeof colors)[keyof typeof colors] | "text" | "transparent";
