/** Which of our alerts silence which: a page the tickets of its SLO, and a target that is down what else is told of it. */
import { groupBy } from "../../util/group-by.ts";
import type { EmittedAlert } from "../alerting/emitted.ts";
import { alertSeverities } from "../service.ts";
import { nobody, type Workspace } from "../workspace.ts";
import { canMatch, equalTo, noneOf, oneOf, present, valueOf } from "./matchers.ts";
import type { InhibitRule, RouteMatcher } from "./tree.ts";

/** Rules that no two alerts of these could meet are left out. */
export function inhibitions(
  alerts: readonly EmittedAlert[],
  workspace: Workspace,
  environmentLabels: readonly string[],
): readonly InhibitRule[] {
  return [
    ...pageOverTickets(alerts, workspace, environmentLabels),
    ...downOverOthers(alerts, workspace, environmentLabels),
  ];
}

function pageOverTickets(
  alerts: readonly EmittedAlert[],
  { severities, routing: { origin } }: Workspace,
  environmentLabels: readonly string[],
): readonly InhibitRule[] {
  const [ofSlos, others] = [alerts.filter(isOfSlo), alerts.filter((alert) => !isOfSlo(alert))];
  const environmentOf = ({ environmentLabels: labels }: EmittedAlert) =>
    environmentLabels.map((name) => labels[name] ?? "");
  const hasBoth = (some: readonly EmittedAlert[], labels: readonly string[]) =>
    [
      ...groupBy(some, (alert) =>
        JSON.stringify([labels.map((label) => alert.labels[label]), environmentOf(alert)]),
      ).values(),
    ].some(
      (same) => same.some(({ severity }) => severity === "page") && same.some(({ severity }) => severity === "ticket"),
    );
  const rule = (
    name: string,
    matchers: readonly RouteMatcher[],
    equal: readonly string[],
    comment: string,
  ): InhibitRule => ({
    name,
    source: [equalTo("severity", severities.page), ...matchers],
    target: [equalTo("severity", severities.ticket), ...matchers],
    equal: [...equal, ...environmentLabels.filter((label) => !equal.includes(label))],
    comment,
    origin,
  });
  const rules: InhibitRule[] = [];
  if (hasBoth(ofSlos, ["service", "slo"])) {
    // series of an SLO may be read by alerts that are not the SLO's
    const mixed = others.some((alert) => valueOf(alert, "slo") !== "");
    const names = mixed
      ? [
          oneOf(
            "alertname",
            ofSlos.map(({ labels }) => labels["alertname"]!),
          ),
        ]
      : [];
    const groups = [...new Set(ofSlos.flatMap((alert) => alert.groups))].sort();
    rules.push(
      rule(
        "page-over-tickets-of-its-slo",
        [present("service"), present("slo"), ...names],
        ["service", "slo", ...groups],
        "While an SLO pages, its tickets are silent.",
      ),
    );
  }
  if (hasBoth(others, ["service", "alertname", "anomaly"]))
    rules.push(
      rule(
        "page-over-tickets-of-its-alert",
        [present("service"), equalTo("slo", "")],
        ["service", "alertname", "anomaly"],
        "While an alert pages, its tickets are silent.",
      ),
    );
  return rules;
}

function isOfSlo({ kind }: EmittedAlert): boolean {
  return kind !== "rule" && kind !== "anomaly";
}

/** An alert silences none that is more urgent than itself, and none at all if nobody is told of it. */
function downOverOthers(
  alerts: readonly EmittedAlert[],
  { severities, routing: { origin } }: Workspace,
  environmentLabels: readonly string[],
): readonly InhibitRule[] {
  const down = alerts.filter(({ targetDown, notify }) => targetDown && notify.some((name) => name !== nobody));
  const names = down.map(({ labels }) => labels["alertname"]!);
  const ofTarget = [present("service"), present("job"), present("instance")];
  return alertSeverities.flatMap((severity, at): readonly InhibitRule[] => {
    const sources = down.filter((alert) => alert.severity === severity);
    const nameOf = ({ labels }: EmittedAlert) => labels["alertname"]!;
    const source = [oneOf("alertname", sources.map(nameOf)), equalTo("severity", severities[severity]), ...ofTarget];
    const words = alertSeverities.slice(at).map((one) => severities[one]);
    const target = [noneOf("alertname", names), oneOf("severity", words), ...ofTarget];
    if (sources.length === 0 || !alerts.some((alert) => canMatch(target, alert))) return [];
    const isAlone = !alerts.some((alert) => !sources.includes(alert) && canMatch(source, alert));
    return [
      {
        name: `target-down-${severity}`,
        source: isAlone
          ? source
          : [
              ...source,
              oneOf(
                "service",
                sources.map(({ service }) => service),
              ),
            ],
        target,
        equal: ["service", "job", "instance", ...environmentLabels],
        comment: "While a target is down, what else is told of it is silent, unless it is more urgent.",
        origin,
      },
    ];
  });
}
