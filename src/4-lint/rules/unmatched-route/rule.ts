import { allKnown, canMatch, formatMatcher, holds, type KnownLabels } from "../../../model/routing/matchers.ts";
import type { Route, RouteMatcher } from "../../../model/routing/tree.ts";
import type { AlertmanagerBase, Workspace } from "../../../model/workspace.ts";
import { defineRule, type Report } from "../../rule.ts";

/** An alert of which nothing is known. */
const anyAlert: KnownLabels = { ...allKnown({}), varying: { names: new Set(), open: true } };

/** A route of a base that no alert can come to: its matchers exclude one another, or a route before it takes all that it would match. */
export const unmatchedRoute = defineRule({
  name: "unmatched-route",
  severity: "warning",
  summary: "some alert can come to every route of a base",
  checkWorkspace(workspace, _services, report) {
    for (const { routing } of basesOf(workspace)) visit(routing.root, [], report);
  },
});

/** Of the workspace and its environments, each once. */
function basesOf({ targets, environments }: Workspace): ReadonlySet<AlertmanagerBase> {
  const all = [targets, ...environments.map((environment) => environment.targets ?? targets)];
  return new Set(all.flatMap(({ alertmanager: { base } }) => (base === undefined ? [] : [base])));
}

/** @param above matchers of the routes above, which hold for all that comes here */
function visit({ matchers, routes }: Route, above: readonly RouteMatcher[], report: Report): void {
  const here = [...above, ...matchers];
  for (const [at, route] of routes.entries()) {
    const all = [...here, ...route.matchers];
    const text = `{${route.matchers.map(formatMatcher).join(", ")}}`;
    if (!canMatch(all, anyAlert)) {
      report(route.origin, {
        title: `no alert can match the route ${text}`,
        help: "its matchers, with those of the routes above it, exclude one another: take one away, or the route",
      });
      continue;
    }
    const taker = routes
      .slice(0, at)
      .find(
        (earlier) => earlier.continue !== true && earlier.matchers.every((one) => holds(one, anyAlert, all) === true),
      );
    if (taker === undefined) visit(route, here, report);
    else
      report(route.origin, {
        title: `no alert comes to the route ${text}`,
        labels: [{ span: taker.origin.span, text: "this one takes all that it would match" }],
        help: "put it before the other, or let the other `continue`",
      });
  }
}
