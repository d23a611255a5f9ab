/**
 * A real Prometheus that holds a past of workspaces: raw series for whatever their rules and dashboards ask, and what the emitted rules record of
 * them, worked out by that server itself, level by level. Nothing waits: evaluations are range queries over the past.
 */
import type { Expr } from "../../../src/model/promql/ast.ts";
import { selects } from "../../../src/model/promql/selector.ts";
import { selectorsOf, walk } from "../../../src/model/promql/visit.ts";
import type { Seconds } from "../../../src/model/quantity/units.ts";
import type { Service } from "../../../src/model/service.ts";
import { eachOf } from "../each-of.ts";
import { type Prometheus, startPrometheus } from "../prometheus.ts";
import { type RawSeries, remoteWrite } from "../remote-write.ts";
import { knownMetrics } from "./known.ts";
import { recordedPast } from "./past.ts";
import { rawSources, type Source, type Value } from "./raw.ts";
import { levelsOf, offsetsOf, recordedNames, recordedSeries, type Rule, rulesOf, withWhatTheyRead } from "./rules.ts";
import type { Incident } from "./shapes.ts";
import { existing, wantsOf } from "./wants.ts";

export interface HistoryOptions {
  /** Path of `prometheus`. */
  readonly program: string;
  /** Of all environments. */
  readonly services: readonly Service[];
  /** Texts of rule files. */
  readonly rules: readonly string[];
  /** What dashboards ask. */
  readonly queries: readonly Expr[];
  /** Unix time of the last sample. */
  readonly end: Seconds;
  /** How far back raw series go. */
  readonly length: Seconds;
  /** Between samples of raw series. */
  readonly scrape: Seconds;
  /** How long before the end a season's earlier periods are known, which is costly. */
  readonly seasons: Seconds;
  readonly incidents: readonly Incident[];
  /** How far back recorded series go, where that is before the raw ones. */
  readonly past?: Seconds;
  readonly port?: number;
  readonly log?: (line: string) => void;
}

export interface History {
  readonly prometheus: Prometheus;
  readonly rules: readonly Rule[];
  /** Counted as they were written. */
  readonly samples: number;
  readonly series: number;
  /** Raw samples for one more moment. */
  advance(time: Seconds): Promise<void>;
  /** From now on the server evaluates these rule files itself. */
  evaluate(files: readonly string[]): Promise<void>;
}

interface Window {
  readonly from: Seconds;
  readonly to: Seconds;
}

const day: Seconds = 86_400;

export async function startHistory(options: HistoryOptions): Promise<History> {
  const { end, length, scrape, services, incidents, log = () => {} } = options;
  const rules = rulesOf(options.rules);
  const recorded = recordedNames(rules);
  const ofRules = wantsOf(
    rules.map(({ expr }) => expr),
    recorded,
  );
  const wants = [...ofRules, ...existing(wantsOf(options.queries, recorded), ofRules, knownTo(services))];
  const sources = rawSources({ wants, services, incidents, deployed: end - 45 * 60 });
  const series = sources.reduce((sum, one) => sum + one.series.length, 0);
  log(`${rules.length} rules, ${sources.length} sources of ${series} raw series`);

  // One block holds all of it, in memory: samples of weeks ago are taken, and nothing is compacted beside a query.
  const flags = [
    "--web.enable-remote-write-receiver",
    "--web.enable-lifecycle",
    "--storage.tsdb.min-block-duration=90d",
    "--storage.tsdb.max-block-duration=90d",
    "--storage.tsdb.retention.time=10y",
    "--log.level=error",
  ];
  const prometheus = await startPrometheus(options.program, configuration([]), flags, undefined, options.port);
  const writer = new Writer(`${prometheus.url}/api/v1/write`);
  const record = async (some: readonly Rule[], { from, to }: Window) => {
    for (const level of levelsOf(some)) {
      const written: RawSeries[] = [];
      await eachOf(level, 4, async (rule) => {
        const start = Math.ceil(from / rule.interval) * rule.interval;
        const rows = await prometheus.queryRange({ expr: rule.text, from: start, to, step: rule.interval });
        written.push(...recordedSeries(rule, rows, to));
      });
      await writer.write(written);
    }
  };
  try {
    for (const island of islandsOf(rules, options)) {
      await writeRaw(writer, sources, island.window, scrape, island.read);
      await record(island.rules, island.window);
      log(`${new Date(island.window.from * 1000).toISOString()}: ${island.rules.length} rules of seasons`);
    }
    const window = { from: end - length, to: end };
    await writeRaw(writer, sources, window, scrape);
    log(`raw series of ${length / 3600} h are written`);
    if (options.past !== undefined) {
      const ask = (expr: string, step: Seconds) =>
        prometheus.queryRange({ expr, from: Math.ceil((window.from + 300) / step) * step, to: end, step });
      const range = { from: end - options.past, to: window.from - 1 };
      await writer.write(await recordedPast({ rules, services, incidents, ask, ...range }));
      log(`recorded series of ${options.past / day} days are written`);
    }
    await record(rules, window);
  } catch (error) {
    await prometheus.stop();
    throw error;
  }
  return {
    prometheus,
    rules,
    get samples() {
      return writer.samples;
    },
    series,
    evaluate: (files) => prometheus.configure(configuration(files)),
    advance: (time) => writeRaw(writer, sources, { from: time, to: time }, scrape),
  };
}

/** What exporters document, and what specs declare. */
function knownTo(services: readonly Service[]): ReadonlyMap<string, ReadonlySet<string>> {
  const declared = services.flatMap(({ metrics }) => metrics.declared);
  return new Map([
    ...knownMetrics,
    ...declared.map(({ name, labels }) => {
      return [name, new Set([...(knownMetrics.get(name) ?? []), ...Object.keys(labels)])] as const;
    }),
  ]);
}

function configuration(live: readonly string[]): string {
  return JSON.stringify({
    global: { scrape_interval: "30s", evaluation_interval: "1m" },
    ...(live.length > 0 && { rule_files: live }),
  });
}

interface Island {
  readonly window: Window;
  readonly rules: readonly Rule[];
  /** What they read of raw series. */
  readonly read: readonly Expr[];
}

/** Pieces of the past that rules read by `offset`, oldest first: the seasons of anomalies. */
function islandsOf(rules: readonly Rule[], { end, length, seasons }: HistoryOptions): readonly Island[] {
  const far = rules.filter(({ expr }) => offsetsOf(expr).some((offset) => offset >= Math.max(length, day)));
  const offsets = [...new Set(far.flatMap(({ expr }) => offsetsOf(expr)))].sort((a, b) => b - a);
  const needed = [...withWhatTheyRead(far, rules)];
  const ranges = needed.flatMap(({ expr }) =>
    walk(expr).map((node) => ("range" in node && typeof node.range === "number" ? node.range : 0)),
  );
  const before = Math.max(0, ...ranges.filter((range) => range < day)) + 300;
  // Those that are not read from afar themselves are recorded there.
  const recorded = needed.filter((rule) => !far.includes(rule));
  return offsets.map((offset) => ({
    window: { from: end - offset - seasons - before, to: end - offset },
    rules: recorded,
    read: recorded.map(({ expr }) => expr),
  }));
}

/** Ticks that are made before they are written. */
const ticksAtOnce = 30;

async function writeRaw(
  writer: Writer,
  sources: readonly Source[],
  { from, to }: Window,
  scrape: Seconds,
  read?: readonly Expr[],
): Promise<void> {
  const selectors = read?.flatMap(selectorsOf);
  const chosen = sources
    .map((source) => ({
      source,
      at: source.series.flatMap((labels, i) =>
        selectors === undefined || selectors.some((one) => selects(one, labels)) ? [i] : [],
      ),
    }))
    .filter(({ at }) => at.length > 0);
  for (let first = Math.ceil(from / scrape) * scrape; first <= to; first += ticksAtOnce * scrape) {
    const last = Math.min(to, first + (ticksAtOnce - 1) * scrape);
    const series = chosen.flatMap(({ source, at }): readonly RawSeries[] => {
      const samples = at.map((): (readonly [number, Value])[] => []);
      for (let time = first; time <= last; time += scrape) {
        const values = source.at(time);
        at.forEach((i, place) => {
          const value = values[i];
          if (value !== undefined) samples[place]!.push([time, value]);
        });
      }
      return at.map((i, place) => ({ labels: source.series[i]!, samples: samples[place]! }));
    });
    await writer.write(series.filter(({ samples }) => samples.length > 0));
  }
}

class Writer {
  samples = 0;
  private readonly url: string;
  constructor(url: string) {
    this.url = url;
  }

  /** Series differ from one another. */
  async write(series: readonly RawSeries[]): Promise<void> {
    const parts: RawSeries[][] = [];
    let count = 0;
    for (const one of series) {
      if (parts.length === 0 || count > 20_000) {
        parts.push([]);
        count = 0;
      }
      parts.at(-1)!.push(one);
      count += one.samples.length;
      this.samples += one.samples.length;
    }
    await eachOf(parts, 2, (part) => remoteWrite(this.url, part));
  }
}
