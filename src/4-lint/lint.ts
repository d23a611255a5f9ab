import type { Diagnostic, DiagnosticSeverity } from "../diagnostics/diagnostic.ts";
import type { Origin } from "../model/origin.ts";
import type { Service } from "../model/service.ts";
import type { Policy, Workspace } from "../model/workspace.ts";
import { nearest } from "../util/nearest.ts";
import { diagnostic } from "./diagnostics.ts";
import { pointer } from "./lookup.ts";
import { lintRules } from "./registry.ts";
import type { Finding, LintContext, LintRule } from "./rule.ts";

/** Findings of every rule that is on for this service. One place and title is reported once, however many SLOs share it. */
export function lint(service: Service, context: LintContext): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const rule of lintRules) {
    const severity = severityOf(rule, service, context.workspace.policy);
    if (severity === "none") continue;
    rule.check(
      service,
      (origin, finding) => {
        const { span } = origin;
        const key = `${rule.name} ${span.file.path} ${span.start} ${span.end} ${finding.title}`;
        if (!found.has(key))
          found.set(key, { code: `lint/${rule.name}`, severity, span, ...finding, ...labelsOf(origin, finding) });
      },
      context,
    );
  }
  return [...found.values()];
}

/** Findings about the policy itself: rules that do not exist. */
export function lintWorkspace({ policy, resolved }: Workspace): readonly Diagnostic[] {
  const names = lintRules.map(({ name }) => name);
  const unknown = (name: string, origin: Origin): Diagnostic[] => {
    if (names.includes(name)) return [];
    const bare = name.replace(/^lint\//, "");
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
function severityOf({ name, severity }: LintRule, service: Service, { rules }: Policy): DiagnosticSeverity | "none" {
  return rules.get(name) ?? (typeof severity === "function" ? severity(service) : severity);
}

/** What a kit gave is reported where the service uses the kit; the kit's own text is shown besides. */
function labelsOf(origin: Origin, { labels = [] }: Finding): Pick<Finding, "labels"> {
  if (origin.from !== "kit" || origin.inKit === undefined) return labels.length > 0 ? { labels } : {};
  return { labels: [...labels, { span: origin.inKit, text: `given by kit \`${origin.name}\`` }] };
}
