/** Routing of alerts, with what the proof finds: nothing is written while an alert would not reach those who are to be told. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { EmittedAlert } from "../model/alerting/emitted.ts";
import { compileRouting } from "../model/routing/compile.ts";
import type { RoutedEnvironment } from "../model/routing/environments.ts";
import { formatMatcher } from "../model/routing/matchers.ts";
import { faultOf, routeEach, type RoutingFault } from "../model/routing/proof.ts";
import type { Routing } from "../model/routing/tree.ts";
import type { RoutingOutcome } from "../model/routing/walk.ts";
import { alertSeverities } from "../model/service.ts";
import type { Workspace } from "../model/workspace.ts";
import { never } from "../util/never.ts";
import { diagnostic } from "./diagnostics.ts";

/** Routing of the environments that share an Alertmanager. */
export function routeAlerts(
  environments: readonly RoutedEnvironment[],
  workspace: Workspace,
): { readonly routing: Routing; readonly diagnostics: readonly Diagnostic[] } {
  const { routing, unsaid } = compileRouting(environments, workspace);
  const alerts = environments.flatMap(({ services }) => services.flatMap((service) => service.alerts ?? []));
  const faults = routeEach(routing, alerts).flatMap((routed): Diagnostic[] => {
    // who is to be told was found missing before
    if (routed.alert.notify.length === 0) return [];
    const fault = faultOf(routed, routing, workspace.receivers);
    return fault === undefined ? [] : [reportOf(routed.alert, fault, environments, workspace)];
  });
  const left = unsaid.map(({ service, maintenance, why }) =>
    diagnostic("maintenance-in-rules-alone", { service, name: maintenance.name, why }, maintenance.origin.span, {
      help: "its rules are silent all the same; nothing need be done",
    }),
  );
  return { routing, diagnostics: [...faults, ...left] };
}

function reportOf(
  alert: EmittedAlert,
  fault: RoutingFault,
  environments: readonly RoutedEnvironment[],
  workspace: Workspace,
): Diagnostic {
  const { notify, notifyOrigin, origin } = alert;
  const told = { span: notifyOrigin.span, text: `to be told: ${names(notify)}` };
  switch (fault.kind) {
    case "unproven":
      return diagnostic("unproven-route", { alert: nameOf(alert) }, origin.span, {
        labels: [told],
        help: "aggregate its expression by the labels that it needs, so that its series bring no others",
      });
    case "unheard":
      return fault.why === "muted"
        ? diagnostic(
            "unheard-alert",
            { alert: nameOf(alert), why: "planned work mutes it at all times" },
            origin.span,
            {
              labels: [told],
              help: "let `maintenance` leave time in which it is told, or take the alert away",
            },
          )
        : diagnostic(
            "unheard-alert",
            { alert: nameOf(alert), why: `${names(notify)} has no channel` },
            notifyOrigin.span,
            {
              help: "give the receiver a channel, name another, or write `nobody` if that is meant",
            },
          );
    case "misrouted": {
      const reached = names(fault.outcome.stops.map(({ receiver }) => receiver));
      return diagnostic("misrouted-alert", { alert: nameOf(alert), reached, meant: names(notify) }, origin.span, {
        labels: [told],
        note: howItGoes(fault.outcome),
        help: whatToDo(alert, environments, workspace),
      });
    }
    default:
      return never(fault);
  }
}

function nameOf({ labels, subject, environment }: EmittedAlert): string {
  return `\`${labels["alertname"]}\` of \`${subject}\`${environment === undefined ? "" : ` in \`${environment}\``}`;
}

function names(receivers: readonly string[]): string {
  return receivers.length === 0 ? "nobody" : receivers.map((name) => `\`${name}\``).join(" and ");
}

/** The route that takes it, and what was assumed. */
function howItGoes({ assumed, stops }: RoutingOutcome): string {
  const path = stops[0]!.path.flatMap(({ matchers }) => matchers.map(formatMatcher));
  const route = path.length === 0 ? "no route takes it" : `the route {${path.join(", ")}} takes it`;
  return assumed.length === 0 ? route : `${route} when its series bring ${assumed.map(formatMatcher).join(", ")}`;
}

/** What does not tell this alert from another: words of severities, labels of environments, labels of its series. */
function whatToDo(
  { environment }: EmittedAlert,
  environments: readonly RoutedEnvironment[],
  { severities }: Workspace,
): string {
  if (new Set(alertSeverities.map((severity) => severities[severity])).size < alertSeverities.length)
    return "give each of `page`, `ticket` and `info` a word of its own in `severities`";
  const labels = environments.map((one) => JSON.stringify(Object.entries(one.environment?.labels ?? {}).sort()));
  if (environment !== undefined && new Set(labels).size < labels.length)
    return `tell the environments apart: \`labels: { env: ${environment} }\``;
  return "name the same receivers as for the alert that this route is for, or aggregate its expression by the labels that it needs";
}
