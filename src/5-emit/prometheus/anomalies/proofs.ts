/** Unit tests of anomalies, for promtool. */
import type { Diagnostic } from "../../../diagnostics/diagnostic.ts";
import { periodsBack, stepOfAnomalies } from "../../../model/alerting/anomaly.ts";
import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Anomaly, Service } from "../../../model/service.ts";
import { files, recordedOfAnomaly as names } from "../../../model/slo/names.ts";
import type { Workspace } from "../../../model/workspace.ts";
import { diagnostic } from "../../diagnostics.ts";
import type { Yaml, YamlMap } from "../../shared/yaml.ts";
import type { ProofFile } from "../proofs/proofs.ts";
import { busyTimes, delayed } from "../proofs/quiet.ts";
import { tailOfAnomalies } from "./group.ts";
import { valueTest } from "./value-test.ts";
import { bandTest, lastingTest, mutedTest, windowTest } from "./band-tests.ts";
import { fed, growthOf, lasts, type Proven } from "./cases.ts";
import { aroundTest, seasonTest } from "./season-tests.ts";

const day: Seconds = 86400;

/** Longer windows are evaluated once, at their end: each evaluation before it reads all of them. */
const longestStepped = 500;

/** Steps of a test that is evaluated once: promtool holds one place for each in every series. */
const longestSeason = 210_000;

/** Values that grow stay below the largest number there is. */
const largestPower = 290;

export interface AnomalyProofs {
  readonly files: readonly ProofFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export function anomalyProofs(service: Service, workspace: Workspace): AnomalyProofs {
  const step = stepOfAnomalies(service, workspace);
  const diagnostics: Diagnostic[] = [];
  const stepped: YamlMap[] = [];
  const seasons: { readonly anomaly: Anomaly; readonly length: number; make(at: number): YamlMap }[] = [];
  const muting = service.maintenance.filter(({ excluded }) => !excluded);
  for (const anomaly of service.anomalies) {
    const proven = { service, anomaly, workspace, step };
    const growth = growthOf(anomaly);
    if (muting.length > 0) stepped.push(mutedTest(proven));
    const isProvable = lasts(proven) * Math.log10(growth) < largestPower;
    if (!isProvable)
      diagnostics.push(unproven(proven, `it lasts ${formatDuration(anomaly.for)}, too long for values that grow`));
    if (anomaly.method === "z-score") {
      const { samples } = anomaly;
      if (isProvable) stepped.push(lastingTest(proven, growth));
      if (samples <= longestStepped) stepped.push(windowTest(proven, samples, samples + 1));
      else seasons.push({ anomaly, length: samples + 2, make: (at) => windowTest(proven, samples, at) });
      continue;
    }
    stepped.push(bandTest(proven), aroundTest(proven, anomaly.period));
    const length = Math.ceil(((periodsBack + 1) * anomaly.period) / step);
    if (length > longestSeason)
      diagnostics.push(unproven(proven, `four periods of ${formatDuration(anomaly.period)} are too long for a test`));
    else seasons.push({ anomaly, length, make: (at) => seasonTest(proven, anomaly.period, at) });
  }
  // promtool begins with 1970
  const tail = tailOfAnomalies(service, step);
  const busy = (until: Seconds) => busyTimes(muting, until, step).map(({ from, to }) => ({ from, to: to + tail }));
  const quiet = stepped.flatMap((test) => {
    const later = delayed(test, busy(2 * day), step, step);
    return later === undefined ? [] : [later];
  });
  const lost = stepped.length - quiet.length;
  if (lost > 0)
    diagnostics.push(
      unproven({ service, anomaly: service.anomalies[0]!, workspace, step }, "planned work leaves no time for a test"),
    );
  for (const anomaly of service.anomalies) {
    const made = valueTest(service, anomaly, step, tail);
    if ("test" in made) quiet.push(made.test);
    else diagnostics.push(unproven({ service, anomaly, workspace, step }, made.reason));
  }
  const end = quietEnd(busy, Math.max(...seasons.map(({ length }) => length)), step);
  const once = seasons.map(({ anomaly, make }) => begun({ service, anomaly, workspace, step }, make(end)));
  const file = (path: string, interval: Seconds, tests: readonly YamlMap[], comment: string): ProofFile[] =>
    tests.length === 0
      ? []
      : [
          {
            path,
            comments: [comment],
            root: {
              rule_files: [files.rules(service.name).split("/").at(-1)!],
              evaluation_interval: formatDuration(interval),
              tests: [...tests],
            },
          },
        ];
  return {
    files: [
      ...file(
        files.anomaliesTest(service.name),
        step,
        quiet,
        "Run it with `promtool test rules`: each anomaly is told just outside of its band, and not just inside. Recorded values are fed, but for the tests that values are recorded.",
      ),
      ...file(
        files.seasonsTest(service.name),
        end * step,
        once,
        "Run it with `promtool test rules`: what is usual follows from earlier periods, whichever of them was bad. Evaluated once, at the end.",
      ),
    ],
    diagnostics,
  };
}

/** With a sample at the beginning: promtool loads series in any order, and takes no sample that is half a day older than its first. */
function begun(proven: Proven, test: YamlMap): YamlMap {
  const series = test["input_series"] as readonly Yaml[];
  return { ...test, input_series: [fed(proven, names.value, "the beginning", "0 stale"), ...series] };
}

/** The first step after this many, and a whole number of hours, at which nothing is muted. */
function quietEnd(
  busy: (until: Seconds) => readonly { from: Seconds; to: Seconds }[],
  length: number,
  step: Seconds,
): number {
  const hour = 3600;
  if (!Number.isFinite(length)) return 0;
  let at = Math.ceil((length * step) / hour) * hour;
  const times = busy(at + 8 * day);
  const last = at + 7 * day;
  while (at < last && times.some(({ from, to }) => from < at && at <= to)) at += hour;
  return at / step;
}

function unproven({ service, anomaly }: Proven, reason: string): Diagnostic {
  return diagnostic("no-proof", { slo: `${service.name}/${anomaly.anomaly}`, reason }, anomaly.origin.span, {
    help: "the rules are generated all the same",
  });
}
