import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import type { Origin } from "../model/origin.ts";
import type { EmittedAlert } from "../model/alerting/emitted.ts";
import type { Maintenance, Service } from "../model/service.ts";
import type { RecordedOfSlos } from "../model/slo/recorded.ts";
import type { Environment, Workspace } from "../model/workspace.ts";
import type { Timed } from "../util/timed.ts";
import type { Artifact } from "./artifact.ts";

export interface EmitContext {
  readonly workspace: Workspace;
  readonly environment?: Environment;
  /** Measures the making of rules and of tests apart. */
  readonly time?: Timed;
}

/** A compiler from the Model to files of one system. Targets read the Model alone and know nothing of one another. */
export interface Target {
  readonly name: string;
  /** Patterns of JSON Pointers of the service schema that this target compiles (`/slos/*​/objective`); what no target claims is reported as not compiled. */
  readonly compiles: readonly string[];
  /** Once before anything is emitted, for what takes long to load. */
  load?(): Promise<void>;
  /** Files of one service. */
  emitService(service: Service, context: EmitContext): Outcome<readonly Artifact[]>;
  /** What `emitService` reports, without the work of making texts. */
  findings(service: Service, context: EmitContext): readonly Diagnostic[];
  /** Files that need every service (of which only names and small facts are kept). */
  emitWorkspace?(services: readonly ServiceSummary[], context: EmitContext): Outcome<readonly Artifact[]>;
  /** Files that environments share; made when every service of every environment is compiled. */
  emitTogether?(environments: readonly EnvironmentSummary[], workspace: Workspace): Outcome<readonly Artifact[]>;
}

/** What is kept of one environment. */
export interface EnvironmentSummary {
  readonly environment?: Environment;
  /** With the environment's own options of targets. */
  readonly workspace: Workspace;
  readonly services: readonly ServiceSummary[];
}

/** What is kept of a service once it was emitted, so that memory does not grow with what services hold. */
export interface ServiceSummary {
  readonly name: string;
  readonly source: string;
  readonly scrape?: { readonly port: string; readonly path: string };
  readonly interval: number;
  /** Rule groups of its SLOs and alerts. */
  readonly groups: number;
  /** Every alert, with who is to be told, where the service has the target `alertmanager`. */
  readonly alerts?: readonly EmittedAlert[];
  /** What its SLOs record, where the service has the target `grafana`. */
  readonly recorded?: RecordedOfSlos;
  /** Its dashboards besides that of the service itself. */
  readonly dashboards?: readonly { readonly name: string; readonly origin: Origin }[];
  readonly maintenance: readonly Maintenance[];
  /** Of the service, for findings. */
  readonly origin?: Origin;
}

export function defineTarget(target: Target): Target {
  return target;
}
