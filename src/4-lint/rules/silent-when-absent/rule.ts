import { bare, selectorsOf, walk } from "../../../model/promql/visit.ts";
import { alertsOf, constantOf, isOwn, placeIn, uses } from "../../expressions.ts";
import { defineRule } from "../../rule.ts";

const rates = ["rate", "irate", "increase"];

/**
 * "Too little happens" is asked of series that vanish with the process: then there is nothing to compare, and the alert is silent in the worst case.
 * A hint: another alert may watch that case, in another place.
 */
export const silentWhenAbsent = defineRule({
  name: "silent-when-absent",
  severity: "info",
  summary: "an alert about too little also fires when there is nothing at all",
  check(service, report) {
    const alerts = alertsOf(service);
    const watched = new Set(
      alerts.flatMap(({ when }) =>
        when !== undefined && uses(when.expr, "absent", "absent_over_time")
          ? selectorsOf(when.expr).map(({ name }) => name)
          : [],
      ),
    );
    for (const { name, when } of alerts) {
      if (when === undefined || !isOwn(when.origin)) continue;
      const top = bare(when.expr);
      if (top.kind !== "binary" || !["<", "<=", "=="].includes(top.op)) continue;
      const limit = constantOf(top.right);
      if (limit === undefined || (top.op === "==" && limit !== 0)) continue;
      if (!uses(top.left, ...rates) || walk(top.left).some(({ kind }) => kind === "binary")) continue;
      const read = selectorsOf(top.left).map((selector) => selector.name);
      if (read.some((one) => watched.has(one)) || watched.has("up")) continue;
      report(placeIn(service, when, top), {
        title: `\`${name}\` is silent when the series of \`${read[0] ?? "the selector"}\` are gone`,
        help: `add \`or absent(${read[0] ?? "…"}{…})\`, or an alert of its own for it`,
      });
    }
  },
});
