import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { type CalendarDate, parseDate } from "../../model/quantity/calendar/time.ts";
import { formatDuration, parseDuration } from "../../model/quantity/duration.ts";
import type { SloWindow } from "../../model/service.ts";
import { calendarPeriods, day } from "../../model/slo/calendar.ts";
import { diagnostic } from "../diagnostics.ts";
import { find, type Node } from "../layers/lay.ts";
import { placeOf } from "../place.ts";
import { zoneOf } from "./maintenance.ts";

/** The window of an SLO; undefined where it is missing or malformed, or was reported here. */
export function windowOf(node: Node, report: (found: Diagnostic) => void): SloWindow | undefined {
  const origin = node.source.layer.originOf(node.source.pointer);
  if (node.children === undefined) {
    const length = parseDuration(String(node.value));
    return length.ok && length.value > 0 ? { kind: "rolling", length: length.value, origin } : undefined;
  }
  const calendar = find(node, "calendar");
  const timezone = zoneOf(find(node, "timezone"), report);
  const from = startOf(find(node, "from"));
  if (calendar === undefined || timezone === undefined || from === "malformed") return undefined;
  const shared = { kind: "calendar" as const, timezone, ...(from && { from }), origin };
  const word = String(calendar.value);
  if (isCalendarPeriod(word)) {
    const { shortest, longest } = calendarPeriods[word];
    if (word !== "week" && from !== undefined && from.day > 28) {
      const { span, labels } = placeOf(find(node, "from")!.source);
      report(
        diagnostic("not-in-every-month", { day: from.day, period: word }, span, {
          labels,
          help: "write a date up to the 28th, or leave `from` out for the calendar's own",
        }),
      );
      return undefined;
    }
    return { ...shared, length: shortest * day, longest: longest * day, every: word };
  }
  const length = parseDuration(word);
  if (!length.ok || length.value <= 0) return undefined;
  const { span, labels } = placeOf(calendar.source);
  if (length.value % day !== 0 || length.value > 366 * day) {
    report(
      diagnostic("not-whole-days", { period: formatDuration(length.value) }, span, {
        labels,
        help: "write 1d to 366d, such as `14d`: a period begins at midnight",
      }),
    );
    return undefined;
  }
  if (from === undefined) {
    report(
      diagnostic("period-without-start", { period: formatDuration(length.value) }, span, {
        labels,
        help: "say when one of them begins, such as `from: 2026-01-05`",
      }),
    );
    return undefined;
  }
  return { ...shared, length: length.value, longest: length.value, every: length.value };
}

function isCalendarPeriod(word: string): word is keyof typeof calendarPeriods {
  return Object.hasOwn(calendarPeriods, word);
}

function startOf(node: Node | undefined): CalendarDate | undefined | "malformed" {
  if (node === undefined) return undefined;
  const date = parseDate(String(node.value));
  return date.ok ? date.value : "malformed";
}
