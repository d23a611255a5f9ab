/**
 * SLIs of which an event is a step, or a series at a step: good or bad by what its source holds then. A source that was seen and is gone makes
 * every step bad; one that was never seen makes none.
 */
import type { Expr, Selector } from "../../model/promql/ast.ts";
import { aggregate, binary, call, join, number, over } from "../../model/promql/build.ts";
import type { Decimal } from "../../model/quantity/decimal.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import { notBareSource } from "./diagnostics.ts";
import type { LoweredSli, SliContext } from "./kind.ts";

/** A source that is gone counts as bad for this long; after that there is no data, as it may have been taken away for good. */
export const missedFor: Seconds = 3600;

/** Aggregated by labels; without labels over everything. */
export function by(op: string, expr: Expr, labels: readonly string[]): Expr {
  return aggregate(op, expr, labels.length === 0 ? undefined : { mode: "by", labels });
}

/** The newest sample of each series, as old as three steps at most: one failed scrape is bridged, as in the base rule. */
export function newest(selectors: readonly Selector[], range: Seconds): Expr {
  return join(
    "or",
    selectors.map((selector) => call("last_over_time", over(selector, range))),
  );
}

/** 1 for each group of which a series was there in a time. */
export function seen(ranges: readonly Expr[], labels: readonly string[]): Expr {
  return by(
    "max",
    join(
      "or",
      ranges.map((range) => call("present_over_time", range)),
    ),
    labels,
  );
}

/** 1 where a comparison with `bool` does not hold: what is no number is not good. */
export function unless(good: Expr): Expr {
  return binary(number("1"), "-", good);
}

/** The selectors of a source that is read as it is; an expression in its place is reported. */
export function selectorsAt(
  pointer: string,
  instead: string,
  { source, report }: SliContext,
): readonly Selector[] | undefined {
  const found = source(pointer);
  if (found === undefined) return undefined;
  if (found.form === "selectors") return found.selectors;
  report(notBareSource(found, instead));
  return undefined;
}

/** Each series of a gauge at each step is an event, bad while its value is on the wrong side of a limit. */
export function lowerGauge(
  context: SliContext,
  bad: { readonly op: "<" | ">"; readonly limit: Decimal },
): LoweredSli | undefined {
  const { step, groups } = context;
  const gauge = selectorsAt(
    "/prometheus/gauge",
    "write a gauge's name with its matchers; `errorRatio` takes an expression",
    context,
  );
  if (gauge === undefined) return undefined;
  const labels = groups.map(({ source }) => source);
  const values = newest(gauge, 3 * step);
  const good = binary(values, bad.op === "<" ? ">=" : "<=", number(bad.limit), { bool: true });
  const lastSeen = seen(
    gauge.map((selector) => over(selector, missedFor)),
    labels,
  );
  return {
    form: "steps",
    step,
    total: binary(by("count", values, labels), "or", lastSeen),
    errors: { of: "bad", expr: by("sum", unless(good), labels), whenMissing: "all" },
    signal: { kind: "gauge", gauge, bad },
  };
}
