import type { EmittedAlert } from "../../../model/alerting/emitted.ts";
import { silencers } from "../../../model/routing/inhibit.ts";
import { mustMatch } from "../../../model/routing/matchers.ts";
import type { InhibitRule } from "../../../model/routing/tree.ts";
import { routedWorkspaces } from "../../routing.ts";
import { defineRule } from "../../rule.ts";

/** Two alerts that silence one another: when both fire, nobody is told of either. Alertmanager asks only who fires, not who is heard. */
export const inhibitionLoop = defineRule({
  name: "inhibition-loop",
  severity: "error",
  summary: "no two alerts silence one another",
  checkWorkspace(workspace, services, report) {
    for (const { alerts, routing, workspace: here } of routedWorkspaces(workspace, services)) {
      // ours lead from the more to the less urgent, and never back
      const rules = here.targets.alertmanager.base?.routing.inhibitRules ?? [];
      if (rules.length === 0) continue;
      const found = silencers(alerts, routing.inhibitRules);
      /** Pairs of rules that were told of. */
      const told = new Map<InhibitRule, Set<InhibitRule>>();
      for (const [alert, by] of found)
        for (const { by: other, rule } of by) {
          // a pair of rules is told of once, at the later one of the base
          if (other === alert || !rules.includes(rule) || !isSure(other, rule, alert)) continue;
          for (const { by: source, rule: back } of found.get(other) ?? []) {
            if (source !== alert || !isSure(alert, back, other) || rules.indexOf(back) > rules.indexOf(rule)) continue;
            const before = told.get(rule) ?? new Set();
            told.set(rule, before);
            if (before.has(back)) continue;
            before.add(back);
            report(rule.origin, {
              title: `${nameOf(alert)} and ${nameOf(other)} silence one another`,
              labels: back === rule ? [] : [{ span: back.origin.span, text: backText(back, rules) }],
              help: "let one of them alone be a source: while both fire, nobody is told of either",
            });
          }
        }
    }
  },
});

function backText(back: InhibitRule, rules: readonly InhibitRule[]): string {
  return rules.includes(back) ? "this rule silences the other" : `the other is silenced by ours: ${back.comment ?? ""}`;
}

/** Whether the rule is for these two whatever their series bring; labels of `equal` may yet differ. */
function isSure(source: EmittedAlert, rule: InhibitRule, target: EmittedAlert): boolean {
  return mustMatch(rule.source, source) && mustMatch(rule.target, target);
}

function nameOf({ labels, subject, severity }: EmittedAlert): string {
  return `\`${labels["alertname"]}\` of \`${subject}\` (${severity})`;
}
