import { formatDuration, humanDuration, parseDuration } from "../../../model/quantity/duration.ts";
import { alertsOf, constantOf, expressionsOf, placeIn, rangeSelector } from "../../expressions.ts";
import { pointer, textAt } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** Alerts in wide use look ahead by up to 24 times what they look back. */
const most = 24;

/** A straight line through a few minutes says nothing about days: a burst of writes is told as a full disk. */
export const predictionFromTooLittle = defineRule({
  name: "prediction-from-too-little",
  severity: "warning",
  summary: "a prediction looks back for long enough",
  check(service, report) {
    for (const expression of expressionsOf(service)) {
      for (const node of expression.nodes) {
        if (node.kind !== "call" || node.fn !== "predict_linear") continue;
        const range = rangeSelector(node.args)?.range;
        const ahead = node.args[1] === undefined ? undefined : constantOf(node.args[1]);
        if (typeof range !== "number" || ahead === undefined || ahead <= range * most) continue;
        report(placeIn(service, expression, node), finding(ahead, range));
      }
    }
    for (const { name } of alertsOf(service)) {
      const over = parseDuration(textAt(service, "alerts", name, "predict", "over") ?? "");
      const within = parseDuration(textAt(service, "alerts", name, "predict", "within") ?? "");
      if (!over.ok || !within.ok || over.value === 0 || within.value <= over.value * most) continue;
      report(service.resolved.originOf(pointer("alerts", name, "predict", "over")), finding(within.value, over.value));
    }
  },
});

function finding(ahead: number, back: number) {
  return {
    title: `${humanDuration(ahead)} are predicted from ${humanDuration(back)}`,
    help: `look back for longer: ${formatDuration(Math.ceil(ahead / most / 3600) * 3600)} or more`,
  };
}
