import { nearest } from "../../../util/nearest.ts";
import { parsed, quoted, refused, type Parsed } from "../parsed.ts";

/** Functions of Prometheus's templates (template/template.go) that 2.42 has too, and those of Go's text/template. */
const functions: ReadonlySet<string> = new Set(
  `query first label value strvalue args reReplaceAll safeHtml match title toUpper toLower graphLink tableLink sortByLabel stripPort
  stripDomain humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp toTime pathPrefix externalURL parseDuration tmpl
  and call eq ge gt html index js le len lt ne not or print printf println slice urlquery`.split(/\s+/),
);

/** Functions of newer versions: 3.6, 3.6 and 3.9. */
const newer: ReadonlySet<string> = new Set(["toDuration", "now", "urlQueryEscape"]);

const keywords: ReadonlySet<string> = new Set(
  "if else end range with define block template break continue true false nil".split(" "),
);
const opening: ReadonlySet<string> = new Set(["if", "range", "with", "define", "block"]);
const variables: readonly string[] = ["$labels", "$value", "$externalLabels", "$externalURL"];
const fields: readonly string[] = [".Labels", ".Value", ".ExternalLabels", ".ExternalURL"];

/** The blank of a closing ` -}}` belongs to it. */
const token =
  /\s+(?!-\}\})|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'|:=|[|(),=]|\$?[A-Za-z_][A-Za-z0-9_]*|\$|(?:\.[A-Za-z_][A-Za-z0-9_]*)+|\.(?![0-9])|[+-]?(?:0[xX][0-9a-fA-F]+|[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)/y;

const mostCharacters = 20_000;

/**
 * A text with Go template actions, `{{ … }}`, as Prometheus expands them in annotations: actions are closed, blocks ended, functions and variables known.
 * What only running it can tell (a label that is not there, types of arguments) is not checked.
 */
export function parseGoTemplate(text: string): Parsed<string> {
  if (text.length > mostCharacters) return refused(`the text is longer than ${mostCharacters} characters`);
  const blocks: string[] = [];
  const declared = new Set(variables);
  for (let at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at)) {
    const action = readAction(text, at);
    if ("ok" in action) return action;
    at = action.end;
    const problem =
      action.words === undefined
        ? undefined
        : checkAction(action.words, text.slice(action.start, action.end), blocks, declared);
    if (problem !== undefined) return problem;
  }
  const left = blocks.at(-1);
  return left === undefined ? parsed(text) : refused(`\`{{ ${left} }}\` is never ended`, "write `{{ end }}` behind it");
}

interface Action {
  readonly start: number;
  readonly end: number;
  /** Absent for a comment. */
  readonly words?: readonly string[];
}

function readAction(text: string, start: number): Action | Parsed<never> {
  const comment = /\{\{(?:-\s)?\/\*[^]*?\*\/(?:\s-)?\}\}/y;
  comment.lastIndex = start;
  const found = comment.exec(text);
  if (found !== null) return { start, end: start + found[0].length };
  let at = start + 2;
  if (/^-\s/.test(text.slice(at, at + 2))) at++;
  const words: string[] = [];
  for (;;) {
    if (text.startsWith("}}", at)) return { start, end: at + 2, words };
    if (/^\s-\}\}/.test(text.slice(at, at + 4))) return { start, end: at + 4, words };
    if (at >= text.length)
      return refused(`${quoted(text.slice(start, start + 40))} is never closed`, "close it with `}}`");
    token.lastIndex = at;
    const word = token.exec(text)?.[0];
    if (word === undefined) return unreadable(text, start, at);
    at += word.length;
    if (word.trim() !== "") words.push(word);
  }
}

function unreadable(text: string, start: number, at: number): Parsed<never> {
  const c = text[at]!;
  if (c === '"' || c === "`" || c === "'")
    return refused(
      `a quote is never closed in ${quoted(text.slice(start, start + 40))}`,
      `close it with ${c === "`" ? '"`"' : `\`${c}\``}`,
    );
  if (text[at] === "}" || text[at] === "{")
    return refused(`${quoted(text.slice(start, at + 1))} is never closed`, "close it with `}}`");
  const before = /[$.A-Za-z_][\w.$]*$/.exec(text.slice(start, at))?.[0];
  const help =
    c === "-" && before?.startsWith("$labels.") === true
      ? `write \`index $labels "${before.slice(8)}-…"\` for a label with such a name`
      : "take it away";
  return refused(`${quoted(String.fromCodePoint(text.codePointAt(at)!))} is not known in a template`, help);
}

function checkAction(
  words: readonly string[],
  action: string,
  blocks: string[],
  declared: Set<string>,
): Parsed<never> | undefined {
  const [first] = words;
  if (first === undefined)
    return refused(`${quoted(action)} is empty`, "write what it gives, such as `{{ $value }}`, or take it away");
  if (first === "end") {
    if (blocks.pop() === undefined) return refused("`{{ end }}` ends nothing", "take it away");
  } else if (first === "else") {
    if (blocks.length === 0)
      return refused("`{{ else }}` belongs to nothing", "it stands between `{{ if … }}` and `{{ end }}`");
  } else if (opening.has(first)) {
    if (words.length === 1) return refused(`\`{{ ${first} }}\` has nothing behind it`, `write \`{{ ${first} … }}\``);
    blocks.push(first);
  }
  let depth = 0;
  for (const [i, word] of words.entries()) {
    if (word === "(") depth++;
    if (word === ")" && --depth < 0) return refused(`\`)\` closes nothing in ${quoted(action)}`, "take it away");
    if (word === "|" && (i === 0 || i === words.length - 1 || words[i + 1] === "|"))
      return refused(
        `\`|\` has nothing on one side in ${quoted(action)}`,
        "write a function behind it, such as `humanize`",
      );
    const problem = checkWord(word, words[i - 1], words, i, blocks, declared);
    if (problem !== undefined) return problem;
  }
  return depth > 0 ? refused(`\`(\` is never closed in ${quoted(action)}`, "close it with `)`") : undefined;
}

function checkWord(
  word: string,
  before: string | undefined,
  words: readonly string[],
  i: number,
  blocks: readonly string[],
  declared: Set<string>,
): Parsed<never> | undefined {
  if (word.startsWith("$") && word.length > 1) {
    if (words[i + 1] === ":=" || (words[i + 1] === "," && words[0] === "range")) declared.add(word);
    if (declared.has(word)) return undefined;
    const near = nearest(
      word.slice(1),
      [...declared].map((name) => name.slice(1)),
    );
    return refused(
      `\`${word}\` is no variable of a template`,
      near === undefined
        ? "there are `$labels`, `$value`, `$externalLabels` and `$externalURL`"
        : `did you mean \`$${near}\`?`,
    );
  }
  // inside of `with`, `range` and templates of its own, the dot is something else
  const isRoot = !blocks.some((block) => block !== "if");
  if (
    word.startsWith(".") &&
    word.length > 1 &&
    isRoot &&
    (before === undefined || !/^[$\w)]/.test(before) || functions.has(before) || keywords.has(before))
  ) {
    const [, name = ""] = word.split(".");
    if (fields.includes(`.${name}`)) return undefined;
    const near =
      fields.find((field) => field.toLowerCase() === `.${name}`.toLowerCase()) ?? nearest(`.${name}`, fields);
    return refused(
      `\`.${name}\` is not known in a template`,
      near === undefined ? `write \`$labels.${name}\` for a label` : `did you mean \`${near}\`?`,
    );
  }
  if (!/^[A-Za-z_]/.test(word) || keywords.has(word) || functions.has(word) || newer.has(word)) return undefined;
  const near = nearest(word, functions);
  const help =
    near !== undefined
      ? `did you mean \`${near}\`?`
      : before === undefined || before === "("
        ? `write \`$labels.${word}\` for a label`
        : "quote a text, or use a function of Prometheus such as `humanize`";
  return refused(`\`${word}\` is no function of a template`, help);
}
