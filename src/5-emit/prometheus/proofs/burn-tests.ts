/** Tests that every alert fires and ends at the step that the arithmetic gives, and waits for enough errors. */
import type { Decimal } from "../../../model/quantity/decimal.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import { budgetRemainingName, burnRateName, errorRatioName, recorded } from "../../../model/slo/names.ts";
import { type Counts, windowSums } from "../../../model/slo/simulate.ts";
import { alertWindows, bin, windowForm } from "../../../model/slo/windows.ts";
import type { BurnAlert, Labels } from "../../../model/service.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import { burnWindow } from "../../../model/slo/burn.ts";
import { type Incident, incidentCounts, shortIncident } from "./incident.ts";
import type { SampledGroup } from "./samples.ts";
import {
  alertExpectation,
  firstCounted,
  mutedAt,
  pairsOf,
  type GroupCounts,
  rawSeries,
  recordedCounts,
  recordedExpectation,
  type Subject,
  upSeries,
} from "./subject.ts";

/** A subject and its series: those of one case do not meet those of another. */
export interface Sampled {
  readonly subject: Subject;
  readonly groups: readonly SampledGroup[];
}

interface Affected extends Sampled {
  readonly burn: BurnAlert;
  readonly counts: readonly GroupCounts[];
}

/** What happens to the alerts of one pair of windows and severity, with the events of each SLO. */
interface PlannedPair {
  readonly plan: Incident;
  readonly affected: readonly (Sampled & { readonly burn: BurnAlert; readonly counts: Counts })[];
}

export interface PlannedBurns {
  readonly pairs: readonly PlannedPair[];
  readonly unproven: readonly { readonly subject: Subject; readonly burn: BurnAlert }[];
}

/** The incidents of all subjects, without the texts of their tests. */
export function planBurns(subjects: readonly Sampled[]): PlannedBurns {
  const unproven: { subject: Subject; burn: BurnAlert }[] = [];
  // SLOs with the same objective and windows see the same events
  const known = new Map<string, Counts | undefined>();
  const pairs = pairsOf(subjects).map((pair): PlannedPair => {
    const { burn: first, subject: leader } = pair[0]!;
    const plan = shortIncident(first, leader.step);
    const affected = pair.flatMap(({ subject, groups, burn }) => {
      const { budget, minimumErrors } = subject.slo;
      const page = leastPage(subject, burn);
      const key = [burn.long, burn.short, burn.factor, budget, minimumErrors, subject.step, page].join(" ");
      if (!known.has(key)) known.set(key, incidentCounts({ ...burn, budget, minimumErrors }, plan, subject.step, page));
      const counts = known.get(key);
      if (counts === undefined) unproven.push({ subject, burn });
      return counts === undefined ? [] : [{ subject, groups, burn, counts }];
    });
    return { plan, affected };
  });
  return { pairs, unproven };
}

/** One test for each pair of windows and severity, over all subjects that have it. */
export function burnTests({ pairs }: PlannedBurns): readonly YamlMap[] {
  return pairs
    .filter(({ affected }) => affected.length > 0)
    .map(({ plan, affected }) =>
      burnTest(
        plan,
        affected.map((one) => ({ ...one, counts: spread(one.groups, one.counts) })),
      ),
    );
}

/** The least factor of a page that silences an alert. */
export function leastPage({ mutes, burns }: Subject, { severity }: BurnAlert): Decimal | undefined {
  if (!mutes || severity === "page") return undefined;
  const pages = burns.filter((burn) => burn.severity === "page").map(({ factor }) => factor);
  return pages.reduce<Decimal | undefined>(
    (least, factor) => (least === undefined || factor.compare(least) < 0 ? factor : least),
    undefined,
  );
}

/**
 * The incident happens to the first group. Another one sees good events alone, so few of them that the whole does what the first group does.
 */
function spread(groups: readonly SampledGroup[], counts: Counts): readonly GroupCounts[] {
  const few: Counts = {
    total: counts.total.map((events) => Math.floor(events / 100_000)),
    errors: counts.errors.map(() => 0),
  };
  return groups.map((sampled, at) => ({ sampled, counts: at === 0 ? counts : few }));
}

function burnTest(plan: Incident, affected: readonly Affected[]): YamlMap {
  const {
    subject: { step },
    burn,
  } = affected[0]!;
  const windows = [burn.long, ...(burn.short === undefined ? [] : [burn.short])].map(formatDuration).join(" and ");
  const muted = affected.map((one) => mutedGroups(one));
  const all = (at: number) =>
    affected.map((one, index) => ({
      ...one,
      firing: firingGroups(one).filter((_, group) => !muted[index]![group]![at]),
    }));
  const none = () => affected.map((one) => ({ ...one, firing: [] }));
  const { below, fires, flood, ends, again, over } = plan;
  const moments: readonly (readonly [number, typeof all])[] = [
    [below, none],
    ...(fires - 1 > below ? [[fires - 1, none] as const] : []),
    [fires, all],
    ...(ends === undefined || again === undefined
      ? []
      : (
          [
            [flood!, all],
            [ends - 1, all],
            [ends, none],
            [again - 1, none],
            [again, all],
          ] as const
        ).filter(([at], index) => index !== 3 || at > ends)),
    [over - 1, all],
    [over, none],
  ];
  const shown = moments.filter(([at], index) => moments.findIndex(([other]) => other === at) === index);
  return {
    name: `${burn.severity} over ${windows}: ${affected.map(({ subject }) => subject.slo.id).join(", ")}`,
    interval: formatDuration(step),
    input_series: inputs(affected, plan.length),
    promql_expr_test: [
      ...shown.map(([at, expected]) => alertExpectation(expected(at), at)),
      ...affected.flatMap((one) => recordedValues(one, plan.fires)),
    ],
  };
}

/** For each of the firing groups, whether a page silences it at each step. */
function mutedGroups({
  subject,
  burn,
  counts,
}: Pick<Affected, "subject" | "burn" | "counts">): readonly (readonly boolean[])[] {
  const all = recordedCounts(subject, counts);
  const ofGroups = subject.slo.sli.groups.length === 0 ? [all[0]!] : [all[0]!, all.at(-1)!];
  return ofGroups.map((group) => mutedAt(subject, burn, group.counts));
}

/** The affected group, and the whole. */
function firingGroups({ subject, groups }: Sampled): readonly Labels[] {
  return subject.slo.sli.groups.length === 0 ? [{}] : [groups[0]!.group, {}];
}

export function inputs(
  affected: readonly { readonly subject: Subject; readonly counts: readonly GroupCounts[] }[],
  length: number,
): readonly Yaml[] {
  const series = affected.flatMap(({ subject, counts }) => counts.flatMap((group) => rawSeries(subject, group)));
  const ups = upSeries(
    affected.filter(({ subject }) => subject.hasUp).flatMap(({ counts }) => counts.map(({ sampled }) => sampled)),
    length,
  );
  return [...ups, ...series];
}

/** Ratios, budget left and burn rate at a step, as doubles divide the counts. */
function recordedValues({ subject, counts }: Affected, at: number): readonly Yaml[] {
  const { slo, step } = subject;
  if (slo.sli.signal.kind === "histogram" && slo.sli.signal.native) return [];
  const all = recordedCounts(subject, counts);
  const budget = slo.budget.toNumber();
  const ratio = (of: Counts, window: number): number | undefined => {
    const [events, bad] = [of.total, of.errors].map((each) => windowSums(each.slice(0, at + 1), window, step)[at]!) as [
      number,
      number,
    ];
    return events === 0 ? undefined : bad / events;
  };
  const expect = (name: string, valueOf: (of: Counts) => number | undefined) =>
    recordedExpectation(
      subject,
      name,
      at,
      all.map(({ labels, counts: of }) => ({ labels, value: valueOf(of) })),
    );
  const over = (window: number, change: (value: number) => number) => (of: Counts) => {
    const value = ratio(of, window);
    return value === undefined ? undefined : change(value);
  };
  const period = slo.window.length;
  const fast = burnWindow(slo);
  return [
    ...alertWindows({ ...slo, burns: subject.burns }).map((window) =>
      expect(
        errorRatioName(window),
        over(window, (value) => value),
      ),
    ),
    expect(
      errorRatioName(slo.window),
      over(period, (value) => value),
    ),
    expect(
      budgetRemainingName(slo.window),
      over(period, (value) => 1 - value / budget),
    ),
    expect(
      burnRateName(fast),
      over(fast, (value) => value / budget),
    ),
  ];
}

/** One bad event less than an alert waits for, then the last one: first for windows of steps, then for windows of bins, whose sums change every five minutes. */
export function minimumTests(subjects: readonly Sampled[]): readonly YamlMap[] {
  const waiting = subjects.filter(({ subject }) => subject.slo.minimumErrors > 1);
  return (["steps", "bins"] as const).flatMap((form) => {
    const affected = waiting.filter(({ subject }) => subject.burns.some(({ long }) => windowForm(long) === form));
    return affected.length === 0 ? [] : [minimumTest(affected, form)];
  });
}

function minimumTest(subjects: readonly Sampled[], form: "steps" | "bins"): YamlMap {
  const { step } = subjects[0]!.subject;
  const perBin = bin / step;
  const few = Math.max(perBin, firstCounted);
  const enough = few + (form === "steps" ? 1 : perBin);
  const length = enough + 1;
  const affected = subjects.map((one) => {
    const errors = Array.from({ length }, (_, at) =>
      at === few ? one.subject.slo.minimumErrors - 1 : at === enough ? 1 : 0,
    );
    return { ...one, counts: spread(one.groups, { total: errors, errors }) };
  });
  const own = affected.map((one) => ({
    ...one,
    every: one.subject,
    subject: { ...one.subject, burns: one.subject.burns.filter(({ long }) => windowForm(long) === form) },
  }));
  const expected = pairsOf(own).flatMap((pair) => {
    const all = pair.map((one) => {
      const muted = mutedGroups({ ...one, subject: one.every });
      return { ...one, firing: firingGroups(one).filter((_, group) => !muted[group]![enough]) };
    });
    const none = pair.map((one) => ({ ...one, firing: [] }));
    return [alertExpectation(none, few), alertExpectation(none, enough - 1), alertExpectation(all, enough)].filter(
      (_, index) => index !== 1 || enough - 1 > few,
    );
  });
  const counted = affected.map(({ subject, counts }) => {
    const values = recordedCounts(subject, counts).map(({ labels, counts: { errors } }) => ({
      labels,
      value: errors[few]!,
    }));
    return recordedExpectation(subject, recorded.errors, few, values);
  });
  return {
    name: `too few errors, then enough (${form === "steps" ? "windows of up to 6h" : "longer windows"}): ${affected.map(({ subject }) => subject.slo.id).join(", ")}`,
    interval: formatDuration(step),
    input_series: inputs(affected, length),
    promql_expr_test: [...expected, ...counted],
  };
}
