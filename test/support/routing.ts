/** Alerts and trees of routes made by hand, and trees as text. */
import type { EmittedAlert } from "../../src/model/alerting/emitted.ts";
import { formatMatcher } from "../../src/model/routing/matchers.ts";
import type { Route } from "../../src/model/routing/tree.ts";
import type { AlertSeverity, Labels } from "../../src/model/service.ts";
import type { Environment, Team, Workspace } from "../../src/model/workspace.ts";
import { makeWorkspace, origin } from "./model.ts";

export interface AlertOptions {
  readonly service?: string;
  /** Name of the SLO, or of the alert of a rule when `kind` says so. */
  readonly name?: string;
  readonly kind?: EmittedAlert["kind"];
  readonly severity?: AlertSeverity;
  /** Absent when null. */
  readonly owner?: string | null;
  readonly notify: readonly string[];
  readonly environment?: Environment;
  readonly labels?: Labels;
  readonly groups?: readonly string[];
  /** Labels of the series; whatever they bring when absent, as an alert over a plain selector has them. */
  readonly closed?: readonly string[];
  readonly targetDown?: boolean;
}

export function makeAlert(options: AlertOptions): EmittedAlert {
  const { service = "checkout", kind = "burn", severity = "page", owner = "shop", environment, groups = [] } = options;
  const isSlo = kind !== "rule" && kind !== "anomaly";
  const name = options.name ?? (isSlo ? "availability" : "HighCpu");
  const alertname = { burn: "SLOErrorBudgetBurn", "budget-left": "SLOErrorBudgetLow", "no-data": "SLONoData" };
  return {
    subject: `${service}/${name}`,
    kind,
    service,
    ...(environment && { environment: environment.name }),
    ...(owner !== null && { owner }),
    severity,
    labels: {
      alertname: isSlo ? alertname[kind] : kind === "rule" ? name : "AnomalyDetected",
      service,
      ...(isSlo && { slo: name }),
      ...(kind === "anomaly" && { anomaly: name }),
      severity,
      ...(owner !== null && { owner }),
      ...options.labels,
      ...environment?.labels,
    },
    varying: isSlo
      ? { names: new Set(groups), open: false }
      : { names: new Set(options.closed), open: options.closed === undefined },
    groups,
    environmentLabels: environment?.labels ?? {},
    notify: options.notify,
    notifyOrigin: origin,
    targetDown: options.targetDown ?? false,
    origin,
  };
}

export function makeEnvironment(name: string, labels: Labels = { env: name }): Environment {
  return { name, labels, origin };
}

/** A workspace whose teams and receivers are these; receivers that are named have a channel. */
export function makeRoutedWorkspace(
  teams: Readonly<Record<string, Team["notify"]>>,
  more: Partial<Workspace> = {},
): Workspace {
  const names = Object.values(teams).flatMap((notify) => Object.values(notify).flat());
  return makeWorkspace(
    {},
    {
      teams: new Map(Object.entries(teams).map(([name, notify]) => [name, { name, notify, origin }])),
      receivers: new Map(
        ["nobody", ...names].map((name) => [
          name,
          {
            name,
            channels: name === "nobody" ? [] : [{ kind: "webhook", url: "http://127.0.0.1/", origin }],
            origin,
          },
        ]),
      ),
      ...more,
    },
  );
}

/** A line for each route: its matchers, where it leads, when it is muted. */
export function drawn({ root }: { readonly root: Route }, indent = ""): readonly string[] {
  const { matchers, receiver, muteTimes = [], routes } = root;
  const line = [
    `{${matchers.map(formatMatcher).join(", ")}}`,
    ...(receiver === undefined ? [] : [`→ ${receiver}`]),
    ...(root.continue === true ? ["and on"] : []),
    ...(muteTimes.length === 0 ? [] : [`muted by ${muteTimes.join(", ")}`]),
  ].join(" ");
  return [`${indent}${line}`, ...routes.flatMap((route) => drawn({ root: route }, `${indent}  `))];
}
