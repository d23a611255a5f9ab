/** What the alerts of a service do, in numbers, for people: how soon each fires, how it ends, what the budget has paid by then. */
import { conditionOf, whenItFires } from "../../model/alerting/condition.ts";
import { liveBurns } from "../../model/slo/burn.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { formatInstant } from "../../model/quantity/instant.ts";
import { formatDuration, humanDuration } from "../../model/quantity/duration.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { baselineInWords, samplesRead, stepOfAnomalies } from "../../model/alerting/anomaly.ts";
import type { Anomaly, BurnAlert, CompositeSlo, RuleAlert, Service, Slo } from "../../model/service.ts";
import {
  budgetOf,
  budgetTime,
  detectionTime,
  resetTime,
  smallestOutage,
  type Watched,
} from "../../model/slo/detection.ts";
import { leavesOnce, stepOfSlo } from "../../model/slo/forms.ts";
import { files, periodWords } from "../../model/slo/names.ts";
import { countInWords, ofWhat } from "../../model/slo/words.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Artifact, LineOrigin } from "../artifact.ts";
import { mutesInRules } from "./alerts.ts";
import { headerOf, sourcesOf } from "../shared/sources.ts";
import { percent, printRule } from "./words.ts";

/** Shares of bad events for which the time to the alert is listed. */
const shares = ["100", "50", "10", "5", "2", "1"].map((text) => Decimal.parse(text)!.divide(Decimal.of(100)));

/** One Markdown file for each service. */
export function alertReport(service: Service, slos: readonly Slo[], workspace: Workspace): Artifact {
  const head = [`<!-- ${headerOf(service)} -->`, "", `# Alerts of ${service.name}`];
  const lines = [...head, ...(slos.length === 0 ? [] : ["", ...introduction(service)])];
  const origins: LineOrigin[] = [];
  for (const slo of slos) {
    const first = lines.length + 1;
    lines.push("", ...section(service, slo, workspace));
    origins.push({ first, last: lines.length, origin: slo.origin, what: `what the alerts of ${slo.id} do` });
  }
  for (const alert of service.alerts) {
    const first = lines.length + 1;
    lines.push("", ...alertSection(service, alert, workspace));
    origins.push({ first, last: lines.length, origin: alert.origin, what: `what the alert ${alert.name} does` });
  }
  for (const anomaly of service.anomalies) {
    const first = lines.length + 1;
    lines.push("", ...anomalySection(service, anomaly, workspace));
    const what = `what the alert of the anomaly ${service.name}/${anomaly.anomaly} does`;
    origins.push({ first, last: lines.length, origin: anomaly.origin, what });
  }
  const whole = { first: 1, last: lines.length, origin: service.origin, what: `generated from ${service.name}` };
  return {
    path: files.report(service.name),
    text: `${lines.join("\n")}\n`,
    sources: sourcesOf(service),
    lines: [whole, ...origins],
  };
}

/** When an alert that is no SLO's fires, and who is told. */
function alertSection(service: Service, alert: RuleAlert, workspace: Workspace): readonly string[] {
  const { name, severity, notify } = alert;
  const who = notify.length === 0 ? "nobody is told" : `told to ${notify.join(", ")}`;
  return [
    `## ${name}`,
    "",
    `${severity}, ${who}: ${whenItFires(alert)}.`,
    "",
    ...printRule(conditionOf(service, alert, workspace))
      .split("\n")
      .map((line) => `    ${line}`),
  ];
}

/** What is watched, what is usual of it, and who is told. */
function anomalySection(service: Service, anomaly: Anomaly, workspace: Workspace): readonly string[] {
  const { severity, notify, sigma, value } = anomaly;
  const step = stepOfAnomalies(service, workspace);
  const who = notify.length === 0 ? "nobody is told" : `told to ${notify.join(", ")}`;
  const lasting = anomaly.for > 0 ? `, for ${formatDuration(anomaly.for)}` : "";
  return [
    `## Anomaly ${anomaly.anomaly}`,
    "",
    `${severity}, ${who}: more than ${sigma.toString()} deviations from ${baselineInWords(anomaly, step, formatDuration)}${lasting}. It reads ${samplesRead(anomaly, step)} samples for each series, every ${formatDuration(step)}.`,
    "",
    ...printRule(value)
      .split("\n")
      .map((line) => `    ${line}`),
  ];
}

function introduction(service: Service): readonly string[] {
  const { traffic, metrics } = service;
  const known =
    traffic === undefined
      ? "`traffic` is not stated, so numbers of errors are not known, nor how long an alert waits for its minimum of them."
      : `Errors are counted at the stated traffic of ${traffic.toString(4)} events a second.`;
  return [
    `Times are from the beginning of an incident, after a time without errors, to the evaluation at which the alert fires, at most; a scrape that is still to come adds up to ${formatDuration(metrics.interval)}. ${known}`,
    ...(service.slos.some((slo) => mutesInRules(service, slo))
      ? ["", "While an SLO pages, its tickets are silent."]
      : []),
  ];
}

function section(service: Service, slo: Slo, workspace: Workspace): readonly string[] {
  const watched: Watched = {
    slo,
    step: stepOfSlo(service, slo, workspace.targets.prometheus.step),
    ...(service.traffic && { traffic: service.traffic }),
  };
  const allowed = slo.budget.toNumber() * slo.window.length;
  const inEvents =
    service.traffic === undefined || slo.kind !== "sli" || slo.sli.form !== "events" || slo.slices !== undefined
      ? ""
      : `, or ${countInWords(allowed * service.traffic.toNumber())} bad events at the stated traffic`;
  return [
    `## ${slo.id}: ${percent(slo.objective)} over ${periodWords(slo.window)}`,
    "",
    `${percent(slo.budget)} of ${ofWhat(slo)} may be bad: a full outage of ${humanDuration(allowed)}${inEvents}.${remarks(slo)}`,
    ...corrected(slo),
    ...burnTable(watched),
    ...otherAlerts(watched, service),
  ];
}

/** What has to be known to read the numbers. */
function remarks(slo: Slo): string {
  const { window } = slo;
  const slices = slo.kind === "sli" ? slo.slices : undefined;
  const words = [
    ...(slo.kind === "composite" ? ["Shares are those of one part, while the others are good."] : []),
    ...(slices?.atLeast === undefined
      ? []
      : [
          `A slice is bad when less than ${percent(slices.atLeast)} of its events are good: at ${percent(Decimal.of(1).subtract(slices.atLeast))} bad and less none is, and no alert fires.`,
        ]),
    ...(window.kind === "calendar"
      ? [
          `Periods begin in ${window.timezone.name}; numbers are those of the shortest one, ${formatDuration(window.length)}.`,
        ]
      : []),
  ];
  return words.map((word) => ` ${word}`).join("");
}

function corrected({ corrections }: Slo): readonly string[] {
  const lines = corrections.map(
    ({ name, from, to }) => `- \`${name}\` is taken out: from ${formatInstant(from)} to ${formatInstant(to)}`,
  );
  return lines.length === 0 ? [] : ["", ...lines];
}

/** Whether the events of an incident are a number that is known. */
function isCounted({ slo, traffic }: Watched): boolean {
  return slo.kind === "sli" && slo.sli.form === "events" && traffic !== undefined;
}

function burnTable(watched: Watched): readonly string[] {
  const burns = liveBurns(watched.slo);
  if (burns.length === 0) return [];
  const head = [
    "alert",
    "fires above",
    ...shares.map((share) => `at ${percent(share)} bad`),
    "ends after",
    "smallest outage",
    "budget spent then",
    ...(isCounted(watched) ? ["errors by then"] : []),
  ];
  return ["", ...table([head, ...burns.map((burn) => burnRow(watched, burn))])];
}

function burnRow(watched: Watched, burn: BurnAlert): readonly string[] {
  const { slo, traffic } = watched;
  const windows = [burn.long, ...(burn.short === undefined ? [] : [burn.short])].map(formatDuration).join("/");
  const full = detectionTime(watched, burn, Decimal.of(1));
  return [
    `${burn.severity} ${windows}`,
    `${percent(burn.factor.multiply(slo.budget))}`,
    ...shares.map((share) => time(detectionTime(watched, burn, share))),
    time(resetTime(watched, burn)),
    time(smallestOutage(watched, burn)),
    full === undefined ? "never" : share(budgetOf(slo, full)),
    ...(isCounted(watched) ? [full === undefined ? "never" : countInWords(full * traffic!.toNumber())] : []),
  ];
}

function otherAlerts(watched: Watched, service: Service): readonly string[] {
  const { slo, step } = watched;
  const half = Decimal.of(1, 2);
  const low = slo.budgetLeft.map(
    (alert) =>
      `- ${alert.severity}: less than ${percent(alert.left)} of the budget is left. From an untouched budget, after ${time(budgetTime(watched, alert, Decimal.of(1)))} of a full outage, or ${time(budgetTime(watched, alert, half))} at ${percent(half)} bad.`,
  );
  const missing =
    slo.kind === "composite"
      ? [missingParts(service, slo)]
      : slo.noData.map(
          (alert) =>
            `- ${alert.severity}: no data for ${formatDuration(alert.after)}, told ${formatDuration(alert.after + 3 * step)} after the last scrape at most.`,
        );
  return low.length + missing.length === 0 ? [] : ["", ...low, ...missing];
}

/** Who tells that a part of a composition has no data. */
function missingParts({ slos }: Service, { composition }: CompositeSlo): string {
  const ids = leavesOnce(composition).map(({ id }) => id);
  const silent = slos.filter(({ id, noData }) => ids.includes(id) && noData.length === 0).map(({ id }) => id);
  const untold = silent.length === 0 ? "" : ` Nobody is told of ${silent.join(", ")}, without \`noData\` there.`;
  return `- no data: told by the alerts of its parts (${ids.join(", ")}), not once more by this SLO.${untold}`;
}

function time(seconds: Seconds | undefined): string {
  return seconds === undefined ? "never" : humanDuration(seconds);
}

function share(part: number): string {
  return `${Number((part * 100).toPrecision(3))}%`;
}

/** Columns of equal width, numbers to the right. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  const padded = rows.map((row) =>
    line(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))),
  );
  return [padded[0]!, line(rule), ...padded.slice(1)];
}
