import type { Binary, Expr, Selector } from "../../../model/promql/ast.ts";
import { comparisons } from "../../../model/promql/operators.ts";
import { bare } from "../../../model/promql/visit.ts";
import type { Service } from "../../../model/service.ts";
import { alertsOf, constantOf, expressionsOf, placeIn, rangeSelector } from "../../expressions.ts";
import { textAt } from "../../lookup.ts";
import { declaredKind, likelyKind } from "../../metrics.ts";
import { defineRule } from "../../rule.ts";

const ofGauges = new Set(["delta", "idelta", "deriv", "predict_linear"]);

/**
 * A counter holds all that ever happened since the process began: compared to a number it fires some day and stays so until a restart.
 * `> 0` is left alone: it may well mean "this must never have happened".
 */
export const counterWithoutRate = defineRule({
  name: "counter-without-rate",
  severity: "warning",
  summary: "a counter is compared by its rate or increase",
  check(service, report) {
    const alerts = alertsOf(service).flatMap(({ when }) => (when === undefined ? [] : [when]));
    for (const expression of alerts) {
      for (const node of expression.nodes) {
        if (node.kind !== "binary" || !comparisons.has(node.op)) continue;
        const [side, limit, op] = turned(node);
        if (limit === undefined || limit === 0 || (limit === 1 && op === ">=")) continue;
        // Below a number a counter is after a restart alone: `uptime_seconds_total < 60`.
        if (op === "<" || op === "<=") continue;
        const counter = counterIn(side);
        if (counter?.name === undefined || likelyKind(service, counter.name) !== "counter") continue;
        report(placeIn(service, expression, node), {
          title: `the counter \`${counter.name}\` is compared to ${limit}, a number that it passes some day`,
          help: `compare what was added: \`increase(${counter.name}[1h])\` or \`rate(${counter.name}[5m])\`; a gauge is declared as one under \`metrics.declare\``,
        });
      }
    }
    for (const expression of expressionsOf(service)) {
      const counter = isCourse(service, expression.path) ? counterIn(expression.expr) : undefined;
      if (counter?.name !== undefined && likelyKind(service, counter.name) === "counter") {
        report(placeIn(service, expression, counter), {
          title: `a panel of the counter \`${counter.name}\` itself climbs until the process restarts`,
          help: `show how fast it grows: \`rate(${counter.name}[\${window}])\`; a total that is meant stands as a number, \`as: stat\``,
        });
      }
      for (const node of expression.nodes) {
        const buckets = node.kind === "call" && node.fn === "histogram_quantile" ? node.args[1] : undefined;
        const raw = buckets === undefined ? undefined : counterIn(buckets);
        if (raw?.name?.endsWith("_bucket") === true) {
          report(placeIn(service, expression, node), {
            title: `a quantile of \`${raw.name}\` itself is that of everything since the process began`,
            help: `take the rate first: \`sum by (le) (rate(${raw.name}[5m]))\``,
          });
        }
        const name = node.kind === "call" && ofGauges.has(node.fn) ? rangeSelector(node.args)?.name : undefined;
        if (node.kind !== "call" || name === undefined || declaredKind(service, name) !== "counter") continue;
        report(placeIn(service, expression, node), {
          title: `\`${node.fn}\` of the counter \`${name}\` takes a restart for a fall`,
          help: "write `increase` or `rate`, which know restarts",
        });
      }
    }
  },
});

/** A panel that draws its expression over time. */
function isCourse(service: Service, path: readonly string[]): boolean {
  if (path[0] !== "dashboards" || path.at(-1) !== "value") return false;
  const as = textAt(service, ...path.slice(0, -1), "as");
  return as === undefined || as === "timeseries";
}

const flipped: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** What is compared, to which number and how: `5 < x` as `x > 5`. */
function turned({ op, left, right }: Binary): readonly [Expr, number | undefined, string] {
  const limit = constantOf(right);
  return limit === undefined ? [right, constantOf(left), flipped[op] ?? op] : [left, limit, op];
}

/** The raw series that a side is made of by sums and constant factors alone. */
function counterIn(expr: Expr): Selector | undefined {
  const node = bare(expr);
  if (node.kind === "selector") return node.range === undefined ? node : undefined;
  if (node.kind === "aggregation") return node.op === "count" || node.op === "group" ? undefined : counterIn(node.expr);
  if (node.kind !== "binary" || (node.op !== "*" && node.op !== "/")) return undefined;
  return constantOf(node.right) === undefined ? undefined : counterIn(node.left);
}
