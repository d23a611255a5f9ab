import type { PromqlError } from "../ast.ts";

type TokenKind = "string" | "number" | "identifier" | "operator" | "open" | "close" | "comma" | "colon" | "hole";

/** A word of PromQL. `number` holds whatever starts like one, durations and mistakes such as `5min` included. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Of an opening bracket: the index of the token that closes it; of a closing one: of the one that opened it. */
  readonly pair: number;
}

export interface Scan {
  readonly tokens: readonly Token[];
  /** What makes parsing pointless: an unclosed quote or bracket, a character that is no PromQL. The first one only. */
  readonly error?: PromqlError;
}

const blank = /(?:\s|#[^\n]*)+/y;
const holePattern = /\$\{[^{}"'`\n]*\}/y;
const identifierPattern = /[A-Za-z_:][A-Za-z0-9_:]*/y;
const labelPattern = /[A-Za-z_][A-Za-z0-9_]*/y;
const numberPattern =
  /0[xX][0-9A-Za-z_]*|(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9]+)?[A-Za-z_0-9.]*/y;
const operatorPattern = /==|!=|=~|!~|<=|>=|[-+*/%^<>=@]/y;
const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Foreign operators and characters, with what PromQL has instead. */
const foreign: readonly (readonly [RegExp, string])[] = [
  [/&&?/y, "write `and`"],
  [/\|\|?/y, "write `or`"],
  [/!/y, "PromQL has no `!`: write `!=` or `!~` in a matcher, `unless` between vectors"],
  [/[“”„‘’«»]/y, "quote with `\"` or `'`"],
  [/\./y, 'quote a name with other characters: `{"http.requests"}`, `{"user.id"="…"}` (Prometheus 3)'],
  [/;/y, "one expression, without `;`"],
  [/\$\w+/y, "a variable is written `${name}`"],
  [/\$\$\{/y, "`$${` has a meaning only inside quotes"],
];

/** Splits PromQL into words; comments and blanks are left out. Never throws. */
export function scan(text: string): Scan {
  const tokens: Token[] = [];
  const open: number[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const fail = (start: number, end: number, message: string, help?: string): Scan => ({
    tokens,
    error: { start, end, message, ...(help === undefined ? {} : { help }) },
  });
  for (;;) {
    at += take(blank)?.length ?? 0;
    const c = text[at];
    if (c === undefined) break;
    let kind: TokenKind;
    let word: string | undefined;
    let pair = -1;
    const inside = open.length === 0 ? "" : tokens[open.at(-1)!]!.text;
    if (c === '"' || c === "'" || c === "`") {
      const end = endOfString(text, at);
      if (end === undefined) return fail(at, at + 1, `${named(c)} is never closed`, `close it with ${named(c)}`);
      [kind, word] = ["string", text.slice(at, end)];
    } else if (c === "(" || c === "[" || c === "{") {
      [kind, word] = ["open", c];
      open.push(tokens.length);
    } else if (c === ")" || c === "]" || c === "}") {
      [kind, word] = ["close", c];
      const opener = open.pop();
      if (opener === undefined)
        return fail(at, at + 1, `\`${c}\` closes nothing`, `take it away, or open a \`${openerOf(c)}\``);
      const opened = tokens[opener]!;
      if (closing[opened.text] !== c) {
        // `f(x[5m)`: the inner one was forgotten; `f(x])`: the closing one is too much
        if (open.some((i) => closing[tokens[i]!.text] === c)) return unclosed(opened);
        return fail(at, at + 1, `\`${c}\` does not close \`${opened.text}\``, `write \`${closing[opened.text]}\``);
      }
      pair = opener;
      tokens[opener] = { ...opened, pair: tokens.length };
    } else if (c === ",") [kind, word] = ["comma", c];
    else if ((word = take(holePattern)) !== undefined) kind = "hole";
    else if (text.startsWith("${", at)) return fail(at, at + 2, "`${` is never closed", "write `${name}`");
    else if ((word = take(numberPattern)) !== undefined) kind = "number";
    // in `[5m:x]` the colon stands alone; elsewhere it is part of a metric's name
    else if (inside === "[" && c === ":") [kind, word] = ["colon", c];
    else if ((word = take(inside === "[" || inside === "{" ? labelPattern : identifierPattern)) !== undefined)
      kind = "identifier";
    else if (c === ":") [kind, word] = ["colon", c];
    else if ((word = take(operatorPattern)) !== undefined) kind = "operator";
    else {
      for (const [pattern, help] of foreign) {
        const bad = take(pattern);
        if (bad !== undefined) return fail(at, at + bad.length, `${named(bad)} is no part of PromQL`, help);
      }
      const bad = String.fromCodePoint(text.codePointAt(at)!);
      return fail(at, at + bad.length, `${named(bad)} is no part of PromQL`);
    }
    tokens.push({ kind, text: word, start: at, end: at + word.length, pair });
    at += word.length;
  }
  const last = open.at(-1);
  return last === undefined ? { tokens } : unclosed(tokens[last]!);

  function unclosed(token: Token): Scan {
    return fail(
      token.start,
      token.end,
      `\`${token.text}\` is never closed`,
      `close it with \`${closing[token.text]}\``,
    );
  }
}

/** The offset behind the closing quote, undefined when there is none. A string in `"` or `'` ends with its line. */
function endOfString(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i];
    if (c === quote) return i + 1;
    if (quote === "`") continue;
    if (c === "\n") return undefined;
    if (c === "\\") i++;
  }
  return undefined;
}

function openerOf(c: string): string {
  return c === ")" ? "(" : c === "]" ? "[" : "{";
}

/** A piece of source text, quoted for a message; a backtick inside takes plain quotes. */
export function named(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 37)}…` : text;
  const shown = short.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (c) => `\\u${c.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
  return shown.includes("`") ? `"${shown}"` : `\`${shown}\``;
}
