import type { DiagnosticSeverity } from "../diagnostics/diagnostic.ts";
import type { Origin } from "./origin.ts";
import type { AlertSeverity, Labels, Resolved } from "./service.ts";
import type { Seconds } from "./quantity/units.ts";
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
  /** Names of receivers, the built-in `nobody` included. */
  readonly receivers: ReadonlyMap<string, Origin>;
  /** Values of the label `severity`. */
  readonly severities: Readonly<Record<AlertSeverity, string>>;
  readonly targets: TargetOptions;
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

export interface TargetOptions {
  readonly prometheus: PrometheusOptions;
  readonly grafana: { readonly url?: string };
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
