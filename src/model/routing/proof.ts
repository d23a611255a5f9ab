/** That every alert reaches those who are to be told, and no one else: found by walking the tree, not by trusting how it was made. */
import { groupBy } from "../../util/group-by.ts";
import type { EmittedAlert } from "../alerting/emitted.ts";
import { isNobody, type Receiver } from "../workspace.ts";
import type { Routing, TimeInterval } from "./tree.ts";
import { walk, type RoutingOutcome } from "./walk.ts";

export interface RoutedAlert {
  readonly alert: EmittedAlert;
  /** One, or several where labels of its series decide; absent where there are more than can be looked at. */
  readonly outcomes?: readonly RoutingOutcome[];
}

/** Why an alert does not reach those of its `notify`. */
export type RoutingFault =
  | { readonly kind: "unproven" }
  /** `missed`: not told though named; `strays`: told though not named. */
  | {
      readonly kind: "misrouted";
      readonly outcome: RoutingOutcome;
      readonly missed: readonly string[];
      readonly strays: readonly string[];
    }
  /** Its receivers have no channel, or planned work without an end mutes them. */
  | { readonly kind: "unheard"; readonly why: "channel" | "muted" };

export function routeEach({ root }: Routing, alerts: readonly EmittedAlert[]): readonly RoutedAlert[] {
  return alerts.map((alert) => {
    const outcomes = walk(root, alert);
    return { alert, ...(outcomes && { outcomes }) };
  });
}

/** Names of the receivers that an alert can reach, each once. */
export function reached({ outcomes = [] }: RoutedAlert): readonly string[] {
  return [...new Set(outcomes.flatMap(({ stops }) => stops.map(({ receiver }) => receiver)))];
}

/** What stands in the way of an alert. One that names nobody at all was reported where it is resolved, and reaches nobody too. */
export function faultOf(
  { alert, outcomes }: RoutedAlert,
  { timeIntervals }: Routing,
  receivers: ReadonlyMap<string, Receiver>,
): RoutingFault | undefined {
  const { notify } = alert;
  if (outcomes === undefined) return { kind: "unproven" };
  for (const outcome of outcomes) {
    const told = new Set(outcome.stops.map(({ receiver }) => receiver));
    const missed = notify.filter((name) => !told.has(name));
    const strays = [...told].filter((name) => !notify.includes(name));
    if (missed.length > 0 || strays.length > 0) return { kind: "misrouted", outcome, missed, strays };
  }
  if (isNobody(notify)) return undefined;
  // a receiver of a base is known by its name alone
  const canBeTold = (name: string) => receivers.get(name)?.channels.length !== 0;
  if (!notify.some(canBeTold)) return { kind: "unheard", why: "channel" };
  const isHeard = ({ stops }: RoutingOutcome) =>
    stops.some(({ receiver, muteTimes }) => canBeTold(receiver) && !areAlways(muteTimes, timeIntervals));
  return outcomes.every(isHeard) ? undefined : { kind: "unheard", why: "muted" };
}

/** Whether nobody is told of it, though its spec does not say `nobody`. */
export function isLost(
  fault: RoutingFault | undefined,
  { alert }: RoutedAlert,
  receivers: ReadonlyMap<string, Receiver>,
): boolean {
  if (fault === undefined || fault.kind === "unproven") return false;
  if (fault.kind === "unheard") return true;
  const told = fault.outcome.stops.map(({ receiver }) => receiver);
  return alert.notify.length === 0 || told.every((name) => receivers.get(name)?.channels.length === 0);
}

/** Whether intervals leave no time of any day. */
function areAlways(names: readonly string[], intervals: readonly TimeInterval[]): boolean {
  if (names.length === 0) return false;
  const daily = intervals
    .filter(({ name }) => names.includes(name))
    .flatMap(({ times }) => times)
    .filter((range) => Object.keys(range).every((key) => key === "location" || key === "times"));
  return [...groupBy(daily, ({ location = "UTC" }) => location).values()].some((ranges) => {
    let until = 0;
    const times = ranges.flatMap((range) => range.times ?? [{ from: 0, to: minutesOfDay }]);
    for (const { from, to } of [...times].sort((a, b) => a.from - b.from))
      if (from <= until) until = Math.max(until, to);
    return until === minutesOfDay;
  });
}

const minutesOfDay = 1440;
