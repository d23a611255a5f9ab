/** What Alertmanager does with an alert that comes in at the root: `Route.Match` of its dispatcher, for all that its labels may turn out to be. */
import type { Labels } from "../service.ts";
import type { Seconds } from "../quantity/units.ts";
import { allKnown, holds, holdsFor, negate, valueOf, type Assumptions, type KnownLabels } from "./matchers.ts";
import type { Route, RouteMatcher } from "./tree.ts";

/** A route that takes the alert, with what it has from those above it. */
export interface Stop {
  /** From the root to the route itself. */
  readonly path: readonly Route[];
  readonly receiver: string;
  readonly groupBy: readonly string[] | "all";
  readonly groupWait: Seconds;
  readonly groupInterval: Seconds;
  readonly repeatInterval: Seconds;
  readonly muteTimes: readonly string[];
  readonly activeTimes: readonly string[];
}

/** What comes of an alert if the labels that its series bring are as they are assumed to be. */
export interface RoutingOutcome {
  readonly assumed: Assumptions;
  /** In the order in which Alertmanager has them; one at least. */
  readonly stops: readonly Stop[];
}

/** Most outcomes of one alert that are followed. */
const mostOutcomes = 500;

/** Every outcome; undefined where there are more than can be looked at. */
export function walk(root: Route, known: KnownLabels): readonly RoutingOutcome[] | undefined {
  const found = visit(root, [], known, []);
  return found?.map(({ assumed, taken }) => ({ assumed, stops: taken.map(stopAt) }));
}

/** The routes that take an alert of which all labels are known. */
export function routesFor(root: Route, labels: Labels): readonly Stop[] {
  return walk(root, allKnown(labels))![0]!.stops;
}

interface Taken {
  readonly assumed: Assumptions;
  readonly taken: readonly (readonly Route[])[];
}

function visit(
  route: Route,
  above: readonly Route[],
  known: KnownLabels,
  assumed: Assumptions,
): readonly Taken[] | undefined {
  const here = [...above, route];
  const { yes, no } = match(route.matchers, known, assumed);
  const outcomes: Taken[] = no.map((others) => ({ assumed: others, taken: [] }));
  if (yes !== undefined) {
    /** Those that ask the next child; the others are done with the children. */
    let asking: readonly Taken[] = [{ assumed: yes, taken: [] }];
    const done: Taken[] = [];
    for (const child of candidates(route, known)) {
      const next: Taken[] = [];
      for (const one of asking) {
        const below = visit(child, here, known, one.assumed);
        if (below === undefined) return undefined;
        for (const { assumed: then, taken } of below) {
          const all = { assumed: then, taken: [...one.taken, ...taken] };
          if (taken.length > 0 && child.continue !== true) done.push(all);
          else next.push(all);
        }
      }
      asking = next;
      if (asking.length + done.length > mostOutcomes) return undefined;
      if (asking.length === 0) break;
    }
    for (const one of [...done, ...asking]) outcomes.push(one.taken.length > 0 ? one : { ...one, taken: [here] });
  }
  return outcomes;
}

/** Children by the value that their first `=` asks for; a route with few needs none. */
interface ChildIndex {
  readonly byLabel: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  readonly others: readonly number[];
}

const few = 16;
const indexes = new WeakMap<Route, ChildIndex>();

/** The children of a route but for those that ask for another value of a label that is known: these cannot match. In their order. */
function candidates(route: Route, known: KnownLabels): readonly Route[] {
  const { routes } = route;
  if (routes.length <= few) return routes;
  let index = indexes.get(route);
  if (index === undefined) {
    index = indexOf(routes);
    indexes.set(route, index);
  }
  const found = [...index.others];
  for (const [label, byValue] of index.byLabel) {
    const value = valueOf(known, label);
    if (value !== undefined) found.push(...(byValue.get(value) ?? []));
    else for (const some of byValue.values()) found.push(...some);
  }
  return found.sort((a, b) => a - b).map((at) => routes[at]!);
}

function indexOf(routes: readonly Route[]): ChildIndex {
  const byLabel = new Map<string, Map<string, number[]>>();
  const others: number[] = [];
  for (const [at, { matchers }] of routes.entries()) {
    const first = matchers.find(({ op }) => op === "=");
    if (first === undefined) {
      others.push(at);
      continue;
    }
    const byValue = byLabel.get(first.label) ?? new Map<string, number[]>();
    byLabel.set(first.label, byValue);
    const same = byValue.get(first.value);
    if (same === undefined) byValue.set(first.value, [at]);
    else same.push(at);
  }
  return { byLabel, others };
}

/** What is assumed where all matchers hold, and in each case in which one does not. */
function match(
  matchers: readonly RouteMatcher[],
  known: KnownLabels,
  assumed: Assumptions,
): { readonly yes?: Assumptions; readonly no: readonly Assumptions[] } {
  const no: Assumptions[] = [];
  let yes = assumed;
  // what is known goes first: where it does not hold, nothing need be assumed
  const open: RouteMatcher[] = [];
  for (const matcher of matchers) {
    const held = holds(matcher, known, assumed);
    if (held === false) return { no: [assumed] };
    if (held === undefined) open.push(matcher);
  }
  for (const matcher of open) {
    const held = holds(matcher, known, yes);
    if (held === false) return { no: [...no, yes] };
    if (held === true) continue;
    no.push([...yes, negate(matcher)]);
    yes = [...yes, matcher];
  }
  return { yes, no };
}

/** Waits, grouping and receiver are those of the nearest route that says them; times in which nobody is told are not handed down. */
function stopAt(path: readonly Route[]): Stop {
  const nearest = <K extends keyof Route>(key: K) => path.findLast((route) => route[key] !== undefined)?.[key];
  const { muteTimes = [], activeTimes = [] } = path.at(-1)!;
  return {
    path,
    receiver: nearest("receiver") ?? "",
    groupBy: nearest("groupBy") ?? [],
    // Alertmanager's own defaults
    groupWait: nearest("groupWait") ?? 30,
    groupInterval: nearest("groupInterval") ?? 300,
    repeatInterval: nearest("repeatInterval") ?? 4 * 3600,
    muteTimes,
    activeTimes,
  };
}

/** A route that was asked, and what it said. */
export interface Asked {
  readonly route: Route;
  readonly depth: number;
  readonly matchers: readonly { readonly matcher: RouteMatcher; readonly holds: boolean }[];
  /** Every matcher holds. */
  readonly matched: boolean;
  /** It takes the alert itself. */
  readonly takes: boolean;
}

/** Every route that Alertmanager asks for an alert, in order. */
export function trace(root: Route, labels: Labels): readonly Asked[] {
  const takers = new Set(routesFor(root, labels).map(({ path }) => path.at(-1)!));
  const asked: Asked[] = [];
  const ask = (route: Route, depth: number): boolean => {
    const matchers = route.matchers.map((matcher) => ({
      matcher,
      holds: holdsFor(matcher, Object.hasOwn(labels, matcher.label) ? labels[matcher.label]! : ""),
    }));
    const matched = matchers.every(({ holds: held }) => held);
    asked.push({ route, depth, matchers, matched, takes: matched && takers.has(route) });
    if (matched) for (const child of route.routes) if (ask(child, depth + 1) && child.continue !== true) break;
    return matched;
  };
  ask(root, 0);
  return asked;
}
