import type { Matcher, PromqlError } from "../ast.ts";
import { nearest } from "../../../util/nearest.ts";
import { Decimal } from "../../quantity/decimal.ts";
import { parseDuration } from "../../quantity/duration.ts";
import type { Token } from "./scan.ts";

/**
 * What stands around a hole: inside quotes; a whole selector's `{…}` list (`{${match}}`); a range, step or offset; a number after `@`;
 * a label's name; or a place where an expression may stand: a metric's name or a number.
 */
type HolePlace = "string" | "matchers" | "duration" | "number" | "label" | "expression";

export interface Hole {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly place: HolePlace;
}

/** Types whose value is a text, as the spec writes it. */
type HoleValueType = "name" | "text" | "regex" | "number" | "duration" | "percentage";

export type HoleValue =
  | { readonly type: HoleValueType; readonly value: string }
  | { readonly type: "matchers"; readonly matchers: readonly Matcher[] }
  | { readonly type: "keep" };

export const holeName = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;

/** Where the holes outside of quotes stand, told by the words around them. */
export function placesOf(tokens: readonly Token[]): readonly Hole[] {
  const holes: Hole[] = [];
  const open: number[] = [];
  tokens.forEach((token, i) => {
    if (token.kind === "open") open.push(i);
    else if (token.kind === "close") open.pop();
    else if (token.kind === "hole") {
      holes.push({ name: token.text.slice(2, -1), start: token.start, end: token.end, place: place(i, open.at(-1)) });
    }
  });
  return holes;

  function place(i: number, opener: number | undefined): HolePlace {
    const bracket = opener === undefined ? "" : tokens[opener]!.text;
    const before = tokens[i - 1];
    const after = tokens[i + 1];
    if (bracket === "[") return "duration";
    if (bracket === "{") {
      const alone =
        (before?.kind === "open" || before?.kind === "comma") && (after?.kind === "close" || after?.kind === "comma");
      return alone ? "matchers" : "label";
    }
    const signed = before?.text === "-" || before?.text === "+";
    const word = (signed ? tokens[i - 2] : before)?.text;
    if (word === "@") return "number";
    if (word?.toLowerCase() === "offset") return "duration";
    const owner = bracket === "(" ? tokens[opener! - 1]?.text.toLowerCase() : undefined;
    return owner !== undefined && labelLists.has(owner) ? "label" : "expression";
  }
}

/** Words that a list of labels follows. */
export const labelLists: ReadonlySet<string> = new Set([
  "by",
  "without",
  "on",
  "ignoring",
  "group_left",
  "group_right",
]);

/**
 * The text as the grammar reads it, with every place where it was: a word of the same length for each hole outside of quotes, blanks for comments
 * (which would be nodes in lezer's tree) and another name for `constructor` and the like (which lezer-promql looks up in a plain object).
 */
export function mask(tokens: readonly Token[], holes: readonly Hole[], length: number): string {
  const places = new Map(holes.map((hole) => [hole.start, hole.place]));
  let out = "";
  for (const { kind, text, start, end } of tokens) {
    const isTrap = kind === "identifier" && text.toLowerCase() in Object.prototype;
    const word = kind === "hole" ? standIn(places.get(start)!, end - start) : isTrap ? "h".repeat(text.length) : text;
    out += " ".repeat(start - out.length) + word;
  }
  return out.padEnd(length);
}

function standIn(place: HolePlace, length: number): string {
  switch (place) {
    case "duration":
      return `${"1".repeat(length - 1)}s`;
    case "number":
      return "1".repeat(length);
    case "matchers":
      return `${"h".repeat(length - 3)}=""`;
    default:
      return "h".repeat(length);
  }
}

/** A value as the text of a number that every version reads: seconds of a duration, the ratio of a percentage. */
export function numberOf(value: HoleValue): string | undefined {
  if (value.type === "number")
    return /^[-+]?(?:\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|inf|nan)$/i.test(value.value) ? value.value : undefined;
  if (value.type === "duration") {
    const seconds = durationOf(value);
    return seconds === undefined ? undefined : Decimal.of(Math.round(seconds * 1000), 1000).toString();
  }
  if (value.type !== "percentage") return undefined;
  const percent = Decimal.parse(value.value.replace(/\s*%$/, ""));
  return percent?.divide(Decimal.of(100)).toString(20);
}

/** Seconds, when the value is a duration. */
export function durationOf(value: HoleValue): number | undefined {
  if (value.type !== "duration") return undefined;
  const seconds = parseDuration(value.value);
  return seconds.ok ? seconds.value : undefined;
}

export function unknownHole(hole: Hole, known: readonly string[]): PromqlError {
  const range = { start: hole.start, end: hole.end };
  if (!holeName.test(hole.name)) {
    return {
      ...range,
      message: `\`\${…}\` holds a name, such as \`\${service}\``,
      help: "inside quotes, write `$${` for a literal `${`",
    };
  }
  const near = nearest(hole.name, known);
  const help =
    near !== undefined
      ? `did you mean \`\${${near}}\`?`
      : known.length > 0
        ? `there is ${known.map((k) => `\`\${${k}}\``).join(", ")}`
        : undefined;
  return { ...range, message: `\`\${${hole.name}}\` has no value`, ...(help === undefined ? {} : { help }) };
}
