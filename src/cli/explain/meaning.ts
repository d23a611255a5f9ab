import { conditionOf, whenItFires } from "../../model/alerting/condition.ts";
import { printExpr } from "../../model/promql/print.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { formatInstant } from "../../model/quantity/instant.ts";
import { formatDuration, humanDuration } from "../../model/quantity/duration.ts";
import { countedWords, sliOf, waitedForWords } from "../../model/slo/forms.ts";
import { periodWords, recordedOfAnomaly } from "../../model/slo/names.ts";
import {
  Baseline,
  baselineInWords,
  deviationOfSeasonInWords,
  lookback,
  samplesRead,
  seriesRecorded,
  stepOfAnomalies,
} from "../../model/alerting/anomaly.ts";
import { equals } from "../../model/promql/build.ts";
import { sliceOf } from "../../model/slo/windows.ts";
import { countInWords, eventInWords, ofWhat } from "../../model/slo/words.ts";
import type {
  Anomaly,
  BurnAlert,
  Composition,
  Correction,
  Maintenance,
  RuleAlert,
  Service,
  Slo,
  SloAlert,
} from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { UnixSeconds } from "../../model/quantity/units.ts";
import { budgetSpent } from "../../model/slo/burn.ts";
import { occurrences } from "../../model/slo/maintenance.ts";

/** One line of what a value means: a word and what there is to say. */
export type Meaning = readonly [word: string, text: string];

/** What a place of a service means, computed: budgets as time, thresholds as shares of events. */
export function meaningOf(service: Service, path: readonly string[], workspace: Workspace): readonly Meaning[] {
  const [kind, name, part] = path;
  const named = service.slos.find((slo) => slo.name === name);
  if (kind === "slos" && named !== undefined) {
    return part === undefined ||
      part === "objective" ||
      part === "window" ||
      part === "alerting" ||
      part === "slices" ||
      part === "of" ||
      part === "combine"
      ? sloMeaning(service, named)
      : budgetMeaning(service, named);
  }
  if (kind === "slis") {
    const readers = service.slos.filter((slo) => sliOf(slo)?.name === name).map(({ id }) => id);
    const sli = service.slis.find((one) => one.name === name);
    return [
      ...(sli === undefined ? [] : [["counts", eventInWords(sli)] as const]),
      ["read by", readers.length === 0 ? "no SLO" : readers.join(", ")],
    ];
  }
  if (kind === "alerts")
    return service.alerts
      .filter((one) => name === undefined || one.name === name)
      .flatMap((one) => ruleAlertMeaning(service, one, workspace));
  if (kind === "anomalies")
    return service.anomalies
      .filter((one) => name === undefined || one.anomaly === name)
      .flatMap((one) => anomalyMeaning(service, one, workspace));
  if (kind === "maintenance")
    return service.maintenance.filter((one) => name === undefined || one.name === name).flatMap(maintenanceMeaning);
  if (kind === "corrections")
    return service.slos.flatMap((slo) =>
      slo.corrections
        .filter((one) => name === undefined || one.name === name)
        .map((one) => correctionMeaning(slo, one)),
    );
  if (kind === "window" || kind === "alerting" || kind === "slos")
    return service.slos.map((slo): Meaning => [slo.id, budgetInWords(service, slo)]);
  return [];
}

/** What Prometheus evaluates, when it fires, and who is told. */
function ruleAlertMeaning(service: Service, alert: RuleAlert, workspace: Workspace): readonly Meaning[] {
  const { name, severity, notify } = alert;
  const muted = service.maintenance.map(({ name: work }) => work);
  return [
    [name, printExpr(conditionOf(service, alert, workspace), { width: 100 })],
    ["fires", `as ${severity}, ${whenItFires(alert)}`],
    ...(muted.length === 0 ? [] : [["muted", `during ${muted.join(" and ")}`] as const]),
    ["told to", notify.length === 0 ? "nobody" : notify.join(", ")],
  ];
}

/** What is recorded, how the band is worked out, when it is told, and to whom. */
function anomalyMeaning(service: Service, anomaly: Anomaly, workspace: Workspace): readonly Meaning[] {
  const { severity, notify, sigma } = anomaly;
  const step = stepOfAnomalies(service, workspace);
  const own = { service: service.name, anomaly: anomaly.anomaly, ...service.environmentLabels };
  const baseline = new Baseline(anomaly, equals(own), step);
  const muted = service.maintenance.map(({ name: work }) => work);
  const recordings = [{ record: recordedOfAnomaly.value, expr: baseline.value() }, ...baseline.recordings()];
  const lasting = anomaly.for > 0 ? ` for ${formatDuration(anomaly.for)}` : "";
  return [
    ["usual", `is worked out from ${baselineInWords(anomaly, step, formatDuration)}`],
    ...(anomaly.method === "seasonal"
      ? [
          ["mean", "the median of their means: one bad period does not move it far"] as const,
          ["deviation", deviationOfSeasonInWords] as const,
        ]
      : [["mean", "their mean; the deviation is their standard deviation"] as const]),
    ["fires", `as ${severity}, while the value is more than ${sigma.toString()} deviations above or below${lasting}`],
    ["", "a value that has never changed has no deviation, and no alert"],
    [
      "costs",
      `${samplesRead(anomaly, step)} samples and ${seriesRecorded(anomaly)} recorded series for each series, every ${formatDuration(step)}`,
    ],
    ["needs", `${formatDuration(lookback(anomaly, step))} of history`],
    ...recordings.map(({ record, expr }): Meaning => [record, printExpr(expr, { width: 100 })]),
    [anomaly.name, printExpr(baseline.isUnusual(), { width: 100 })],
    ...(muted.length === 0 ? [] : [["muted", `during ${muted.join(" and ")}`] as const]),
    ["told to", notify.length === 0 ? "nobody" : notify.join(", ")],
  ];
}

function sloMeaning(service: Service, slo: Slo): readonly Meaning[] {
  const guard: Meaning[] =
    slo.minimumErrors > 0
      ? [["guard", `no alert below ${slo.minimumErrors} bad ${waitedForWords(slo)} in its long window`]]
      : [];
  const taken = slo.corrections.map((one): Meaning => ["taken out", correctionMeaning(slo, one)[1]]);
  const left = slo.budgetLeft.flatMap((alert) =>
    alertMeaning(alert, `when less than ${percent(alert.left)} of the budget is left`),
  );
  const noData = slo.noData.flatMap((alert) =>
    alertMeaning(alert, `when nothing has been counted for ${formatDuration(alert.after)}`),
  );
  return [
    ...budgetMeaning(service, slo),
    ...sliceMeaning(slo),
    ...compositionMeaning(slo),
    ...taken,
    ...slo.burns.flatMap((burn) => burnMeaning(slo, burn)),
    ...left,
    ...noData,
    ...guard,
  ];
}

function budgetMeaning(service: Service, slo: Slo): readonly Meaning[] {
  return [["budget", budgetInWords(service, slo)]];
}

/** As time, how long everything may fail; and as events, where traffic is stated. */
function budgetInWords({ traffic }: Service, slo: Slo): string {
  const { budget, window } = slo;
  const allowed = budget.toNumber() * window.length;
  return `${percent(budget)} of ${ofWhat(slo)} in ${periodWords(window)} may be bad: ${humanDuration(allowed)} of a full outage${allowedInWords(traffic, slo)}`;
}

/** How many slices, or events at the traffic that is stated. */
function allowedInWords(traffic: Decimal | undefined, slo: Slo): string {
  const { budget, window } = slo;
  const slice = sliceOf(slo);
  if (slice !== undefined) {
    const slices = Decimal.of(Math.round(window.length / slice));
    return `, or ${budget.multiply(slices).toString(2)} of ${slices.toString()} slices`;
  }
  if (traffic === undefined || ofWhat(slo) !== "events") return "";
  return `, or ${countInWords(budget.toNumber() * window.length * traffic.toNumber())} events at ${traffic.toString(4)}/s`;
}

/** How the parts make the SLI. */
function compositionMeaning(slo: Slo): readonly Meaning[] {
  if (slo.kind !== "composite") return [];
  const words = { product: "the product", worst: "the worst", mean: "the mean" };
  const named = ({ combine, parts }: Composition): string => {
    const each = parts.map(({ id, weight, composition }) => {
      const weighs = weight.compare(Decimal.of(1)) === 0 ? "" : ` (weight ${weight.toString()})`;
      return `${composition === undefined ? id : `${id}, ${named(composition)},`}${weighs}`;
    });
    return `${words[combine]} of ${each.join(" and ")}`;
  };
  return [["SLI", `over each window ${named(slo.composition)}; a part without events takes no part`]];
}

function sliceMeaning(slo: Slo): readonly Meaning[] {
  if (slo.kind !== "sli" || slo.slices === undefined) return [];
  const { of, atLeast } = slo.slices;
  const length = formatDuration(of);
  const bad =
    atLeast === undefined
      ? "weighs the same, however many events it has: the SLI is the mean"
      : `is bad if less than ${percent(atLeast)} of its events are good`;
  return [["slices", `each ${length} ${bad}; ${length} without events do not count`]];
}

function alertMeaning({ severity, notify }: SloAlert, fires: string): readonly Meaning[] {
  return [
    [severity, fires],
    ["", reaches(notify)],
  ];
}

function reaches(notify: readonly string[]): string {
  return `reaches ${notify.length === 0 ? "nobody" : notify.join(", ")}`;
}

function burnMeaning(slo: Slo, burn: BurnAlert): readonly Meaning[] {
  const windows =
    burn.short === undefined
      ? formatDuration(burn.long)
      : `${formatDuration(burn.long)} and over ${formatDuration(burn.short)}`;
  const threshold = burn.factor.multiply(slo.budget);
  const gone = humanDuration(slo.window.length / burn.factor.toNumber());
  const spent = budgetSpent(burn.factor, burn.long, slo.window.length);
  const canFire = threshold.compare(Decimal.of(1)) < 0;
  const fires = canFire
    ? `when more than ${percent(threshold)} of ${ofWhat(slo)} ${ofWhat(slo) === "the time" ? "is" : "are"} bad over ${windows} (burn rate ${burn.factor.toString(2)})`
    : `never: it would need more than ${percent(threshold)} bad ${countedWords(slo)}`;
  return [
    [burn.severity, fires],
    ["", `by then ${percent(spent)} of the budget is spent; at that rate all of it is gone in ${gone}`],
    ["", reaches(burn.notify)],
  ];
}

function correctionMeaning(slo: Slo, { from, to, reason }: Correction): Meaning {
  return [
    slo.id,
    `${humanDuration(to - from)} from ${formatInstant(from)}, from its end on, in whole parts of the period: ${reason}`,
  ];
}

/** Four years have every day of the calendar. */
const years: readonly [UnixSeconds, UnixSeconds] = [Date.UTC(2026, 0) / 1000, Date.UTC(2030, 0) / 1000];

function maintenanceMeaning(maintenance: Maintenance): readonly Meaning[] {
  const { name, excluded } = maintenance;
  const effect: Meaning[] = [
    [
      "effect",
      excluded
        ? "its events leave the SLIs, good and bad alike, from its beginning until two steps after its end; alerts are muted"
        : "alerts are muted; events count",
    ],
  ];
  if (maintenance.kind === "once")
    return [[name, `${humanDuration(maintenance.to - maintenance.from)}, once`], ...effect];
  const times = occurrences(maintenance, ...years);
  const inYear = (times.length * maintenance.for) / 4;
  const share = percent(Decimal.of(Math.round((inYear / (365.25 * 86400)) * 1e6), 1_000_000));
  return [[name, `${humanDuration(inYear)} in a year, ${share} of the time`], ...effect];
}

function percent(ratio: Decimal): string {
  return `${ratio.multiply(Decimal.of(100)).toString(4)}%`;
}
