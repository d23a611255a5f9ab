/**
 * What notifications say. Handlebars (templates/notifications/) makes Go templates, which Alertmanager runs for each notification. Both write `{{`:
 * whatever goes from here into Go passes one of the helpers below. Loaded lazily, as Handlebars takes longer to load than most commands to run.
 */
import Handlebars from "handlebars";
import type { Diagnostic, Outcome, SourceFile } from "../../diagnostics/diagnostic.ts";
import { firstLineOf } from "../../diagnostics/position.ts";
import { type AlertSeverity, alertSeverities } from "../../model/service.ts";
import type { Workspace } from "../../model/workspace.ts";
import { diagnostic } from "../diagnostics.ts";
import { goString, goText } from "./go.ts";
import { notifications } from "./generated/notifications.ts";

/** Templates that can be replaced, with what the configuration asks of each. */
export const messageParts = {
  common: ["title", "text", "color", "severity"].map((part) => `tocsin.${part}`),
  discord: partsOf("discord", "title message"),
  email: partsOf("email", "subject html text"),
  msteams: partsOf("msteams", "title text"),
  opsgenie: partsOf("opsgenie", "message description priority"),
  pagerduty: partsOf("pagerduty", "description severity text"),
  slack: partsOf("slack", "title link color text severity value time"),
  sns: partsOf("sns", "subject message"),
  telegram: partsOf("telegram", "message"),
} as const satisfies Readonly<Record<keyof typeof notifications, readonly string[]>>;
export type MessageName = keyof typeof messageParts;

function partsOf(channel: string, parts: string): readonly string[] {
  return parts.split(" ").map((part) => `tocsin.${channel}.${part}`);
}

/** Annotations that say what is known of an alert beside its summary, in the order in which they are read, and their words. */
const facts: Readonly<Record<string, string>> = {
  value: "Value",
  objective: "Objective",
  bad_parts: "Bad parts",
  usual: "Usual",
  since: "Bad since",
  bad_events: "Bad events",
  budget_left: "Error budget left",
  budget_gone_in: "Budget gone in",
  targets: "Targets",
};
/** Annotations that have a place of their own in a message. */
const placed = ["summary", "description", "runbook_url", "dashboard_url"];

const colors = { info: "#36a64f", ticket: "#ff9500", page: "#ff0000" } as const;
/** Characters of a template that a workspace brings. */
const longestTemplate = 64 * 1024;

/**
 * All templates in one Go text, in order of their names.
 *
 * @param own templates of the workspace that take the place of ours, by name; they may use the helpers and no partials, loops or prototypes
 */
export function renderMessages(
  workspace: Workspace,
  own: ReadonlyMap<MessageName, SourceFile> = new Map(),
): Outcome<string> {
  const diagnostics: Diagnostic[] = [];
  const names = Object.keys(messageParts).sort() as MessageName[];
  const texts = new Map(
    names.map((name) => {
      const file = own.get(name);
      const rendered = render(file?.text ?? notifications[name], workspace);
      if ("text" in rendered) return [name, rendered.text];
      if (file === undefined) throw new Error(`templates/notifications/${name}.hbs: ${rendered.problem}`);
      const span = rendered.line === undefined ? firstLineOf(file) : lineOf(file, rendered.line);
      diagnostics.push(diagnostic("message-template", { problem: rendered.problem }, span, { help: howTo }));
      return [name, ""];
    }),
  );
  if (diagnostics.length === 0)
    for (const [name, file] of own) {
      const problem = goProblem(texts.get(name)!) ?? missing(name, texts);
      if (problem === undefined) continue;
      diagnostics.push(
        diagnostic("message-template", { problem }, firstLineOf(file), {
          help: "begin with the file of its name in templates/notifications/ of the package",
        }),
      );
    }
  return { value: `${[...texts.values()].join("\n")}\n`, diagnostics };
}

/** What a file would have to define and does not, or calls and nobody defines: Alertmanager would find it when it sends. */
function missing(name: MessageName, texts: ReadonlyMap<MessageName, string>): string | undefined {
  const here = definitionsIn(texts.get(name)!);
  const everywhere = new Set([...texts.values()].flatMap((text) => [...definitionsIn(text)]));
  const undefinedIn = (text: string) => callsIn(text).filter((one) => !everywhere.has(one));
  const owed = messageParts[name].filter((part) => !here.has(part));
  // what the channels share is asked of by all of them
  const shared = name === "common" ? [...texts.values()].flatMap(undefinedIn) : [];
  const lacking = [...new Set([...owed, ...shared])].sort();
  if (lacking.length > 0) return `it does not define \`${lacking.join("`, `")}\``;
  const [stray] = undefinedIn(texts.get(name)!);
  return stray === undefined ? undefined : `nothing defines \`${stray}\`, which it calls`;
}

/** Templates of ours that a Go text calls; others are Alertmanager's own. */
function callsIn(text: string): readonly string[] {
  return [...text.matchAll(/\btemplate "(tocsin\.[^"]+)"/g)].map(([, name]) => name!);
}

/** An action that is not closed, or a block that is not ended; undefined when there is none. */
function goProblem(text: string): string | undefined {
  const action = /\{\{(?:-\s)?\s*(?:\/\*[^]*?\*\/|((?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^"`}]|\}(?!\}))*?))(?:\s-)?\}\}/y;
  const open: string[] = [];
  for (let at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at)) {
    action.lastIndex = at;
    const found = action.exec(text);
    if (found === null) return `\`${text.slice(at, at + 30).split("\n")[0]}\` is an action of Go that is never closed`;
    const word = /^\w+/.exec(found[1] ?? "")?.[0] ?? "";
    if (["if", "range", "with", "define", "block"].includes(word)) open.push(found[0]);
    if (word === "end" && open.pop() === undefined) return "there is an `{{ end }}` too many";
    at += found[0].length;
  }
  const [left] = open;
  return left === undefined ? undefined : `\`${left}\` has no \`{{ end }}\``;
}

const howTo =
  "Handlebars may use `words`, `color`, `workspace` and the helpers `go`, `quote`, `text`, `bySeverity`, `environment`, `facts`, `if`, `unless`";

function lineOf(file: SourceFile, line: number) {
  const lines = file.text.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  return {
    file,
    start: Math.min(start, file.text.length),
    end: Math.min(start + (lines[line - 1] ?? "").length, file.text.length),
  };
}

function render(
  template: string,
  workspace: Workspace,
): { readonly text: string } | { readonly problem: string; readonly line?: number } {
  if (template.length > longestTemplate) return { problem: `it is longer than ${longestTemplate} characters` };
  const handlebars = Handlebars.create();
  for (const name of Object.keys(handlebars.helpers)) if (!builtIn.has(name)) handlebars.unregisterHelper(name);
  for (const [name, helper] of Object.entries(helpersOf(workspace))) handlebars.registerHelper(name, helper);
  try {
    const refused = new Refused();
    const tree = handlebars.parse(template);
    refused.accept(tree);
    if (refused.found !== undefined) return refused.found;
    // without prototypes: what is not given is not there
    const data = bare({ words: bare(wordsOf(workspace)), color: bare(colors), workspace: workspace.name });
    const make = handlebars.compile<object>(tree, { noEscape: true, strict: true });
    return { text: make(data).trim() };
  } catch (error) {
    const { message, lineNumber } = error as Error & { lineNumber?: number };
    const line = lineNumber ?? Number(/^Parse error on line (\d+)/.exec(message)?.[1] ?? NaN);
    return { problem: oneLine(message), ...(line > 0 && { line }) };
  }
}

function bare(values: object): object {
  return Object.assign(Object.create(null) as object, values);
}

function oneLine(message: string): string {
  const lines = message.split("\n");
  return (lines.length > 3 ? `${lines[0]!.replace(/:$/, "")}: ${lines.at(-1)}` : lines[0]!).replace(/\.$/, "");
}

/** Nothing that loops: a template's cost grows with its length. */
const builtIn: ReadonlySet<string> = new Set(["if", "unless", "helperMissing", "blockHelperMissing"]);

/** Partials may call themselves, and decorators define them. */
class Refused extends Handlebars.Visitor {
  found: { readonly problem: string; readonly line: number } | undefined;
  override PartialStatement(node: hbs.AST.PartialStatement): void {
    this.refuse(node);
  }
  override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
    this.refuse(node);
  }
  override Decorator(node: hbs.AST.Decorator): void {
    this.refuse(node);
  }
  override DecoratorBlock(node: hbs.AST.DecoratorBlock): void {
    this.refuse(node);
  }
  private refuse({ loc }: hbs.AST.Node): void {
    this.found ??= { problem: "partials and decorators are not to be had", line: loc.start.line };
  }
}

/** Words of the label `severity` as arguments of `eq`: those of the workspace, and tocsin's own where they mean nothing else. */
function wordsOf({ severities }: Workspace): Readonly<Record<AlertSeverity, string>> {
  const taken = new Set(Object.values(severities));
  return Object.fromEntries(
    alertSeverities.map((severity) => {
      const own = severities[severity];
      const words = own === severity || taken.has(severity) ? [own] : [own, severity];
      return [severity, words.map(goString).join(" ")];
    }),
  ) as Record<AlertSeverity, string>;
}

function helpersOf(workspace: Workspace): Readonly<Record<string, Handlebars.HelperDelegate>> {
  const words = wordsOf(workspace);
  const environmentLabels = [...new Set(workspace.environments.flatMap(({ labels }) => Object.keys(labels)))].sort();
  return {
    /** One action of Go from its words, or a raw block of Go as it is. */
    go(this: unknown, ...given: unknown[]) {
      const options = given.pop() as Handlebars.HelperOptions;
      return given.length === 0 && typeof options.fn === "function" ? options.fn(this) : goAction(given.join(" "));
    },
    quote: (value: unknown) => goString(String(value)),
    text: (value: unknown) => goText(String(value)),
    /** One of three texts, by the worst severity of the notification's alerts; those that fire are asked if there are any. */
    bySeverity({ hash }: Handlebars.HelperOptions) {
      const [page, ticket, info] = ["page", "ticket", "info"].map((word) => goText(String(hash[word] ?? "")));
      const of = (severity: AlertSeverity) => `eq .Labels.severity ${words[severity]}`;
      return [
        goAction('$worst := "info"') + goAction("$alerts := .Alerts"),
        goAction("if .Alerts.Firing") + goAction("$alerts = .Alerts.Firing") + goAction("end"),
        goAction("range $alerts") + goAction(`if ${of("page")}`) + goAction('$worst = "page"'),
        goAction(`else if and (ne $worst "page") (${of("ticket")})`) + goAction('$worst = "ticket"'),
        goAction("end") + goAction("end"),
        `${goAction('if eq $worst "page"')}${page}${goAction('else if eq $worst "ticket"')}${ticket}`,
        `${goAction("else")}${info}${goAction("end")}`,
      ].join("");
    },
    /** ` (production)`: the values of labels that tell environments apart, each made by an action. */
    environment(...given: unknown[]) {
      given.pop();
      const action = goAction(given.length > 0 ? String(given[0]) : ".");
      return environmentLabels
        .map((label) => `${goAction(`with index .CommonLabels ${goString(label)}`)} (${action})${goAction("end")}`)
        .join("");
    },
    /**
     * What is known of one alert: for each annotation that it has a text in which `NAME` and `VALUE` stand for its words and its value; those that a
     * spec adds come last, under their own names. `show` is the action that prints a value, `without` the name of one that is shown elsewhere.
     */
    facts(each: unknown, { hash }: Handlebars.HelperOptions) {
      const show = goAction(String(hash["show"] ?? "."));
      const filled = (name: string, value: string) =>
        String(each)
          .replaceAll("NAME", () => name)
          .replaceAll("VALUE", () => value);
      const within = (action: string, inside: string) => goAction(action) + inside + goAction("end");
      const known = Object.entries(facts).filter(([name]) => name !== hash["without"]);
      const others = [...placed, ...Object.keys(facts)].map(goString).join(" ");
      return [
        ...known.map(([name, words]) => within(`with .Annotations.${name}`, filled(words, show))),
        within(
          `range (.Annotations.Remove (stringSlice ${others})).SortedPairs`,
          filled(within("with .Name", show), within("with .Value", show)),
        ),
      ].join("");
    },
  };
}

function goAction(words: string): string {
  return `{{ ${words} }}`;
}

/** Names that a Go text defines. */
function definitionsIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\{\{-? *define "([^"]+)" *-?\}\}/g)].map(([, name]) => name!));
}
