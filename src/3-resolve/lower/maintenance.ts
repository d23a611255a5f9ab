import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { parseSchedule } from "../../model/quantity/calendar/schedule.ts";
import { parseInstant } from "../../model/quantity/calendar/time.ts";
import { readZone, type Zone } from "../../model/quantity/calendar/zone.ts";
import { formatDuration, parseDuration } from "../../model/quantity/duration.ts";
import type { Seconds, UnixSeconds } from "../../model/quantity/units.ts";
import type { Maintenance } from "../../model/service.ts";
import { isDaily, longestPause, tailOf, timesOfDay } from "../../model/slo/maintenance.ts";
import { diagnostic } from "../diagnostics.ts";
import { entriesOf, find, type Node } from "../layers/lay.ts";
import { placeOf } from "../place.ts";

/** Conditions of a schedule in one expression: a day of hours. */
const mostTerms = 24;

export interface MaintenanceInput {
  /** The whole service. */
  readonly root: Node;
  readonly step: Seconds;
  readonly report: (found: Diagnostic) => void;
}

/** Planned work, in order of names. What is missing or malformed was reported, and is left out. */
export function resolveMaintenance(input: MaintenanceInput): readonly Maintenance[] {
  return entriesOf(find(input.root, "maintenance")).flatMap(([name, node]) => {
    const what = `maintenance \`${name}\``;
    const time = find(node, "schedule") === undefined ? once(node, what, input) : scheduled(node, what, input);
    const description = find(node, "description")?.value;
    if (time === undefined) return [];
    return [
      {
        name,
        ...(typeof description === "string" && { description }),
        excluded: find(node, "excluded")?.value !== false,
        origin: node.source.layer.originOf(node.source.pointer, "key"),
        ...time,
      },
    ];
  });
}

function once(node: Node, what: string, { report }: MaintenanceInput) {
  const interval = intervalOf(node, what, report);
  return interval && { kind: "once" as const, ...interval };
}

/** The time from `from` to `to`, in whole seconds; reported where there is none between them. */
export function intervalOf(
  node: Node,
  what: string,
  report: (found: Diagnostic) => void,
): { readonly from: UnixSeconds; readonly to: UnixSeconds } | undefined {
  const [from, to] = [find(node, "from"), find(node, "to")];
  const [begins, ends] = [parseInstant(String(from?.value)), parseInstant(String(to?.value))];
  if (to === undefined || !begins.ok || !ends.ok) return undefined;
  const interval = { from: Math.floor(begins.value / 1000), to: Math.floor(ends.value / 1000) };
  if (interval.from < interval.to) return interval;
  const { span, labels } = placeOf(to.source);
  report(
    diagnostic("ends-before-it-begins", { what, from: String(from?.value), to: String(to.value) }, span, {
      labels: [...labels, { span: placeOf(from!.source).span, text: "when it begins" }],
      help: "write the earlier time as `from` and the later one as `to`",
    }),
  );
  return undefined;
}

function scheduled(node: Node, what: string, { step, report }: MaintenanceInput) {
  const [scheduleNode, lengthNode] = [find(node, "schedule"), find(node, "for")];
  const schedule = parseSchedule(String(scheduleNode?.value));
  const length = parseDuration(String(lengthNode?.value));
  const timezone = zoneOf(find(node, "timezone"), report);
  if (scheduleNode === undefined || lengthNode === undefined || !schedule.ok || !length.ok || length.value <= 0)
    return undefined;
  if (timezone === undefined) return undefined;
  const pause = longestPause(schedule.value);
  // some time after its end is taken out besides
  if (isDaily(schedule.value) && pause <= length.value + tailOf(step)) {
    const { span, labels } = placeOf(lengthNode.source);
    const facts = { what, pause: formatDuration(pause), lasts: formatDuration(length.value) };
    report(
      diagnostic("never-ends", facts, span, {
        labels: [...labels, { span: placeOf(scheduleNode.source).span, text: "when it begins" }],
        help: "let it last less, or begin less often: no event would ever count",
      }),
    );
    return undefined;
  }
  const times = timesOfDay(schedule.value);
  const terms = times.reduce((sum, { period }) => sum + Math.ceil((length.value + tailOf(step)) / period), 0);
  if (terms > mostTerms) {
    const { span, labels } = placeOf(scheduleNode.source);
    report(
      diagnostic("schedule-too-uneven", { what, terms, limit: mostTerms }, span, {
        labels,
        help: `it has ${times.length} times of day that are not evenly spread, and lasts ${formatDuration(length.value)}: use minutes and hours that are evenly spread, such as \`*/15\`, or let it last less`,
      }),
    );
    return undefined;
  }
  return { kind: "schedule" as const, schedule: schedule.value, for: length.value, timezone };
}

/** A time zone, UTC unless it is written; reported where its clocks go by no rule. */
export function zoneOf(node: Node | undefined, report: (found: Diagnostic) => void): Zone | undefined {
  const name = typeof node?.value === "string" ? node.value : "UTC";
  let zone: Zone | undefined;
  try {
    zone = readZone(name);
  } catch {
    // no name of a zone: reported by its type
    return undefined;
  }
  if (zone !== undefined || node === undefined) return zone;
  const { span, labels } = placeOf(node.source);
  report(
    diagnostic("irregular-timezone", { name }, span, {
      labels,
      help: "write a zone without daylight saving, such as `UTC` or `Etc/GMT-3` (three hours east of UTC)",
    }),
  );
  return undefined;
}
