/**
 * Grafana's dashboards as JSON, by the types of the Foundation SDK: its enums as their values, without the methods that mark its types, and with
 * options and fields of panels by the panel's type, which it leaves open.
 */
import type * as bargauge from "@grafana/grafana-foundation-sdk/bargauge";
import type * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import type * as elasticsearch from "@grafana/grafana-foundation-sdk/elasticsearch";
import type * as gauge from "@grafana/grafana-foundation-sdk/gauge";
import type * as heatmap from "@grafana/grafana-foundation-sdk/heatmap";
import type * as logs from "@grafana/grafana-foundation-sdk/logs";
import type * as loki from "@grafana/grafana-foundation-sdk/loki";
import type * as prometheus from "@grafana/grafana-foundation-sdk/prometheus";
import type * as stat from "@grafana/grafana-foundation-sdk/stat";
import type * as statetimeline from "@grafana/grafana-foundation-sdk/statetimeline";
import type * as table from "@grafana/grafana-foundation-sdk/table";
import type * as tempo from "@grafana/grafana-foundation-sdk/tempo";
import type * as text from "@grafana/grafana-foundation-sdk/text";
import type * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";

type IsAny<T> = 0 extends 1 & T ? true : false;

/** What stands in JSON in place of a value of the SDK. */
type Plain<T> =
  IsAny<T> extends true
    ? T
    : T extends string
      ? `${T}`
      : T extends readonly (infer Item)[]
        ? Plain<Item>[]
        : T extends object
          ? { [Key in keyof T as T[Key] extends (...args: never[]) => unknown ? never : Key]: Plain<T[Key]> }
          : T;

type Shared = Omit<Plain<sdk.Panel>, "type" | "options" | "fieldConfig" | "targets">;
type Fields = Omit<Plain<sdk.FieldConfig>, "custom">;

interface PanelOf<Type extends string, Options, Custom, Target = Plain<prometheus.Dataquery>> extends Shared {
  type: Type;
  /** What is left out is as in a new panel. */
  options?: Partial<Plain<Options>>;
  fieldConfig?: {
    defaults: Fields & { custom?: Partial<Plain<Custom>> };
    overrides: Plain<sdk.FieldConfigSource["overrides"]>;
  };
  targets?: Target[];
}

type LogsTarget = Plain<loki.dataquery> | Plain<elasticsearch.dataquery>;
type Nothing = Record<never, never>;

type Panel =
  | PanelOf<"timeseries", timeseries.Options, timeseries.FieldConfig>
  | PanelOf<"stat", stat.Options, Nothing>
  | PanelOf<"gauge", gauge.Options, Nothing>
  | PanelOf<"bargauge", bargauge.Options, Nothing>
  | PanelOf<"table", table.Options, table.FieldConfig, Plain<prometheus.Dataquery> | Plain<tempo.Dataquery>>
  | PanelOf<"heatmap", heatmap.Options, heatmap.FieldConfig>
  | PanelOf<"state-timeline", statetimeline.Options, statetimeline.FieldConfig>
  | PanelOf<"logs", logs.Options, Nothing, LogsTarget>
  | PanelOf<"text", text.Options, Nothing, never>;

interface RowPanel extends Omit<Plain<sdk.RowPanel>, "panels" | "type"> {
  type: "row";
  panels: Panel[];
}

export interface Dashboard extends Omit<Plain<sdk.Dashboard>, "panels"> {
  panels: (Panel | RowPanel)[];
}
