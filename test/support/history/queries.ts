/** What dashboards ask for, as far as it can be told before there is any data: options of query variables are not known then. */
import type { Expr } from "../../../src/model/promql/ast.ts";
import { parsePromql } from "../../../src/model/promql/parse.ts";
import { dashboardQueries, type DashboardJson } from "../dashboards.ts";

/** Expressions that do not parse are left out here: the server says what is wrong with them. */
export async function exprsOfDashboards(dashboards: ReadonlyMap<string, DashboardJson>): Promise<readonly Expr[]> {
  const found: Expr[] = [];
  for (const [path, dashboard] of dashboards)
    for (const { source, text } of await dashboardQueries(path, dashboard, async () => [".+"])) {
      const { expr } = source === "prometheus" ? parsePromql(text) : {};
      if (expr !== undefined) found.push(expr);
    }
  return found;
}
