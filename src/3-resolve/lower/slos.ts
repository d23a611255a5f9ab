import type { Origin } from "../../model/origin.ts";
import { parsePercentage } from "../../model/quantity/percentage.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { alertSeverities, type Sli, type Slo } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import { diagnostic } from "../diagnostics.ts";
import { entriesOf, find, layNode, type EmptyNull, type Node } from "../layers/lay.ts";
import { alertingShape } from "../layers/shape.ts";
import { alertsOf } from "./alerts.ts";
import { readComposition, type CompositionInput } from "./composition.ts";
import { correctionsOf, refuseCorrections } from "./corrections.ts";
import { labelsOf } from "./labels.ts";
import { windowOf } from "./windows.ts";
import { isWritten } from "../check/nulls.ts";
import { readSlices } from "./slices.ts";
import { placeOf } from "../place.ts";

export interface SloInput extends CompositionInput {
  readonly slis: readonly Sli[];
  readonly workspace?: Workspace;
  readonly step: Seconds;
  readonly onEmptyNull: (found: EmptyNull) => void;
}

/** Every SLO in order of names, except those that cannot be, which were reported. */
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
  const isComposite = find(node, "of") !== undefined;
  const sliName = find(node, "sli")?.value;
  const sli = input.slis.find((one) => one.name === sliName);
  const objectiveNode = find(node, "objective");
  const objective = parsePercentage(String(objectiveNode?.value));
  if (windowNode?.removed) {
    const { span, labels } = placeOf(windowNode.source);
    report(
      diagnostic("null-takes-required", { key: "window", owner: "an SLO", written: isWritten(span) }, span, {
        labels,
        help: "leave it out for the service's window, or write a duration",
      }),
    );
    return undefined;
  }
  const window = windowNode && windowOf(windowNode, report);
  if (
    (sli === undefined && !isComposite) ||
    objectiveNode === undefined ||
    !objective.ok ||
    windowNode === undefined ||
    window === undefined
  )
    return undefined;
  const period = { length: window.length, node: windowNode };
  const description = find(node, "description")?.value;
  const shared = {
    name,
    id: `${input.service}/${name}`,
    ...(typeof description === "string" && { description }),
    objective: objective.value,
    budget: objective.value.complement(),
    window,
    links: labelsOf(layNode(find(root, "links"), find(node, "links"), {})),
    origin: node.source.layer.originOf(node.source.pointer, "key"),
    objectiveOrigin: originOf(objectiveNode),
  } as const;
  if (isComposite) {
    refuseCorrections(name, root, report);
    if (window.kind === "calendar") {
      refuseCalendar(name, node, windowNode, report);
      return undefined;
    }
    const composition = readComposition(name, node, input);
    if (composition === undefined) return undefined;
    findNoData(name, node, report);
    return {
      kind: "composite",
      composition,
      ...shared,
      minimumErrors: Number(find(alerting, "minimumErrors")?.value ?? 0),
      ...alertsOf(name, alerting, period, input),
      // what has no data is told by the SLOs that it is made of
      noData: [],
      corrections: [],
    };
  }
  if (sli === undefined) return undefined;
  const step = sli.step ?? input.step;
  const slicesNode = find(node, "slices");
  const slices = slicesNode && readSlices(slicesNode, { slo: name, step, window: window.length, report });
  if (slicesNode !== undefined && slices === undefined) return undefined;
  return {
    kind: "sli",
    ...shared,
    sli,
    ...(slices && { slices }),
    // shares of bad are no counts; slices of them are
    minimumErrors:
      sli.form === "shares" && slices?.atLeast === undefined ? 0 : Number(find(alerting, "minimumErrors")?.value ?? 0),
    ...alertsOf(name, alerting, period, { ...input, step, ...(slices && { slices }) }),
    corrections: correctionsOf(name, root, report),
  };
}

/** Sums of a period's days are recorded by each SLO for its own calendar: a composition finds none of its own to read. */
function refuseCalendar(slo: string, node: Node, window: Node, report: SloInput["report"]): void {
  const own = find(node, "window") !== undefined;
  const { span, labels } = placeOf((own ? window : find(node, "of")!).source);
  const inherited = own ? [] : [{ span: placeOf(window.source).span, text: "the window of the service" }];
  report(
    diagnostic("composite-calendar", { slo }, span, {
      labels: [...labels, ...inherited],
      help: `write a rolling window${own ? "" : " in this SLO"}, such as \`window: 28d\`; its parts may keep their calendars`,
    }),
  );
}

/** Where it is written for this SLO alone: that of the service is for the others too. */
function findNoData(slo: string, node: Node, report: SloInput["report"]): void {
  for (const severity of alertSeverities) {
    const noData = find(node, "alerting", severity, "noData");
    if (noData === undefined || noData.removed) continue;
    const { span, labels } = placeOf(noData.source);
    report(
      diagnostic("no-data-of-composite", { slo }, span, {
        labels,
        help: "write it in the SLOs that it is made of: their alerts say which of them has none",
      }),
    );
  }
}

function originOf(node: Node): Origin {
  return node.source.layer.originOf(node.source.pointer);
}
