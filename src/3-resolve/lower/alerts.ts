import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { parseDuration } from "../../model/quantity/duration.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { parsePercentage } from "../../model/quantity/percentage.ts";
import {
  alertSeverities,
  type BudgetLeftAlert,
  type BurnAlert,
  type NoDataAlert,
  type SloAlert,
} from "../../model/service.ts";
import { budgetLeftAlertname, burnAlertname, noDataAlertname } from "../../model/slo/names.ts";
import type { Workspace } from "../../model/workspace.ts";
import { find, type Node } from "../layers/lay.ts";
import { burnPairs, type BurnInput, type BurnWindow } from "./burns.ts";
import { labelsOf } from "./labels.ts";
import { whoIsNotified } from "./notify.ts";

export interface AlertsInput extends BurnInput {
  readonly workspace?: Workspace;
}

export interface SloAlerts {
  readonly burns: readonly BurnAlert[];
  readonly budgetLeft: readonly BudgetLeftAlert[];
  readonly noData: readonly NoDataAlert[];
}

/** SLOs without an alerting of their own have the service's: what it gives for a window and step is worked out once. */
const ofAlerting = new WeakMap<Node, Map<string, SloAlerts>>();

/** Every alert of an SLO, severity by severity; `alerting` is its own, laid over the service's. */
export function alertsOf(slo: string, alerting: Node | undefined, window: BurnWindow, input: AlertsInput): SloAlerts {
  if (alerting === undefined || alerting.removed) return { burns: [], budgetLeft: [], noData: [] };
  const known = ofAlerting.get(alerting) ?? new Map<string, SloAlerts>();
  ofAlerting.set(alerting, known);
  const key = `${window.length} ${input.step} ${input.slices?.of}`;
  const same = known.get(key);
  if (same !== undefined) return same;
  let isClean = true;
  const report = (found: Diagnostic) => {
    isClean = false;
    input.report(found);
  };
  const alerts = readAlerts(slo, alerting, window, { ...input, report });
  // A finding names its SLO.
  if (isClean) known.set(key, alerts);
  return alerts;
}

function readAlerts(slo: string, alerting: Node, window: BurnWindow, input: AlertsInput): SloAlerts {
  const alerts = { burns: [] as BurnAlert[], budgetLeft: [] as BudgetLeftAlert[], noData: [] as NoDataAlert[] };
  const summary = find(alerting, "summary")?.value;
  const name = find(alerting, "name")?.value;
  for (const severity of alertSeverities) {
    const node = find(alerting, severity);
    if (node === undefined) continue;
    const pairs = burnPairs(slo, severity, node, window, input);
    const left = valueAt(node, "budgetLeft", (text) => parsePercentage(text));
    const after = valueAt(node, "noData", (text) => parseDuration(text));
    // what is out of range was reported where it stands
    const isLeft = left !== undefined && left.numerator > 0n && left.compare(Decimal.of(1)) <= 0;
    if (pairs.length === 0 && !isLeft && !(after !== undefined && after > 0)) continue;
    const { receivers, origin: notifyOrigin } = whoIsNotified(
      severity,
      node,
      input.root,
      input.workspace,
      input.report,
    );
    const shared: Omit<SloAlert, "origin" | "name"> = {
      severity,
      labels: { ...labelsOf(find(alerting, "labels")), ...labelsOf(find(node, "labels")) },
      annotations: { ...labelsOf(find(alerting, "annotations")), ...labelsOf(find(node, "annotations")) },
      notify: receivers,
      notifyOrigin,
    };
    const burn = {
      ...shared,
      name: typeof name === "string" ? name : burnAlertname,
      ...(typeof summary === "string" && { summary }),
    };
    alerts.burns.push(...pairs.map((pair) => ({ ...burn, ...pair })));
    if (isLeft)
      alerts.budgetLeft.push({ ...shared, name: budgetLeftAlertname, left, origin: originOf(node, "budgetLeft") });
    if (after !== undefined && after > 0)
      alerts.noData.push({ ...shared, name: noDataAlertname, after, origin: originOf(node, "noData") });
  }
  return alerts;
}

function valueAt<T>(
  node: Node,
  key: string,
  parse: (text: string) => { readonly ok: true; readonly value: T } | { readonly ok: false },
): T | undefined {
  const value = find(node, key)?.value;
  const parsed = typeof value === "string" ? parse(value) : undefined;
  return parsed?.ok ? parsed.value : undefined;
}

function originOf(node: Node, key: string) {
  const { layer, pointer } = (find(node, key) ?? node).source;
  return layer.originOf(pointer);
}
