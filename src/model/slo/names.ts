/**
 * Names that others rely on: recorded series, groups, files, dashboards. A public interface: stable under unrelated changes,
 * made of validated names alone, so that no text of a spec can reach a path.
 */
import { formatDuration } from "../quantity/duration.ts";
import type { Seconds } from "../quantity/units.ts";
import { groupBy } from "../../util/group-by.ts";
import { sha256 } from "../../util/sha256.ts";
import type { SloWindow } from "../service.ts";

/** Of every burn-rate alert; told apart by the labels `service`, `slo`, `severity`, `long`, `short`. */
export const burnAlertname = "SLOErrorBudgetBurn";
/** Of alerts that less of the budget is left than the spec asks for. */
export const budgetLeftAlertname = "SLOErrorBudgetLow";
/** Of alerts that an SLI has no data. */
export const noDataAlertname = "SLONoData";
/** Of every anomaly; told apart by the labels `service` and `anomaly`. */
export const anomalyAlertname = "AnomalyDetected";

/** Recorded series, besides those that carry a window in their name. Values are counts of events, and ratios from 0 to 1. */
export const recorded = {
  total: "slo:sli_total:step",
  errors: "slo:sli_errors:step",
  totalSum: "slo:sli_total:sum5m",
  errorsSum: "slo:sli_errors:sum5m",
  /** Of a slice of time: 1 with events, else 0; and 1 if it is bad, or the share of bad events in it. */
  totalSlice: "slo:sli_total:slice",
  errorsSlice: "slo:sli_errors:slice",
  /** 1, with the number of the current calendar period as its label `period`. */
  period: "slo:period",
  /** Seconds of the current calendar period so far, and until it ends: to the hour, of quarters and years to six. */
  elapsed: "slo:period_elapsed:seconds",
  left: "slo:period_left:seconds",
  /** What the UTC day has come to, by period. */
  totalOfDay: "slo:sli_total:day",
  errorsOfDay: "slo:sli_errors:day",
  /** 1 during planned work, whose events do not count. */
  excluded: "slo:excluded",
  /** 1 while events count and alerts are muted. */
  muted: "slo:muted",
  /** 1 during planned work of a service, which mutes the alerts that are not SLOs'. */
  serviceMuted: "service:muted",
  /** Seconds of the period that were taken out afterwards. */
  corrected: "slo:corrected:seconds",
  objective: "slo:objective:ratio",
  budget: "slo:error_budget:ratio",
  /** 1, with what the SLO is as labels. */
  info: "slo:info",
} as const;

/**
 * Recorded series of an anomaly, with the labels of what is watched, `service`, `anomaly` and those of the environment. In the unit of what is
 * watched.
 */
export const recordedOfAnomaly = {
  /** What is watched, at each step. */
  value: "anomaly:value",
  /** What is usual of it, and how far from that it usually is; the value of the step itself has no part in them. */
  mean: "anomaly:mean",
  stddev: "anomaly:stddev",
  /** The band of what is usual: `sigma` deviations around the mean. */
  lower: "anomaly:lower",
  upper: "anomaly:upper",
  /** Of a season, mean and deviation of the values around each time, which later periods read. */
  aroundMean: "anomaly:around:mean",
  aroundStddev: "anomaly:around:stddev",
  /** The means around the same time in earlier periods; `periods_ago`, from 1 to 4, says in which. */
  earlierMean: "anomaly:earlier:mean",
  /** 1 during planned work, in which nothing is watched; and 1 while alerts are muted. */
  excluded: "anomaly:excluded",
  muted: "anomaly:muted",
} as const;

/** A window in names of series: `28d`, `month`, `calendar14d`. */
function windowPart(window: Seconds | SloWindow): string {
  if (typeof window === "number") return formatDuration(window);
  if (window.kind === "rolling") return formatDuration(window.length);
  return typeof window.every === "number" ? `calendar${formatDuration(window.every)}` : window.every;
}

/** Share of bad events in a window. */
export function errorRatioName(window: Seconds | SloWindow): string {
  return `slo:sli_error:ratio${windowPart(window)}`;
}

/** Bad events in a period. */
export function errorsSumName(period: SloWindow): string {
  return `slo:sli_errors:sum${windowPart(period)}`;
}

/** Share of a window, or of the calendar period so far, in which the SLI had data: what a verdict over it rests on. */
export function observedName(window: Seconds | SloWindow): string {
  return `slo:sli_observed:ratio${windowPart(window)}`;
}

/** Part of the period's error budget that is left: 1 untouched, 0 spent, negative overspent. */
export function budgetRemainingName(period: SloWindow): string {
  return `slo:error_budget_remaining:ratio${windowPart(period)}`;
}

/** A period in words: `28d`, `a calendar month`. */
export function periodWords(window: SloWindow): string {
  if (window.kind === "rolling") return formatDuration(window.length);
  return `a calendar ${typeof window.every === "number" ? `period of ${formatDuration(window.every)}` : window.every}`;
}

/** Multiple of the sustainable rate in a window: error ratio ÷ error budget. */
export function burnRateName(window: Seconds): string {
  return `slo:burn_rate:ratio${formatDuration(window)}`;
}

/**
 * Rule group of an SLO: what the alerts need, or (`period`) what is known about the whole period; or one of the service itself. No validated name
 * holds `--`, and no part of an SLO's group is called as that of the service.
 */
export function groupName(service: string, slo: string, part?: "period"): string;
export function groupName(service: string, whole: "service", part: "alerts" | "anomalies" | "record"): string;
export function groupName(service: string, slo: string, part?: string): string {
  return [service, slo, ...(part === undefined ? [] : [part])].join("--");
}

const folder = "prometheus";

/** Paths below the output folder of an environment. */
export const files = {
  rules: (service: string) => `${folder}/${service}.rules.yaml`,
  test: (service: string) => `${folder}/${service}.test.yaml`,
  alertsTest: (service: string) => `${folder}/${service}.alerts.test.yaml`,
  anomaliesTest: (service: string) => `${folder}/${service}.anomalies.test.yaml`,
  seasonsTest: (service: string) => `${folder}/${service}.seasons.test.yaml`,
  windowsTest: (service: string) => `${folder}/${service}.windows.test.yaml`,
  calendarTest: (service: string) => `${folder}/${service}.calendar.test.yaml`,
  correctionsTest: (service: string) => `${folder}/${service}.corrections.test.yaml`,
  maintenanceTest: (service: string) => `${folder}/${service}.maintenance.test.yaml`,
  report: (service: string) => `reports/${service}.md`,
  scrape: (service: string) => `${folder}/${service}.scrape.yaml`,
  prometheusRule: (service: string) => `${folder}/operator/${service}.prometheusrule.yaml`,
  mimir: (service: string) => `${folder}/mimir/${service}.rules.yaml`,
  victoriametrics: (service: string) => `${folder}/victoriametrics/${service}.rules.yaml`,
  google: (service: string) => `${folder}/google/${service}.rules.yaml`,
  serviceMonitor: (service: string) => `${folder}/operator/${service}.servicemonitor.yaml`,
  /** By the dashboard's name, `overview` for the service's own. */
  dashboard: (service: string, dashboard: string) =>
    `grafana/${service}${dashboard === "overview" ? "" : `.${dashboard}`}.json`,
  /** In a folder of its own: what Grafana reads in `grafana/` with all below it are dashboards of one environment. */
  fleet: (workspace: string) => `grafana/fleet/${workspace}.json`,
  grafanaProvisioning: (workspace: string) => `grafana/provisioning/dashboards/${workspace}.yaml`,
} as const;

/** Grafana takes 40 characters of `[A-Za-z0-9_-]` and no more. */
const longestDashboardUid = 40;

/** The dashboards of a service that are generated: of itself, and of its SLOs. What a spec writes under these names is added to them. */
export const generatedDashboards = ["overview", "slo"] as const;

export function isGeneratedDashboard(name: string): boolean {
  return generatedDashboards.some((generated) => generated === name);
}

/**
 * UID of a dashboard of a service, by its name: readable while it fits, else its beginning and a hash of the whole. That of `overview` has the
 * service's name alone.
 */
export function dashboardUid(service: string, environment?: string, dashboard = "overview"): string {
  return uidOf([
    "tocsin",
    ...(environment === undefined ? [] : [environment]),
    service,
    ...(dashboard === "overview" ? [] : [dashboard]),
  ]);
}

/** UID of the dashboard of all services of a workspace; of one environment alone where that has options of its own. */
export function fleetUid(workspace: string, environment?: string): string {
  return uidOf(["tocsin-fleet", workspace, ...(environment === undefined ? [] : [environment])]);
}

function uidOf(parts: readonly string[]): string {
  const name = parts.join("--");
  if (name.length <= longestDashboardUid) return name;
  const hash = sha256(name).slice(0, 10);
  return `${name.slice(0, longestDashboardUid - hash.length - 1)}-${hash}`;
}

/** Path and query in a Grafana at `url`: of the dashboard of a service's SLOs, open at one of them, or of the service's own. */
export function dashboardUrl(url: string, service: string, slo: string | undefined, environment?: string): string {
  const uid = dashboardUid(service, environment, slo === undefined ? undefined : "slo");
  const dashboard = `${url.replace(/\/+$/, "")}/d/${uid}`;
  return slo === undefined ? dashboard : `${dashboard}?var-slo=${encodeURIComponent(slo)}`;
}

/** Names that more than one thing bears, each with those that bear it. */
export function collisions<T>(things: readonly T[], nameOf: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  return new Map([...groupBy(things, nameOf)].filter(([, bearers]) => bearers.length > 1));
}
