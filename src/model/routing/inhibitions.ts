/** Which of our alerts silence which: a page the tickets of its SLO, and a target that is down what else is told of it. */
import { groupBy } from "../../util/group-by.ts";
import type { EmittedAlert } from "../alerting/emitted.ts";
import { alertSeverities } from "../service.ts";
import { isNobody, type Workspace } from "../workspace.ts";
import { canMatch, equalTo, noneOf, oneOf, present, valueOf } from "./matchers.ts";
import type { InhibitRule, RouteMatcher } from "./tree.ts";

/** Rules that no two alerts of these could meet are left out. An alert of which nobody is told silences nothing. */
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
      (same) =>
        same.some((alert) => alert.severity === "page" && isTold(alert)) &&
        same.some(({ severity }) => severity === "ticket"),
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
    const tickets = rule(
      "page-over-tickets-of-its-slo",
      [present("service"), present("slo"), ...names],
      ["service", "slo", ...groups],
      "While an SLO pages, its tickets are silent.",
    );
    const pages = ofSlos.filter(({ severity }) => severity === "page");
    for (const told of onlyTold(pages, environmentLabels))
      rules.push({ ...tickets, source: [...tickets.source, ...told] });
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

/** Matchers that, among pages of SLOs, hold for those of which somebody is told: all must hold, of one list or another. */
function onlyTold(
  pages: readonly EmittedAlert[],
  environmentLabels: readonly string[],
): readonly (readonly RouteMatcher[])[] {
  if (pages.every(isTold)) return [[]];
  const labelOf = ({ labels }: EmittedAlert, label: string) => labels[label] ?? "";
  const byEnvironment = groupBy(pages, (page) =>
    JSON.stringify(environmentLabels.map((label) => labelOf(page, label))),
  );
  return [...byEnvironment.values()].flatMap((here) => {
    const told = here.filter(isTold);
    const environment = environmentLabels.map((label) => equalTo(label, labelOf(here[0]!, label)));
    const services = new Set(here.filter((page) => !isTold(page)).map(({ service }) => service));
    const [apart, together] = [
      told.filter(({ service }) => services.has(service)),
      told.filter(({ service }) => !services.has(service)),
    ];
    return [
      ...(together.length === 0
        ? []
        : [services.size === 0 ? environment : [...environment, noneOf("service", [...services])]]),
      ...[...groupBy(apart, ({ service }) => service)].map(([service, some]) => [
        ...environment,
        equalTo("service", service),
        oneOf(
          "slo",
          some.map((page) => labelOf(page, "slo")),
        ),
      ]),
    ];
  });
}

function isTold({ notify }: EmittedAlert): boolean {
  return !isNobody(notify);
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
  const down = alerts.filter((alert) => alert.targetDown && isTold(alert));
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
