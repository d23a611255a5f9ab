/** Unit tests of a service's rules, for promtool: that every alert fires and ends at the step that the arithmetic gives, and is silent otherwise. */
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Selector } from "../../../model/promql/ast.ts";
import { selects } from "../../../model/promql/selector.ts";
import { selectorsOf } from "../../../model/promql/visit.ts";
import { files, groupName } from "../../../model/slo/names.ts";
import { overSlis } from "../../../model/slo/forms.ts";
import { stepOf } from "../../../model/slo/windows.ts";
import type { Labels, Service, Sli, Slo } from "../../../model/service.ts";
import { diagnostic } from "../../diagnostics.ts";
import type { YamlMap } from "../../shared/yaml.ts";
import type { EmitContext } from "../../target.ts";
import { jobOf } from "../scrape.ts";
import { burnTests, minimumTests, planBurns, type Sampled } from "./burn-tests.ts";
import { sampleSli } from "./samples.ts";
import { silenceTests } from "./silence-tests.ts";
import { makeSubject, type Subject } from "./subject.ts";
import { windowEvaluation, windowTests } from "./window-tests.ts";

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
  readonly diagnostics: readonly Diagnostic[];
}

export function planProofs(service: Service, slos: readonly Slo[], { workspace }: EmitContext): ProofPlan {
  const diagnostics: Diagnostic[] = [];
  const subjects = overSlis(slos).map((slo) =>
    makeSubject(service, slo, workspace, stepOf(service, slo.sli, workspace.targets.prometheus.step)),
  );
  // promtool has one pace for a whole file: the slowest step divides every bin, so each SLO is proven at its own where they agree
  const step = Math.max(...subjects.map((subject) => subject.step));
  const sampled: Sampled[] = [];
  for (const subject of subjects) {
    const found = sampleSli(subject.slo.sli, jobOf(service));
    if ("reason" in found) diagnostics.push(unproven(subject, found.reason));
    else if (subject.step === step) sampled.push({ subject, groups: found.groups });
    else
      diagnostics.push(
        unproven(
          subject,
          `other SLOs of the service are evaluated every ${formatDuration(step)}, and promtool has one pace`,
        ),
      );
  }
  for (const { subject, burn } of planBurns(sampled).unproven)
    diagnostics.push(
      unproven(
        subject,
        `its windows ${formatDuration(burn.long)} and ${formatDuration(burn.short ?? 0)} are too alike`,
      ),
    );
  return { service, slos, step, subjects, sampled, diagnostics };
}

export function proofFiles({ service, slos, step, subjects, sampled }: ProofPlan): readonly ProofFile[] {
  const tests = bundles(sampled).flatMap((apart) => [
    ...burnTests(planBurns(apart)),
    ...minimumTests(apart),
    ...silenceTests(apart),
  ]);
  const windows = windowTests(subjects.filter((subject) => subject.step === step));
  const file = (path: string, evaluation: number, list: readonly YamlMap[], comment: string): ProofFile => ({
    path,
    comments: [comment],
    root: {
      rule_files: [files.rules(service.name).split("/").at(-1)!],
      evaluation_interval: formatDuration(evaluation),
      // what is known of the whole period reads what is recorded for each step
      group_eval_order: [
        ...slos.map((slo) => groupName(service.name, slo.name)),
        ...slos.map((slo) => groupName(service.name, slo.name, "period")),
      ],
      tests: list,
    },
  });
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
            windowEvaluation,
            windows,
            "Run it with `promtool test rules`: each window is as long as it says. Recorded series are fed, and evaluated once a day.",
          ),
        ]),
  ];
}

function unproven({ slo }: Subject, reason: string): Diagnostic {
  return diagnostic("no-proof", { slo: slo.id, reason }, slo.sli.origin.span, {
    help: "the rules are generated all the same; its windows are still tested",
  });
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
