/** Compositions of SLOs, worked out from what is recorded of their parts, whoever records it. */
import {
  aggregate,
  binary,
  call,
  equals,
  join,
  number,
  over,
  parenthesis,
  selector,
  subquery,
  text,
} from "../../../model/promql/build.ts";
import type { Expr } from "../../../model/promql/ast.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Composition, CompositePart, Labels } from "../../../model/service.ts";
import { leavesOnce } from "../../../model/slo/forms.ts";
import { recorded } from "../../../model/slo/names.ts";
import { addendsOf, bin } from "../../../model/slo/windows.ts";

const one = Decimal.of(1);
const zero = call("vector", number("0"));
/** Tells the parts apart where they stand beside one another. */
export const partLabel = "part";

/** Where the parts are recorded. */
export interface Recorded {
  /** Seconds between steps. */
  readonly step: Seconds;
  /** What all series of the environment carry. */
  readonly labels: Labels;
}

/** Share of bad in a window: that of the parts that have events in it, combined; absent where none has. It bears no labels. */
export function compositeRatio({ combine, parts }: Composition, window: Seconds, where: Recorded): Expr {
  const shares = parts.map((part) => ({ ...part, share: shareOf(part, window, where) }));
  switch (combine) {
    case "worst":
      return aggregate("max", apart(shares.map(({ id, share }) => [id, share])));
    case "mean": {
      const weighed = shares.map(({ weight, share }) => orZero(times(weight, share)));
      const weights = parts.map((part) => orZero(times(part.weight, presenceOf(part, window, where))));
      return binary(join("+", weighed), "/", binary(join("+", weights), ">", number("0")));
    }
    case "product": {
      const factors = shares.map(({ weight, share }) => {
        const good = binary(number("1"), "-", share);
        const weighed = weight.equals(one) ? good : binary(good, "^", number(weight));
        return binary(weighed, "or", call("vector", number("1")));
      });
      const present = binary(presence(parts, window, where), ">", number("0"));
      return binary(parenthesis(binary(number("1"), "-", join("*", factors))), "and", present);
    }
  }
}

/** Bad events, or slices, of all parts in a window, each counted once; 0 where there are none. */
export function compositeErrors(composition: Composition, window: Seconds, where: Recorded): Expr {
  const errors = leavesOnce(composition).map((part) => orZero(wholeOf("errors", part, window, where)));
  return join("+", errors);
}

/**
 * The least share of a window in which a part had data: of every part, a window is combined as a whole, so what is known of the composition is what is
 * known of the part that was seen least, whether or not the others were seen at the same time.
 */
export function compositeObserved(composition: Composition, window: Seconds, { labels }: Recorded): Expr {
  // sums of five minutes are recorded of every SLO, whatever its own window and step
  const bins = Math.ceil(window / bin);
  const seen = leavesOnce(composition).map(({ id, service, slo }) => {
    const sums = selector(recorded.totalSum, equals({ service, slo, ...labels }));
    return [id, orZero(aggregate("max", call("count_over_time", subquery(sums, bins * bin - 1, bin))))] as const;
  });
  return binary(seen.length === 1 ? seen[0]![1] : aggregate("min", apart(seen)), "/", number(bins));
}

/** At most three parts with bad events in a window, the worst first: their shares of bad, and which they are as the label `part`. */
export function worstParts(composition: Composition, window: Seconds, where: Recorded): Expr {
  const shares = leavesOnce(composition).map((part) => [part.id, shareOf(part, window, where)] as const);
  const worst = aggregate("topk", binary(apart(shares), ">", number("0")), undefined, number("3"));
  return call("sort_desc", worst);
}

/** One vector of all parts. A label keeps them apart: of two without any, `or` takes the first. */
function apart(parts: readonly (readonly [id: string, expr: Expr])[]): Expr {
  return join(
    "or",
    parts.map(([id, expr]) => call("label_replace", expr, text(partLabel), text(id), text(""), text(""))),
  );
}

function shareOf(part: CompositePart, window: Seconds, where: Recorded): Expr {
  if (part.composition !== undefined) return compositeRatio(part.composition, window, where);
  const total = binary(wholeOf("total", part, window, where), ">", number("0"));
  return binary(wholeOf("errors", part, window, where), "/", total);
}

/** 1 where a part has events in the window; 0 or absent where it has none. */
function presenceOf(part: CompositePart, window: Seconds, where: Recorded): Expr {
  const count =
    part.composition === undefined
      ? wholeOf("total", part, window, where)
      : presence(part.composition.parts, window, where);
  return binary(count, ">", number("0"), { bool: true });
}

/** How many parts have events in the window. */
function presence(parts: readonly CompositePart[], window: Seconds, where: Recorded): Expr {
  return join(
    "+",
    parts.map((part) => orZero(presenceOf(part, window, where))),
  );
}

/** Of a part's groups and its whole, the whole has the most events: which labels the groups have need not be known. */
function wholeOf(of: "total" | "errors", part: CompositePart, window: Seconds, { step, labels }: Recorded): Expr {
  const { form, every, [of]: name } = addendsOf(window, step, part.slice);
  const own = equals({ service: part.service, slo: part.slo, ...labels });
  const series = selector(name, own);
  // a part whose slices are longer than the window is judged by its last slice
  const length = part.slice === undefined ? window : Math.ceil(window / part.slice) * part.slice;
  const { total, errors } = addendsOf(2 * 86400, step);
  if (part.slice === undefined && window === bin)
    return aggregate("max", selector(of === "total" ? total : errors, own));
  const range = length - 1;
  return aggregate(
    "max",
    call("sum_over_time", form === "steps" ? over(series, range) : subquery(series, range, every)),
  );
}

function times(weight: Decimal, expr: Expr): Expr {
  return weight.equals(one) ? expr : binary(number(weight), "*", expr);
}

function orZero(expr: Expr): Expr {
  return binary(expr, "or", zero);
}
