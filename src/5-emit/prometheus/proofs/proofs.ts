/** Unit tests of a service's rules, for promtool: that every alert fires and ends at the step that the arithmetic gives, and is silent otherwise. */
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Selector } from "../../../model/promql/ast.ts";
import { selects } from "../../../model/promql/selector.ts";
import { selectorsOf } from "../../../model/promql/visit.ts";
import { files, groupName } from "../../../model/slo/names.ts";
import { overSlis, stepOfSlo } from "../../../model/slo/forms.ts";
import { bin, sliceOf, stepOf } from "../../../model/slo/windows.ts";
import type { Labels, Service, Sli, Slo } from "../../../model/service.ts";
import { commonMultiple } from "../../../util/multiple.ts";
import { diagnostic } from "../../diagnostics.ts";
import type { YamlMap } from "../../shared/yaml.ts";
import type { EmitContext } from "../../target.ts";
import { jobOf } from "../scrape.ts";
import { burnTests, minimumTests, planBurns, type Sampled } from "./burn-tests.ts";
import { boundaries, calendarTests } from "./calendar-tests.ts";
import type { CompositeSubject } from "./composite-subject.ts";
import { compositeEnds, compositeTests } from "./composite-tests.ts";
import { correctionTests } from "./correction-tests.ts";
import { markedTests, markTests } from "./maintenance-tests.ts";
import { busyTimes, delayed, quietPace, quietStart } from "./quiet.ts";
import { sampleSli } from "./samples.ts";
import { silenceTests } from "./silence-tests.ts";
import { hasSlices, lengthOfRun, runTests, sliceTests } from "./slice-tests.ts";
import { budgetTests, longestProvenWait, neverCountedTests, noDataTests, observedTests } from "./state-tests.ts";
import { isStepped } from "./step-counts.ts";
import { longestStepTest, neverFires, scenarios, stepTest } from "./step-tests.ts";
import { makeSubject, type Subject } from "./subject.ts";
import { windowEnds, windowTests } from "./window-tests.ts";

export interface ProofFile {
  readonly path: string;
  readonly root: YamlMap;
  readonly comments: readonly string[];
}

/** What is to be proven of a service, and what cannot be. The texts of the tests are made of it afterwards, where they are wanted. */
export interface ProofPlan {
  readonly service: Service;
  readonly slos: readonly Slo[];
  /** The pace of the test file: its SLOs are evaluated at it. */
  readonly step: Seconds;
  readonly subjects: readonly Subject[];
  readonly sampled: readonly Sampled[];
  /** Those of which an event is a step. */
  readonly stepped: readonly Sampled[];
  readonly composites: readonly CompositeSubject[];
  readonly diagnostics: readonly Diagnostic[];
}

export function planProofs(service: Service, slos: readonly Slo[], { workspace }: EmitContext): ProofPlan {
  const diagnostics: Diagnostic[] = [];
  const subjects = overSlis(slos).map((slo) =>
    makeSubject(service, slo, workspace, stepOf(service, slo.sli, workspace.targets.prometheus.step)),
  );
  // promtool has one pace for a whole file: the slowest step divides every bin, so each SLO is proven at its own where they agree
  const composites = slos.flatMap((slo): readonly CompositeSubject[] =>
    slo.kind === "composite"
      ? [{ service, slo, workspace, step: stepOfSlo(service, slo, workspace.targets.prometheus.step) }]
      : [],
  );
  const step = Math.max(...subjects.map((subject) => subject.step), ...composites.map((one) => one.step));
  const sampled: Sampled[] = [];
  const stepped: Sampled[] = [];
  for (const subject of subjects) {
    const found = sampleSli(subject.slo.sli, jobOf(service));
    if ("reason" in found) diagnostics.push(unproven(subject, found.reason));
    else if (subject.step === step)
      (isStepped(subject.slo.sli.signal) ? stepped : sampled).push({ subject, groups: found.groups });
    else
      diagnostics.push(
        unproven(
          subject,
          `other SLOs of the service are evaluated every ${formatDuration(step)}, and promtool has one pace`,
        ),
      );
  }
  for (const { slo } of subjects)
    for (const { after, origin } of slo.noData.filter(({ after }) => after > longestProvenWait))
      diagnostics.push(
        diagnostic(
          "no-proof",
          { slo: slo.id, reason: `\`noData\` waits ${formatDuration(after)}, and tests cover a day` },
          origin.span,
          { help: "the alert is generated all the same" },
        ),
      );
  for (const { subject } of sampled.filter((one) => hasSlices(one.subject) && lengthOfRun(one.subject) === undefined))
    diagnostics.push(unproven(subject, `its slices of ${formatDuration(subject.slo.slices!.of)} would take too long`));
  for (const { subject, burn } of planBurns(sampled.filter((one) => !hasSlices(one.subject))).unproven)
    diagnostics.push(
      unproven(
        subject,
        `its windows ${formatDuration(burn.long)} and ${formatDuration(burn.short ?? 0)} are too alike`,
      ),
    );
  for (const one of stepped)
    for (const { long } of neverFires(one))
      diagnostics.push(unproven(one.subject, `its alert over ${formatDuration(long)} fires too late for a test`));
  const plan = { service, slos, step, subjects, sampled, stepped, composites, diagnostics };
  // tests are made here only where planned work may leave no room for them
  if (service.maintenance.some(({ kind }) => kind === "schedule")) diagnostics.push(...crowdedOut(plan));
  return plan;
}

export function proofFiles(plan: ProofPlan): readonly ProofFile[] {
  const { service, slos, step } = plan;
  const tests = rawTests(plan).flatMap(({ test }) => (test === undefined ? [] : [test]));
  const { pace, windows } = recordedTests(plan);
  const corrections = correctionTests(plan.subjects);
  const calendars = calendarTests(plan.subjects);
  const file = (path: string, evaluation: number, list: readonly YamlMap[], comment: string): ProofFile =>
    proofFile(service, slos, path, evaluation, list, comment);
  return [
    ...(tests.length === 0
      ? []
      : [
          file(
            files.test(service.name),
            step,
            tests,
            "Run it with `promtool test rules`: each alert fires and ends when the arithmetic says so, and is silent otherwise.",
          ),
        ]),
    ...(windows.length === 0
      ? []
      : [
          file(
            files.windowsTest(service.name),
            pace,
            windows,
            `Run it with \`promtool test rules\`: each window is as long as it says. Recorded series are fed, and evaluated once ${pace === day ? "a day" : `in ${formatDuration(pace)}`}.`,
          ),
        ]),
    ...maintenanceProofs(service, slos, step),
    ...(corrections === undefined
      ? []
      : [
          file(
            files.correctionsTest(service.name),
            corrections.evaluation,
            corrections.tests,
            "Run it with `promtool test rules`: each correction is left out of its period, and nothing beside it is.",
          ),
        ]),
    ...(calendars.length === 0
      ? []
      : [
          file(
            files.calendarTest(service.name),
            day,
            calendars,
            "Run it with `promtool test rules`: each calendar period holds what was counted in it, and nothing else. Evaluated at midnight.",
          ),
        ]),
  ];
}

/** That planned work is marked, also where a service has no SLOs. */
export function maintenanceProofs(service: Service, slos: readonly Slo[], step: Seconds): readonly ProofFile[] {
  const marks = markTests(service, slos, step);
  if (marks === undefined) return [];
  const comment =
    "Run it with `promtool test rules`: planned work is marked from its beginning until two steps after its end.";
  return [proofFile(service, slos, files.maintenanceTest(service.name), marks.evaluation, marks.tests, comment)];
}

function proofFile(
  service: Service,
  slos: readonly Slo[],
  path: string,
  evaluation: Seconds,
  tests: readonly YamlMap[],
  comment: string,
): ProofFile {
  // what is known of the whole period reads what is recorded for each step
  const order = [
    ...partsFirst(slos).map((slo) => groupName(service.name, slo.name)),
    ...slos.map((slo) => groupName(service.name, slo.name, "period")),
  ];
  return {
    path,
    comments: [comment],
    root: {
      rule_files: [files.rules(service.name).split("/").at(-1)!],
      evaluation_interval: formatDuration(evaluation),
      ...(order.length > 0 && { group_eval_order: order }),
      tests,
    },
  };
}

/** Compositions read what is recorded of the others. */
function partsFirst(slos: readonly Slo[]): readonly Slo[] {
  return [...overSlis(slos), ...slos.filter(({ kind }) => kind === "composite")];
}

const day: Seconds = 86400;

/** Tests of raw series, each where no planned work is. */
function rawTests({ service, step, subjects, sampled, stepped }: ProofPlan) {
  const busy = [...busyTimes(service.maintenance, 2 * day, step), ...boundaries(subjects, day)];
  const unitOf = ({ subject: { slo } }: Sampled) => commonMultiple(bin, sliceOf(slo) ?? bin);
  const ofSteps = stepped.flatMap((one) =>
    scenarios.map((scenario) => {
      const start = quietStart(busy, longestStepTest(step), unitOf(one));
      return { apart: [one], test: start === undefined ? undefined : stepTest(one, scenario, start / step) };
    }),
  );
  const ofEvents = lengths(sampled).flatMap((alike) =>
    bundles(alike).flatMap((apart) => {
      const [first] = apart as [Sampled];
      const fires = hasSlices(first.subject)
        ? runTests(apart)
        : [...burnTests(planBurns(apart)), ...minimumTests(apart)];
      return [...fires, ...silenceTests(apart), ...neverCountedTests(apart), ...markedTests(apart)].map((test) => ({
        apart,
        test: delayed(test, busy, unitOf(first), step),
      }));
    }),
  );
  const ofStates = noDataTests(subjects.filter((subject) => subject.step === step)).map((test) => ({
    apart: sampled,
    test: delayed(test, busy, bin, step),
  }));
  return [...ofEvents, ...ofSteps, ...ofStates];
}

/** Tests of recorded series, at a pace that meets no planned work. */
function recordedTests({ service, step, subjects, composites }: ProofPlan): {
  readonly pace: Seconds;
  readonly windows: readonly YamlMap[];
} {
  const proven = subjects.filter((subject) => subject.step === step);
  const ends = (pace: Seconds) => [...windowEnds(proven, pace), ...compositeEnds(composites, pace)];
  const latest = Math.max(0, ...ends(2 * day));
  const unit = proven.reduce((all, { slo }) => commonMultiple(all, sliceOf(slo) ?? 1), 3600);
  const pace = quietPace(busyTimes(service.maintenance, latest + 2 * day, step), ends, unit);
  return pace === undefined
    ? { pace: day, windows: [] }
    : {
        pace,
        windows: [
          ...windowTests(proven, pace),
          ...sliceTests(proven, pace),
          ...compositeTests(composites, pace),
          ...budgetTests(proven, pace),
          ...observedTests(proven, pace),
        ],
      };
}

/** What planned work leaves no time to prove. */
function crowdedOut(plan: ProofPlan): readonly Diagnostic[] {
  const lost = new Set(rawTests(plan).flatMap(({ apart, test }) => (test === undefined ? apart : [])));
  const missing = [...lost].map(({ subject }) =>
    unproven(subject, "planned work comes so often that a test of raw series would meet it"),
  );
  const [first] = plan.subjects;
  const noPace = first !== undefined && recordedTests(plan).windows.length === 0;
  return noPace
    ? [...missing, unproven(first, "planned work leaves no pace at which windows could be tested")]
    : missing;
}

function unproven({ slo }: Subject, reason: string): Diagnostic {
  return diagnostic("no-proof", { slo: slo.id, reason }, slo.sli.origin.span, {
    help: "the rules are generated all the same; its windows are still tested",
  });
}

/** SLOs that count events, and those that count slices of each length. */
function lengths(sampled: readonly Sampled[]): readonly (readonly Sampled[])[] {
  const found = new Map<Seconds | undefined, Sampled[]>();
  for (const one of sampled) {
    const { slices } = one.subject.slo;
    found.set(slices?.of, [...(found.get(slices?.of) ?? []), one]);
  }
  return [...found.values()];
}

/** SLOs whose made-up series no other one of the bundle selects share their tests; the rest have tests of their own. */
function bundles(sampled: readonly Sampled[]): readonly (readonly Sampled[])[] {
  const made: Bundled[][] = [];
  for (const one of sampled) {
    const series = one.groups.flatMap((group) =>
      group.series.map(({ name, labels }) => ({ ...labels, __name__: name })),
    );
    const bundled: Bundled = { one, series, selectors: sources(one.subject.slo.sli) };
    const room = made.find((bundle) => bundle.every((other) => !meets(bundled, other) && !meets(other, bundled)));
    if (room === undefined) made.push([bundled]);
    else room.push(bundled);
  }
  return made.map((bundle) => bundle.map(({ one }) => one));
}

interface Bundled {
  readonly one: Sampled;
  readonly series: readonly Labels[];
  readonly selectors: readonly Selector[];
}

function meets({ series }: Bundled, { selectors }: Bundled): boolean {
  return selectors.some((selector) => series.some((labels) => selects(selector, labels)));
}

function sources({ total, errors }: Sli) {
  return [...selectorsOf(total), ...selectorsOf(errors.expr)].filter(({ name }) => name !== "up");
}
