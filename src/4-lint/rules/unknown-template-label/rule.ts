import type { Origin } from "../../../model/origin.ts";
import { mayHave, resultLabels, type ResultLabels } from "../../../model/promql/result-labels.ts";
import { alertSeverities, type Service } from "../../../model/service.ts";
import { groupsOf } from "../../../model/slo/forms.ts";
import { alertsOf, isOwn } from "../../expressions.ts";
import { isMap, pointer, textAt, valueAt } from "../../lookup.ts";
import { defineRule, type Report } from "../../rule.ts";
import { list } from "../../words.ts";

/** A template that names a label which the series does not have prints nothing in its place. */
export const unknownTemplateLabel = defineRule({
  name: "unknown-template-label",
  severity: "error",
  summary: "the texts of an alert name labels that it has",
  check(service, report) {
    for (const { name, when, predict, templates } of alertsOf(service)) {
      const read = when ?? predict;
      if (read === undefined) continue;
      if (!templates.some(({ text }) => text.includes("{{"))) continue;
      const labels = resultLabels(read.expr);
      for (const template of templates) look(service, template, `\`${name}\``, labels, report);
    }
    const burning = service.slos.filter(({ burns }) => burns.length > 0);
    for (const slo of burning) {
      if (valueAt(service, "slos", slo.name, "alerting") === undefined) continue;
      const labels = ofSlos(service, [slo]);
      for (const template of templatesAt(service, "slos", slo.name, "alerting"))
        look(service, template, `\`${slo.id}\``, labels, report);
    }
    // A text for all SLOs may name what only some of them are grouped by.
    const labels = ofSlos(service, burning);
    for (const template of templatesAt(service, "alerting"))
      look(service, template, `the SLOs of \`${service.name}\``, labels, report);
  },
});

/** Labels that tocsin gives to alerts, whatever their series have. */
const ours = ["service", "slo", "owner", "severity", "alertname", "long", "short"];

interface Template {
  readonly pointer: string;
  readonly text: string;
}

function look(service: Service, template: Template, owner: string, labels: ResultLabels, report: Report): void {
  const added = [...ours, ...Object.keys({ ...service.labels, ...service.environmentLabels })];
  for (const action of template.text.matchAll(/\{\{.*?\}\}/gs)) {
    for (const { 0: whole, 1: label = "", index } of action[0].matchAll(/(?:\$labels|\.Labels)\.([A-Za-z_]\w*)/g)) {
      if (mayHave(labels, label) || added.includes(label)) continue;
      const start = action.index + index;
      const names = [...labels.names].map((name) => `\`${name}\``);
      report(placeOf(service, template.pointer, start, start + whole.length), {
        title: `a text of ${owner} names the label \`${label}\`, which it does not have`,
        help:
          names.length === 0
            ? "its series have no labels: group the expression `by` what the text shall name"
            : `it has ${list(names)}; group the expression \`by\` what the text shall name`,
      });
    }
  }
}

function placeOf({ resolved }: Service, at: string, start: number, end: number): Origin {
  const origin = resolved.originOf(at);
  return isOwn(origin) ? { ...origin, span: resolved.spanInside?.(at, start, end) ?? origin.span } : origin;
}

/** What recorded series carry: groups and the environment's labels besides our own. */
function ofSlos({ environmentLabels }: Service, slos: Service["slos"]): ResultLabels {
  const groups = slos.flatMap((slo) => groupsOf(slo).map(({ recorded }) => recorded));
  return { names: new Set([...groups, ...Object.keys(environmentLabels)]), open: false };
}

function templatesAt(service: Service, ...path: readonly string[]): readonly Template[] {
  const places = [path, ...alertSeverities.map((severity) => [...path, severity])];
  return places.flatMap((place) => {
    const annotations = valueAt(service, ...place, "annotations");
    const keys = Object.keys(isMap(annotations) ? annotations : {});
    return [[...place, "summary"], ...keys.map((key) => [...place, "annotations", key])].flatMap((at) => {
      const text = textAt(service, ...at);
      return text === undefined ? [] : [{ pointer: pointer(...at), text }];
    });
  });
}
