/** A type that an argument may have; with `?` it may be left out, with `…` any number of them may follow. */
type Argument = "scalar" | "instant" | "range" | "string" | "scalar?" | "instant?" | "string…" | "scalar…";

export interface PromqlFunction {
  readonly args: readonly Argument[];
  readonly returns: "scalar" | "instant";
  /** Oldest version that has it; without one, 2.42 has it too. */
  readonly since?: string;
  /** Prometheus takes it only with `--enable-feature=promql-experimental-functions`. */
  readonly experimental?: true;
}

const instant = (...args: Argument[]): PromqlFunction => ({ args, returns: "instant" });
const scalar = (...args: Argument[]): PromqlFunction => ({ args, returns: "scalar" });
const since = (version: string, fn: PromqlFunction): PromqlFunction => ({ ...fn, since: version });
const experimental = (version: string, fn: PromqlFunction): PromqlFunction => ({
  ...fn,
  since: version,
  experimental: true,
});

const each = (names: string, fn: PromqlFunction): [string, PromqlFunction][] =>
  names.split(" ").map((name) => [name, fn]);

/** Functions of Prometheus 3.16 (promql/parser/functions.go), checked against promtool 2.42 and 3.16 by test/real/promql.test.ts. */
export const functions: ReadonlyMap<string, PromqlFunction> = new Map<string, PromqlFunction>([
  ...each(
    "abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2 rad sgn sin sinh sqrt tan tanh",
    instant("instant"),
  ),
  ...each("sort sort_desc timestamp histogram_count histogram_sum", instant("instant")),
  ...each("day_of_month day_of_week day_of_year days_in_month hour minute month year", instant("instant?")),
  ...each(
    "absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time",
    instant("range"),
  ),
  ...each(
    "max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time",
    instant("range"),
  ),
  ["clamp", instant("instant", "scalar", "scalar")],
  ...each("clamp_max clamp_min", instant("instant", "scalar")),
  ["histogram_fraction", instant("scalar", "scalar", "instant")],
  ["histogram_quantile", instant("scalar", "instant")],
  ["label_join", instant("instant", "string", "string", "string…")],
  ["label_replace", instant("instant", "string", "string", "string", "string")],
  ["pi", scalar()],
  ["predict_linear", instant("range", "scalar")],
  ["quantile_over_time", instant("scalar", "range")],
  ["round", instant("instant", "scalar?")],
  ["scalar", scalar("instant")],
  ["time", scalar()],
  ["vector", instant("scalar")],
  ...each("histogram_avg", since("2.51", instant("instant"))),
  ...each("histogram_stddev histogram_stdvar", since("2.47", instant("instant"))),
  ["mad_over_time", experimental("2.49", instant("range"))],
  ...each("sort_by_label sort_by_label_desc", experimental("2.49", instant("instant", "string…"))),
  ["double_exponential_smoothing", experimental("3.0", instant("range", "scalar", "scalar"))],
  ["info", experimental("3.0", instant("instant", "instant?"))],
  ...each("ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time", experimental("3.5", instant("range"))),
  ["ts_of_first_over_time", experimental("3.7", instant("range"))],
  ["first_over_time", since("3.14", instant("range"))],
  ["histogram_quantiles", experimental("3.11", instant("instant", "string", "scalar", "scalar…"))],
  ...each("start end range step", experimental("3.12", scalar())),
  ["start_timestamp", experimental("3.14", instant("instant"))],
]);

export interface PromqlAggregation {
  /** Type of the parameter in front of the vector, for those that have one. */
  readonly param?: "scalar" | "string";
  readonly since?: string;
  readonly experimental?: true;
}

export const aggregations: ReadonlyMap<string, PromqlAggregation> = new Map<string, PromqlAggregation>([
  ...["sum", "avg", "count", "min", "max", "group", "stddev", "stdvar"].map((name): [string, PromqlAggregation] => [
    name,
    {},
  ]),
  ["topk", { param: "scalar" }],
  ["bottomk", { param: "scalar" }],
  ["quantile", { param: "scalar" }],
  ["count_values", { param: "string" }],
  ["limitk", { param: "scalar", since: "2.54", experimental: true }],
  ["limit_ratio", { param: "scalar", since: "2.54", experimental: true }],
]);

/** Names that Prometheus gave up, and what took their place. */
export const renamed: ReadonlyMap<string, string> = new Map([["holt_winters", "double_exponential_smoothing"]]);
