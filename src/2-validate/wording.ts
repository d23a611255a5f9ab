import type { SchemaNode } from "./generated/schema-index.ts";

/** What a value type is called. */
const formatNames: Readonly<Record<string, string>> = {
  alertname: "an alertname",
  "attribute-name": "the name of an attribute",
  date: "a date",
  duration: "a duration",
  instant: "an instant",
  "label-name": "a label name",
  "metric-name": "a metric name",
  money: "an amount of money",
  name: "a name",
  objective: "a percentage",
  path: "a path",
  percentage: "a percentage",
  promql: "a PromQL expression",
  rate: "a rate",
  schedule: "a schedule",
  selector: "a selector",
  size: "a size",
  "time-of-day": "a time of day",
  timezone: "a timezone",
  url: "a URL",
};

/** "a duration or a list" */
export function expected(node: SchemaNode): string {
  if (node.values !== undefined && node.values.length > 4) return "one of its words";
  if (node.values !== undefined) return alternatives(node.values.map((value) => `\`${value}\``));
  const words = node.types.map((type) => {
    switch (type) {
      case "string":
        return formatNames[node.format ?? ""] ?? "a text";
      case "integer":
        return "a whole number";
      case "number":
        return "a number";
      case "boolean":
        return "`true` or `false`";
      case "array":
        return "a list";
      case "object":
        return node.keys === undefined ? "a map" : "a map of keys";
    }
  });
  return alternatives([...new Set(words)]);
}

/** What to write, where nothing more exact is known. */
export function suggestion(node: SchemaNode): string {
  return node.example === undefined ? `write ${expected(node)}` : `for example \`${inline(node.example)}\``;
}

/** What a value is, in the words of a spec. */
export function found(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return "a text";
    case "number":
      return "a number";
    case "boolean":
      return `\`${value}\``;
    default:
      return "a map";
  }
}

export function alternatives(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

export function all(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "`threshold`", "item 2 of `days`", "the file". */
export function subject(steps: readonly string[]): string {
  const last = steps.at(-1);
  if (last === undefined) return "the file";
  if (!/^\d+$/.test(last)) return `\`${short(last)}\``;
  const key = steps.findLast((step) => !/^\d+$/.test(step));
  return key === undefined ? `item ${Number(last) + 1}` : `item ${Number(last) + 1} of \`${short(key)}\``;
}

/** One line, at most 60 characters, nothing that a terminal would obey. */
export function short(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** An example as it would be written in a spec, on one line. */
export function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => inline(item)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, part]) => `${scalar(key)}: ${inline(part)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return typeof value === "string" ? scalar(value) : String(value);
}

function scalar(text: string): string {
  const plain =
    /^[A-Za-z0-9_/.$%+-][^,[\]{}#:"']*$/.test(text) && !/^[\d.+-]+$|^(?:true|false|null|~)$|\s$|%$^/.test(text);
  if (plain || /^https?:\/\/[^\s,[\]{}#"']+$/.test(text)) return text;
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}
