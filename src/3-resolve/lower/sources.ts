import type { DiagnosticExtras } from "../../diagnostics/define.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Expr, Matcher, Selector } from "../../model/promql/ast.ts";
import { addMatchers } from "../../model/promql/selector.ts";
import { checkTypes, typeOf } from "../../model/promql/types.ts";
import { bare, selectorsOf, usesWindow } from "../../model/promql/visit.ts";
import { quoted } from "../../model/quantity/parsed.ts";
import { pointerSteps } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import type { Promql } from "../holes/fill.ts";
import { placeOf } from "../place.ts";
import { promqlProblem } from "../promql.ts";
import type { Source } from "../sli/kind.ts";

type Report = (found: Diagnostic) => void;

/**
 * An SLI's source: one bare selector, several that add up, or one expression with `${window}`.
 *
 * @param parts the texts of the source, parsed; a list has one for each item
 * @param match added to each bare selector that does not name the label
 * @returns undefined when a part is wrong, which was reported
 */
export function readSource(parts: readonly Promql[], match: readonly Matcher[], report: Report): Source | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const origin = first.source.layer.originOf(first.source.pointer);
  if (parts.length === 1 && usesWindow(first.expr)) {
    return isWellTyped(first, report, countsEvents) ? { form: "expression", expr: first.expr, origin } : undefined;
  }
  const selectors = parts.map((part) => {
    if (!isBare(part.expr)) {
      report(notBare(part, parts.length > 1));
      return undefined;
    }
    const selector = addMatchers(part.expr, match);
    const errors = [...checkTypes(selector)];
    // A difference drops the metric's name: series of two metrics with the same labels would be one, and the rule would fail.
    if (errors.length === 0 && !isOfOneMetric(selector))
      errors.push({
        start: 0,
        end: part.text.length,
        message: "a source reads one metric, this selects several",
        help: "name it, as in `http_requests_total{…}`; metrics that add up stand in a list",
      });
    for (const error of errors) report(promqlProblem("promql-type", error, part.source));
    return errors.length === 0 ? selector : undefined;
  });
  const good = selectors.filter((selector) => selector !== undefined);
  return good.length === selectors.length ? { form: "selectors", selectors: good, origin } : undefined;
}

/** The expression of `errorRatio`; undefined when it is wrong, which was reported with all other expressions. */
export function readRatio({ expr, source }: Promql): Source | undefined {
  if (!usesWindow(expr) || checkTypes(expr).length > 0) return undefined;
  const type = typeOf(expr);
  if (type !== "instant vector" && type !== "scalar") return undefined;
  return { form: "expression", expr, origin: source.layer.originOf(source.pointer) };
}

const countsEvents = "an expression gives the number of events in that time: `sum(increase(events_total[${window}]))`";

/**
 * Reports what does not fit together in an expression that must give an instant vector or a number.
 *
 * @param instead help that fits the place better than the usual one
 */
function isWellTyped(promql: Promql, report: Report, instead?: string): boolean {
  const errors = checkTypes(promql.expr);
  for (const error of errors) {
    const { help, ...rest } = error;
    const told = instead ?? help;
    report(promqlProblem("promql-type", told === undefined ? rest : { ...rest, help: told }, promql.source));
  }
  if (errors.length > 0) return false;
  const type = typeOf(promql.expr);
  if (type === "instant vector" || type === "scalar") return true;
  const help =
    instead ??
    (type === "range vector"
      ? "take it through a function such as `rate(…)`"
      : "write an expression that gives series");
  report(
    promqlProblem(
      "promql-type",
      { start: 0, end: promql.text.length, message: `this gives a ${type}, not an instant vector`, help },
      promql.source,
    ),
  );
  return false;
}

/** Where series are asked for, and a number, which is always there, tells nothing. */
const watches = [
  {
    at: /^\/alerts\/[^/]+\/when$/,
    message: "this gives a number, not an instant vector: the alert would fire at all times",
    help: "compare series to something, such as `errors_total > 5`; for an alert that always fires write `vector(1)`",
  },
  {
    at: /^\/(?:alerts\/[^/]+\/predict|anomalies\/[^/]+)\/value$/,
    message: "this gives a number, not an instant vector: nothing is known of its past",
    help: "name the series that is watched",
  },
  {
    at: /^\/metrics\/record\/[^/]+$/,
    message: "this gives a number, not an instant vector: there is no series to record",
    help: "name the series that it is made from; for a series of one value write `vector(1)`",
  },
  {
    at: /^\/dashboards\/.*\/panels\/\d+\/value$/,
    message: "this gives a number, not an instant vector: there is no series to show",
    help: "name the series to show; for a line at one value write `vector(1)`",
  },
] as const;

/** An expression that stands for itself; that of `errorRatio` says over which time by `${window}`. */
export function checkExpression(pointer: string, part: Promql, report: Report): void {
  if (!isWellTyped(part, report)) return;
  const watched = watches.find(({ at }) => at.test(pointer));
  if (watched !== undefined && typeOf(part.expr) === "scalar") {
    const { message, help } = watched;
    report(promqlProblem("promql-type", { start: 0, end: part.text.length, message, help }, part.source));
  }
  if (part.kind !== "ratio" || usesWindow(part.expr)) return;
  const { span, labels } = placeOf(part.source);
  const help = "give it `${window}` as its range, such as `avg_over_time(error_share[${window}])`";
  report(diagnostic("ratio-without-window", { sli: pointerSteps(pointer)[1] ?? "" }, span, { labels, help }));
}

function isBare(expr: Expr): expr is Selector {
  return expr.kind === "selector" && expr.range === undefined && expr.offset === undefined && expr.at === undefined;
}

function isOfOneMetric({ name, matchers }: Selector): boolean {
  return name !== undefined || matchers.some(({ label, op }) => label === "__name__" && op === "=");
}

/** Functions that tocsin applies itself: around a counter they are certainly one too much. */
const rates = new Set(["rate", "irate", "increase", "delta", "idelta"]);

function notBare(part: Promql, inList: boolean): Diagnostic {
  const { span, labels } = placeOf(part.source);
  return diagnostic("source-not-bare", { what: quoted(part.text) }, span, { labels, ...mending(part, inList) });
}

function mending({ expr, text, source }: Promql, inList: boolean): DiagnosticExtras {
  const inner = unwrap(expr);
  const range = inner?.span && selectorText(text, inner.span.start, inner.span.end);
  if (range === undefined) {
    const counters =
      selectorsOf(expr).length > 1 ? "write the counters alone, in a list if they add up" : "write the selector alone";
    return {
      help: inList
        ? `${counters}; in a list every item is a bare selector`
        : `${counters}, or give your expression \`\${window}\` as its range`,
    };
  }
  const selector = text.slice(range.start, range.end);
  const help = `write ${quoted(selector)}: the rates are made from it; an expression of your own takes \`\${window}\` as its range`;
  const { spanInside } = source.layer;
  // A plain YAML scalar cannot start with `{`; a kit's text is not the service's to mend.
  if (spanInside === undefined || !/^[A-Za-z_:]/.test(selector)) return { help };
  const edits = [
    { span: spanInside(source.pointer, 0, range.start), text: "" },
    { span: spanInside(source.pointer, range.end, text.length), text: "" },
  ].filter((edit) => edit.span.start < edit.span.end);
  return { help, fix: { title: `write ${quoted(selector)}`, edits } };
}

/** The selector inside of sums and rates alone. */
function unwrap(expr: Expr): Selector | undefined {
  const inner = bare(expr);
  switch (inner.kind) {
    case "selector":
      return inner.offset === undefined && inner.at === undefined ? inner : undefined;
    case "call":
      return rates.has(inner.fn) && inner.args.length === 1 ? unwrap(inner.args[0]!) : undefined;
    case "aggregation":
      return inner.op === "sum" ? unwrap(inner.expr) : undefined;
    default:
      return undefined;
  }
}

/** The place of a selector without its range. */
function selectorText(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const trimmed = text.slice(start, end).replace(/\s*\[[^\]]*\]\s*$/, "");
  return { start, end: start + trimmed.length };
}
