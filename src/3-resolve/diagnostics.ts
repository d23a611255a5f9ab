import { defineDiagnostics } from "../diagnostics/define.ts";

const error = <A>(title: (args: A) => string) => ({ severity: "error" as const, title });

/** What can be wrong once every file has the right shape: layers, kits, references, sources, and who is notified. */
export const diagnostic = defineDiagnostics("resolve", {
  // layers
  "null-takes-nothing": error((a: { key: string; written: boolean }) =>
    a.written ? `\`${a.key}\` is null, and there is nothing below it to take away` : `\`${a.key}\` has no value`,
  ),
  "null-outside-a-layer": error((a: { key: string }) => `\`${a.key}\` has no value`),
  "null-takes-required": error((a: { key: string; owner: string; written: boolean }) =>
    a.written
      ? `\`${a.key}\` is taken away, but ${a.owner} cannot do without it`
      : `\`${a.key}\` has no value, which takes it away, and ${a.owner} cannot do without it`,
  ),
  "kits-disagree": error(
    (a: { what: string; first: string; second: string }) =>
      `kits \`${a.first}\` and \`${a.second}\` both give ${a.what}, and differ`,
  ),
  // kits
  "unknown-kit": error((a: { name: string }) => `there is no kit \`${a.name}\``),
  "duplicate-kit": error((a: { name: string }) => `kit \`${a.name}\` is defined twice`),
  "reserved-parameter": error((a: { name: string }) => `parameter \`${a.name}\` has the name of a built-in value`),
  "unknown-parameter": error(
    (a: { name: string; kit: string }) => `\`${a.name}\` is not a parameter of kit \`${a.kit}\``,
  ),
  "missing-parameter": error(
    (a: { name: string; kit: string }) => `kit \`${a.kit}\` needs the parameter \`${a.name}\``,
  ),
  "wrong-parameter": error((a: { name: string; problem: string }) => `parameter \`${a.name}\`: ${a.problem}`),
  // holes
  "unknown-hole": error((a: { name: string }) =>
    a.name === "" ? "`${` is never closed" : `nothing is called \`\${${a.name}}\` here`,
  ),
  "hole-in-action": error((a: { name: string }) => `\`\${${a.name}}\` stands inside \`{{ }}\``),
  "hole-without-value": error((a: { name: string; why: string }) => `\`\${${a.name}}\` has no value: ${a.why}`),
  // PromQL and sources
  "promql-syntax": error((a: { problem: string }) => `this PromQL does not parse: ${a.problem}`),
  "promql-type": error((a: { problem: string }) => `this PromQL does not fit together: ${a.problem}`),
  "source-not-bare": error((a: { what: string }) => `${a.what} is not a bare selector`),
  "ratio-without-window": error((a: { sli: string }) => `\`errorRatio\` of \`${a.sli}\` does not say over which time`),
  "out-of-range": error(
    (a: { key: string; value: string; limit: string }) => `\`${a.key}\` is ${a.value}; it must be ${a.limit}`,
  ),
  // names
  "duplicate-service": error((a: { name: string }) => `two files describe the service \`${a.name}\``),
  "names-differ-in-case": error(
    (a: { kind: string; first: string; second: string }) =>
      `${a.kind} \`${a.first}\` and \`${a.second}\` differ only in upper and lower case`,
  ),
  "name-too-long": error((a: { name: string }) => `the name \`${a.name}\` is longer than 63 characters`),
  "duplicate-sli": error((a: { name: string }) => `the SLI \`${a.name}\` is defined twice`),
  "reserved-label": error(
    (a: { label: string; where: string }) => `\`${a.label}\` is tocsin's own label: ${a.where} cannot set it`,
  ),
  "clashing-label": error((a: { label: string; why: string }) => `label \`${a.label}\` is taken: ${a.why}`),
  // a configuration of Alertmanager that ours is added to
  "base-unreadable": error(
    (a: { path: string; reason: string }) => `the base \`${a.path}\` cannot be read: ${a.reason}`,
  ),
  "base-malformed": error((a: { problem: string }) => `a base that Alertmanager would refuse: ${a.problem}`),
  "unclear-datasource": error((a: { key: string; problem: string }) => `\`${a.key}\` of \`grafana\` ${a.problem}`),
  "receiver-twice": error((a: { name: string }) => `receiver \`${a.name}\` is defined twice`),
  // references
  "unknown-sli": error((a: { name: string; service: string }) => `service \`${a.service}\` has no SLI \`${a.name}\``),
  "unknown-slo": error((a: { name: string; service: string }) => `service \`${a.service}\` has no SLO \`${a.name}\``),
  "unknown-service": error((a: { name: string }) => `there is no service \`${a.name}\``),
  "unknown-environment": error((a: { name: string }) => `the workspace declares no environment \`${a.name}\``),
  "unknown-team": error((a: { name: string }) => `the workspace has no team \`${a.name}\``),
  "unknown-receiver": error((a: { name: string }) => `the workspace has no receiver \`${a.name}\``),
  "unknown-destination": error((a: { name: string }) => `the workspace has no destination \`${a.name}\``),
  "unknown-hours": error((a: { name: string }) => `the workspace has no hours \`${a.name}\``),
  // time
  "ends-before-it-begins": error(
    (a: { what: string; from: string; to: string }) => `${a.what} ends at ${a.to}, and begins at ${a.from}`,
  ),
  "irregular-timezone": error(
    (a: { name: string }) => `the clocks of \`${a.name}\` do not change by one rule every year from 2020 to 2037`,
  ),
  "not-in-every-month": error(
    (a: { day: number; period: string }) => `a ${a.period} from day ${a.day} on: not every month has that day`,
  ),
  "not-whole-days": error(
    (a: { period: string }) => `a calendar period of ${a.period} is no whole number of days up to 366`,
  ),
  "period-without-start": error(
    (a: { period: string }) => `a calendar period of ${a.period} has no beginning of its own`,
  ),
  "schedule-too-uneven": error(
    (a: { what: string; terms: number; limit: number }) =>
      `${a.what} takes ${a.terms} conditions to tell; the limit is ${a.limit}`,
  ),
  "never-ends": error(
    (a: { what: string; pause: string; lasts: string }) =>
      `${a.what} never ends: it begins every ${a.pause} and lasts ${a.lasts}`,
  ),
  // alerting
  "nobody-is-notified": error(
    (a: { severity: string; service: string }) => `${a.severity} alerts of \`${a.service}\` notify nobody`,
  ),
  "burn-not-possible": error(
    (a: { pair: string; slo: string; reason: string }) =>
      `the ${a.pair} burn of \`${a.slo}\` is not possible: ${a.reason}`,
  ),
  "burn-changed": {
    severity: "info",
    title: (a: { pair: string; slo: string; reason: string }) =>
      `the ${a.pair} burn of \`${a.slo}\` is changed: ${a.reason}`,
  },
  "key-of-another-method": error(
    (a: { key: string; method: string }) => `\`${a.key}\` says nothing to the method \`${a.method}\``,
  ),
  "composite-cycle": error((a: { cycle: string }) => `this SLO is composed of itself: ${a.cycle}`),
  "composite-too-large": error(
    (a: { slo: string; limit: number }) => `\`${a.slo}\` is composed of more than ${a.limit} SLOs`,
  ),
  "composite-calendar": error(
    (a: { slo: string }) =>
      `\`${a.slo}\` is composed of other SLOs, and what they record is not added up by its calendar`,
  ),
  "correction-of-composite": error(
    (a: { slo: string }) => `\`${a.slo}\` is composed of other SLOs, and no time can be taken out of it alone`,
  ),
  "no-data-of-composite": {
    severity: "warning",
    title: (a: { slo: string }) =>
      `\`noData\` of \`${a.slo}\` makes no alert: it is composed of SLOs that have their own`,
  },
  "weights-of-worst": error((a: { slo: string }) => `the worst part of \`${a.slo}\` is the worst whatever it weighs`),
  "slices-do-not-divide": error(
    (a: { slo: string; of: string; what: string; division: string }) =>
      `slices of ${a.of} of \`${a.slo}\` ${a.what}: ${a.division}`,
  ),
  "burn-dropped": {
    severity: "warning",
    title: (a: { pair: string; slo: string; reason: string }) =>
      `the ${a.pair} burn of \`${a.slo}\` is left out: ${a.reason}`,
  },
});
