import type { Diagnostic, DiagnosticSeverity } from "../diagnostics/diagnostic.ts";
import type { Origin } from "../model/origin.ts";
import type { Service } from "../model/service.ts";
import type { Policy, Workspace } from "../model/workspace.ts";
import { nearest } from "../util/nearest.ts";
import { diagnostic } from "./diagnostics.ts";
import { pointer } from "./lookup.ts";
import { lintRules } from "./registry.ts";
import type { Finding, LintContext, LintRule, Report } from "./rule.ts";
import type { LintSummary } from "./summary.ts";

/** Rules, and what their codes begin with: `lint/…` of ours, `own/…` of a workspace's own. */
export interface RuleSet {
  readonly phase: "lint" | "own";
  readonly rules: readonly LintRule[];
}

const builtIn: RuleSet = { phase: "lint", rules: lintRules };

/** Findings of every rule that is on for this service. One place and title is reported once, however many SLOs share it. */
export function lint(service: Service, context: LintContext, rules = builtIn): readonly Diagnostic[] {
  return collect(rules, (rule) => {
    const severity = severityOf(rule, context.workspace.policy, service);
    return severity !== "none" && { severity, run: (report) => rule.check?.(service, report, context) };
  });
}

/** Findings of the rules that look at all services in all environments together. */
export function lintServices(
  workspace: Workspace,
  services: readonly LintSummary[],
  rules = builtIn,
): readonly Diagnostic[] {
  return collect(rules, (rule) => {
    const severity = severityOf(rule, workspace.policy);
    return severity !== "none" && { severity, run: (report) => rule.checkWorkspace?.(workspace, services, report) };
  });
}

/** A rule of the workspace's own, as far as it is known where it is not run. */
export interface OwnRule extends Omit<LintRule, "severity" | "check" | "checkWorkspace"> {
  readonly severity: DiagnosticSeverity | "by tier";
  /** Whether it looks at all services together. */
  readonly looksAtAll: boolean;
}

/** Whether a finding of this code is made only when every service was compiled. */
export function needsEveryService(code: string, own: readonly OwnRule[] = []): boolean {
  return (
    lintRules.some(({ name, checkWorkspace }) => checkWorkspace !== undefined && code === `lint/${name}`) ||
    own.some(({ name, looksAtAll }) => looksAtAll && code === `own/${name}`)
  );
}

interface Run {
  readonly severity: DiagnosticSeverity;
  run(report: Report): void;
}

function collect({ phase, rules }: RuleSet, runOf: (rule: LintRule) => Run | false): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const rule of rules) {
    const one = runOf(rule);
    if (one === false) continue;
    const { severity } = one;
    one.run((origin, finding) => {
      const { span } = origin;
      const key = `${rule.name} ${span.file.path} ${span.start} ${span.end} ${finding.title}`;
      if (!found.has(key))
        found.set(key, { code: `${phase}/${rule.name}`, severity, span, ...finding, ...labelsOf(origin, finding) });
    });
  }
  return [...found.values()];
}

/**
 * Findings about the policy itself: rules that do not exist.
 *
 * @param own rules of the workspace's own; "unknown": it has some, and nobody asked which
 */
export function lintPolicy(
  { policy, resolved }: Workspace,
  own: readonly OwnRule[] | "unknown" = [],
): readonly Diagnostic[] {
  if (own === "unknown") return [];
  const names = [...lintRules, ...own].map(({ name }) => name);
  const unknown = (name: string, origin: Origin): Diagnostic[] => {
    if (names.includes(name)) return [];
    const bare = name.replace(/^(?:lint|own)\//, "");
    const near = names.includes(bare) ? bare : nearest(bare, names);
    const help = near === undefined ? "`tocsin rules` lists them" : `did you mean \`${near}\`?`;
    const fix =
      near === undefined ? {} : { fix: { title: `write \`${near}\``, edits: [{ span: origin.span, text: near }] } };
    return [diagnostic("unknown-rule", { name }, origin.span, { help, ...fix })];
  };
  const locked = [...policy.locked];
  return [
    ...[...policy.rules.keys()].flatMap((name) =>
      unknown(name, resolved.originOf(pointer("policy", "rules", name), "key")),
    ),
    ...locked.flatMap((name, at) => unknown(name, resolved.originOf(pointer("policy", "locked", at)))),
  ];
}

/** What the policy says goes before what the rule says, for every tier. */
function severityOf({ name, severity }: LintRule, { rules }: Policy, service?: Service): DiagnosticSeverity | "none" {
  const own = typeof severity !== "function" ? severity : service === undefined ? "none" : severity(service);
  return rules.get(name) ?? own;
}

/** What a kit gave is reported where the service uses the kit; the kit's own text is shown besides. */
function labelsOf(origin: Origin, { labels = [] }: Finding): Pick<Finding, "labels"> {
  if (origin.from !== "kit" || origin.inKit === undefined) return labels.length > 0 ? { labels } : {};
  return { labels: [...labels, { span: origin.inKit, text: `given by kit \`${origin.name}\`` }] };
}
