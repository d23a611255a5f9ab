import { defineDiagnostics } from "../diagnostics/define.ts";

const error = <A>(title: (args: A) => string) => ({ severity: "error" as const, title });
const info = <A>(title: (args: A) => string) => ({ severity: "info" as const, title });

const warning = <A>(title: (args: A) => string) => ({ severity: "warning" as const, title });

/** What stands in the way of an output, or is left out of it. */
export const diagnostic = defineDiagnostics("emit", {
  "not-compiled": info((a: { key: string }) => `no target compiles \`${a.key}\` yet`),
  "label-taken": error(
    (a: { label: string; where: string; by: string }) => `label \`${a.label}\` of ${a.where} is taken by ${a.by}`,
  ),
  "series-taken": error((a: { name: string; by: string }) => `\`${a.name}\` cannot be recorded: ${a.by}`),
  "utf8-name": error((a: { name: string }) => `\`${a.name}\` is a name that Prometheus 2.42 does not read`),
  "interval-too-long": warning(
    (a: { interval: string }) => `metrics every ${a.interval} are gone between two of them: a query looks back 5m`,
  ),
  "no-proof": info((a: ({ slo: string } | { alert: string }) & { reason: string }) =>
    "slo" in a
      ? `not every alert of \`${a.slo}\` is proven from raw series: ${a.reason}`
      : `\`${a.alert}\` is not proven in full: ${a.reason}`,
  ),
  "same-dashboard": error(
    (a: { first: string; second: string }) => `dashboards of \`${a.first}\` and \`${a.second}\` have the same UID`,
  ),
  "dashboard-too-large": error(
    (a: { dashboard: string; bytes: string }) =>
      `the dashboard “${a.dashboard}” has ${a.bytes} bytes; a ConfigMap takes 1048576`,
  ),
  "reserved-dashboard": error(
    (a: { name: string; meant: string }) => `no dashboard can be called \`${a.name}\`: people take it for ${a.meant}`,
  ),
  "no-panels": error((a: { what: string }) => `${a.what} has no panels`),
  "unknown-row": error(
    (a: { row: string; dashboard: string }) => `\`${a.row}\` is no row of the dashboard \`${a.dashboard}\``,
  ),
  "hidden-panels": error((a: { row: string }) => `the row \`${a.row}\` has panels and is switched off`),
  "same-title": error((a: { title: string; where: string }) => `two panels of ${a.where} are called “${a.title}”`),
  "too-many-panels": error(
    (a: { dashboard: string; count: number; limit: number }) =>
      `${a.count} panels are written for the dashboard \`${a.dashboard}\`; the limit is ${a.limit}`,
  ),
  "unclear-title": error((a: { of: string; problem: string }) => `the title of ${a.of} ${a.problem}`),
  "unclear-legend": error((a: { problem: string }) => `this legend ${a.problem}`),
  "unknown-unit": error((a: { unit: string }) => `\`${a.unit}\` is no unit`),
  "unclear-scale": error((a: { problem: string }) => `this scale ${a.problem}`),
  "no-targets": info(
    (a: { service: string }) =>
      `no scrape configuration for \`${a.service}\`: its port has a name, and nothing says where that is`,
  ),
  "too-large": error(
    (a: { what: string; repeated: number; limit: number }) =>
      `the rules of ${a.what} would repeat ${a.repeated} characters of selectors, groups and labels; the limit is ${a.limit}`,
  ),
  "store-function": error((a: { name: string; store: string }) => `${a.store} has no \`${a.name}\``),
  "store-meaning": info(
    (a: { name: string; store: string; how: string }) => `\`${a.name}\` differs on ${a.store}: it ${a.how}`,
  ),
  "store-label": error(
    (a: { label: string }) =>
      `label \`${a.label}\` is set by Google managed Prometheus, which refuses rules that set it`,
  ),
  "store-selector": error(
    (a: { matcher: string; why: string }) => `\`${a.matcher}\` fails on Google managed Prometheus, which ${a.why}`,
  ),
  "store-limit": warning((a: { what: string; limit: string }) => `${a.what}; Mimir takes ${a.limit} unless told`),
  "store-option": warning((a: { key: string; store: string }) => `\`${a.key}\` says nothing to ${a.store}`),
  "message-template": error((a: { problem: string }) => `this template of notifications cannot be used: ${a.problem}`),
  "secret-from-environment": error(
    (a: { receiver: string; variable: string }) =>
      `receiver \`${a.receiver}\` names the environment variable \`${a.variable}\`, which Alertmanager does not read`,
  ),
  "secret-not-mounted": error(
    (a: { receiver: string; file: string }) => `nothing says in which Secret \`${a.file}\` of \`${a.receiver}\` is`,
  ),
  "mail-without-server": error(
    (a: { receiver: string; missing: string }) => `mail of \`${a.receiver}\` has no ${a.missing}`,
  ),

  "base-not-extended": error((a: { key: string }) => `nothing can be added to \`${a.key}\` of the base`),
  "default-beside-base": warning(
    (a: { path: string }) => `\`routing.default\` says nothing beside \`${a.path}\`, whose root stays what it is`,
  ),
  "zone-left-out": info(
    (a: { name: string; zone: string }) =>
      `the AlertmanagerConfig does not mute during \`${a.name}\`: it knows no time zone \`${a.zone}\``,
  ),
  "kubernetes-label": info(
    (a: { label: string }) =>
      `label \`${a.label}\` is left out of Kubernetes objects, which do not take its name or value`,
  ),
  "misrouted-alert": error(
    (a: { alert: string; reached: string; meant: string }) => `${a.alert} reaches ${a.reached}, not ${a.meant}`,
  ),
  "unheard-alert": error((a: { alert: string; why: string }) => `${a.alert} reaches nobody: ${a.why}`),
  "unproven-route": error(
    (a: { alert: string }) => `who is told of ${a.alert} depends on too many labels of its series`,
  ),
  "maintenance-in-rules-alone": info(
    (a: { service: string; name: string; why: string }) =>
      `Alertmanager does not mute \`${a.name}\` of \`${a.service}\`: ${a.why}`,
  ),
});
