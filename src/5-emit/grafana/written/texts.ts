/** Texts that Grafana shows where it also looks for variables, labels or HTML. */

export interface Problem {
  /** Completes "the title of a panel …". */
  readonly problem: string;
  readonly help: string;
}

const longestTitle = 100;
const longestLegend = 200;

/** In the order in which they are told: the first that is found. */
const problems: readonly (readonly [pattern: RegExp, problem: (found: string) => string, help: string])[] = [
  [
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/u,
    (found) =>
      found === "\n" || found === "\r"
        ? "has more than one line"
        : `holds U+${found.codePointAt(0)!.toString(16).padStart(4, "0").toUpperCase()}, which nobody sees`,
    "write it in one line of plain text",
  ],
  [/<\/?[A-Za-z][^>]*>?|<!--/, (found) => `holds HTML (\`${found}\`)`, "write plain text: it is shown as it stands"],
  [
    /\$\{[^}]*\}?|\$[A-Za-z_]\w*|\[\[\w+(?::\w+)?\]\]/,
    (found) => `holds \`${found}\`, which Grafana takes for a variable`,
    "write the words themselves; a value of `vars` stands as `${name}`, with one `$`",
  ],
];

/** What is wrong with a title of a dashboard, a row or a panel. */
export function titleProblem(title: string): Problem | undefined {
  if (title.trim() === "") return { problem: "is empty", help: "say in a few words what is shown" };
  if (title.length > longestTitle)
    return {
      problem: `has ${title.length} characters; ${longestTitle} can be read at a glance`,
      help: "shorten it, and say the rest in `description`",
    };
  const template = /\{\{.*?\}\}|\{\{/s.exec(title)?.[0];
  if (template !== undefined)
    return {
      problem: `holds \`${template}\`, which stays as it is`,
      help: "write the words themselves; labels of series are shown by `legend`",
    };
  return problemIn(title);
}

/**
 * What is wrong with a legend, in which `{{label}}` is the value of a label.
 *
 * @param mayHave whether a series of the result can have a label
 */
export function legendProblem(legend: string, mayHave: (label: string) => boolean): Problem | undefined {
  if (legend.trim() === "") return { problem: "is empty", help: "leave it out: series are told apart by their labels" };
  if (legend.length > longestLegend)
    return { problem: `has ${legend.length} characters; the limit is ${longestLegend}`, help: "name fewer labels" };
  const found = problemIn(legend.replaceAll(/\{\{.*?\}\}/gs, ""));
  if (found !== undefined) return found;
  for (const [action, inner = ""] of legend.matchAll(/\{\{(.*?)\}\}/gs)) {
    const label = inner.trim();
    if (!/^[\p{L}_][\p{L}\p{N}_.:/-]*$/u.test(label))
      return {
        problem: `holds \`${action}\`, which names no label`,
        help: `write the label's name alone, such as \`{{${/[A-Za-z_]\w*$/.exec(label)?.[0] ?? "route"}}}\``,
      };
    if (!mayHave(label))
      return {
        problem: `names the label \`${label}\`, which no series of the panel has`,
        help: "name a label that the expression keeps, such as by `by (…)`",
      };
  }
  const rest = legend.replaceAll(/\{\{.*?\}\}/gs, "");
  const lone = /\{\{|\}\}/.exec(rest)?.[0];
  if (lone !== undefined)
    return {
      problem: `holds \`${lone}\` without its ${lone === "{{" ? "end" : "beginning"}`,
      help: "a label stands as `{{route}}`",
    };
  return undefined;
}

function problemIn(text: string): Problem | undefined {
  for (const [pattern, problem, help] of problems) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { problem: problem(found), help };
  }
  return undefined;
}
