/** What Alertmanager does with alerts, as data: the tree of routes, who silences whom, and when nobody is told. */
import type { Origin } from "../origin.ts";
import type { Seconds } from "../quantity/units.ts";

/** One matcher of Alertmanager; regexes are RE2 and match the whole value. A label that is absent has the value "". */
export interface RouteMatcher {
  readonly label: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** A node of the tree; what it does not say it has from its parent. */
export interface Route {
  /** All must match; none: every alert that comes here. */
  readonly matchers: readonly RouteMatcher[];
  readonly receiver?: string;
  /** Whether its siblings after it are asked too. */
  readonly continue?: boolean;
  /** "all": each alert is a group of its own (`...`). */
  readonly groupBy?: readonly string[] | "all";
  readonly groupWait?: Seconds;
  readonly groupInterval?: Seconds;
  readonly repeatInterval?: Seconds;
  /** Names of time intervals in which it tells nobody; not inherited. */
  readonly muteTimes?: readonly string[];
  /** Names of time intervals outside of which it tells nobody; not inherited. */
  readonly activeTimes?: readonly string[];
  /** The first that matches takes the alert, unless it continues. */
  readonly routes: readonly Route[];
  /** For the comment above it. */
  readonly comment?: string;
  readonly origin: Origin;
}

/** While an alert of `source` fires, those of `target` that have the same values of `equal` are silent. */
export interface InhibitRule {
  readonly name?: string;
  readonly source: readonly RouteMatcher[];
  readonly target: readonly RouteMatcher[];
  /** A label that both lack is equal. */
  readonly equal: readonly string[];
  readonly comment?: string;
  readonly origin: Origin;
}

export interface TimeInterval {
  readonly name: string;
  /** Any of them. */
  readonly times: readonly TimeRange[];
  readonly comment?: string;
  readonly origin: Origin;
}

/** A part of the calendar: what is absent is every. Ranges hold both ends, but for times of day, whose end is excluded. */
export interface TimeRange {
  /** Minutes since midnight: 0 ≤ from < to ≤ 1440. */
  readonly times?: readonly { readonly from: number; readonly to: number }[];
  /** 0 is Sunday. */
  readonly weekdays?: readonly CalendarRange[];
  readonly daysOfMonth?: readonly CalendarRange[];
  readonly months?: readonly CalendarRange[];
  readonly years?: readonly CalendarRange[];
  /** IANA name; absent: UTC. */
  readonly location?: string;
}

export interface CalendarRange {
  readonly first: number;
  readonly last: number;
}

/** All of a configuration that decides who is told. */
export interface Routing {
  /** The root has a receiver and no matchers. */
  readonly root: Route;
  readonly inhibitRules: readonly InhibitRule[];
  readonly timeIntervals: readonly TimeInterval[];
  /** Names of receivers that it defines. */
  readonly receivers: readonly string[];
}
