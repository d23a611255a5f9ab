import type { DiagnosticSeverity } from "../diagnostics/diagnostic.ts";
import type { Origin } from "./origin.ts";
import type { AlertSeverity, Labels, Resolved } from "./service.ts";
import type { Seconds } from "./quantity/units.ts";
import type { Routing } from "./routing/tree.ts";
import type { StoreName } from "./stores.ts";

export interface Workspace {
  readonly name: string;
  /** Globs of service files, relative to the workspace root. */
  readonly specs: readonly string[];
  /** Output folder, relative to the workspace root. */
  readonly output: string;
  /** Empty when none are declared: then there is one compilation without an environment. */
  readonly environments: readonly Environment[];
  readonly teams: ReadonlyMap<string, Team>;
  /** By name, the built-in `nobody` included. */
  readonly receivers: ReadonlyMap<string, Receiver>;
  readonly routing: RoutingOptions;
  /** Values of the label `severity`. */
  readonly severities: Readonly<Record<AlertSeverity, string>>;
  readonly targets: TargetOptions;
  /** What notifications say: Go templates for Alertmanager, where the workspace has the target `alertmanager`. */
  readonly messages?: string;
  readonly policy: Policy;
  /** The rest of the file, with origins. */
  readonly resolved: Resolved;
  readonly origin: Origin;
}

export interface Environment {
  readonly name: string;
  readonly labels: Labels;
  /** The workspace's options with this environment's own laid over them. */
  readonly targets?: TargetOptions;
  readonly origin: Origin;
}

/** The workspace as it is in an environment, whose options of targets are its own. */
export function inEnvironment<W extends Workspace | undefined>(workspace: W, environment: Environment | undefined): W {
  return workspace === undefined || environment?.targets === undefined
    ? workspace
    : { ...workspace, targets: environment.targets };
}

export interface Team {
  readonly name: string;
  readonly notify: Readonly<Partial<Record<AlertSeverity, readonly string[]>>>;
  readonly origin: Origin;
}

/** The receiver that is always there, at which nobody looks. */
export const nobody = "nobody";

/** Whether a spec says that nobody is to be told. */
export function isNobody(notify: readonly string[]): boolean {
  return notify.length > 0 && notify.every((name) => name === nobody);
}

/** Where notifications go: one channel or several; `nobody` has none. */
export interface Receiver {
  readonly name: string;
  readonly channels: readonly Channel[];
  readonly origin: Origin;
}

/** A secret is named, never held. */
export type Secret = { readonly origin: Origin } & ({ readonly file: string } | { readonly env: string });

/** One way to a person or a program. */
export type Channel = { readonly origin: Origin } & (
  | { readonly kind: "pagerduty"; readonly routingKey: Secret }
  | { readonly kind: "slack"; readonly channel: string; readonly webhook: Secret }
  | {
      readonly kind: "email";
      readonly to: readonly string[];
      readonly from?: string;
      /** `host:port`. */
      readonly smarthost?: string;
      readonly authUsername?: string;
      readonly authPassword?: Secret;
      readonly requireTls: boolean;
    }
  | { readonly kind: "webhook"; readonly url: string | Secret; readonly token?: Secret }
  | { readonly kind: "opsgenie"; readonly apiKey: Secret; readonly url?: string }
  | { readonly kind: "msteams"; readonly webhook: Secret }
  | { readonly kind: "discord"; readonly webhook: Secret }
  | { readonly kind: "telegram"; readonly botToken: Secret; readonly chat: number }
  | { readonly kind: "sns"; readonly topic: string; readonly region?: string }
);

/** How notifications are grouped and repeated. */
export interface RoutingOptions {
  /** Receiver of alerts that are not ours; absent: nobody. */
  readonly default?: string;
  readonly groupBy: readonly string[];
  readonly groupWait: Seconds;
  readonly groupInterval: Seconds;
  readonly repeatInterval: Seconds;
  readonly origin: Origin;
}

export interface TargetOptions {
  readonly prometheus: PrometheusOptions;
  readonly alertmanager: AlertmanagerOptions;
  readonly grafana: GrafanaOptions;
}

export interface PrometheusOptions {
  /** Oldest server that must read the output: "2.42" or "3". */
  readonly version: "2.42" | "3";
  /** What runs the rules. */
  readonly store: StoreName;
  readonly storeOrigin: Origin;
  /** What namespaces in Mimir begin with. */
  readonly namespace?: { readonly name: string; readonly origin: Origin };
  /** How long the store keeps samples; its own default unless said. */
  readonly retention: Seconds;
  readonly retentionOrigin: Origin;
  readonly layout: "file-per-service";
  readonly as: readonly ("rules" | "operator")[];
  /** Between evaluations of the base rules. */
  readonly step: Seconds;
}

/** Environments without options of their own share one Alertmanager, and one object of these. */
export interface AlertmanagerOptions {
  readonly as: readonly ("config" | "operator")[];
  /** A configuration written by hand, that ours is added to. */
  readonly base?: AlertmanagerBase;
  /** Of the AlertmanagerConfig. */
  readonly namespace?: string;
}

/** Environments without options of their own share one Grafana, and one object of these. */
export interface GrafanaOptions {
  readonly url?: string;
  /** Where the workspace's files are read in a browser, without a slash at its end. */
  readonly browse?: string;
  readonly as: readonly ("json" | "configmap" | "operator")[];
  readonly folder: string;
  /** Where Grafana finds the output folder. */
  readonly path: string;
  /** Whose own options these are; absent where they are the workspace's. */
  readonly environment?: string;
  /** Name or UID of the data source of metrics. */
  readonly datasource: string;
  /** Where logs and traces are looked at; absent where the workspace keeps none. */
  readonly logs?: { readonly type: "loki" | "elasticsearch"; readonly datasource: string };
  readonly traces?: { readonly type: "tempo" | "jaeger"; readonly datasource: string };
  /** Of Kubernetes objects. */
  readonly namespace?: string;
  /** Labels of the Grafana that the operator gives dashboards to. */
  readonly instances: Labels;
}

export interface AlertmanagerBase {
  /** Relative to the workspace root. */
  readonly path: string;
  readonly text: string;
  /** What it decides by itself. */
  readonly routing: Routing;
  /** Where it looks for message templates. */
  readonly templates: readonly string[];
  /** Whether it says for all mail by which server and from whom it goes. */
  readonly mail: { readonly smarthost: boolean; readonly from: boolean };
  /** By JSON Pointer; "" is the whole. */
  readonly places: Readonly<Record<"" | "/route" | BaseList, BasePlace>>;
  readonly origin: Origin;
}

/** Lists of a configuration that ours is added to, by their JSON Pointers. */
export const baseLists = ["/route/routes", "/receivers", "/inhibit_rules", "/time_intervals", "/templates"] as const;
export type BaseList = (typeof baseLists)[number];

/** A part of the text, by offsets. */
export interface BasePlace {
  /** Its value; an insertion point where it has none. */
  readonly start: number;
  readonly end: number;
  /** Its key; absent where the key is not there. */
  readonly key?: { readonly start: number; readonly end: number };
}

export interface Policy {
  /** Severity by bare lint name; `none` switches a rule off. */
  readonly rules: ReadonlyMap<string, DiagnosticSeverity | "none">;
  /** Lints that no comment may silence. */
  readonly locked: ReadonlySet<string>;
}

/** Names over the whole workspace, for references and collisions. */
export interface ServiceIndex {
  readonly services: ReadonlyMap<string, IndexedService>;
  /** True when a service file could not be read: a service that is not here may yet exist. */
  readonly incomplete?: boolean;
}

export interface IndexedService {
  readonly name: string;
  readonly slos: readonly string[];
  /** What is no plain SLI of events among them, layer by layer, the weakest first: `of`, `combine` and `slices` as they are written. */
  readonly forms: readonly SloForms[];
  readonly origin: Origin;
}

export interface SloForms {
  /** Absent where the layer is that of every environment. */
  readonly environment?: string;
  readonly slos: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
