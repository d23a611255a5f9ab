import type { Matcher } from "../../model/promql/ast.ts";
import { escapeRegex } from "../../model/promql/regex.ts";
import { isMap } from "../layers/lay.ts";

/** `match` as matchers, by label; a list of values means any of them. */
export function matchersOf(match: unknown): readonly Matcher[] {
  if (!isMap(match)) return [];
  return Object.entries(match)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([label, value]): Matcher[] => {
      if (typeof value === "string") return [{ label, op: "=", value }];
      const any = Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
      if (any.length === 0) return [];
      return any.length === 1
        ? [{ label, op: "=", value: any[0]! }]
        : [{ label, op: "=~", value: any.map(escapeRegex).join("|") }];
    });
}
