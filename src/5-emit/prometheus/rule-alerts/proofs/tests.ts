/** Unit tests of a service's own alerts, for promtool: each fires on made-up series when it should, ends when it should, and is silent near its threshold. */
import { conditionOf, stepOfAlerts } from "../../../../model/alerting/condition.ts";
import { ruleAlertLabels } from "../../../../model/alerting/labels.ts";
import type { Expr } from "../../../../model/promql/ast.ts";
import { equals, selector } from "../../../../model/promql/build.ts";
import { printExpr } from "../../../../model/promql/print.ts";
import { walk } from "../../../../model/promql/visit.ts";
import { formatDuration } from "../../../../model/quantity/duration.ts";
import type { Seconds } from "../../../../model/quantity/units.ts";
import { files } from "../../../../model/slo/names.ts";
import type { Labels, RuleAlert, Service } from "../../../../model/service.ts";
import type { Workspace } from "../../../../model/workspace.ts";
import type { Diagnostic } from "../../../../diagnostics/diagnostic.ts";
import { commonMultiple } from "../../../../util/multiple.ts";
import { diagnostic } from "../../../diagnostics.ts";
import type { YamlMap } from "../../../shared/yaml.ts";
import { serviceMark } from "../../forms/maintenance.ts";
import { serviceLabels } from "../../labels.ts";
import { seriesName } from "../../proofs/notation.ts";
import type { ProofFile } from "../../proofs/proofs.ts";
import { busyTimes, quietStart } from "../../proofs/quiet.ts";
import { Unknown } from "./evaluate.ts";
import { firingAt } from "./firing.ts";
import { type Labelling, leavesOf } from "./leaves.ts";
import { type Edge, reachOf, Search, type Setting } from "./search.ts";
import { keyOf } from "./vector.ts";
import { type Phase, seriesOf, type State } from "./waves.ts";

const day: Seconds = 86400;
/** A test covers no more: promtool evaluates every rule at each step of it. */
const longestTest: Seconds = day + 2 * 3600;
/** Of states in which an alert is silent so many are tested. */
const mostSilent = 4;

export interface RuleAlertProofs {
  readonly tests: readonly YamlMap[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Tests of every alert for which series can be made up, and findings for the others. */
export function proveRuleAlerts(service: Service, workspace: Workspace): RuleAlertProofs {
  const tests: YamlMap[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const alert of service.alerts) {
    const proof = prove({ service, alert, workspace, step: stepOfAlerts(service, workspace) });
    tests.push(...proof.tests);
    if (proof.reason === undefined) continue;
    diagnostics.push(
      diagnostic(
        "no-proof",
        { alert: `${service.name}#alerts.${alert.name}`, reason: proof.reason },
        alert.origin.span,
        {
          help: "the rule is generated all the same; write a test of it by hand, for promtool",
        },
      ),
    );
  }
  return { tests, diagnostics };
}

export function ruleAlertTestFile(service: Service, workspace: Workspace, tests: readonly YamlMap[]): ProofFile {
  return {
    path: files.alertsTest(service.name),
    comments: [
      "Run it with `promtool test rules`: each alert fires on series that are made up for it, ends with them, and is silent near its threshold.",
    ],
    root: {
      rule_files: [files.rules(service.name).split("/").at(-1)!],
      evaluation_interval: formatDuration(stepOfAlerts(service, workspace)),
      tests,
    },
  };
}

interface Subject {
  readonly service: Service;
  readonly alert: RuleAlert;
  readonly workspace: Workspace;
  readonly step: Seconds;
}

/** Lengths of the parts of a test, in evaluations. */
interface Lengths {
  readonly reach: number;
  readonly bad: number;
  readonly tail: number;
}

function prove(subject: Subject): { readonly tests: readonly YamlMap[]; readonly reason?: string } {
  const { service, alert, workspace, step } = subject;
  const expr = conditionOf(service, alert, workspace);
  const { interval } = service.metrics;
  const evaluations = (time: Seconds) => Math.ceil(time / step);
  const reach = evaluations(reachOf(expr));
  const lengths: Lengths = {
    reach,
    bad: reach + evaluations(alert.for) + 3,
    tail: reach + evaluations(alert.keepFiringFor) + 3,
  };
  if ((lengths.bad + 3) * step > longestTest) return { tests: [], reason: "a test of it would take more than a day" };
  const most = Math.min(2 * reach + lengths.bad + lengths.tail + 6, evaluations(longestTest));
  const unit = commonMultiple(step, interval);
  const busy = busyTimes(service.maintenance, 2 * day, step);
  const first = quietStart(busy, most * step, unit);
  if (first === undefined) return { tests: [], reason: "planned work comes so often that a test would meet it" };
  const starts = [first, ...(readsDaytime(expr) ? hoursLater.map((later) => first + later - (later % unit)) : [])];
  let reason = "no series were found on which it fires";
  try {
    for (const labelling of ["grouped", "all"] satisfies Labelling[]) {
      const made = leavesOf(expr, service, labelling);
      if ("reason" in made) return { tests: [], reason: made.reason };
      for (const start of starts) {
        const setting: Setting = { expr, leaves: made.leaves, interval, step, hold: evaluations(alert.for) + 2, start };
        const numbers = new Search(setting).plainNumbers;
        const delays = [...new Set([1, evaluations(reachOf(expr, 0)) + 1])];
        const before = numbers.flatMap((value) =>
          delays.map((delay) => ({ ...setting, before: { value, evaluations: reach + 2, delay } })),
        );
        for (const each of [setting, ...(reach > 0 ? before : [])]) {
          const search = new Search(each);
          const edges = search.edges();
          const fires = edges.flatMap((edge, at) => {
            const branch = edges.length === 1 ? "" : ` (${at + 1})`;
            return firingTest(subject, search, edge, branch, lengths, most) ?? [];
          });
          if (edges.length > 0 && fires.length === 0)
            reason = "the moment at which it fires on made-up series is too close to call";
          if (fires.length === 0) continue;
          const silent = silentTests(subject, search, edges, lengths);
          if (silent.length === 0) reason = "no series were found on which it is silent";
          const enough = enoughTest(subject, search, edges[0]!, lengths);
          return { tests: [...fires, ...enough, ...silent], ...(silent.length === 0 && { reason }) };
        }
      }
    }
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    reason = `it has ${error.message}, which only Prometheus can work out`;
  }
  return { tests: [], reason };
}

/** Later beginnings of tests of what goes by the time of day: each hour of it costs promtool sixty evaluations. */
const hoursLater: readonly Seconds[] = [10 * 3600, 20 * 3600];

function readsDaytime(expr: Expr): boolean {
  return walk(expr).some((node) => node.kind === "call" && /^(?:hour|minute|day_of_)/.test(node.fn));
}

/** Quiet, then the cause, then quiet again; and the same during planned work. */
function firingTest(
  subject: Subject,
  search: Search,
  { fires, silent }: Edge,
  branch: string,
  { reach, bad, tail }: Lengths,
  most: number,
): readonly YamlMap[] | undefined {
  const { alert, service } = subject;
  const { before: earlier } = search.setting;
  const nothing = fires.map((one) => ({ ...one, copies: 0 }));
  const quietStates =
    earlier === undefined ? [...silent.slice(0, mostSilent), nothing] : [search.initial(earlier.value)];
  const befores = earlier === undefined ? [3, reach + 2] : [earlier.evaluations];
  // the first in which the versions of Prometheus differ least about when it begins and ends
  let best: FiringPlan | undefined;
  for (const quiet of quietStates)
    for (const before of befores) {
      if (best?.vague === 0) break;
      const other = planFiring(subject, search, quiet, fires, { before, bad, tail, most });
      if (other !== undefined && (best === undefined || other.vague < best.vague)) best = other;
    }
  if (best === undefined) return undefined;
  const named = (what: string) => `${service.name}: ${alert.name} ${what}${branch}`;
  return [
    testOf(subject, search, named(best.ends ? "fires and ends" : "fires"), best.phases, best.asked),
    ...mutedTest(subject, search, named("is silent during planned work"), best.phases, best.first),
  ];
}

interface FiringPlan {
  readonly phases: readonly Phase[];
  readonly asked: readonly { readonly when: number; readonly firing: readonly Labels[] }[];
  /** The first evaluation at which it fires for sure. */
  readonly first: number;
  readonly ends: boolean;
  /** Evaluations between those at which it begins, by one version of Prometheus and by the other, twice; and between those at which it ends. */
  readonly vague: number;
}

function planFiring(
  { alert }: Subject,
  search: Search,
  quiet: State,
  fires: State,
  {
    before,
    bad,
    tail,
    most,
  }: { readonly before: number; readonly bad: number; readonly tail: number; readonly most: number },
): FiringPlan | undefined {
  const total = Math.min(before + bad + tail + 1, most);
  const parts = [
    [before, quiet],
    [bad, fires],
  ] as const;
  const states = statesOf(search, phasesOf(search, parts, quiet, total), total, alert);
  const [first, last] = [states && edgesOf(states, "first"), states && edgesOf(states, "last")];
  if (states === undefined || first === undefined || last === undefined) return undefined;
  const ends = last.max + 1 < total;
  const asked = [...(first.min > 0 ? [first.min - 1] : []), first.max, ...(ends ? [last.min, last.max + 1] : [])];
  if (!asked.every((when) => sameLabels(states[0][when]!, states[1][when]!))) return undefined;
  return {
    phases: phasesOf(search, parts, quiet, asked.at(-1)! + 1),
    asked: asked.map((when) => ({ when, firing: states[0][when]! })),
    first: first.max,
    ends,
    vague: 2 * (first.max - first.min) + (ends ? last.max - last.min : 1),
  };
}

/** A prediction that is far from its bound fires as soon as its past holds enough samples, and not before. */
function enoughTest(subject: Subject, search: Search, { fires }: Edge, { bad }: Lengths): readonly YamlMap[] {
  const { alert, service } = subject;
  if (alert.condition.kind !== "predict") return [];
  const steep = fires.map(({ value, copies }) => ({ value: value * 20, copies }));
  const phases = phasesOf(search, [], steep, bad);
  const states = statesOf(search, phases, bad, alert);
  const first = states && edgesOf(states, "first");
  if (states === undefined || first === undefined || first.min < 1) return [];
  const asked = [first.min - 1, first.max].map((when) => ({ when, firing: states[0][when]! }));
  const shown = phasesOf(search, [], steep, first.max + 1);
  return [testOf(subject, search, `${service.name}: ${alert.name} waits for enough samples`, shown, asked)];
}

function mutedTest(
  subject: Subject,
  search: Search,
  name: string,
  phases: readonly Phase[],
  when: number,
): readonly YamlMap[] {
  const { service } = subject;
  const mark = serviceMark(service);
  if (mark === undefined) return [];
  const samples = phases.reduce((all, phase) => all + phase.samples, search.setting.start / search.setting.interval);
  const test = testOf(subject, search, name, phases, [{ when, firing: [] }]);
  const marked = { series: seriesName(mark.record, serviceLabels(service)), values: `1x${samples - 1}` };
  return [{ ...test, input_series: [...(test["input_series"] as readonly YamlMap[]), marked] }];
}

/** States beside the threshold, for as long as it would take the alert to fire. */
function silentTests(subject: Subject, search: Search, edges: readonly Edge[], { bad }: Lengths): readonly YamlMap[] {
  const { service, alert } = subject;
  const { before } = search.setting;
  const silent = edges.flatMap((edge) => edge.silent.slice(0, mostSilent));
  const unlike = silent.filter(
    (state, at) => silent.findIndex((one) => JSON.stringify(one) === JSON.stringify(state)) === at,
  );
  return unlike.flatMap((state, at) => {
    const earlier = before === undefined ? [] : [[before.evaluations, search.initial(before.value)] as const];
    const total = (before?.evaluations ?? 0) + bad + 1;
    const phases = phasesOf(search, earlier, state, total);
    const states = statesOf(search, phases, total, alert);
    if (states === undefined || states.some((version) => version.some((labels) => labels.length > 0))) return [];
    const name = `${service.name}: ${alert.name} is silent${unlike.length === 1 ? "" : ` (${at + 1})`}`;
    // what holds only while something changes is over by the end
    const change = before === undefined ? [] : [before.evaluations + before.delay + search.setting.hold];
    const asked = [...change.filter((when) => when < total - 1), total - 1];
    return [
      testOf(
        subject,
        search,
        name,
        phases,
        asked.map((when) => ({ when, firing: [] })),
      ),
    ];
  });
}

/** Phases of so many evaluations, and what is left of the test. */
function phasesOf(
  { setting: { interval, step } }: Search,
  parts: readonly (readonly [number, State])[],
  rest: State,
  total: number,
): readonly Phase[] {
  const phases: Phase[] = [];
  const until = (evaluation: number) => Math.ceil((evaluation * step) / interval);
  const all = Math.floor(((total - 1) * step) / interval) + 1;
  let at = 0;
  let done = 0;
  for (const [length, state] of [...parts, [Infinity, rest] as const]) {
    at += length;
    const samples = Math.min(Number.isFinite(at) ? until(at) : all, all) - done;
    if (samples > 0) phases.push({ samples, state });
    done += samples;
  }
  return phases;
}

type Firing = readonly (readonly Labels[])[];

/** What fires at each evaluation, by both versions of Prometheus; undefined where one comparison is too close to call. */
function statesOf(
  search: Search,
  phases: readonly Phase[],
  total: number,
  alert: RuleAlert,
): readonly [Firing, Firing] | undefined {
  const results = search.run(phases, total);
  if (results.includes("unclear")) return undefined;
  const of = (version: 0 | 1) =>
    firingAt(
      results.map((both) => (both === "unclear" ? [] : both[version])),
      alert,
      search.setting.step,
    );
  return [of(0), of(1)];
}

/** The first or last evaluation at which something fires: the earlier and the later of the two versions. */
function edgesOf(
  states: readonly Firing[],
  which: "first" | "last",
): { readonly min: number; readonly max: number } | undefined {
  const fires = (labels: readonly Labels[]) => labels.length > 0;
  const edges = states.map((state) => (which === "first" ? state.findIndex(fires) : state.findLastIndex(fires)));
  return edges.some((edge) => edge < 0) ? undefined : { min: Math.min(...edges), max: Math.max(...edges) };
}

function sameLabels(a: readonly Labels[], b: readonly Labels[]): boolean {
  const keys = (labels: readonly Labels[]) => labels.map(keyOf).sort().join();
  return keys(a) === keys(b);
}

function testOf(
  { service, alert, workspace }: Subject,
  { setting: { leaves, interval, step, start } }: Search,
  name: string,
  phases: readonly Phase[],
  asked: readonly { readonly when: number; readonly firing: readonly Labels[] }[],
): YamlMap {
  const own = ruleAlertLabels(service, alert, workspace);
  const firing = { alertname: alert.name, alertstate: "firing" };
  const expr = printExpr(selector("ALERTS", equals({ ...firing, ...serviceLabels(service) })), { width: Infinity });
  return {
    name,
    interval: formatDuration(interval),
    input_series: seriesOf(leaves, phases, interval, start / interval).map(
      ({ labels: { __name__: metric, ...labels }, text }) => ({
        series: seriesName(metric!, labels),
        values: text,
      }),
    ),
    promql_expr_test: asked.map(({ when, firing: found }) => ({
      expr,
      eval_time: formatDuration(start + when * step),
      exp_samples: found.map((labels) => ({
        labels: seriesName("ALERTS", { ...labels, ...own, ...firing }),
        value: 1,
      })),
    })),
  };
}
