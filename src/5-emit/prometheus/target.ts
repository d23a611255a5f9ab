import type { Diagnostic, Outcome } from "../../diagnostics/diagnostic.ts";
import type { Service, Slo } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import { stepOfAlerts } from "../../model/alerting/condition.ts";
import { files } from "../../model/slo/names.ts";
import { stepOfSlo } from "../../model/slo/forms.ts";
import { untimed } from "../../util/timed.ts";
import type { Artifact } from "../artifact.ts";
import { type Noted, type PrintedYaml, printYaml, type YamlMap } from "../shared/yaml.ts";
import { diagnostic } from "../diagnostics.ts";
import { defineTarget, type EmitContext } from "../target.ts";
import { anomalyGroups } from "./anomalies/group.ts";
import { anomalyProofs } from "./anomalies/proofs.ts";
import { check } from "./check.ts";
import { prometheusRule, serviceMonitor } from "./operator.ts";
import { maintenanceProofs, planProofs, proofFiles } from "./proofs/proofs.ts";
import { recordGroups } from "./records.ts";
import { ruleGroups } from "./rules.ts";
import { alertReport } from "./report.ts";
import { ruleAlertGroups } from "./rule-alerts/group.ts";
import { proveRuleAlerts, ruleAlertTestFile } from "./rule-alerts/proofs/tests.ts";
import { canBeFound, scrapeConfig } from "./scrape.ts";
import { refusedLabels } from "../shared/kubernetes.ts";
import { headerOf, sourcesOf } from "../shared/sources.ts";
import { checkGroups, checkStore, checkWorkspace } from "./stores/check.ts";
import { groupsAsRead, storeFile } from "./stores/forms.ts";

/** Rules, proofs of them, and what scrapes the service: for Prometheus itself and for its Kubernetes operator. */
export const prometheus = defineTarget({
  name: "prometheus",
  compiles: [
    ..."type description groupBy match threshold atLeast atMost maxAge prometheus"
      .split(" ")
      .map((key) => `/slis/*/${key}`),
    ..."sli objective description window links slices of combine".split(" ").map((key) => `/slos/*/${key}`),
    "/window",
    ...["", "/slos/*"].flatMap((owner) => [
      ..."minimumErrors name summary labels annotations".split(" ").map((key) => `${owner}/alerting/${key}`),
      ..."burns budgetLeft noData notify labels annotations".split(" ").map((key) => `${owner}/alerting/*/${key}`),
    ]),
    ..."when predict for keepFiringFor severity summary description labels annotations links notify"
      .split(" ")
      .map((key) => `/alerts/*/${key}`),
    ..."method value period samples sigma for severity summary description labels annotations links notify"
      .split(" ")
      .map((key) => `/anomalies/*/${key}`),
    "/metrics/interval",
    "/metrics/scrape",
    "/metrics/push",
    "/metrics/declare",
    "/metrics/record",
    "/kubernetes",
    "/maintenance",
    "/corrections",
  ],
  emitService,
  findings: (service, context) => prepare(service, context).diagnostics,
  emitWorkspace: (services, { workspace }) => ({ value: [], diagnostics: checkWorkspace(services, workspace) }),
});

/** What is to be made of a service, and what is found on the way: everything but the texts. */
function prepare(service: Service, context: EmitContext) {
  const { workspace } = context;
  const { as } = workspace.targets.prometheus;
  const diagnostics: Diagnostic[] = [...check(service, workspace), ...checkStore(service, workspace)];
  if (diagnostics.some(({ severity }) => severity === "error")) return { diagnostics };
  const slos = inOrder(service.slos);
  const [forFiles, forOperator] = [as.includes("rules"), as.includes("operator")];
  if (forOperator) diagnostics.push(...refusedLabels(service));
  if (workspace.targets.prometheus.store === "mimir") {
    for (const slo of slos)
      diagnostics.push(...checkGroups(slo.id, slo.origin, groupsOfRules(service, slo, workspace), workspace));
    diagnostics.push(...checkGroups(service.name, service.origin, groupsOfService(service, workspace), workspace));
  }
  const proofs = slos.length > 0 && forFiles ? planProofs(service, slos, context) : undefined;
  const ofAnomalies = service.anomalies.length > 0 && forFiles ? anomalyProofs(service, workspace) : undefined;
  const ofAlerts = service.alerts.length > 0 && forFiles ? proveRuleAlerts(service, workspace) : undefined;
  for (const some of [proofs, ofAlerts, ofAnomalies]) diagnostics.push(...(some?.diagnostics ?? []));
  const { scrape } = service.metrics;
  if (scrape !== undefined && !canBeFound(service)) diagnostics.push(notFound(service));
  const made = { slos, proofs, ofAlerts, ofAnomalies, forFiles, forOperator, scrapes: scrape !== undefined };
  return { diagnostics, made };
}

function emitService(service: Service, context: EmitContext): Outcome<readonly Artifact[]> {
  const { workspace } = context;
  const { made, diagnostics } = prepare(service, context);
  if (made === undefined) return { diagnostics };
  const file = printerFor(service);
  const artifacts: Artifact[] = [];
  const { slos, proofs, ofAlerts, ofAnomalies, forFiles, forOperator, scrapes } = made;
  const groups = groupsOf(service, slos, workspace);
  const { time = untimed } = context;
  if (groups.length > 0 && forFiles) artifacts.push(file(files.rules(service.name), { groups }));
  if (proofs !== undefined) {
    const tests = () => proofFiles(proofs).map(({ path, root, comments }) => file(path, root, comments));
    artifacts.push(...time("tests", tests));
  }
  const ofService = [
    ...(ofAlerts === undefined || ofAlerts.tests.length === 0
      ? []
      : [ruleAlertTestFile(service, workspace, ofAlerts.tests)]),
    ...(ofAnomalies?.files ?? []),
    ...((ofAlerts ?? ofAnomalies) !== undefined && proofs === undefined
      ? maintenanceProofs(service, [], stepOfAlerts(service, workspace))
      : []),
  ];
  for (const { path, root, comments } of ofService) artifacts.push(file(path, root, comments));
  if (groups.length > 0 && forFiles) artifacts.push(alertReport(service, slos, workspace));
  const ofStore =
    groups.length > 0 && forFiles ? storeFile(service, groups, workspace, context.environment) : undefined;
  if (ofStore !== undefined) artifacts.push(file(ofStore.path, ofStore.root, ofStore.comments));
  if (groups.length > 0 && forOperator)
    artifacts.push(file(files.prometheusRule(service.name), prometheusRule(service, groupsAsRead(groups, workspace))));
  if (scrapes) {
    if (canBeFound(service) && forFiles) artifacts.push(file(files.scrape(service.name), scrapeConfig(service)));
    const monitor = forOperator ? serviceMonitor(service) : undefined;
    if (monitor !== undefined) artifacts.push(file(files.serviceMonitor(service.name), monitor));
  }
  return { value: artifacts, diagnostics };
}

/** The rule file of a service alone, for those who look at one: nothing is checked, and nothing proven. */
export function ruleFile(service: Service, workspace: Workspace): Artifact | undefined {
  const groups = groupsOf(service, inOrder(service.slos), workspace);
  return groups.length === 0 ? undefined : printerFor(service)(files.rules(service.name), { groups });
}

function inOrder(slos: readonly Slo[]): readonly Slo[] {
  return [...slos].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function groupsOf(service: Service, slos: readonly Slo[], workspace: Workspace): Noted[] {
  return [...slos.flatMap((slo) => groupsOfRules(service, slo, workspace)), ...groupsOfService(service, workspace)];
}

function printerFor(service: Service) {
  const sources = sourcesOf(service);
  return (path: string, root: YamlMap, comments: readonly string[] = []): Artifact =>
    new PrintedFile(path, printYaml(root, [headerOf(service), ...comments]), sources, service);
}

class PrintedFile implements Artifact {
  readonly path: string;
  readonly text: string;
  readonly sources: readonly string[];
  private readonly printed: PrintedYaml;
  private readonly service: Pick<Service, "name" | "origin">;

  constructor(path: string, printed: PrintedYaml, sources: readonly string[], { name, origin }: Service) {
    this.path = path;
    this.text = printed.text;
    this.sources = sources;
    this.printed = printed;
    this.service = { name, origin };
  }

  get lines(): Artifact["lines"] {
    const { count, lines } = this.printed;
    const { name, origin } = this.service;
    return [{ first: 1, last: count, origin, what: `generated from ${name}` }, ...lines];
  }
}

function groupsOfRules(service: Service, slo: Slo, workspace: Workspace): readonly Noted[] {
  return ruleGroups(service, slo, workspace, stepOfSlo(service, slo, workspace.targets.prometheus.step));
}

/** What is no SLO's. */
function groupsOfService(service: Service, workspace: Workspace): readonly Noted[] {
  return [
    ...recordGroups(service, workspace),
    ...ruleAlertGroups(service, workspace),
    ...anomalyGroups(service, workspace),
  ];
}

function notFound(service: Service): Diagnostic {
  const { span } = service.resolved.originOf("/metrics/scrape", "key");
  return diagnostic("no-targets", { service: service.name }, span, {
    help: "write the port's number (it is scraped at the service's name), or `kubernetes: { selector: … }`",
  });
}
