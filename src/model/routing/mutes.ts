/** Which time intervals mute which alerts: the planned work of their services. */
import { groupBy } from "../../util/group-by.ts";
import type { EmittedAlert } from "../alerting/emitted.ts";
import type { Labels, Maintenance } from "../service.ts";
import type { RoutedEnvironment } from "./environments.ts";
import { rangesOf } from "./intervals.ts";
import type { TimeInterval, TimeRange } from "./tree.ts";

/** Planned work that Alertmanager's calendar cannot say. */
export interface UnsaidMaintenance {
  readonly service: string;
  readonly maintenance: Maintenance;
  readonly why: string;
}

export interface Mutes {
  readonly intervals: readonly TimeInterval[];
  readonly unsaid: readonly UnsaidMaintenance[];
  /** Names of the intervals that mute an alert. */
  of(alert: EmittedAlert): readonly string[];
}

interface Said {
  readonly service: string;
  readonly environment?: string;
  /** Service and labels of the environment: by these alerts are told apart. */
  readonly key: string;
  readonly maintenance: Maintenance;
  readonly ranges: readonly TimeRange[];
}

/** @param taken names that no interval of ours may have */
export function planMutes(
  environments: readonly RoutedEnvironment[],
  environmentLabels: readonly string[],
  taken: readonly string[],
): Mutes {
  const unsaid: UnsaidMaintenance[] = [];
  const keyOf = (service: string, labels: Labels) =>
    JSON.stringify([service, environmentLabels.map((name) => labels[name] ?? "")]);
  const planned = environments.flatMap(({ environment, services }) =>
    services
      .filter(({ alerts = [] }) => alerts.length > 0)
      .map(({ name: service, maintenance }) => ({
        key: keyOf(service, environment?.labels ?? {}),
        said: maintenance.flatMap((one): readonly Said[] => {
          const made = rangesOf(one);
          if ("why" in made) unsaid.push({ service, maintenance: one, why: made.why });
          const where = { service, ...(environment && { environment: environment.name }) };
          return "why" in made
            ? []
            : [{ ...where, key: keyOf(service, environment?.labels ?? {}), maintenance: one, ranges: made.ranges }];
        }),
      })),
  );
  // environments that no label tells apart must plan the same, or the work of one would mute the other
  const said = [...groupBy(planned, ({ key }) => key).values()].flatMap((same) => {
    if (new Set(same.map(({ said: one }) => textOf(one))).size === 1) return same.flatMap(({ said: one }) => one);
    const all = same.flatMap(({ said: one }) => one);
    const why = "no label tells environments apart that plan it differently";
    unsaid.push(...all.map(({ service, maintenance }) => ({ service, maintenance, why })));
    return [];
  });
  const intervals = new Map<string, TimeInterval>();
  const names = new Map<string, Set<string>>();
  for (const all of groupBy(said, ({ service, maintenance }) => `${service}--${maintenance.name}`).values()) {
    const isSame = new Set(all.map(({ ranges }) => JSON.stringify(ranges))).size === 1;
    for (const { service, environment, key, maintenance, ranges } of all) {
      let name = `${service}--${maintenance.name}${isSame || environment === undefined ? "" : `--${environment}`}`;
      while (taken.includes(name)) name += "--planned";
      const { description, origin } = maintenance;
      intervals.set(name, { name, times: ranges, ...(description !== undefined && { comment: description }), origin });
      names.set(key, (names.get(key) ?? new Set<string>()).add(name));
    }
  }
  const lists = new Map([...names].map(([key, some]) => [key, [...some].sort()]));
  return {
    intervals: [...intervals.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    unsaid,
    of: ({ service, environmentLabels: labels }) => (lists.size === 0 ? [] : (lists.get(keyOf(service, labels)) ?? [])),
  };
}

function textOf(said: readonly Said[]): string {
  return JSON.stringify(said.map(({ maintenance, ranges }) => [maintenance.name, ranges]));
}
