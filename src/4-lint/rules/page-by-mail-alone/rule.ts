import type { Alert, Service } from "../../../model/service.ts";
import { sloAlerts } from "../../../model/slo/forms.ts";
import { defineRule } from "../../rule.ts";

/** Mail wakes nobody. */
export const pageByMailAlone = defineRule({
  name: "page-by-mail-alone",
  severity: "warning",
  summary: "a page goes to something that wakes a person",
  check(service: Service, report, { workspace: { receivers } }) {
    const alerts: readonly Alert[] = [
      ...service.slos.flatMap((slo) => sloAlerts(slo)),
      ...service.alerts,
      ...service.anomalies,
    ];
    for (const { severity, name, notify, notifyOrigin } of alerts) {
      if (severity !== "page") continue;
      const channels = notify.flatMap((receiver) => receivers.get(receiver)?.channels ?? []);
      if (channels.length === 0 || channels.some(({ kind }) => kind !== "email")) continue;
      const names = notify.map((receiver) => `\`${receiver}\``).join(", ");
      report(notifyOrigin, {
        title: `pages go to ${names} by mail alone`,
        labels: [{ span: channels[0]!.origin.span, text: `where \`${name}\` of \`${service.name}\` is told` }],
        help: "add a receiver that rings: `pagerduty`, `opsgenie` or a `webhook`; or make it a `ticket`",
      });
    }
  },
});
