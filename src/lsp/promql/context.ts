/** What may be written at the end of a PromQL text that is still being typed. */
export type PromqlContext =
  /** A function, an aggregation, a metric. */
  | { readonly kind: "expression"; readonly word: string }
  /** The name of a label within braces. */
  | {
      readonly kind: "label";
      readonly metric: string | undefined;
      readonly taken: readonly string[];
      readonly word: string;
    }
  /** The value of a label, within its quotes. */
  | {
      readonly kind: "value";
      readonly metric: string | undefined;
      readonly label: string;
      readonly isRegex: boolean;
      /** What it is quoted with. */
      readonly quote: string;
      readonly word: string;
    }
  /** A name within braces and quotes, as Prometheus 3 takes it: of a metric, or of a label where the metric is named in front of it. */
  | { readonly kind: "quoted"; readonly metric: string | undefined; readonly quote: string; readonly word: string }
  /** A label to group or join by. */
  | { readonly kind: "grouping"; readonly taken: readonly string[]; readonly word: string }
  /** A duration within `[ ]` or after `offset`. */
  | { readonly kind: "range"; readonly word: string }
  /** A name after `${`. */
  | { readonly kind: "hole"; readonly word: string };

interface Open {
  readonly bracket: string;
  /** The word in front of it. */
  readonly before: string;
  readonly start: number;
}

const groupings = /^(?:by|without|on|ignoring|group_left|group_right)$/i;
const closing: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/** @param before the text up to the cursor; undefined: nothing can be completed there (a comment, the text of an argument) */
export function promqlContext(before: string): PromqlContext | undefined {
  const hole = /\$\{([a-z0-9-]*)$/i.exec(before);
  if (hole !== null && !/\$\$\{[a-z0-9-]*$/i.test(before)) return { kind: "hole", word: hole[1]! };
  const open: Open[] = [];
  let word = "";
  let last = "";
  for (let at = 0; at < before.length; at++) {
    const c = before[at]!;
    if (c === '"' || c === "'" || c === "`") {
      const end = closeOf(before, at, c);
      if (end === undefined) return inString(open.at(-1), before, at);
      at = end;
      last = "";
    } else if (c === "#") {
      const end = before.indexOf("\n", at);
      if (end === -1) return undefined;
      at = end;
    } else if (c === "$" && before[at + 1] === "{") {
      const end = before.indexOf("}", at);
      at = end === -1 ? before.length : end;
    } else if (/[A-Za-z_:]/.test(c)) {
      word = /^[\w:]+/.exec(before.slice(at))![0];
      last = word;
      at += word.length - 1;
    } else if ("([{".includes(c)) {
      open.push({ bracket: c, before: last, start: at + 1 });
      last = "";
    } else if (closing[c] !== undefined) {
      if (open.at(-1)?.bracket === closing[c]) open.pop();
      last = "";
    } else if (!/\s/.test(c)) last = "";
  }
  const typed = /[\w:]*$/.exec(before)![0];
  const inner = open.at(-1);
  if (inner?.bracket === "{") {
    const inside = before.slice(inner.start);
    // after an operator its value is still to come, which begins with a quote
    if (/[=~]\s*$/.test(inside)) return undefined;
    const taken = [...inside.matchAll(/([A-Za-z_]\w*)\s*(?:=~|!~|!=|=)/g)].map(([, label = ""]) => label);
    return { kind: "label", metric: metricOf(inner, inside), taken, word: typed };
  }
  if (inner?.bracket === "[" || /\boffset\s+\w*$/i.test(before))
    return { kind: "range", word: /\w*$/.exec(before)![0] };
  if (inner?.bracket === "(" && groupings.test(inner.before)) {
    const taken = before
      .slice(inner.start)
      .split(",")
      .slice(0, -1)
      .map((label) => label.trim());
    return { kind: "grouping", taken, word: typed };
  }
  return /^\d/.test(typed) ? undefined : { kind: "expression", word: typed };
}

function inString(open: Open | undefined, before: string, at: number): PromqlContext | undefined {
  if (open?.bracket !== "{") return undefined;
  const quote = before[at]!;
  const inside = before.slice(open.start, at);
  const written = before.slice(at + 1);
  const metric = metricOf(open, inside);
  if (/(?:^|,)\s*$/.test(inside)) return { kind: "quoted", metric, quote, word: written };
  const [, label, op = ""] = /([A-Za-z_]\w*)\s*(=~|!~|!=|=)\s*$/.exec(inside) ?? [];
  if (label === undefined) return undefined;
  // of several values of a regular expression the last
  const word = written.slice(written.lastIndexOf("|") + 1);
  return { kind: "value", metric, label, isRegex: op.endsWith("~"), quote, word };
}

/** In front of the braces, or quoted within them. */
function metricOf({ before }: Open, inside: string): string | undefined {
  if (before !== "") return before;
  return /(?:^|,)\s*(["'])([^"'\\]+)\1\s*(?:,|$)/.exec(inside)?.[2];
}

function closeOf(text: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (quote !== "`" && text[at] === "\\") at++;
    else if (text[at] === quote) return at;
  }
  return undefined;
}
