import { isOnlyNear, nearest } from "../../../util/nearest.ts";
import type { PromqlError } from "../ast.ts";
import { aggregations, functions, renamed } from "../functions.ts";
import { comparisons, setOperators } from "../operators.ts";
import { labelLists } from "./place.ts";
import { named, type Token } from "./scan.ts";

const operatorWords = new Set([...setOperators, "atan2"]);
/** Among names that are equally near, the one that is used most is meant. */
const common = ["rate", "sum", "increase", "avg", "max", "min", "count", "histogram_quantile"];
const matchOps = new Set(["=", "!=", "=~", "!~"]);

/** What is known about a word when a rule looks at it. */
interface Place {
  readonly token: Token;
  readonly before: Token | undefined;
  readonly after: Token | undefined;
  /** The innermost bracket that is open here: `(`, `[`, `{` or nothing. */
  readonly inside: string;
  /** The word in front of that bracket. */
  readonly owner: Token | undefined;
  readonly tokens: readonly Token[];
  readonly index: number;
}

type Finding = Omit<PromqlError, "start" | "end"> & Partial<Pick<PromqlError, "start" | "end">>;
/** A rule sees one mistake by its looks. */
type Rule = (place: Place) => Finding | undefined;

/** Mistakes that people make, most telling first. Each rule is tried on every word before the next one, so a cause comes before what follows from it. */
const rules: readonly Rule[] = [
  groupingWithoutLabels,
  unknownFunction,
  holeAsFunction,
  unquotedValue,
  comparisonInMatchers,
  missingCommaOfMatchers,
  badLabel,
  singleEquals,
  matchOpOutside,
  badDuration,
  badNumber,
  badTime,
  misplacedGrouping,
  boolWithoutComparison,
  missingOperand,
  missingOperator,
];

/** Says what is wrong with a text that the grammar refuses. `broken` is where it noticed, which is often behind the mistake. */
export function diagnose(text: string, tokens: readonly Token[], broken: number): PromqlError {
  if (tokens.length === 0) return { start: 0, end: text.length, message: "the expression is empty" };
  const places = placesIn(tokens);
  for (const rule of rules) {
    for (const place of places) {
      const { start = place.token.start, end = place.token.end, ...finding } = rule(place) ?? {};
      if ("message" in finding) return { start, end, ...(finding as Finding) };
    }
  }
  const token = tokens.find(({ end }) => end > broken);
  if (token === undefined)
    return { start: text.trimEnd().length, end: text.trimEnd().length, message: "the expression stops too early" };
  return { start: token.start, end: token.end, message: `${named(token.text)} is not expected here` };
}

function placesIn(tokens: readonly Token[]): readonly Place[] {
  const open: number[] = [];
  return tokens.map((token, index) => {
    if (token.kind === "close") open.pop();
    const opener = open.at(-1);
    if (token.kind === "open") open.push(index);
    return {
      token,
      index,
      tokens,
      before: tokens[index - 1],
      after: tokens[index + 1],
      inside: opener === undefined ? "" : tokens[opener]!.text,
      owner: opener === undefined ? undefined : tokens[opener - 1],
    };
  });
}

function unknownFunction({ token, after, before, inside }: Place): Finding | undefined {
  const word = token.text;
  if (token.kind !== "identifier" || after?.text !== "(" || inside === "{" || inside === "[") return undefined;
  const lower = word.toLowerCase();
  if (
    functions.has(word) ||
    aggregations.has(lower) ||
    labelLists.has(lower) ||
    operatorWords.has(lower) ||
    lower === "bool"
  )
    return undefined;
  if (before?.text === "@" && (lower === "start" || lower === "end")) return undefined;
  const now = renamed.get(word);
  if (now !== undefined)
    return {
      message: `\`${word}\` is \`${now}\` since Prometheus 3.0, and an experiment that is off unless it is enabled`,
      help: "`avg_over_time` smooths too",
    };
  if (functions.has(lower))
    return {
      message: `${named(word)} is no function`,
      help: `functions are written small: \`${lower}\``,
      instead: lower,
    };
  const known = [...common, ...functions.keys(), ...aggregations.keys()];
  const near = nearest(word, known);
  return {
    message: `${named(word)} is no function and no aggregation`,
    ...(near !== undefined && { help: `did you mean \`${near}\`?` }),
    ...(near !== undefined && isOnlyNear(word, near, known) && { instead: near }),
  };
}

function holeAsFunction({ token, after, inside }: Place): Finding | undefined {
  if (token.kind !== "hole" || after?.text !== "(" || inside === "{" || inside === "[") return undefined;
  return { message: `${named(token.text)} cannot stand for a function`, help: "write the function's name" };
}

function comparisonInMatchers({ token, inside, before }: Place): Finding | undefined {
  if (inside !== "{" || token.kind !== "operator" || matchOps.has(token.text)) return undefined;
  const label = before?.kind === "identifier" || before?.kind === "string" ? before.text : "label";
  if (token.text === "==")
    return { message: "`==` compares numbers, not labels", help: `write \`${label}="…"\``, instead: "=" };
  return {
    message: `${named(token.text)} is no operator of a matcher`,
    help: "matchers have `=`, `!=`, `=~` and `!~`",
  };
}

function unquotedValue({ token, inside, before, tokens, index }: Place): Finding | undefined {
  if (inside !== "{" || before?.kind !== "operator" || !matchOps.has(before.text) || token.kind === "string")
    return undefined;
  const label = tokens[index - 2]?.text ?? "label";
  if (token.kind === "close" || token.kind === "comma") {
    return {
      start: before.start,
      end: before.end,
      message: `the matcher on ${named(label)} has no value`,
      help: `write \`${label}${before.text}"…"\``,
    };
  }
  // the value may be several words: up to the next comma or the closing bracket
  let last = index;
  while (tokens[last + 1] !== undefined && !["close", "comma", "open"].includes(tokens[last + 1]!.kind)) last++;
  const words = tokens.slice(index, last + 1);
  const value = words.length === 1 ? token.text : "…";
  const isPlain = words.length === 1 && /^[\w.:|*+-]+$/.test(value);
  return {
    ...(isPlain && { instead: `"${value}"` }),
    end: tokens[last]!.end,
    message: `the value of ${named(label)} is not quoted`,
    help: `write \`${label}${before.text}"${value}"\``,
  };
}

function missingCommaOfMatchers({ token, inside, before }: Place): Finding | undefined {
  const isEnd = before?.kind === "string" || before?.kind === "hole";
  const isStart = token.kind === "identifier" || token.kind === "string" || token.kind === "hole";
  if (inside !== "{" || !isEnd || !isStart) return undefined;
  return { message: `a comma is missing before ${named(token.text)}`, help: "separate matchers by `,`" };
}

function badLabel({ token, inside, before, after }: Place): Finding | undefined {
  if (inside !== "{") return undefined;
  const isFirst = before?.kind === "open" || before?.kind === "comma";
  if (isFirst && token.kind === "comma") return { message: "a matcher is missing before `,`" };
  if (isFirst && token.kind === "identifier" && after?.kind !== "operator") {
    const isName = after?.kind === "close" || after?.kind === "comma";
    if (isName)
      return { message: `${named(token.text)} is matched against nothing`, help: `write \`${token.text}="…"\`` };
    return {
      message: `${named(after?.text ?? "")} is not expected in a label's name`,
      ...(after === undefined ? {} : { start: after.start, end: after.end }),
      help: 'quote a name that has other characters: `{"user.id"="…"}` (Prometheus 3)',
    };
  }
  if (isFirst && token.kind === "number")
    return { message: `${named(token.text)} is no label`, help: "a label begins with a letter or `_`" };
  return undefined;
}

function singleEquals({ token, inside, before, after }: Place): Finding | undefined {
  if (token.text !== "=" || inside === "{") return undefined;
  if (before?.kind === "identifier" && after?.kind === "string") {
    return {
      message: "a matcher stands in `{ }`",
      start: before.start,
      end: after.end,
      help: `write \`{${before.text}=${after.text}}\` behind the metric's name`,
    };
  }
  const order = after?.text === ">" || after?.text === "<" ? after.text : undefined;
  const help = order === undefined ? "numbers are compared with `==`" : `write \`${order}=\``;
  return { message: "`=` stands only in matchers", help };
}

function matchOpOutside({ token, inside, before }: Place): Finding | undefined {
  if ((token.text !== "=~" && token.text !== "!~") || inside === "{") return undefined;
  const label = before?.kind === "identifier" ? before.text : "label";
  return { message: `\`${token.text}\` stands only in matchers`, help: `write \`metric{${label}${token.text}"…"}\`` };
}

function badDuration({ token, inside, before, after }: Place): Finding | undefined {
  const isDuration = inside === "[" || (before?.text.toLowerCase() === "offset" && before.kind === "identifier");
  if (!isDuration) return undefined;
  const help = "write a number and a unit (`ms s m h d w y`) without a blank, such as `[5m]` or `[1h30m]`";
  if (token.kind === "close" && before?.kind === "open") return { message: "the range is empty", help };
  if (token.kind === "number" && after?.kind === "identifier") {
    return { end: after.end, message: `${named(`${token.text} ${after.text}`)} is not a duration`, help };
  }
  if (token.kind === "number" && !/^(?:\d+(?:ms|[smhdwy]))+$/.test(token.text))
    return { message: `${named(token.text)} is not a duration`, help };
  if (token.kind === "string" || token.kind === "identifier")
    return { message: `${named(token.text)} is not a duration`, help };
  if (token.kind === "number" && after?.kind === "number")
    return { end: after.end, message: "two durations stand side by side", help };
  return undefined;
}

function badNumber({ token, inside }: Place): Finding | undefined {
  const isNumber =
    /^(?:(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?|0[xX][\da-fA-F]+|(?:\d+(?:ms|[smhdwy]))+)$/.test(
      token.text,
    );
  if (token.kind !== "number" || inside === "{" || isNumber) return undefined;
  return { message: `${named(token.text)} is neither a number nor a duration` };
}

function badTime({ token, after, inside }: Place): Finding | undefined {
  if (token.text !== "@" || inside === "{") return undefined;
  const signed = after?.text === "-" || after?.text === "+";
  if (
    after?.kind === "number" ||
    after?.kind === "hole" ||
    signed ||
    ((after?.text === "start" || after?.text === "end") && after.kind === "identifier")
  )
    return undefined;
  return {
    message: "`@` takes a Unix time in seconds, `start()` or `end()`",
    ...(after === undefined ? {} : { end: after.end }),
  };
}

function misplacedGrouping({ token, before, after, tokens, index, inside }: Place): Finding | undefined {
  const word = token.text.toLowerCase();
  if (token.kind !== "identifier" || (word !== "by" && word !== "without") || inside === "{" || after?.text !== "(")
    return undefined;
  if (before?.kind === "identifier" && aggregations.has(before.text.toLowerCase())) {
    const close = after.pair;
    return tokens[close + 1]?.text === "("
      ? undefined
      : {
          message: `\`${before.text} ${word} (…)\` lacks what it adds up`,
          help: `write \`${before.text} ${word} (…) (…)\``,
        };
  }
  const opener = before?.kind === "close" ? tokens[before.pair - 1] : undefined;
  if (before?.text === ")" && opener !== undefined && aggregations.has(opener.text.toLowerCase())) return undefined;
  const aggregation =
    tokens.slice(0, index).findLast((t) => t.kind === "identifier" && aggregations.has(t.text.toLowerCase()))?.text ??
    "sum";
  if (opener?.kind === "identifier" && functions.has(opener.text)) {
    return {
      message: `\`${opener.text}\` takes no \`${word}\`: it is a function, not an aggregation`,
      help: `write \`${aggregation} ${word} (…) (${opener.text}(…))\``,
    };
  }
  return { message: `\`${word}\` stands beside an aggregation`, help: `write \`${aggregation} ${word} (…) (…)\`` };
}

function groupingWithoutLabels({ token, before, after, inside }: Place): Finding | undefined {
  const word = token.text.toLowerCase();
  if (
    token.kind !== "identifier" ||
    !labelLists.has(word) ||
    inside === "{" ||
    after?.text === "(" ||
    word.startsWith("group_")
  )
    return undefined;
  const isGrouping =
    word === "on" ||
    word === "ignoring" ||
    (before?.kind === "identifier" && aggregations.has(before.text.toLowerCase())) ||
    before?.text === ")";
  return isGrouping ? { message: `\`${word}\` has no list of labels`, help: `write \`${word} (…)\`` } : undefined;
}

function boolWithoutComparison({ token, before, after, inside }: Place): Finding | undefined {
  if (token.text.toLowerCase() !== "bool" || token.kind !== "identifier" || inside === "{") return undefined;
  if (before !== undefined && comparisons.has(before.text)) {
    const isLast = after === undefined || after.kind === "close" || after.kind === "comma";
    return isLast ? { message: `\`${before.text} bool\` has nothing on its right`, start: before.start } : undefined;
  }
  return { message: "`bool` stands behind a comparison", help: "write `a > bool b`" };
}

/** What an operand may begin and end with. */
function beginsOperand(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (token.kind === "identifier" ||
      token.kind === "number" ||
      token.kind === "string" ||
      token.kind === "hole" ||
      token.kind === "open")
  );
}

function isBinary(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return token.kind === "operator"
    ? token.text !== "@"
    : token.kind === "identifier" && operatorWords.has(token.text.toLowerCase());
}

function missingOperand({ token, before, after, inside }: Place): Finding | undefined {
  if (inside === "{" || inside === "[") return undefined;
  if (isBinary(token)) {
    const isSign = token.text === "-" || token.text === "+";
    const starts = before === undefined || before.kind === "open" || before.kind === "comma" || isBinary(before);
    if (starts && !isSign && (token.kind === "operator" || beginsOperand(after))) {
      const help =
        before !== undefined && isBinary(before)
          ? undefined
          : `an expression stands on both sides of ${named(token.text)}`;
      return { message: `${named(token.text)} has nothing on its left`, ...(help === undefined ? {} : { help }) };
    }
    if (after === undefined || after.kind === "close" || after.kind === "comma") {
      return {
        message: `${named(token.text)} has nothing on its right`,
        help: `an expression stands on both sides of ${named(token.text)}`,
      };
    }
  }
  if (token.kind === "comma" && (before === undefined || before.kind === "open" || before.kind === "comma"))
    return { message: "an argument is missing before `,`" };
  if (token.kind === "comma" && after?.kind === "close")
    return { message: "an argument is missing behind `,`", help: "take the comma away" };
  if (token.kind === "comma" && inside === "")
    return { message: "`,` stands only between arguments, labels and matchers" };
  if (token.text === "(" && after?.text === ")" && !(before?.kind === "identifier" || before?.text === ")"))
    return { end: after.end, message: "the brackets are empty" };
  return undefined;
}

function missingOperator({ token, before, after, inside, tokens }: Place): Finding | undefined {
  if (inside === "{" || inside === "[" || before === undefined || !beginsOperand(token)) return undefined;
  if (token.text === "[" || token.text === "{" || (token.text === "(" && before.kind === "identifier"))
    return undefined;
  if (isBinary(token) || isBinary(before)) return undefined;
  const word = token.text.toLowerCase();
  const previous = before.text.toLowerCase();
  const known = ["offset", "bool", "by", "without", "on", "ignoring", "group_left", "group_right"];
  if (known.includes(word) || (before.kind === "identifier" && known.includes(previous)) || before.text === "@")
    return undefined;
  // `sum by (a) (x)`, `a + on (b) c`
  const opener = before.text === ")" ? tokens[before.pair - 1] : undefined;
  if (opener !== undefined && labelLists.has(opener.text.toLowerCase())) return undefined;
  const endsOperand =
    before.kind === "identifier" ||
    before.kind === "number" ||
    before.kind === "string" ||
    before.kind === "hole" ||
    before.kind === "close";
  if (!endsOperand) return undefined;
  const isArgument = inside === "(";
  const what = isArgument ? "an operator or a comma" : "an operator";
  const more =
    before.kind === "identifier" && token.kind === "identifier" && after === undefined
      ? "a metric's name has no blanks; "
      : "";
  return {
    message: `${what} is missing between ${named(before.text)} and ${named(token.text)}`,
    help: `${more}write \`+\`, \`and\`, \`or\`… between two expressions`,
  };
}
