/** Planned work in rules: the time that does not count, and the time in which alerts are muted. */
import type { Expr } from "../../../model/promql/ast.ts";
import { binary, call, equals, join, number, on, selector } from "../../../model/promql/build.ts";
import type { Schedule } from "../../../model/quantity/calendar/schedule.ts";
import type { Zone } from "../../../model/quantity/calendar/zone.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Maintenance, Service, Slo } from "../../../model/service.ts";
import { isDaily, tailOf, timesOfDay } from "../../../model/slo/maintenance.ts";
import { recorded } from "../../../model/slo/names.ts";
import { noted, type Yaml } from "../../shared/yaml.ts";
import type { Expressions } from "../expressions.ts";
import { serviceLabels } from "../labels.ts";
import { printRule } from "../words.ts";
import { inSummer, oneOf, timeAnd, vector } from "./clock.ts";

const day: Seconds = 86400;

/** A series that marks the time of planned work, and of which work. */
export interface Mark {
  readonly record: string;
  readonly of: readonly Maintenance[];
}

/**
 * The marks of an SLO: `slo:excluded` while nothing counts, `slo:muted` while events count and nobody is told. A composite SLO has no events
 * of its own to exclude: those of its parts are excluded where they are counted.
 */
export function marksOf({ maintenance }: Service, slo: Slo): readonly Mark[] {
  const excludes = ({ excluded }: Maintenance) => excluded && slo.kind === "sli";
  const marks: readonly Mark[] = [
    { record: recorded.excluded, of: maintenance.filter(excludes) },
    { record: recorded.muted, of: maintenance.filter((one) => !excludes(one)) },
  ];
  return marks.filter(({ of }) => of.length > 0);
}

/** There with the value 1 during any of these, and two steps longer unless said. */
export function during(of: readonly Maintenance[], step: Seconds, tail = tailOf(step)): Expr {
  const any = join(
    "or",
    of.flatMap((one) => termsOf(one, tail)),
  );
  return binary(vector(number(1)), "and", any);
}

/** An expression of an SLO without what is marked: without counts during planned work, or without alerts. */
export function unlessMarked(expr: Expr, marks: readonly Mark[], expressions: Expressions): Expr {
  return marks.reduce((left, { record }) => binary(left, "unless", expressions.own(record), on()), expr);
}

/** The mark of a service's own alerts: whatever planned work does to events, nobody is told during it. */
export function serviceMark({ maintenance }: Service): Mark | undefined {
  return maintenance.length === 0 ? undefined : { record: recorded.serviceMuted, of: maintenance };
}

/** The rule that records it; it stands above the alerts that read it. */
export function serviceMarkRule(service: Service, { record, of }: Mark, step: Seconds): Yaml {
  const rule = { record, expr: printRule(during(of, step)), labels: noted(serviceLabels(service), { flow: true }) };
  return noted(rule, {
    comment: `Planned work (${of.map(({ name }) => name).join(", ")}): alerts are muted.`,
    origin: of[0]!.origin,
    what: `planned work of ${service.name}`,
  });
}

/** The condition of one of a service's own alerts, silent during planned work. */
export function unlessMuted(expr: Expr, service: Service, mark: Mark | undefined): Expr {
  return mark === undefined
    ? expr
    : binary(expr, "unless", selector(mark.record, equals(serviceLabels(service))), on());
}

function termsOf(maintenance: Maintenance, tail: Seconds): readonly Expr[] {
  if (maintenance.kind === "schedule") {
    const { schedule, timezone } = maintenance;
    return scheduleTerms(schedule, maintenance.for + tail, timezone);
  }
  const since = binary(vector(call("time")), ">", number(maintenance.from));
  return [binary(since, "<=", number(maintenance.to + tail))];
}

/**
 * One term for each time of day, for each day that the work lasts, and for each offset of the zone: a beginning counts if the zone has that offset then.
 */
function scheduleTerms(schedule: Schedule, length: Seconds, { offset, summer }: Zone): readonly Expr[] {
  const offsets = [offset, ...(summer === undefined ? [] : [summer.offset])];
  return timesOfDay(schedule).flatMap(({ at, period }) =>
    Array.from({ length: Math.ceil(length / period) }, (_, before) => before * period).flatMap((before) =>
      offsets.map((east) => {
        // a positive remainder also at the beginning of 1970, where promtool's tests begin
        const since = binary(timeAnd(remainder(east - 1 - at, period)), "%", number(period));
        const began = (more: Seconds) =>
          period === day && summer === undefined
            ? vector(timeAnd(more - 1 - at - before))
            : vector(binary(timeAnd(more - 1 - before), "-", since));
        const left = length - before;
        const conditions = [
          ...(left >= period ? [] : [binary(vector(since), "<", number(left))]),
          ...dayConditions(schedule, began(east)),
          ...(summer === undefined ? [] : [atOffset(east === summer.offset, inSummer(summer, began(0)))]),
        ];
        return conditions.length === 0 ? vector(number(1)) : join("and", conditions);
      }),
    ),
  );
}

function atOffset(isSummer: boolean, summer: Expr): Expr {
  return isSummer ? summer : binary(vector(number(1)), "unless", summer);
}

/** Whether a schedule begins on the days of these local times. */
function dayConditions(schedule: Schedule, local: Expr): readonly Expr[] {
  const { daysOfMonth, months, daysOfWeek, either } = schedule;
  const inMonth = months.length === 12 ? [] : [oneOf(call("month", local), months)];
  if (isDaily({ ...schedule, months: Array.from({ length: 12 }, (_, month) => month + 1) })) return inMonth;
  const byDate = daysOfMonth.length === 31 ? [] : [oneOf(call("day_of_month", local), daysOfMonth)];
  const byWeekday = daysOfWeek.length === 7 ? [] : [oneOf(call("day_of_week", local), daysOfWeek)];
  const days = [...byDate, ...byWeekday];
  return [...inMonth, ...(either ? [join("or", days)] : days)];
}

function remainder(value: Seconds, of: Seconds): Seconds {
  return ((value % of) + of) % of;
}
