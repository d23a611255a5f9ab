/** Raw series of a workspace's services as a real system would leave them, for whatever the given selectors ask. */
import type { Selector } from "../../../src/model/promql/ast.ts";
import { matches, selects } from "../../../src/model/promql/selector.ts";
import { selectorsOf } from "../../../src/model/promql/visit.ts";
import type { Seconds } from "../../../src/model/quantity/units.ts";
import type { Labels, Service, Sli } from "../../../src/model/service.ts";
import type { NativeHistogram } from "../remote-write.ts";
import { counterRate, gaugeValue, shareOf } from "./gauges.ts";
import { labelSetsOf, laterPod } from "./labels.ts";
import { hash01, type Incident, incidentShare, logNormalShare, noise, traffic } from "./shapes.ts";
import type { Want } from "./wants.ts";

export type Value = number | "stale" | NativeHistogram;

/** Series that advance together. */
export interface Source {
  /** Metric name of its series; of a histogram, without `_bucket`. */
  readonly name: string;
  /** The samples at a time later than any before. */
  at(time: Seconds): readonly Value[] | readonly (Value | undefined)[];
  /** `__name__` among them. */
  readonly series: readonly Labels[];
}

export interface RawOptions {
  readonly wants: readonly Want[];
  /** Of all environments: they share the raw series. */
  readonly services: readonly Service[];
  readonly incidents: readonly Incident[];
  /** Unix time at which half of the instances got a new version. */
  readonly deployed: Seconds;
}

export function rawSources({ wants, services, incidents, deployed }: RawOptions): readonly Source[] {
  const slis = shapesOf(services, incidents);
  const families = familiesOf(wants, services);
  const sources: Source[] = [];
  for (const [name, family] of families) {
    if (name === "up") continue;
    const sets = labelSetsOf(name, family.wants, new Set(family.kind === "histogram" ? ["le"] : []));
    const labels = withVersions(sets.map((one) => ({ __name__: name, ...one })));
    sources.push(...sourcesOf(name, family, labels, slis, deployed));
  }
  return [...sources, ...upSources(families.get("up")?.wants ?? [], sources)];
}

/** Every target that is scraped. */
function upSources(wants: readonly Want[], sources: readonly Source[]): readonly Source[] {
  const targets = new Map<string, Labels>();
  const put = (labels: Labels) => targets.set(JSON.stringify([labels["job"], labels["instance"]]), labels);
  for (const labels of labelSetsOf("up", wants, new Set())) put({ __name__: "up", ...labels });
  for (const { series } of sources)
    for (const { job = "", instance = "" } of series) {
      const known = targets.get(JSON.stringify([job, instance]));
      if (known === undefined) put({ __name__: "up", job, instance });
    }
  const series = [...targets.values()];
  return [{ name: "up", series, at: () => series.map(() => 1) }];
}

interface Family {
  readonly kind: "counter" | "gauge" | "info" | "histogram" | "native";
  readonly wants: readonly Want[];
  /** Of a histogram: what its buckets are asked for, and what was declared. */
  readonly bounds: ReadonlySet<number>;
}

const nativeFunctions = [
  "histogram_count",
  "histogram_sum",
  "histogram_avg",
  "histogram_fraction",
  "histogram_quantile",
];
const counterFunctions = ["rate", "increase", "irate", "resets"];

/** Metrics by name; the parts of a classic histogram together. */
function familiesOf(wants: readonly Want[], services: readonly Service[]): ReadonlyMap<string, Family> {
  const declared = new Map(services.flatMap(({ metrics }) => metrics.declared.map((one) => [one.name, one] as const)));
  const slis = services.flatMap((service) => service.slis);
  const signalOf = (wanted: (sli: Sli) => readonly Selector[]) =>
    new Set(slis.flatMap((sli) => wanted(sli).map(({ name }) => name)));
  const counted = signalOf(({ signal }) =>
    signal.kind === "counters"
      ? [...(signal.total ?? []), ...(signal.good ?? []), ...(signal.bad ?? [])]
      : signal.kind === "throughput"
        ? signal.events
        : [],
  );
  const classic = new Set([
    ...wants.filter(({ name }) => name.endsWith("_bucket")).map(({ name }) => name.slice(0, -7)),
    ...[...declared.values()].filter(({ type }) => type === "histogram").map(({ name }) => name),
  ]);
  const baseOf = (name: string) => {
    const base = name.replace(/_(bucket|count|sum)$/, "");
    return classic.has(base) ? base : name;
  };
  const families = new Map<string, Family>();
  for (const base of [...new Set(wants.map(({ name }) => baseOf(name)))].sort()) {
    const own = wants.filter(({ name }) => baseOf(name) === base);
    const asks = (functions: readonly string[]) => own.some((want) => functions.some((one) => want.functions.has(one)));
    const type = declared.get(base)?.type;
    const isClassic = classic.has(base) && own.some(({ name }) => name !== base);
    const kind = isClassic
      ? "histogram"
      : asks(nativeFunctions)
        ? "native"
        : base.endsWith("_info")
          ? "info"
          : asks(counterFunctions) || counted.has(base) || type === "counter" || base.endsWith("_total")
            ? "counter"
            : "gauge";
    const bounds = new Set([
      ...(declared.get(base)?.buckets ?? []).map((one) => one.toNumber()),
      ...slis.flatMap(({ signal }) =>
        signal.kind === "histogram" && signal.histogram.name === base ? [signal.bound.toNumber()] : [],
      ),
    ]);
    families.set(base, { kind, wants: own, bounds });
  }
  return families;
}

/** What an SLI's raw series should show. */
interface SliShape {
  readonly sli: Sli;
  /** Events a second, on average. */
  readonly rate: number;
  /** Share of bad events; `group` tells values of its group labels apart. */
  bad(time: Seconds, group: string): number;
  readonly incidents: readonly Incident[];
}

/** Those with the smallest budget first: where several count the same series, they are made for the strictest. */
function shapesOf(services: readonly Service[], incidents: readonly Incident[]): readonly SliShape[] {
  const shapes = services.flatMap((service) =>
    service.slis.map((sli) => ({ budget: budgetOf(service.name, sli.name, services), ...shapeOf(service, sli) })),
  );
  return shapes.sort((a, b) => a.budget - b.budget);

  function shapeOf({ name, traffic: usual, slis }: Service, sli: Sli): SliShape {
    const key = `${name}/${sli.name}`;
    const budget = budgetOf(name, sli.name, services);
    const own = incidents.filter((one) => one.service === name && one.sli === sli.name);
    const seed = hash01(key);
    const least = slis.flatMap(({ signal }) => (signal.kind === "throughput" ? [3 * signal.atLeast.toNumber()] : []));
    return {
      sli,
      rate: Math.max(usual?.toNumber() ?? 30 + 40 * hash01(name), ...least),
      incidents: own,
      bad(time, group) {
        const calm = budget * (0.25 + 0.35 * seed) * (0.4 + 1.2 * noise(hash01(key + group), time, 900));
        return Math.min(0.9, calm + own.reduce((sum, one) => sum + incidentShare(one, time), 0));
      },
    };
  }
}

/** The smallest of its SLOs in any environment. */
function budgetOf(service: string, sli: string, services: readonly Service[]): number {
  const slos = services.filter(({ name }) => name === service).flatMap((one) => one.slos);
  const own = slos.filter((slo) => slo.kind === "sli" && slo.sli.name === sli);
  return Math.min(0.05, ...own.map(({ budget }) => budget.toNumber()));
}

const [older, newer] = ["1.8.2", "1.9.0"];
const isVersion = (label: string) => /(^|_)version$|^image/.test(label);

/** The labels with all that names a version naming this one. */
function inVersion(labels: Labels, version: string): Labels {
  const entries = Object.entries(labels).map(([label, value]) => [
    label,
    isVersion(label) ? value.replace(older, version).replace(newer, version) : value,
  ]);
  return Object.fromEntries(entries) as Labels;
}

/** What one instance or pod says has one version: the newer where its number is odd, or it is a later pod. */
function withVersions(sets: readonly Labels[]): readonly Labels[] {
  const made = new Map<string, Labels>();
  for (const labels of sets) {
    const isNewer = /-1(:\d+)?$/.test(labels["instance"] ?? "") || (labels["pod"] ?? "").endsWith(laterPod);
    const whole = inVersion(labels, isNewer ? newer : older);
    made.set(JSON.stringify(whole), whole);
  }
  return [...made.values()];
}

function sourcesOf(
  name: string,
  { kind, wants, bounds }: Family,
  sets: readonly Labels[],
  slis: readonly SliShape[],
  deployed: Seconds,
): readonly Source[] {
  switch (kind) {
    case "gauge": {
      const values = sets.map((labels) => gaugeOf(name, labels, slis));
      return [{ name, series: sets, at: (time) => values.map((valueAt) => valueAt(time)) }];
    }
    case "info": {
      const changing = sets.filter((labels) =>
        Object.entries(labels).some(([label, value]) => isVersion(label) && value.includes(newer)),
      );
      const before = changing.map((labels) => inVersion(labels, older));
      let isDone = false;
      const at = (time: Seconds) => {
        const isNew = time >= deployed;
        const ends = isNew && !isDone ? ("stale" as const) : undefined;
        isDone = isNew;
        return [
          ...sets.map((labels) => (changing.includes(labels) && !isNew ? undefined : 1)),
          ...before.map(() => (isNew ? ends : 1)),
        ];
      };
      return [{ name, series: [...sets, ...before], at }];
    }
    case "counter": {
      const rates = ratesOf(sets, slis);
      const values = sets.map((labels) => Math.floor(50_000 * hash01(JSON.stringify(labels))));
      const advance = clock();
      const at = (time: Seconds) => {
        const gone = advance(time);
        return values.map((value, i) => {
          values[i] = value + rates[i]!(time) * gone;
          return /seconds|_time/.test(name) ? values[i]! : Math.floor(values[i]!);
        });
      };
      return [{ name, series: sets, at }];
    }
    case "histogram":
    case "native": {
      const countName = kind === "native" ? name : `${name}_count`;
      const rates = ratesOf(
        sets.map((labels) => ({ ...labels, __name__: countName })),
        slis,
      );
      const les = boundsOf(name, bounds, wants);
      return sets.map((labels, i) =>
        kind === "native"
          ? nativeSource(name, labels, rates[i]!, latencyOf(name, labels, slis))
          : classicSource(name, labels, rates[i]!, latencyOf(name, labels, slis), les),
      );
    }
  }
}

/** Seconds since it was asked before, at most ten minutes: what was not written is a gap. */
function clock(): (time: Seconds) => Seconds {
  let last: Seconds | undefined;
  return (time) => {
    const gone = last === undefined ? 0 : Math.min(600, time - last);
    last = time;
    return gone;
  };
}

type Rate = (time: Seconds) => number;

/** Events a second of each series: as the SLI asks that counts them, otherwise what the name says. */
function ratesOf(sets: readonly Labels[], slis: readonly SliShape[]): readonly Rate[] {
  const roles = sets.map((labels) => {
    for (const shape of slis) {
      const role = roleIn(shape.sli, labels);
      if (role !== undefined) return { shape, role, group: groupOf(shape.sli, labels) };
    }
    return undefined;
  });
  const alike = (a: (typeof roles)[number], b: (typeof roles)[number]) =>
    a !== undefined && b !== undefined && a.shape === b.shape && a.group === b.group && a.role === b.role;
  return sets.map((labels, i): Rate => {
    const own = roles[i];
    const seed = hash01(labels["job"] ?? "");
    if (own === undefined) {
      const rate =
        counterRate(labels["__name__"]!, labels) * shareOf(labels) * (0.7 + 0.6 * hash01(JSON.stringify(labels)));
      return (time) => rate * traffic(time, seed);
    }
    const { shape, role, group } = own;
    const groups = [...new Set(roles.filter((one) => one?.shape === shape).map((one) => one!.group))].sort();
    // Most of the traffic, and most of what goes wrong, is that of the first group.
    const place = groups.indexOf(group);
    const weights = groups.map((_, at) => 1 / (at + 1));
    const ofGroup = weights[place]! / weights.reduce((sum, one) => sum + one, 0);
    const shares = sets.map((other, at) => (alike(roles[at], own) ? (role === "bad" ? 1 : shareOf(other)) : 0));
    const ofSeries = shares[i]! / shares.reduce((sum, one) => sum + one, 0);
    const rate = shape.rate * ofGroup * ofSeries;
    if (role !== "bad") return (time) => rate * traffic(time, seed);
    const badly = groups.length === 1 ? 1 : place === 0 ? 1.2 : 0.3;
    return (time) => rate * traffic(time, seed) * Math.min(0.9, shape.bad(time, group) * badly);
  });
}

function roleIn({ signal }: Sli, labels: Labels): "all" | "bad" | undefined {
  const takes = (selectors: readonly Selector[] | undefined) => (selectors ?? []).some((one) => selects(one, labels));
  switch (signal.kind) {
    case "counters":
      return takes(signal.bad) ? "bad" : takes(signal.good) || takes(signal.total) ? "all" : undefined;
    case "throughput":
      return takes(signal.events) ? "all" : undefined;
    case "histogram":
      return takes(signal.total) ||
        takes([signal.histogram]) ||
        takes([{ ...signal.histogram, name: `${signal.histogram.name}_count` }])
        ? "all"
        : undefined;
    case "expressions": {
      const of = (expr: typeof signal.total) => (expr === undefined ? [] : selectorsOf(expr));
      return takes(of(signal.bad)) ? "bad" : takes([...of(signal.good), ...of(signal.total)]) ? "all" : undefined;
    }
    default:
      return undefined;
  }
}

function groupOf({ groups }: Sli, labels: Labels): string {
  return groups.map(({ source }) => labels[source] ?? "").join("\0");
}

function gaugeOf(name: string, labels: Labels, slis: readonly SliShape[]): (time: Seconds) => number {
  const seed = hash01(JSON.stringify(labels));
  const takes = (selectors: readonly Selector[]) => selectors.some((one) => selects(one, labels));
  for (const { sli, bad, incidents, rate } of slis) {
    const { signal } = sli;
    const group = groupOf(sli, labels);
    if (signal.kind === "gauge" && takes(signal.gauge)) {
      const limit = signal.bad.limit.toNumber();
      const isBad = (time: Seconds) => hash01(`${name}${seed}${Math.floor(time / 60)}`) < bad(time, group);
      if (signal.bad.op === ">") return (time) => limit * (isBad(time) ? 1.7 : 0.12 + 0.3 * noise(seed, time, 600));
      return (time) => (isBad(time) ? limit * 0.3 : limit === 1 ? 1 : limit * (1.4 + 0.4 * noise(seed, time, 600)));
    }
    if (signal.kind === "freshness" && takes(signal.source)) {
      const every = Math.max(60, signal.maxAge / 3);
      return (time) => {
        const stopped = incidents.find(({ from, to }) => time >= from && time < to)?.from;
        const newest = Math.floor(((stopped ?? time) - every * seed) / every) * every + every * seed;
        return Math.floor(signal.of === "timestamp" ? newest : time - newest) * signal.perSecond;
      };
    }
    if (signal.kind === "ratio" && takes(selectorsOf(signal.errorRatio))) return (time) => bad(time, group);
    const role = signal.kind === "expressions" ? roleIn(sli, labels) : undefined;
    if (role !== undefined)
      return (time) => Math.round(60 * rate * traffic(time, seed) * (role === "bad" ? bad(time, group) : 1));
  }
  return (time) => gaugeValue(name, { time, labels, seed });
}

/** How long events take: most of them well within the threshold, a share of them well beyond it. */
interface Latency {
  readonly threshold: number;
  slow(time: Seconds): number;
}

function latencyOf(name: string, labels: Labels, slis: readonly SliShape[]): Latency {
  for (const { sli, bad } of slis) {
    const { signal } = sli;
    if (signal.kind !== "histogram" || signal.histogram.name !== name) continue;
    if (!signal.histogram.matchers.every((one) => one.label === "le" || matches(one, labels[one.label] ?? "")))
      continue;
    return { threshold: signal.bound.toNumber(), slow: (time) => bad(time, groupOf(sli, labels)) };
  }
  const seed = hash01(name + (labels["job"] ?? ""));
  const threshold = /bytes|size/.test(name) ? 65_536 : 0.4 * (0.5 + seed) * (/milliseconds|_ms$/.test(name) ? 1000 : 1);
  return { threshold, slow: (time) => 0.004 * (0.5 + noise(seed, time, 900)) };
}

/** The values of the fast lie around 0.22 of the threshold, those of the slow around 2.2. */
const [fast, slowly] = [
  { median: 0.22, sigma: 0.45 },
  { median: 2.2, sigma: 0.4 },
];
const meanOf = ({ median, sigma }: typeof fast) => median * Math.exp(sigma ** 2 / 2);

function shareUpTo(value: number, slow: number): number {
  return (
    (1 - slow) * logNormalShare(value, fast.median, fast.sigma) +
    slow * logNormalShare(value, slowly.median, slowly.sigma)
  );
}

function boundsOf(name: string, bounds: ReadonlySet<number>, wants: readonly Want[]): readonly number[] {
  const asked = wants
    .flatMap(({ matchers }) => matchers.filter(({ label, op }) => label === "le" && op === "="))
    .map(({ value }) => Number(value))
    .filter((value) => Number.isFinite(value));
  const whole = new Set([...bounds, ...asked]);
  if (whole.size < 4) {
    const unit = /milliseconds|_ms$/.test(name) ? 1000 : 1;
    const usual = /bytes|size/.test(name)
      ? [256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576]
      : [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10].map((one) => one * unit);
    for (const bound of usual) whole.add(bound);
  }
  return [...whole].sort((a, b) => a - b);
}

function classicSource(
  name: string,
  labels: Labels,
  rate: Rate,
  { threshold, slow }: Latency,
  bounds: readonly number[],
): Source {
  const counts = new Float64Array(bounds.length + 1);
  let sum = 0;
  const advance = clock();
  const series = [
    ...[...bounds.map(String), "+Inf"].map((le) => ({ ...labels, __name__: `${name}_bucket`, le })),
    { ...labels, __name__: `${name}_count` },
    { ...labels, __name__: `${name}_sum` },
  ];
  return {
    name,
    series,
    at(time) {
      const events = rate(time) * advance(time);
      const slowNow = slow(time);
      bounds.forEach((bound, i) => (counts[i]! += events * shareUpTo(bound / threshold, slowNow)));
      counts[bounds.length]! += events;
      sum += events * threshold * ((1 - slowNow) * meanOf(fast) + slowNow * meanOf(slowly));
      const whole = Array.from(counts, Math.floor);
      return [...whole, whole.at(-1)!, Math.round(sum * 1e6) / 1e6];
    },
  };
}

function nativeSource(name: string, labels: Labels, rate: Rate, { threshold, slow }: Latency): Source {
  const schema = 3;
  const boundAt = (index: number) => 2 ** (index / 2 ** schema);
  const first = Math.floor(Math.log2(threshold / 60) * 2 ** schema);
  const last = Math.ceil(Math.log2(threshold * 15) * 2 ** schema);
  const counts = new Float64Array(last - first + 1);
  let sum = 0;
  const advance = clock();
  return {
    name,
    series: [labels],
    at(time) {
      const events = rate(time) * advance(time);
      const slowNow = slow(time);
      let below = 0;
      counts.forEach((count, i) => {
        const upTo = shareUpTo(boundAt(first + i) / threshold, slowNow);
        counts[i] = count + events * (upTo - below);
        below = upTo;
      });
      sum += events * threshold * ((1 - slowNow) * meanOf(fast) + slowNow * meanOf(slowly));
      const buckets = Array.from(counts, Math.floor);
      return [{ schema, first, buckets, count: buckets.reduce((all, one) => all + one, 0), sum }];
    },
  };
}
