/** Trees of routes and label sets at random, with values and regexes that meet often. */
import * as fc from "fast-check";
import { formatMatcher } from "../../src/model/routing/matchers.ts";
import type { Route, RouteMatcher } from "../../src/model/routing/tree.ts";
import type { Labels } from "../../src/model/service.ts";
import { origin } from "./model.ts";

const labels = ["a", "b", "severity", "größe"];
const values = ["x", "y", "xy", "x.y", 'q"\\n', "two\nlines", "ß", "X"];
const regexes = [
  "x|y",
  "x.*",
  ".+",
  ".*",
  "",
  "[a-x]y?",
  "(?i)X",
  "x.y",
  "\\w+",
  "x(?:y|z)?",
  "^x$",
  "ß|q.*",
  "two\\slines",
];

const matcher: fc.Arbitrary<RouteMatcher> = fc
  .tuple(fc.constantFrom(...labels), fc.constantFrom("=", "!=", "=~", "!~"), fc.nat(), fc.nat(12))
  .map(([label, op, at, empty]) => {
    const from = op.endsWith("~") ? regexes : values;
    return { label, op, value: empty === 0 ? "" : from[at % from.length]! } as RouteMatcher;
  });

export const receivers = Array.from({ length: 8 }, (_, at) => `r${at}`);

const { tree } = fc.letrec<{ tree: Route }>((tie) => ({
  tree: fc.record(
    {
      matchers: fc.array(matcher, { maxLength: 3 }),
      receiver: fc.constantFrom(...receivers),
      continue: fc.boolean(),
      routes: fc.oneof(
        { maxDepth: 4, depthIdentifier: "routes" },
        fc.constant([]),
        fc.array(tie("tree"), { maxLength: 4, depthIdentifier: "routes" }),
      ),
      origin: fc.constant(origin),
    },
    { requiredKeys: ["matchers", "routes", "origin"] },
  ) as fc.Arbitrary<Route>,
}));

/** A whole tree: the root has a receiver and takes everything. */
export const root: fc.Arbitrary<Route> = fc
  .oneof(
    { weight: 3, arbitrary: fc.array(tree, { minLength: 1, maxLength: 6 }) },
    // so many that they are looked up
    { weight: 1, arbitrary: fc.array(tree, { minLength: 17, maxLength: 24 }) },
  )
  .map((routes) => ({ matchers: [], receiver: "r0", routes, origin }));

export const labelSet: fc.Arbitrary<Labels> = fc.dictionary(fc.constantFrom(...labels), fc.constantFrom(...values, ""));

/** The route as Alertmanager's configuration has it. */
export function toConfig({ matchers, receiver, continue: goesOn, routes }: Route): object {
  return {
    ...(receiver !== undefined && { receiver }),
    ...(matchers.length > 0 && { matchers: matchers.map(formatMatcher) }),
    ...(goesOn === true && { continue: true }),
    routes: routes.map(toConfig),
  };
}
