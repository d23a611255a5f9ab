/** The recorded past of SLOs: base rules are asked of the server day by day, what reads them is worked out here in the order of the rules. */
import type { Labels } from "../model/service.ts";
import { selector } from "../model/promql/build.ts";
import { printExpr } from "../model/promql/print.ts";
import { selects } from "../model/promql/selector.ts";
import type { Seconds } from "../model/quantity/units.ts";
import { mostPoints, type RangeQuery, type RangeSeries } from "../prometheus-api/range.ts";
import { evaluate } from "./evaluate.ts";
import { Unknown } from "./functions.ts";
import type { BackfillFolder } from "./folder.ts";
import { blank, type Grid, labelsKey, type Recorded, type Series, timeAt } from "./frame.ts";
import { endOfFile, samplesText } from "./openmetrics.ts";
import { planTasks, type Rule, type Task } from "./plan.ts";
import { relabelled } from "./relabel.ts";

export interface BackfillRequest {
  readonly rules: readonly Rule[];
  /** Ids of SLOs. */
  readonly chosen: ReadonlySet<string>;
  /** Unix times. */
  readonly from: Seconds;
  readonly to: Seconds;
  readonly ask: (query: RangeQuery) => Promise<readonly RangeSeries[]>;
  readonly folder: BackfillFolder;
  /** Before each question: what it is about, how many were answered, and how many there are. */
  readonly onQuestion?: (what: string, done: number, all: number) => void;
}

/** What was made for an SLO, and what could not be seen. */
export interface SloReport {
  readonly id: string;
  /** Unix times of the first and last step that was looked at. */
  readonly from: Seconds;
  readonly to: Seconds;
  /** Present when the server has its recorded series already, from then on: the past ends one step before. */
  readonly recordedSince?: Seconds;
  readonly steps: number;
  /** First step with events counted, those of no traffic included; absent when nothing was ever seen. */
  readonly firstSeen?: Seconds;
  /** Steps after it for which the server had nothing. */
  readonly unseen: number;
  readonly series: number;
  readonly samples: number;
  /** Rules that were not worked out, with the reason. */
  readonly left: readonly { readonly record: string; readonly reason: string }[];
}

export interface BackfillResult {
  readonly slos: readonly SloReport[];
  /** Names of the files with samples, one a day. */
  readonly files: readonly string[];
  readonly samples: number;
}

const day: Seconds = 86_400;

/** @throws NoAnswer from `ask`; what was answered before is kept */
export async function backfill(request: BackfillRequest): Promise<BackfillResult> {
  const { rules, chosen, from, folder, ask, onQuestion } = request;
  const tasks = planTasks(rules, chosen);
  const since = new Map<string, Seconds>();
  for (const slo of chosen) {
    const first = await firstRecorded(
      rules.find((rule) => rule.slo === slo)!,
      request,
    );
    if (first !== undefined) since.set(slo, first);
  }
  const gridOf = ({ slo, interval }: Rule): Grid => {
    const start = Math.ceil(from / interval) * interval;
    // The last step before the series that are there already: between the two no increment is counted twice.
    const to = Math.min(request.to, (since.get(slo) ?? Infinity) - interval);
    return { start, step: interval, count: Math.max(0, Math.floor((to - start) / interval) + 1) };
  };

  const asked = tasks.filter(({ how }) => how === "ask");
  const questions = asked.flatMap((task) =>
    chunksOf(gridOf(task.rule)).map((chunk) => ({ task, expr: printExpr(task.expr, { width: Infinity }), ...chunk })),
  );
  for (const [done, { task, expr, from: first, to: last }] of questions.entries()) {
    if (folder.chunk(expr, first, last) !== undefined) continue;
    onQuestion?.(`${task.rule.slo} ${dayOf(first)}`, done, questions.length);
    folder.keepChunk(expr, first, last, await ask({ expr, from: first, to: last, step: task.rule.interval }));
  }

  const recorded: Recorded[] = [];
  const find = (one: Parameters<typeof selects>[0]) => recorded.filter(({ labels }) => selects(one, labels));
  const left = new Map<string, { record: string; reason: string }[]>();
  const made = new Map<Task, readonly Recorded[]>();
  for (const task of tasks) {
    const { rule, how } = task;
    const grid = gridOf(rule);
    if (grid.count === 0) continue;
    try {
      if (how === "leave") throw new Unknown("it reads raw and recorded series at once");
      const series = how === "ask" ? answered(task, grid, folder) : evaluate(rule.expr, grid, find);
      const named = relabelled(series, rule, grid);
      made.set(task, named);
      recorded.push(...named);
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      left.set(rule.slo, [...(left.get(rule.slo) ?? []), { record: rule.record, reason: error.message }]);
    }
  }

  const slos = [...chosen].map((id) => {
    const own = tasks.filter(({ rule }) => rule.slo === id);
    return reportOf(id, own, made, gridOf(own[0]!.rule), left.get(id) ?? [], since.get(id));
  });
  // Constants alone, such as the objective, are no past.
  const seen = new Set(slos.filter(({ firstSeen }) => firstSeen !== undefined).map(({ id }) => id));
  const written = [...made].filter(([{ rule }]) => seen.has(rule.slo)).flatMap(([, series]) => series);
  written.sort((a, b) => (labelsKey(a.labels) < labelsKey(b.labels) ? -1 : 1));
  const files = writeDays(written, request);
  return { slos, files, samples: slos.reduce((sum, { samples }) => sum + samples, 0) };
}

/** Steps of a grid, divided by days in UTC and by what one answer may hold. */
function chunksOf(grid: Grid): readonly { readonly from: Seconds; readonly to: Seconds }[] {
  const chunks: { from: Seconds; to: Seconds }[] = [];
  for (let index = 0; index < grid.count;) {
    const from = timeAt(grid, index);
    const untilMidnight = Math.ceil((Math.floor(from / day) * day + day - from) / grid.step);
    const count = Math.min(untilMidnight, mostPoints, grid.count - index);
    chunks.push({ from, to: timeAt(grid, index + count - 1) });
    index += count;
  }
  return chunks;
}

function answered({ expr, rule }: Task, grid: Grid, folder: BackfillFolder): readonly Series[] {
  const text = printExpr(expr, { width: Infinity });
  const byLabels = new Map<string, { labels: Labels; values: Float64Array }>();
  for (const { from, to } of chunksOf(grid)) {
    for (const { labels, points } of folder.chunk(text, from, to) ?? []) {
      const key = labelsKey(labels);
      const one = byLabels.get(key) ?? { labels, values: blank(grid) };
      byLabels.set(key, one);
      for (const [time, value] of points) one.values[Math.round((time - grid.start) / rule.interval)] = value;
    }
  }
  return [...byLabels.values()];
}

/**
 * When the server first has a series of this rule: it is recorded there from then on.
 * Looked for hour by hour, then step by step.
 */
async function firstRecorded(
  { record, labels, interval }: Rule,
  { from, to, ask }: BackfillRequest,
): Promise<Seconds | undefined> {
  const matchers = Object.entries(labels).map(([label, value]) => ({ label, op: "=" as const, value }));
  const own = printExpr(selector(record, matchers), { width: Infinity });
  const hour: Seconds = 3600;
  for (let start = from; start <= to; start += mostPoints * hour) {
    const end = Math.min(to + hour, start + (mostPoints - 1) * hour);
    const hours = firstPoint(await ask({ expr: `count_over_time(${own}[1h])`, from: start, to: end, step: hour }));
    if (hours === undefined) continue;
    const step = Math.max(interval, 60);
    const first = firstPoint(await ask({ expr: `timestamp(${own})`, from: hours[0] - hour, to: hours[0], step }));
    return Math.floor(first?.[1] ?? hours[0]);
  }
  return undefined;
}

function firstPoint(series: readonly RangeSeries[]): readonly [Seconds, number] | undefined {
  return series.flatMap(({ points }) => points.slice(0, 1)).sort(([a], [b]) => a - b)[0];
}

function writeDays(series: readonly Recorded[], { from, to, folder }: BackfillRequest): readonly string[] {
  const files: string[] = [];
  for (let start = Math.floor(from / day) * day; start <= to; start += day) {
    const text = series.map((one) => samplesText(one, start, start + day)).join("");
    if (text === "") continue;
    const name = `${dayOf(start)}.om`;
    folder.write(name, `${text}${endOfFile}`);
    files.push(name);
  }
  return files;
}

/** `YYYY-MM-DD`, in UTC. */
function dayOf(time: Seconds): string {
  return new Date(time * 1000).toISOString().slice(0, 10);
}

function reportOf(
  id: string,
  tasks: readonly Task[],
  made: ReadonlyMap<Task, readonly Recorded[]>,
  grid: Grid,
  left: SloReport["left"],
  since: Seconds | undefined,
): SloReport {
  // What was counted, under whatever name, is what the first rule of the SLO records.
  const counted = (made.get(tasks[0]!) ?? []).map(({ values }) => values);
  const isSeen = (index: number) => counted.some((values) => !Number.isNaN(values[index]!));
  let first: number | undefined;
  let unseen = 0;
  for (let index = 0; index < grid.count; index++) {
    if (isSeen(index)) first ??= index;
    else if (first !== undefined) unseen++;
  }
  const series = first === undefined ? [] : tasks.flatMap((task) => made.get(task) ?? []);
  const samples = series.reduce(
    (sum, { values }) => sum + values.reduce((all, value) => all + (Number.isNaN(value) ? 0 : 1), 0),
    0,
  );
  return {
    id,
    from: grid.start,
    to: timeAt(grid, Math.max(0, grid.count - 1)),
    ...(since !== undefined && { recordedSince: since }),
    steps: grid.count,
    ...(first !== undefined && { firstSeen: timeAt(grid, first) }),
    unseen,
    series: series.length,
    samples,
    left,
  };
}
