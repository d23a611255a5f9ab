import type { Fix } from "../../../diagnostics/diagnostic.ts";
import type { Origin } from "../../../model/origin.ts";
import type { Expr, Matcher, Selector } from "../../../model/promql/ast.ts";
import { binary, call, number } from "../../../model/promql/build.ts";
import { escapeRegex } from "../../../model/promql/regex.ts";
import { Decimal } from "../../../model/quantity/decimal.ts";
import { parseDuration } from "../../../model/quantity/duration.ts";
import { baseRule, type Counter } from "../base-rule.ts";
import { baseRuleOptions } from "../counts.ts";
import { diagnostic } from "../diagnostics.ts";
import { defineSliKind, type LoweredSli, type SliContext } from "../kind.ts";
import { perSecond, type TimeUnit, unitOf } from "../unit.ts";
import { boundTexts } from "./bound.ts";

interface LatencySpec {
  readonly threshold: string;
  readonly prometheus?: { readonly histogram?: string; readonly native?: boolean; readonly unit?: TimeUnit };
}

/** Observations of a histogram that are at most `threshold`; the total is its count, or another denominator. */
export const latency = defineSliKind<LatencySpec>({
  name: "latency",
  lower(spec, context) {
    const histogram = bareHistogram(context);
    const threshold = parseDuration(spec.threshold);
    if (histogram === undefined || !threshold.ok) return undefined;
    const native = spec.prometheus?.native === true;
    if (native && context.prometheusVersion === "2.42") {
      const { span } = context.originOf("/prometheus/native");
      const help =
        'read the classic histogram (leave `native` out), or set `targets.prometheus.version` to "3" in the workspace';
      context.report(diagnostic("native-needs-3", { sli: context.name }, span, { help }));
      return undefined;
    }
    const unit = unitOf(histogram.name, spec.prometheus?.unit, "/prometheus/histogram", context);
    if (unit === undefined) return undefined;
    const other = otherTotal(context);
    if (other === "reported") return undefined;

    const bound = Decimal.of(Math.round(threshold.value * 1000), 1000).multiply(Decimal.of(perSecond[unit]));
    const own: Counter = native
      ? { selector: histogram, read: countOf }
      : { selector: { ...histogram, name: `${histogram.name}_count` } };
    const total: readonly Counter[] = other?.map((selector) => ({ selector })) ?? [own];
    const good: Counter = native
      ? { selector: histogram, read: (sample) => countUpTo(bound, sample), resets: countOf }
      : {
          selector: {
            ...histogram,
            name: `${histogram.name}_bucket`,
            matchers: [...histogram.matchers, leMatcher(bound)],
          },
        };
    const options = baseRuleOptions(
      context,
      total.map(({ selector }) => selector),
    );
    return {
      total: baseRule(total, options),
      errors: { of: "good", expr: baseRule([good], options), whenMissing: "absent" },
      step: context.step,
      signal: {
        kind: "histogram",
        histogram,
        native,
        bound,
        threshold: threshold.value,
        ...(other && { total: other }),
      },
    } satisfies LoweredSli;
  },
});

function countOf(sample: Expr): Expr {
  return call("histogram_count", sample);
}

/** Observations up to a bound. A histogram without any has no fraction, and its NaN would stay in every window that holds it. */
function countUpTo(bound: Decimal, sample: Expr): Expr {
  const fraction = call("histogram_fraction", number("-Inf"), number(bound), sample);
  const some = binary(binary(countOf(sample), "*", fraction), ">=", number("0"));
  return binary(some, "or", binary(countOf(sample), "==", number("0")));
}

/** Prometheus 3 writes the bound 1 as `1.0`, and 2 as it was scraped: both are meant. */
function leMatcher(bound: Decimal): Matcher {
  const texts = boundTexts(bound);
  return texts.length === 1
    ? { label: "le", op: "=", value: texts[0]! }
    : { label: "le", op: "=~", value: texts.map(escapeRegex).join("|") };
}

function bareHistogram(context: SliContext): (Selector & { readonly name: string }) | undefined {
  const source = context.source("/prometheus/histogram");
  if (source === undefined) return undefined;
  const [selector] = source.form === "selectors" ? source.selectors : [];
  if (selector?.name === undefined) {
    context.report(
      diagnostic("histogram-not-bare", { sli: context.name }, source.origin.span, {
        help: 'write its base name with matchers, such as `http_request_duration_seconds{route="/pay"}`',
      }),
    );
    return undefined;
  }
  const suffix = ["_bucket", "_count", "_sum"].find((end) => selector.name!.endsWith(end));
  if (suffix !== undefined) {
    const base = selector.name.slice(0, -suffix.length);
    context.report(
      diagnostic("histogram-part", { name: selector.name, suffix }, source.origin.span, {
        help: `write \`${base}\``,
        ...baseNameFix(source.origin, selector.name, base),
      }),
    );
    return undefined;
  }
  return { ...selector, name: selector.name };
}

/** Only in the service's own text, where the name stands once. */
function baseNameFix({ from, span }: Origin, name: string, base: string): { fix?: Fix } {
  const written = span.file.text.slice(span.start, span.end);
  const at = written.indexOf(name);
  if (from !== "spec" || at < 0 || written.includes(name, at + 1)) return {};
  const start = span.start + at;
  const edits = [{ span: { file: span.file, start, end: start + name.length }, text: base }];
  return { fix: { title: `write \`${base}\``, edits } };
}

function otherTotal(context: SliContext): readonly Selector[] | undefined | "reported" {
  const source = context.source("/prometheus/total");
  if (source === undefined) return undefined;
  if (source.form === "selectors") return source.selectors;
  context.report(
    diagnostic("mixed-sources", { sli: context.name }, source.origin.span, {
      help: "write `total` as a bare selector: the histogram is one",
    }),
  );
  return "reported";
}
