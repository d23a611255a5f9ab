/** What dashboards ask for, as far as it can be told before there is any data: options of query variables are not known then. */
import type { Expr } from "../../../src/model/promql/ast.ts";
import { parsePromql } from "../../../src/model/promql/parse.ts";
import { mapExpr } from "../../../src/model/promql/visit.ts";
import { dashboardQueries, type DashboardJson } from "../dashboards.ts";

/** Stands for any option; of letters alone, so that no way to escape it changes it. */
const anyOption = "anyOptionOfAVariable";

/** Expressions that do not parse are left out here: the server says what is wrong with them. */
export async function exprsOfDashboards(dashboards: ReadonlyMap<string, DashboardJson>): Promise<readonly Expr[]> {
  const found: Expr[] = [];
  for (const [path, dashboard] of dashboards)
    for (const { source, text } of await dashboardQueries(path, dashboard, async () => [anyOption])) {
      const { expr } = source === "prometheus" ? parsePromql(text) : {};
      if (expr !== undefined) found.push(mapExpr(expr, withoutOptions));
    }
  return found;
}

function withoutOptions(node: Expr): Expr {
  if (node.kind !== "selector") return node;
  return { ...node, matchers: node.matchers.filter(({ value }) => !value.includes(anyOption)) };
}
