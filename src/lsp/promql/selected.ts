import { aggregations } from "../../model/promql/functions.ts";
import { scan } from "../../model/promql/parser/scan.ts";

/** A metric that is selected, or a matcher. Offsets are of the name, of a matcher's value without its quotes. */
export interface Selected {
  /** Of a matcher: what it selects from, where that is written. */
  readonly name?: string;
  readonly label?: string;
  readonly operator?: string;
  /** As it is written between its quotes. */
  readonly value?: string;
  readonly start: number;
  readonly end: number;
  /** The same number for a metric and the matchers in its braces; 0 where it has none. */
  readonly braces: number;
}

const words = /^(?:by|without|on|ignoring|group_left|group_right|and|or|unless|bool|offset|atan2|inf|nan)$/i;

function isWord(text: string): boolean {
  return words.test(text) || aggregations.has(text.toLowerCase());
}

/** Metrics with their matchers, by the looks of the words: a text need not be finished. */
export function selectedIn(text: string): readonly Selected[] {
  const { tokens } = scan(text);
  const found: Selected[] = [];
  let name: string | undefined;
  let depth = 0;
  let braces = 0;
  let inGrouping = false;
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1];
    const { start, end } = token;
    if (token.kind === "open") {
      if (token.text === "{") {
        [depth, braces] = [depth + 1, braces + 1];
        if (tokens[at - 1]?.text !== name) name = undefined;
      } else if (token.text === "(")
        inGrouping = /^(?:by|without|on|ignoring|group_left|group_right)$/i.test(tokens[at - 1]?.text ?? "");
    } else if (token.kind === "close") {
      if (token.text === "}") [depth, name] = [depth - 1, undefined];
      if (token.text === ")") inGrouping = false;
    } else if (token.kind === "identifier" && depth > 0) {
      if (next?.kind !== "operator") continue;
      const value = tokens[at + 2]?.kind === "string" ? tokens[at + 2] : undefined;
      const place = value === undefined ? { start: next.end, end: next.end } : inside(value);
      const isName = token.text === "__name__" && next.text === "=" && value !== undefined;
      if (isName) found.push({ name: (name = value.text.slice(1, -1)), ...inside(value), braces });
      else
        found.push({
          ...(name !== undefined && { name }),
          label: token.text,
          operator: next.text,
          ...(value !== undefined && { value: value.text.slice(1, -1) }),
          ...place,
          braces,
        });
    } else if (token.kind === "string" && depth > 0 && tokens[at - 1]?.text === "{" && next?.kind !== "operator") {
      // Prometheus 3: a metric's name in quotes.
      found.push({ name: (name = token.text.slice(1, -1)), ...inside(token), braces });
    } else if (token.kind === "identifier" && !inGrouping && next?.text !== "(" && !isWord(token.text)) {
      name = token.text;
      found.push({ name, start, end, braces: next?.text === "{" ? braces + 1 : 0 });
    }
  }
  return found;
}

function inside({ start, end }: { readonly start: number; readonly end: number }) {
  return { start: start + 1, end: end - 1 };
}
