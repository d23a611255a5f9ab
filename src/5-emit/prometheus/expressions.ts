/** What is recorded for an SLO and what its alerts ask, as trees. The decisions and measurements behind them: docs, "The arithmetic". */
import type { Expr, Matcher } from "../../model/promql/ast.ts";
import {
  aggregate,
  binary,
  call,
  equals,
  join,
  number,
  on,
  over,
  selector,
  subquery,
  sum,
  text,
} from "../../model/promql/build.ts";
import { budgetRemainingName, errorRatioName, errorsSumName, observedName, recorded } from "../../model/slo/names.ts";
import { type Addends, addendsOf, bin, hasWatches, sliceOf, watch } from "../../model/slo/windows.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { dayToDate, labelled, observedToDate, periodToDate, secondsOf } from "./forms/calendar.ts";
import { compositeErrors, compositeObserved, compositeRatio, type Recorded, worstParts } from "./forms/composite.ts";
import { added, type Corrected, correctedSeconds, correctedTimes, takenOffWindow } from "./forms/corrections.ts";
import { groupsOf, isMeanOfSlices } from "../../model/slo/forms.ts";
import type {
  BudgetLeftAlert,
  BurnAlert,
  CalendarWindow,
  CompositeSlo,
  GroupLabel,
  Labels,
  NoDataAlert,
  Sli,
  Slo,
} from "../../model/service.ts";

const quarterHour: Seconds = 900;
const week: Seconds = 7 * 86400;

/** The value of a group label that the raw series lack: the whole, which has none, must not meet it. */
export const missingGroup = "(none)";

/** The part of the expressions that depends on one SLO: which recorded series are its own. */
export class Expressions {
  private readonly slo: Slo;
  private readonly matchers: readonly Matcher[];
  private readonly step: Seconds;
  private readonly budget: Expr;
  private readonly thresholds = new Map<BurnAlert, Expr>();
  private readonly series = new Map<string, Expr & { kind: "selector" }>();

  constructor(slo: Slo, matchers: readonly Matcher[], step: Seconds) {
    this.slo = slo;
    this.matchers = matchers;
    this.step = step;
    this.budget = number(slo.budget);
  }

  /** Recorded series of this SLO by name. */
  own(name: string, more: readonly Matcher[] = []): Expr & { kind: "selector" } {
    if (more.length > 0) return selector(name, [...this.matchers, ...more]);
    const known = this.series.get(name);
    if (known !== undefined) return known;
    const made = selector(name, this.matchers);
    this.series.set(name, made);
    return made;
  }

  private parts(): Recorded {
    const ofEnvironment = this.matchers.filter(({ label }) => label !== "service" && label !== "slo");
    return { step: this.step, labels: Object.fromEntries(ofEnvironment.map(({ label, value }) => [label, value])) };
  }

  /** Its groups without the whole; without groups the whole is all there is. */
  private groups(name: string): Expr {
    const [first] = groupsOf(this.slo);
    return this.own(name, first === undefined ? [] : [{ label: first.recorded, op: "!=", value: "" }]);
  }

  /** Events that were gained since one step ago, by group. */
  total({ total, groups }: Sli): Expr {
    return byRecordedGroup(total, groups);
  }

  /** Bad ones among them, where there is a total. What a missing count means, the SLI says. */
  errors({ errors, groups }: Sli): Expr {
    const matching = on(...groups.map(({ recorded: label }) => label));
    const counted = byRecordedGroup(errors.expr, groups);
    const total = this.groups(recorded.total);
    if (errors.whenMissing === "all") return binary(binary(counted, "or", total, matching), "and", total, matching);
    const known =
      errors.whenMissing === "zero" ? binary(counted, "or", binary(number("0"), "*", total), matching) : counted;
    return errors.of === "bad" ? known : call("clamp_min", binary(total, "-", known, matching), number("0"));
  }

  /** The whole of a recorded series: the sum of its groups. */
  whole(name: string): Expr {
    return sum(this.groups(name));
  }

  /** Sum over a window of what the SLO counts: events, or slices. */
  sumOver(of: "total" | "errors", window: Seconds): Expr {
    if (this.slo.kind === "composite" && of === "errors")
      return compositeErrors(this.slo.composition, window, this.parts());
    return this.sum(of, window, sliceOf(this.slo));
  }

  /** Events of a window, also where slices are counted. */
  eventsOver(of: "total" | "errors", window: Seconds): Expr {
    return this.sum(of, window);
  }

  /** Ranges are one second short, so that those open and those closed at their start hold the same steps. */
  private sum(of: "total" | "errors", window: Seconds, slice?: Seconds): Expr {
    const { form, every, [of]: name } = addendsOf(window, this.step, slice);
    const series = this.own(name);
    const range = window - 1;
    const sum = call("sum_over_time", form === "steps" ? over(series, range) : subquery(series, range, every));
    const { window: period, corrections } = this.slo;
    if (period.kind !== "rolling" || window !== period.length || corrections.length === 0) return sum;
    const corrected = correctedTimes(corrections, every, this.step);
    return added([sum, ...takenOffWindow(series, corrected, window, every)]);
  }

  /** Errors among all that is counted in a window; absent where nothing is. */
  ratio(window: Seconds): Expr {
    if (this.slo.kind === "composite") return compositeRatio(this.slo.composition, window, this.parts());
    return sliceOf(this.slo) === undefined
      ? this.eventRatio(window)
      : ratio(this.sumOver("errors", window), this.sumOver("total", window));
  }

  /** Bad events among all events of a window; absent without events. */
  eventRatio(window: Seconds): Expr {
    if (window === bin) return ratio(this.own(recorded.errorsSum), this.own(recorded.totalSum));
    return ratio(this.eventsOver("errors", window), this.eventsOver("total", window));
  }

  /** The part of the period's budget that is left. */
  budgetRemaining(): Expr {
    return binary(number("1"), "-", binary(this.own(errorRatioName(this.slo.window)), "/", this.budget));
  }

  /** Bad events in the whole period. */
  periodErrors(): Expr {
    return this.periodSum("errors");
  }

  /** Their share. */
  periodRatio(): Expr {
    if (this.slo.kind === "composite") return this.ratio(this.slo.window.length);
    return ratio(this.own(errorsSumName(this.slo.window)), this.periodSum("total"));
  }

  /** Sum over the window, or over the calendar period so far. */
  periodSum(of: "total" | "errors"): Expr {
    const { window } = this.slo;
    if (window.kind === "rolling") return this.sumOver(of, window.length);
    const { every } = this.addends;
    return periodToDate(window, {
      days: this.own(recorded[`${of}OfDay`]),
      series: this.ofPeriod(of),
      period: this.own(recorded.period),
      corrected: this.corrected(),
      every,
    });
  }

  /** What is added up, with the label of its calendar period: inside of a subquery, of the period that was recorded at its time. */
  private ofPeriod(of: "total" | "errors"): Expr {
    return labelled(this.own(this.addends[of]), this.own(recorded.period));
  }

  /** What the day has come to, by calendar period. */
  ofDay(of: "total" | "errors"): Expr {
    return dayToDate(this.ofPeriod(of), this.addends.every);
  }

  /** Seconds of the period that are taken out of it at the moment. */
  correctedSeconds(): Expr {
    return correctedSeconds(this.corrected(), this.slo.window, (name, more) => this.own(name, more));
  }

  /** What is taken out of the whole period: whole steps, sums or slices. */
  private corrected(): readonly Corrected[] {
    return correctedTimes(this.slo.corrections, this.addends.every, this.step);
  }

  /** What the whole period adds up. */
  private get addends(): Addends {
    return addendsOf(this.slo.window.length, this.step, sliceOf(this.slo));
  }

  /** Share of a window in which events, or none of them, were counted; up to a watch behind where it is made of watches. */
  observed(window: Seconds): Expr {
    if (hasWatches(window)) {
      const watches = subquery(this.own(observedName(watch)), window - 1, watch);
      return binary(call("sum_over_time", watches), "/", number(window / watch));
    }
    if (this.slo.kind === "composite") return compositeObserved(this.slo.composition, window, this.parts());
    const steps = window <= bin || window % bin !== 0;
    const points = steps
      ? over(this.own(recorded.total), window - 1)
      : subquery(this.own(recorded.totalSum), window - 1, bin);
    return binary(call("count_over_time", points), "/", number(window / (steps ? this.step : bin)));
  }

  /** The same of the current calendar period so far. */
  observedToDate(window: CalendarWindow): Expr {
    return observedToDate(window, this.own(observedName(watch)), watch, this.own(recorded.period));
  }

  /** Seconds of the current calendar period, so far or still to come. */
  secondsOfPeriod(of: "elapsed" | "left", window: CalendarWindow): Expr {
    return secondsOf(of, window, this.own(recorded.period));
  }

  /** How many times faster than sustainable the budget is spent. */
  burnRate(window: Seconds, more: readonly Matcher[] = []): Expr {
    return binary(this.own(errorRatioName(window), more), "/", this.budget);
  }

  /** The threshold of an alert, shown as what it is made of. */
  threshold(burn: BurnAlert): Expr {
    const known = this.thresholds.get(burn);
    if (known !== undefined) return known;
    const made = binary(number(burn.factor), "*", this.budget);
    this.thresholds.set(burn, made);
    return made;
  }

  /**
   * True while both windows burn too fast and the long one holds enough errors to tell.
   *
   * @param muted the page whose firing makes this alert needless, where no Alertmanager sees to it
   */
  alert(burn: BurnAlert, muted?: Labels): Expr {
    const { minimumErrors } = this.slo;
    const over = (window: Seconds) => binary(this.own(errorRatioName(window)), ">", this.threshold(burn));
    // a mean of slices adds up shares: what is told by their number is the number of events
    const counted = isMeanOfSlices(this.slo) ? this.eventsOver("errors", burn.long) : this.sumOver("errors", burn.long);
    const enough = binary(counted, ">", number(minimumErrors - 0.5));
    const burning = join("and", [over(burn.long), ...(burn.short === undefined ? [] : [over(burn.short)])]);
    // the errors of parts are those of other SLOs, and bear no labels
    const matching = this.slo.kind === "composite" ? on() : {};
    return this.unless(minimumErrors > 0 ? binary(burning, "and", enough, matching) : burning, muted);
  }

  /** True while less of the budget is left, and enough errors tell so. */
  budgetIsLow({ left }: BudgetLeftAlert, muted?: Labels): Expr {
    const { minimumErrors, window } = this.slo;
    const low = binary(this.own(budgetRemainingName(window)), "<", number(left));
    const enough = binary(this.own(errorsSumName(window)), ">", number(minimumErrors - 0.5));
    // shares that are added up are no number of errors
    return this.unless(minimumErrors > 0 && !isMeanOfSlices(this.slo) ? binary(low, "and", enough) : low, muted);
  }

  /** Two alerts are about the same when they agree on what the SLO's series bear. */
  private unless(expr: Expr, muted: Labels | undefined): Expr {
    if (muted === undefined) return expr;
    const same = [...this.matchers, ...groupsOf(this.slo).map(({ recorded: label }) => ({ label }))];
    return binary(expr, "unless", selector("ALERTS", equals(muted)), on(...same.map(({ label }) => label)));
  }

  /**
   * True while nothing is counted of an SLI that was there within the week, or whose targets are all gone. A service that is up and has never
   * counted anything is healthy as far as anyone knows: its counters come with its first event.
   */
  noData({ after }: NoDataAlert, targets: readonly Matcher[] | undefined): Expr {
    const whole = this.own(
      recorded.total,
      groupsOf(this.slo).map(({ recorded: label }) => ({ label, op: "=", value: "" })),
    );
    const absent = call("absent_over_time", over(whole, this.step - 1));
    const within = (time: Seconds, every: Seconds) => call("present_over_time", subquery(whole, time, every));
    const seen = aggregate("count", binary(within(after + watch, quarterHour), "or", within(week, watch)));
    const gone = targets === undefined ? [] : [call("absent", binary(selector("up", targets), "==", number("1")))];
    return binary(absent, "and", join("or", [seen, ...gone]), on());
  }

  /** Unix time of the first step, five minutes or slice in the long window that burned too fast. */
  since(burn: BurnAlert, more: readonly Matcher[]): Expr {
    if (this.slo.kind === "composite") {
      const burning = binary(this.own(errorRatioName(bin), more), ">", this.threshold(burn));
      return call("min_over_time", subquery(call("timestamp", burning), burn.long, bin));
    }
    const { errors, total, every } = addendsOf(burn.long, this.step, sliceOf(this.slo));
    const tooMany = binary(ratio(this.own(errors, more), this.own(total, more)), ">", this.threshold(burn));
    return call("min_over_time", subquery(call("timestamp", tooMany), burn.long, every));
  }

  /**
   * Seconds until the budget is gone if the long window goes on like this; absent when it is gone already, or, of a calendar period, lasts to its end.
   * There the share of bad so far grows as what is new outweighs what was: with burn rate r and the part l of the budget left after the time x, for
   * x × l ÷ (r − 1).
   */
  goneIn(burn: BurnAlert, more: readonly Matcher[]): Expr {
    const left = this.own(budgetRemainingName(this.slo.window), more);
    if (this.slo.window.kind === "calendar") {
      const seconds = (name: string) => call("scalar", this.own(name));
      const faster = binary(binary(this.burnRate(burn.long, more), "-", number("1")), ">", number("0"));
      const gone = binary(binary(left, "*", seconds(recorded.elapsed)), "/", faster);
      return binary(binary(gone, ">", number("0")), "<", seconds(recorded.left));
    }
    const budgetSeconds = binary(left, "*", number(this.slo.window.length));
    return binary(binary(budgetSeconds, "/", this.burnRate(burn.long, more)), ">", number("0"));
  }

  /** Of a composition, the parts that are worst in a window. */
  worstParts({ composition }: CompositeSlo, window: Seconds): Expr {
    return worstParts(composition, window, this.parts());
  }

  /** What is left of the budget, unless nothing is. */
  someLeft(more: readonly Matcher[]): Expr {
    return binary(this.remaining(more), ">", number("0"));
  }

  remaining(more: readonly Matcher[]): Expr {
    return this.own(budgetRemainingName(this.slo.window), more);
  }
}

/** Errors among a total; absent where there is none. */
function ratio(errors: Expr, total: Expr): Expr {
  return binary(errors, "/", binary(total, ">", number("0")));
}

/** Source labels become recorded ones, and a missing value a value. */
function byRecordedGroup(expr: Sli["total"], groups: readonly GroupLabel[]): Expr {
  let named = expr;
  for (const { source, recorded: label } of groups) {
    if (source !== label) named = call("label_replace", named, text(label), text("$1"), text(source), text("(.+)"));
    named = call("label_replace", named, text(label), text(missingGroup), text(label), text(""));
  }
  const renamed = groups.some(({ source, recorded: label }) => source !== label);
  return renamed
    ? sum(
        named,
        groups.map(({ recorded: label }) => label),
      )
    : named;
}
