import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { formatDuration, parseDuration } from "../../model/quantity/duration.ts";
import { parsePercentage } from "../../model/quantity/percentage.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { alertSeverities, type BurnAlert } from "../../model/service.ts";
import { resolveBurn, type BurnOutcome } from "../../model/slo/burn.ts";
import { burnAlertname } from "../../model/slo/names.ts";
import type { Workspace } from "../../model/workspace.ts";
import { pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { find, isMap, type Node } from "../layers/lay.ts";
import { placeOf } from "../place.ts";
import { labelsOf } from "./labels.ts";
import { whoIsNotified } from "./notify.ts";

export interface BurnInput {
  /** The whole service. */
  readonly root: Node;
  readonly workspace?: Workspace;
  readonly step: Seconds;
  readonly report: (found: Diagnostic) => void;
}

const one = Decimal.of(1);

interface Burn {
  readonly spend?: Decimal;
  readonly burnRate?: Decimal;
  readonly within: Seconds;
  readonly short?: Seconds | null;
}

/** SLOs without an alerting of their own have the service's: what it gives for a window and step is worked out once. */
const ofAlerting = new WeakMap<Node, Map<string, readonly BurnAlert[]>>();

/** The burn-rate alerts of an SLO, severity by severity; `alerting` is its own, laid over the service's. */
export function burnsOf(slo: string, alerting: Node, window: BurnWindow, input: BurnInput): readonly BurnAlert[] {
  const known = ofAlerting.get(alerting) ?? new Map<string, readonly BurnAlert[]>();
  ofAlerting.set(alerting, known);
  const key = `${window.length} ${input.step}`;
  const same = known.get(key);
  if (same !== undefined) return same;
  let isClean = true;
  const report = (found: Diagnostic) => {
    isClean = false;
    input.report(found);
  };
  const burns = readBurns(slo, alerting, window, { ...input, report });
  // A finding names its SLO.
  if (isClean) known.set(key, burns);
  return burns;
}

interface BurnWindow {
  readonly length: Seconds;
  readonly node: Node;
}

function readBurns(slo: string, alerting: Node, window: BurnWindow, input: BurnInput): readonly BurnAlert[] {
  return alertSeverities.flatMap((severity) => {
    const node = find(alerting, severity);
    const burns = find(node, "burns");
    if (node === undefined || burns === undefined || !Array.isArray(burns.value) || burns.value.length === 0) return [];
    const { layer, pointer } = burns.source;
    const taken = new Set<string>();
    const pairs = burns.value.flatMap((value, at) => {
      const burn = readBurn(value);
      const source = { layer, pointer: pointerTo(pointer, at) };
      const origin = layer.originOf(source.pointer);
      if (burn === undefined) return [];
      const usual = origin.from === "default";
      const outcome = unlessTaken(resolveBurn({ ...burn, shrinks: usual }, window.length, input.step), taken);
      if (outcome.ok) return [{ ...outcome.pair, ...(burn.spend && { spend: burn.spend }), origin }];
      const facts = { pair: `${severity} ${formatDuration(burn.within)}`, slo, reason: outcome.reason };
      // A usual burn stands nowhere in the spec: the short window is what leaves it out.
      const { span, labels } = placeOf(usual ? window.node.source : source);
      if (usual)
        input.report(
          diagnostic("burn-dropped", facts, span, {
            labels,
            help: `write \`burns\` that fit a window of ${formatDuration(window.length)}`,
          }),
        );
      else
        input.report(
          diagnostic("burn-not-possible", facts, span, {
            labels,
            help: helpFor(outcome.why, window.length, input.step),
          }),
        );
      return [];
    });
    if (pairs.length === 0) return [];
    const { receivers, origin: notifyOrigin } = whoIsNotified(
      severity,
      node,
      input.root,
      input.workspace,
      input.report,
    );
    const summary = find(alerting, "summary")?.value;
    const name = find(alerting, "name")?.value;
    const shared = {
      severity,
      name: typeof name === "string" ? name : burnAlertname,
      ...(typeof summary === "string" && { summary }),
      labels: { ...labelsOf(find(alerting, "labels")), ...labelsOf(find(node, "labels")) },
      annotations: { ...labelsOf(find(alerting, "annotations")), ...labelsOf(find(node, "annotations")) },
      notify: receivers,
      notifyOrigin,
    };
    return pairs.map((pair) => ({ ...shared, ...pair }));
  });
}

type Outcome = BurnOutcome | { readonly ok: false; readonly why: "taken"; readonly reason: string };

/** Two alerts of one severity with the same windows would have the same labels. */
function unlessTaken(outcome: BurnOutcome, taken: Set<string>): Outcome {
  if (!outcome.ok) return outcome;
  const { long, short } = outcome.pair;
  const key = `${long}/${short}`;
  const windows = short === undefined ? formatDuration(long) : `${formatDuration(long)} and ${formatDuration(short)}`;
  if (taken.has(key)) return { ok: false, why: "taken", reason: `another one has the same windows, ${windows}` };
  taken.add(key);
  return outcome;
}

function helpFor(why: Exclude<Outcome, { ok: true }>["why"], window: Seconds, step: Seconds): string {
  switch (why) {
    case "longer-than-period":
      return `write a \`within\` of at most ${formatDuration(window)}`;
    case "taken":
      return "leave one of them out, or give it other windows";
    default:
      return `windows are whole multiples of ${formatDuration(step)}, over 6h of 5m; \`within\` is longer than \`short\``;
  }
}

function readBurn(value: unknown): Burn | undefined {
  if (!isMap(value)) return undefined;
  const within = parseDuration(String(value["within"]));
  const spend = value["spend"] === undefined ? undefined : parsePercentage(String(value["spend"]));
  const short =
    value["short"] === undefined || value["short"] === null ? undefined : parseDuration(String(value["short"]));
  const burnRate = typeof value["burnRate"] === "number" ? Decimal.parse(String(value["burnRate"])) : undefined;
  // What is out of range or no such value was reported where it stands.
  if (!within.ok || within.value <= 0 || spend?.ok === false || short?.ok === false || short?.value === 0)
    return undefined;
  if (
    spend !== undefined
      ? spend.value.numerator <= 0n || spend.value.compare(one) > 0
      : burnRate === undefined || burnRate.compare(one) < 0
  )
    return undefined;
  return {
    within: within.value,
    ...(spend?.ok && { spend: spend.value }),
    ...(burnRate && { burnRate }),
    ...(value["short"] === null ? { short: null } : short?.ok && { short: short.value }),
  };
}
