/**
 * SLOs that differ in names alone have the same rules but for these names. The text of such rules is made once for a shape (all that is said of an
 * SLO, with marks where names are) and filled in for every SLO of it. Whatever is not known to be a plain word stays in the shape as it is.
 */
import { number, selector } from "../../model/promql/build.ts";
import type { Origin } from "../../model/origin.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import type { Labels, Service, Signal, SliSlo, Slo, SloAlert } from "../../model/service.ts";
import { dashboardUid, generatedDashboards } from "../../model/slo/names.ts";
import { isNobody, nobody, type Workspace } from "../../model/workspace.ts";
import { isPlain, PrintedItems, type PrintedYaml, printItems, printScalar, type YamlList } from "../shared/yaml.ts";
import { targetsOf } from "./alerts.ts";
import { text } from "./template.ts";

/** Rules that read recorded series alone. */
export interface ReadingRules {
  readonly ofSteps: YamlList;
  readonly ofPeriod: YamlList;
}

type Make = (service: Service, slo: Slo, workspace: Workspace, step: Seconds) => ReadingRules;

/** The rules of an SLO as `make` makes them: those of its shape with its own names, once the shape was met before. */
export function asOthers(service: Service, slo: Slo, workspace: Workspace, step: Seconds, make: Make): ReadingRules {
  const known = kept(knownByWorkspace, workspace, () => new Known());
  const marked = isUsual(service, slo, workspace) ? markedSlo(service, slo, known) : undefined;
  if (marked === undefined) return make(service, slo, workspace, step);
  const key = `${step} ${marked.key}`;
  const { shapes } = known;
  const shape = shapes.get(key);
  if (shape === undefined) {
    if (shapes.size >= mostShapes) shapes.delete(shapes.keys().next().value!);
    shapes.set(key, { layouts: [], isRefused: false });
    return make(service, slo, workspace, step);
  }
  const layout = shape.layouts.find(({ least, most }) => least <= marked.length && marked.length <= most);
  if (layout !== undefined) return filledRules(layout, marked);
  const rules = make(service, slo, workspace, step);
  if (shape.isRefused || shape.layouts.length >= mostLayouts || marked.length < marked.leastLength) return rules;
  const fresh = layoutOf(make(...marked.inputs(), workspace, step), marked.length);
  if (!gives(fresh, marked, rules)) shape.isRefused = true;
  else addLayout(shape.layouts, fresh);
  return rules;
}

/** Forms of an SLO that many have; of the others each is made for itself, and so are rules that a store needs in another form. */
function isUsual(service: Service, slo: Slo, { targets }: Workspace): slo is SliSlo {
  return (
    slo.kind === "sli" &&
    slo.slices === undefined &&
    slo.window.kind === "rolling" &&
    slo.corrections.length === 0 &&
    slo.id === `${service.name}/${slo.name}` &&
    service.maintenance.length === 0 &&
    asPrometheus.has(targets.prometheus.store)
  );
}

/** Stores that read the rules as they are and count none of them. */
const asPrometheus: ReadonlySet<string> = new Set(["prometheus", "thanos"]);

/** Bounds of memory: shapes of a workspace, the oldest leaves first; lines broken in different ways, for each shape. */
const mostShapes = 200;
const mostLayouts = 16;

interface Shape {
  readonly layouts: Layout[];
  /** Its text was not that of an SLO of it. */
  isRefused: boolean;
}

/** What is known of the SLOs of a workspace. */
class Known {
  readonly shapes = new Map<string, Shape>();
  /** The service that came last: one is made after another. */
  private last: { readonly service: Service; readonly marked: MarkedService } | undefined;
  /** SLOs of a service mostly share their alerts. */
  readonly alerts = new WeakMap<readonly SloAlert[], MarkedAlerts>();
  private readonly numbers = new Map<string, number>();
  private next = 0;

  marked(service: Service): MarkedService {
    if (this.last?.service !== service) this.last = { service, marked: markedService(service, this) };
    return this.last.marked;
  }

  /** A number for a text that stands in many keys. */
  numberOf(text: string): number {
    if (this.numbers.size >= mostShapes) this.numbers.clear();
    return kept(this.numbers, text, () => this.next++);
  }
}

const knownByWorkspace = new WeakMap<Workspace, Known>();

/** Where lines are broken depends on the matchers of the SLO, which stand together wherever they stand: on their length alone, and more are broken as they grow. */
interface Layout {
  /** Lengths of the names in these matchers for which the lines are the same. */
  least: number;
  most: number;
  readonly ofSteps: Text;
  readonly ofPeriod: Text;
}

function addLayout(layouts: Layout[], fresh: Layout): void {
  const same = layouts.find(
    ({ ofSteps, ofPeriod }) =>
      isSame(ofSteps.at(0), fresh.ofSteps.at(0)) && isSame(ofPeriod.at(0), fresh.ofPeriod.at(0)),
  );
  if (same !== undefined) {
    same.least = Math.min(same.least, fresh.least);
    same.most = Math.max(same.most, fresh.most);
  } else layouts.push(fresh);
}

function isSame(one: Blanks, other: Blanks): boolean {
  return one.count === other.count && one.whole.join("") === other.whole.join("");
}

function layoutOf({ ofSteps, ofPeriod }: ReadingRules, length: number): Layout {
  return { least: length, most: length, ofSteps: new Text(ofSteps), ofPeriod: new Text(ofPeriod) };
}

function gives(layout: Layout, marked: Marked, { ofSteps, ofPeriod }: ReadingRules): boolean {
  const isRight = (filled: PrintedYaml, { text: right, count, lines }: PrintedYaml) =>
    filled.text === right &&
    filled.count === count &&
    filled.lines.length === lines.length &&
    filled.lines.every(({ first, last, origin, what }, at) => {
      const line = lines[at]!;
      return first === line.first && last === line.last && origin === line.origin && what === line.what;
    });
  return (
    isRight(layout.ofSteps.filled(marked, 0), printItems(ofSteps, 0)) &&
    isRight(layout.ofPeriod.filled(marked, 0), printItems(ofPeriod, 0))
  );
}

function filledRules({ ofSteps, ofPeriod }: Layout, marked: Marked): ReadingRules {
  return {
    ofSteps: [new PrintedItems((indent) => ofSteps.filled(marked, indent))],
    ofPeriod: [new PrintedItems((indent) => ofPeriod.filled(marked, indent))],
  };
}

/** A text with blanks at the places of marks. */
interface Blanks {
  readonly whole: readonly Filling[];
  readonly count: number;
  readonly lines: readonly {
    readonly first: number;
    readonly last: number;
    readonly origin: number;
    readonly what: readonly Filling[];
  }[];
}

/** A text as it is, or the number of the name that stands there. */
type Filling = string | number;

class Text {
  private readonly rules: YamlList;
  private readonly byIndent = new Map<number, Blanks>();

  constructor(rules: YamlList) {
    this.rules = rules;
  }

  at(indent: number): Blanks {
    return kept(this.byIndent, indent, () => {
      const printed = printItems(this.rules, indent);
      return {
        whole: blanksOf(printed.text),
        count: printed.count,
        lines: printed.lines.map(({ first, last, origin, what }) => ({
          first,
          last,
          origin: (origin as unknown as OriginMark).at,
          what: blanksOf(what),
        })),
      };
    });
  }

  filled(marked: Marked, indent: number): PrintedYaml {
    return new Filled(this.at(indent), marked);
  }
}

class Filled implements PrintedYaml {
  readonly text: string;
  readonly count: number;
  private readonly blanks: Blanks;
  private readonly marked: Marked;

  constructor(blanks: Blanks, marked: Marked) {
    this.text = fill(blanks.whole, marked.names);
    this.count = blanks.count;
    this.blanks = blanks;
    this.marked = marked;
  }

  get lines(): PrintedYaml["lines"] {
    const { names, originAt } = this.marked;
    return this.blanks.lines.map(({ first, last, origin, what }) => {
      return { first, last, origin: originAt(origin), what: fill(what, names) };
    });
  }
}

function blanksOf(marked: string): readonly Filling[] {
  return marked.split(marks).map((part, at) => (at % 2 === 0 ? part : markLetters.indexOf(part)));
}

function fill(whole: readonly Filling[], names: readonly string[]): string {
  let filled = "";
  for (const part of whole) filled += typeof part === "string" ? part : names[part]!;
  return filled;
}

/** An SLO and its service with marks for names, and what the marks stand for. */
interface Marked {
  /** All that rules are made from, but for the names. */
  readonly key: string;
  /** What `make` makes the text of the shape from. */
  inputs(): readonly [Service, SliSlo];
  readonly names: readonly string[];
  originAt(mark: number): Origin;
  /** Of the names in the matchers of the SLO. */
  readonly length: number;
  /** Of their marks. */
  readonly leastLength: number;
}

const markLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPRSTUVWXY";
const marks = /Q([a-zA-PR-Y])q*Z/;
const leastMark = 3;

/** A word for the name of a number; text that looks like one makes a shape that is refused. */
function mark(at: number, length = leastMark): string {
  return `Q${markLetters[at]!}${"q".repeat(length - leastMark)}Z`;
}

/** Names by number; behind them those of the service. */
const ofSlo = { slo: 0, sli: 1, job: 2, description: 3, runbook: 4 } as const;
const firstOfService = 5;

/** A name that stands without quotes in YAML, and is itself in PromQL, in templates and in URLs. */
function isWord(name: string): boolean {
  return name.length <= 64 && /^[A-Za-z_][A-Za-z0-9_.-]+$/.test(name) && isPlain(name);
}

function markedSlo(service: Service, slo: SliSlo, known: Known): Marked | undefined {
  if (!isWord(slo.name)) return undefined;
  const own = known.marked(service);
  const [burns, budgetLeft, noData] = [slo.burns, slo.budgetLeft, slo.noData].map((alerts, kind) =>
    kept(known.alerts, alerts, () => markAlerts(alerts, kind, known)),
  ) as [MarkedAlerts, MarkedAlerts, MarkedAlerts];
  const names: string[] = [slo.name, slo.sli.name, "", "", ""];
  const word = (at: number, name: string, length?: number) => {
    if (!isWord(name)) return name;
    names[at] = name;
    return mark(at, length);
  };
  // what stands behind its key alone may be quoted
  const line = (at: number, value: string | undefined) => {
    if (value === undefined || value.includes("\n")) return value;
    names[at] = printScalar(text(value));
    return mark(at);
  };
  const [job] = slo.noData.length === 0 ? [] : (targetsOf(service, slo) ?? []);
  const jobMark = job && (job.value.length < leastMark ? job.value : word(ofSlo.job, job.value, job.value.length));
  const targetsRead = job === undefined ? number(0) : selector("up", [{ ...job, value: jobMark! }]);
  const description = line(ofSlo.description, (slo.description ?? service.description)?.trim());
  const runbook = line(ofSlo.runbook, slo.links.runbook ?? service.links.runbook);

  const { description: _, burns: _b, budgetLeft: _l, noData: _n, ...rest } = slo;
  const plain = {
    ...rest,
    ...(description !== undefined && { description }),
    window: { ...slo.window, origin: originMark(unread) },
    links: runbook === undefined ? {} : { runbook },
    origin: originMark(0),
    objectiveOrigin: originMark(1),
    sli: {
      ...slo.sli,
      name: word(ofSlo.sli, slo.sli.name),
      total: targetsRead,
      errors: { ...slo.sli.errors, expr: targetsRead },
      signal: withoutSources(slo.sli.signal),
      origin: originMark(2),
    },
    name: mark(ofSlo.slo),
    id: "",
  };
  const length = own.length + slo.name.length;
  const leastLength = own.leastLength + leastMark;
  return {
    key: `${own.number} ${burns.number} ${budgetLeft.number} ${noData.number} ${JSON.stringify(plain)}`,
    inputs: () => {
      const name = mark(ofSlo.slo, leastMark + length - leastLength);
      const alerts = { burns: burns.marked, budgetLeft: budgetLeft.marked, noData: noData.marked };
      return [own.marked, { ...plain, ...alerts, name, id: `${own.marked.name}/${name}` } as SliSlo];
    },
    names: [...names, ...own.names],
    originAt: (at) => {
      if (at < 3) return [slo.origin, slo.objectiveOrigin, slo.sli.origin][at]!;
      return [slo.burns, slo.budgetLeft, slo.noData][at % 3]![Math.floor(at / 3) - 1]!.origin;
    },
    length,
    leastLength,
  };
}

/** What words and rules say of a signal: all but its series. Kinds that few SLOs have are left as they are. */
function withoutSources(signal: Signal): unknown {
  if (signal.kind === "counters" || signal.kind === "expressions") return { kind: signal.kind };
  return signal.kind === "histogram" ? { ...signal, histogram: undefined, total: undefined } : signal;
}

interface MarkedService extends Pick<Marked, "names" | "length" | "leastLength"> {
  readonly number: number;
  readonly marked: Service;
}

function markedService(service: Service, known: Known): MarkedService {
  const names: string[] = [];
  const word = (name: string) => {
    const at = firstOfService + names.length;
    if (at >= markLetters.length || !isWord(name)) return name;
    names.push(name);
    return mark(at);
  };
  const labelWords = (labels: Labels) =>
    Object.fromEntries(Object.entries(labels).map(([label, value]) => [label, word(value)]));
  // the UID of a dashboard holds a long name as a hash
  const isWhole = generatedDashboards.every((dashboard) =>
    dashboardUid(service.name, service.environment, dashboard).endsWith(
      dashboard === "overview" ? service.name : `${service.name}--${dashboard}`,
    ),
  );
  const name = isWhole ? word(service.name) : service.name;
  const environmentLabels = labelWords(service.environmentLabels);
  const length = names.reduce((sum, { length: own }) => sum + own, 0);
  const leastLength = names.length * leastMark;
  const { description: _d, traffic: _t, kubernetes: _k, ...rest } = service;
  const marked = {
    ...rest,
    name,
    ...(service.owner !== undefined && { owner: word(service.owner) }),
    labels: labelWords(service.labels),
    environmentLabels,
    links: {},
    match: [],
    metrics: service.metrics.push === undefined ? {} : { push: service.metrics.push },
    slis: [],
    slos: [],
    resolved: undefined,
    origin: originMark(unread),
  } as unknown as Service;
  return { number: known.numberOf(JSON.stringify(marked)), marked, names, length, leastLength };
}

interface MarkedAlerts {
  readonly number: number;
  readonly marked: readonly SloAlert[];
}

function markAlerts(alerts: readonly SloAlert[], kind: number, known: Known): MarkedAlerts {
  const marked = alerts.map((alert, at) => ({
    ...alert,
    // rules ask no more of it
    notify: isNobody(alert.notify) ? [nobody] : [],
    notifyOrigin: originMark(unread),
    origin: originMark(3 * (at + 1) + kind),
  }));
  return { number: known.numberOf(JSON.stringify(marked, exactly)), marked };
}

/** Stands for an origin, which no rule looks into. */
interface OriginMark {
  readonly at: number;
}

/** Of an origin that no line has. */
const unread = -1;

function originMark(at: number): Origin {
  return { at } satisfies OriginMark as unknown as Origin;
}

/** JSON with numbers as the fractions that they are: unlike those that a spec states, a factor need not end. */
function exactly(this: unknown, key: string, value: unknown): unknown {
  const given = (this as Record<string, unknown>)[key];
  return given instanceof Decimal ? `${given.numerator}/${given.denominator}` : value;
}

function kept<K, V>(known: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}
