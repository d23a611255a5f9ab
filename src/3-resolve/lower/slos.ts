import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Origin } from "../../model/origin.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { formatDuration, parseDuration } from "../../model/quantity/duration.ts";
import { parsePercentage } from "../../model/quantity/percentage.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { alertSeverities, type BurnAlert, type Labels, type Links, type Sli, type Slo } from "../../model/service.ts";
import { resolveBurn, type BurnOutcome } from "../../model/slo/burn.ts";
import { burnAlertname } from "../../model/slo/names.ts";
import type { Workspace } from "../../model/workspace.ts";
import { pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { entriesOf, find, isMap, layNode, valueOf, type EmptyNull, type Node } from "../layers/lay.ts";
import { alertingShape } from "../layers/shape.ts";
import { whoIsNotified } from "./notify.ts";
import { placeOf } from "../place.ts";

export interface SloInput {
  readonly root: Node;
  readonly service: string;
  readonly slis: readonly Sli[];
  readonly workspace?: Workspace;
  readonly step: Seconds;
  readonly onEmptyNull: (found: EmptyNull) => void;
  readonly report: (found: Diagnostic) => void;
}

const one = Decimal.of(1);

/** Every SLO that has an SLI of events and a rolling window, in order of names. Other forms are nobody's yet: coverage says so. */
export function resolveSlos(input: SloInput): readonly Slo[] {
  return entriesOf(find(input.root, "slos")).flatMap(([name, node]) => {
    const slo = resolveSlo(name, node, input);
    return slo === undefined ? [] : [slo];
  });
}

function resolveSlo(name: string, node: Node, input: SloInput): Slo | undefined {
  const { root, report } = input;
  // Nulls in an SLO's alerting are judged for every SLO, also one that is not lowered.
  const alerting = layNode(
    root.children?.get("alerting"),
    node.children?.get("alerting"),
    alertingShape,
    { onEmptyNull: input.onEmptyNull },
    ["slos", name, "alerting"],
  );
  const windowNode = layNode(root.children?.get("window"), node.children?.get("window"), {}, {}, [
    "slos",
    name,
    "window",
  ]);
  if (find(node, "of") !== undefined || find(node, "slices") !== undefined) return undefined;
  const sliName = find(node, "sli")?.value;
  const sli = input.slis.find((one) => one.name === sliName);
  const objectiveNode = find(node, "objective");
  const objective = parsePercentage(String(objectiveNode?.value));
  if (windowNode?.removed) {
    const { span, labels } = placeOf(windowNode.source);
    report(
      diagnostic("null-takes-required", { key: "window", owner: "an SLO" }, span, {
        labels,
        help: "leave it out for the service's window, or write a duration",
      }),
    );
    return undefined;
  }
  const length = parseDuration(String(windowNode?.value));
  if (sli === undefined || objectiveNode === undefined || !objective.ok || windowNode === undefined || !length.ok)
    return undefined;
  const own = node.source.layer.originOf(node.source.pointer, "key");
  const description = find(node, "description")?.value;
  return {
    name,
    id: `${input.service}/${name}`,
    ...(typeof description === "string" && { description }),
    sli,
    objective: objective.value,
    budget: one.subtract(objective.value),
    window: { kind: "rolling", length: length.value, origin: originOf(windowNode) },
    minimumErrors: Number(find(alerting, "minimumErrors")?.value ?? 0),
    burns:
      alerting === undefined || alerting.removed
        ? []
        : burnsOf(
            name,
            alerting,
            { length: length.value, node: windowNode },
            { ...input, step: sli.step ?? input.step },
          ),
    links: linksOf(layNode(find(root, "links"), find(node, "links"), {})),
    origin: own,
    objectiveOrigin: originOf(objectiveNode),
  };
}

function originOf(node: Node): Origin {
  return node.source.layer.originOf(node.source.pointer);
}

export function linksOf(node: Node | undefined): Links {
  return labelsOf(node);
}

/** Texts by name. */
export function labelsOf(node: Node | undefined): Labels {
  const value = node === undefined || node.removed ? {} : valueOf(node);
  if (!isMap(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

interface Burn {
  readonly spend?: Decimal;
  readonly burnRate?: Decimal;
  readonly within: Seconds;
  readonly short?: Seconds | null;
}

function burnsOf(
  slo: string,
  alerting: Node,
  window: { readonly length: Seconds; readonly node: Node },
  input: SloInput,
): readonly BurnAlert[] {
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
  if (!within.ok || spend?.ok === false || short?.ok === false || (spend === undefined && burnRate === undefined))
    return undefined;
  return {
    within: within.value,
    ...(spend?.ok && { spend: spend.value }),
    ...(burnRate && { burnRate }),
    ...(value["short"] === null ? { short: null } : short?.ok && { short: short.value }),
  };
}
