import { alertSeverities } from "../../../model/service.ts";
import { isMap, pointer, textAt, valueAt } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** An action that asks for something of the alert: other braces are text that somebody means. */
const action = /\{\{[^}]*(?:\$labels|\$value|\.Labels|\.Value)\b[^}]*\}\}/;

/** Labels are texts: what changes with a value would make a new alert each time, whose `for` begins anew. */
export const templateInLabel = defineRule({
  name: "template-in-label",
  severity: "warning",
  summary: "labels are texts: templates stand in annotations",
  check(service, report) {
    const alerting = (...path: readonly string[]) =>
      ["", ...alertSeverities].map((severity) => [...path, "alerting", ...(severity === "" ? [] : [severity])]);
    const entries = (section: string) => {
      const map = valueAt(service, section);
      return isMap(map) ? Object.keys(map).map((name) => [section, name]) : [];
    };
    const owners = [
      [],
      ...alerting(),
      ...entries("slos").flatMap((slo) => alerting(...slo)),
      ...entries("alerts"),
      ...entries("anomalies"),
    ];
    for (const owner of owners) {
      const labels = valueAt(service, ...owner, "labels");
      for (const label of Object.keys(isMap(labels) ? labels : {})) {
        const text = textAt(service, ...owner, "labels", label);
        const found = text === undefined ? null : action.exec(text);
        if (found === null) continue;
        report(service.resolved.originOf(pointer(...owner, "labels", label)), {
          title: `\`${found[0]}\` in the label \`${label}\` is text, and arrives as it stands`,
          help: "write it under `annotations`; the labels of the series are on the alert in any case",
        });
      }
    }
  },
});
