import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { diagnostic } from "../diagnostics.ts";
import { entriesOf, find, type Node } from "../layers/lay.ts";
import { placeOfOrigin } from "../place.ts";
import { isReservedLabel } from "./reserved.ts";

type Report = (found: Diagnostic) => void;

const longest = 63;

/** Names that a kit's prefix made too long, and an SLI and a vital of one name. */
export function checkNames(root: Node, report: Report): void {
  for (const section of ["slis", "slos", "anomalies", "chaos"]) {
    for (const [name, node] of entriesOf(find(root, section))) {
      if (name.length <= longest || node.source.layer.by !== "kit") continue;
      const { span, labels } = placeOf(node);
      report(diagnostic("name-too-long", { name }, span, { labels, help: "use the kit under a shorter name" }));
    }
  }
  for (const [name, vital] of entriesOf(find(root, "rum", "vitals"))) {
    const sli = find(root, "slis", name);
    if (sli === undefined) continue;
    const { span, labels } = placeOf(vital);
    const other = { span: placeOf(sli).span, text: "the other one" };
    report(
      diagnostic("duplicate-sli", { name }, span, {
        labels: [...labels, other],
        help: "a vital is an SLI of its name: rename the one under `slis`",
      }),
    );
  }
}

/** Alertnames that a reader, and a file system, would take for one. */
export function checkAlertNames(root: Node, report: Report): void {
  const seen = new Map<string, readonly [string, Node]>();
  for (const [name, node] of entriesOf(find(root, "alerts"))) {
    const first = seen.get(name.toLowerCase());
    if (first === undefined) {
      seen.set(name.toLowerCase(), [name, node]);
      continue;
    }
    const { span, labels } = placeOf(node);
    const other = { span: placeOf(first[1]).span, text: "the other one" };
    report(
      diagnostic("names-differ-in-case", { kind: "alerts", first: first[0], second: name }, span, {
        labels: [...labels, other],
        help: "rename one of them",
      }),
    );
  }
}

/** Our own labels, wherever a spec sets labels. */
export function checkLabels(root: Node, report: Report): void {
  const alerting = (node: Node | undefined) => [node, ...entriesOf(node).map(([, severity]) => severity)];
  const holders: readonly (Node | undefined)[] = [
    root,
    ...alerting(find(root, "alerting")),
    ...entriesOf(find(root, "slos")).flatMap(([, slo]) => alerting(find(slo, "alerting"))),
    ...entriesOf(find(root, "alerts")).map(([, alert]) => alert),
    ...entriesOf(find(root, "anomalies")).map(([, anomaly]) => anomaly),
  ];
  for (const holder of holders) {
    for (const [label, node] of entriesOf(find(holder, "labels"))) {
      if (!isReservedLabel(label)) continue;
      const { span, labels } = placeOf(node);
      report(diagnostic("reserved-label", { label, where: "`labels`" }, span, { labels, help: "choose another name" }));
    }
  }
}

/** The key of a named thing. */
function placeOf({ source }: Node) {
  return placeOfOrigin(source.layer.originOf(source.pointer, "key"));
}
