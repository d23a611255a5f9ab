const metric = /^[A-Za-z_:][A-Za-z0-9_:]*$/;
const label = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Words that PromQL 3.16 does not read as the name of a metric where a selector may stand. */
const reserved = new Set(
  "and atan2 bool by group_left group_right ignoring inf nan offset on or unless without start end".split(" "),
);

const longestReserved = Math.max(...[...reserved].map(({ length }) => length));

/** Whether a metric's name may be written without quotes in front of `{`. */
export function isPlainMetricName(name: string): boolean {
  return metric.test(name) && (name.length > longestReserved || !reserved.has(name.toLowerCase()));
}

/** Whether a label's name may stand without quotes in `by (…)` and `on (…)`, where `inf` and `nan` are numbers and `without` is a keyword. */
export function isPlainGroupingLabel(name: string): boolean {
  return label.test(name) && !/^(?:inf|nan|without)$/i.test(name);
}

/** Names of the classic grammar, `[A-Za-z_:][A-Za-z0-9_:]*`: every version of Prometheus takes them. */
export function isClassicMetricName(name: string): boolean {
  return metric.test(name);
}

export function isClassicLabelName(name: string): boolean {
  return label.test(name);
}
