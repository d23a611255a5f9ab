/** What the page is given of fields: their values in few signs, and each configuration once. */
import type { Panel } from "./dashboard.ts";
import type { ConfiguredField } from "./field-config.ts";
import type { FieldConfig, Value } from "./frame.ts";
import { mapOf, textOf, textsOf } from "./json.ts";
import { reduceBy } from "./reduce.ts";
import type { FieldView, FrameView, StatView } from "./view.ts";

/** Equal configurations once. */
export function pack(fields: readonly (readonly ConfiguredField[])[], fill: (config: FieldConfig) => FieldConfig) {
  const known = new Map<string, number>();
  const configs: FieldConfig[] = [];
  const indexOf = (config: FieldConfig): number => {
    const key = JSON.stringify(config);
    const at = known.get(key) ?? configs.push(fill(config)) - 1;
    known.set(key, at);
    return at;
  };
  const frames = fields.map((frame): FrameView => ({
    fields: frame.map(({ field, name, config }): FieldView => ({
      name,
      source: field.name,
      type: field.type,
      labels: field.labels,
      values: packed(field.values, field.type === "time", frame.length === 2 && frame[0]!.field.type === "time"),
      config: indexOf(config),
    })),
  }));
  return { frames, configs, indexOf };
}

function packed(values: readonly Value[], isTime: boolean, isLine: boolean): FieldView["values"] {
  const [first, second] = values;
  if (!isTime) return isLine ? drawable(values) : values.map(rounded);
  if (values.length < 3 || typeof first !== "number" || typeof second !== "number") return values;
  const step = second - first;
  const even = values.every((value, at) => typeof value === "number" && Math.abs(value - first - at * step) < 1e-6);
  return even ? { from: first, step, count: values.length } : values;
}

/** Of a line: no finer than a four-thousandth of what it spans, which no screen shows; its last value as it is. */
function drawable(values: readonly Value[]): readonly Value[] {
  const numbers = values.filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  if (numbers.length < 20) return values.map(rounded);
  const span = numbers.reduce((a, b) => Math.max(a, b)) - numbers.reduce((a, b) => Math.min(a, b));
  const digits = span === 0 ? 20 : Math.max(0, Math.ceil(-Math.log10(span / 4000)));
  const last = values.findLastIndex((value) => typeof value === "number");
  return values.map((value, at) =>
    typeof value === "number" && Number.isFinite(value) && at !== last && digits <= 20
      ? rounded(Number(value.toFixed(digits)))
      : rounded(value),
  );
}

/** Six digits are more than a drawing shows; what JSON has no number for becomes a text. */
function rounded(value: Value): Value {
  if (typeof value !== "number") return value;
  return Number.isFinite(value)
    ? Number(value.toPrecision(6))
    : Number.isNaN(value)
      ? "NaN"
      : value > 0
        ? "+Inf"
        : "-Inf";
}

/** What a stat, gauge or bar gauge shows: one value of each series, or each row of a table. */
export function statsOf(
  { options, type }: Panel,
  frames: readonly (readonly ConfiguredField[])[],
  indexOf: (config: FieldConfig) => number,
  notes: string[],
): readonly StatView[] {
  const reduce = mapOf(options["reduceOptions"]);
  const [id = "lastNotNull"] = textsOf(reduce["calcs"]);
  const pattern = textOf(reduce["fields"]) ?? "";
  const [, body] = /^\/(.*)\/\w*$/s.exec(pattern) ?? [];
  const isWanted = ({ field, name }: ConfiguredField) => {
    if (pattern === "") return field.type === "number";
    return body === undefined ? name === pattern : new RegExp(body).test(name);
  };
  const withLine = type === "stat" && options["graphMode"] !== "none";
  const stats = frames.flatMap((frame) => {
    const texts = frame.filter(({ field }) => field.type === "string");
    return frame.filter(isWanted).flatMap(({ field, name, config }): readonly StatView[] => {
      const own = { config: indexOf(config), labels: field.labels };
      if (reduce["values"] === true)
        return field.values.map((value, row) => ({
          ...own,
          title: texts.map((text) => text.field.values[row] ?? "").join(" ") || name,
          value: rounded(value),
        }));
      const line = withLine && field.type === "number" && field.values.length > 1;
      return [
        {
          ...own,
          title: name,
          value: rounded(reduceBy(id, field.values)),
          ...(line && { line: field.values.map(rounded) }),
        },
      ];
    });
  });
  const most = typeof reduce["limit"] === "number" ? reduce["limit"] : 25;
  if (stats.length > most) notes.push(`the first ${most} of ${stats.length} values are shown`);
  return stats.slice(0, most);
}
