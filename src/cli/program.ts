import { Command, InvalidArgumentError, Option } from "commander";
import { severities } from "../diagnostics/diagnostic.ts";
import { takesColor, createContext, type Context, type GlobalOptions } from "./context.ts";
import { risks } from "../diff/risks.ts";
import type { GenerateOptions } from "./commands/generate.ts";
import { formats, type FormatRequest } from "./findings.ts";
import { version } from "./generated/version.ts";
import type { ExitStatus, Io } from "./io.ts";
import { openMemo } from "./memo.ts";
import { startTiming, type Timing } from "./timing.ts";
import {
  backfillExamples,
  backfillStatus,
  baselineExamples,
  checkExamples,
  commentExamples,
  completionExamples,
  convertExamples,
  diffExamples,
  doctorExamples,
  doctorStatus,
  examples,
  type Examples,
  explainExamples,
  firstSteps,
  fmtExamples,
  fmtStyle,
  generateExamples,
  initExamples,
  kitsExamples,
  lspExamples,
  lspStatus,
  measuredStatus,
  previewExamples,
  previewStatus,
  routesExamples,
  routesStatus,
  rulesExamples,
  schemaExamples,
} from "./help.ts";

type Run<O> = (context: Context, args: readonly string[], options: O) => Promise<ExitStatus>;

/** The whole command line; what a command does is loaded when it is called. */
export function makeProgram(io: Io, finish: (status: ExitStatus) => void): Command {
  const program = new Command("tocsin")
    .description(
      "Compiles service specs to Prometheus rules, an Alertmanager configuration and Grafana dashboards, and proves that alerts fire and whom they reach.",
    )
    .addOption(
      new Option("--color <when>", "colour of the output").choices(["auto", "always", "never"]).default("auto"),
    )
    .addOption(new Option("--no-color", "the same as --color never").hideHelp())
    .version(version, "-V, --version", "print the version")
    .option("--quiet", "say nothing but results and errors")
    .option("--verbose", "say more: infos, and where a failure comes from")
    .option("--no-progress", "no progress line on a terminal")
    .option("--no-typescript", "run no TypeScript: a spec in it is an error, lint rules in it are left out")
    .option("--timing", "say how long each phase took")
    .option("--no-cache", "make every answer anew, even if nothing has changed")
    .option("--cwd <folder>", "run as if started there")
    .option("--json", "results as JSON")
    .helpOption("-h, --help", "what a command does, with examples")
    .helpCommand("help [command]", "what a command does, with examples")
    .showHelpAfterError("(`tocsin --help` shows what there is)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
      getOutHasColors: () => takesColor(io.stdout, io, {}),
      getErrHasColors: () => takesColor(io.stderr, io, {}),
    })
    .addHelpText("after", examples(firstSteps));

  const add = <O>(usage: string, description: string, shown: Examples, load: () => Promise<Run<O>>): Command => {
    const command = program.command(usage).description(description).addHelpText("after", examples(shown));
    command.action(async (...given: unknown[]) => {
      const { args } = command;
      const options = command.optsWithGlobals<GlobalOptions & O>();
      const memo = isKept(command.name(), args, options)
        ? openMemo(io, [command.name(), args, options], command.name() === "generate")
        : undefined;
      const timing = options.timing === true ? startTiming() : undefined;
      const status = memo?.recall() ?? (await perform(timing));
      if (timing !== undefined) (io.stderr.passing ?? io.stderr.write)(timing.report());
      finish(status);

      async function perform(measured?: Timing): Promise<ExitStatus> {
        const context = createContext(memo?.io ?? io, options, memo, measured?.time);
        const act = await load();
        measured?.begun();
        const made = await act(context, args, given.at(-2) as O);
        memo?.keep(made);
        return made;
      }
    });
    return command;
  };

  add(
    "init",
    "make a workspace that compiles at once",
    initExamples,
    async () => (await import("./commands/init.ts")).init,
  )
    .argument("[folder]", "where to make it", ".")
    .addOption(new Option("--template <name>", "kind of the first service").choices(["http", "queue", "batch", "cron"]))
    .option("--yes", "ask nothing: take the defaults")
    .option("--dry-run", "say what would be made, make nothing");

  add(
    "generate",
    "write rules, proofs and manifests for the specs",
    generateExamples,
    async () => async (context, paths, options: GenerateOptions & { readonly watch?: boolean }) =>
      options.watch === true
        ? (await import("./commands/watch.ts")).generateAndWatch(context, paths, options)
        : (await import("./commands/generate.ts")).generate(context, paths, options),
  )
    .argument("[paths...]", "a workspace's folder, or some of its services; default: the workspace here")
    .option("--check", "write nothing: show what is not up to date and exit with 1")
    .option("--dry-run", "write nothing: say what would change")
    .addOption(
      new Option("--watch", "again whenever a file of the workspace has changed").conflicts([
        "check",
        "dryRun",
        "list",
      ]),
    )
    .option("--list", "print the paths of the generated files, one a line; write nothing")
    .option("--env <names>", "only these environments", list)
    .option("--target <names>", "only these targets", list)
    .option("--out <folder>", "write there instead of to the workspace's `output`")
    .option("--force", "replace files that were edited by hand");

  add(
    "check",
    "find mistakes in specs, and mend those whose mending is certain",
    checkExamples,
    async () => (await import("./commands/check.ts")).check,
  )
    .argument("[paths...]", "a workspace's folder, services, or - for standard input; default: the workspace here")
    .addOption(formatOption())
    .addOption(
      new Option("--fail-on <severity>", "lowest severity that makes the exit status 1")
        .choices(severities)
        .default("error"),
    )
    .option("--max-warnings <count>", "more warnings than this make the exit status 1", count)
    .option("--only <codes>", "of the lint rules, only these", list)
    .option("--skip <codes>", "of the lint rules, all but these", list)
    .option("--new-from <revision>", "only findings that the revision of git did not have, such as origin/main")
    .option("--baseline [file]", "only findings that are not in it; default tocsin-baseline.json")
    .option("--fix", "mend what can be mended for certain; comments and layout stay")
    .option("--dry-run", "with --fix: print what would change as a difference, write nothing")
    .option("--stdin-filename <path>", "where standard input would stand");

  const diff = add(
    "diff",
    "what a change means for users, pagers and cost",
    diffExamples,
    async () => (await import("./commands/diff.ts")).diff,
  )
    .argument("[base]", "a revision of git, or a folder; default HEAD")
    .argument("[head]", "the same; default the work tree")
    .addOption(
      new Option("-f, --format <format>", "how it is printed").choices(["text", "markdown", "json"]).default("text"),
    )
    .option("--exit-code", "exit with 1 if anything changes")
    .addOption(new Option("--fail-on <risk>", "exit with 1 for a change of this risk or a higher one").choices(risks));
  measures(diff);

  const comment = add(
    "comment",
    "say in a pull request what it means: one comment, kept up to date",
    commentExamples,
    async () => (await import("./commands/comment.ts")).comment,
  )
    .argument("[base]", "a revision of git; default the branch that the pull request goes to")
    .addOption(
      new Option("--provider <name>", "where; default by the environment of the job").choices([
        "github",
        "gitlab",
        "stdout",
      ]),
    )
    .addOption(
      new Option("--when <what>", "what a comment is made for")
        .choices(["significant", "changed", "always"])
        .default("significant"),
    )
    .option("--name <name>", "tells the comments of several workspaces apart; default the workspace's name")
    .option("--dry-run", "print it, post nothing");
  measures(comment);

  add(
    "baseline",
    "write down the findings that there are, so that new ones alone count",
    baselineExamples,
    async () => (await import("./commands/baseline.ts")).baseline,
  )
    .argument("[paths...]", "as for check")
    .option("--file <file>", "where; default tocsin-baseline.json")
    .option("--prune", "take out those that are gone, add none");

  add(
    "fmt",
    "format specs, kits and tocsin.yaml, and mend the traps of YAML in them",
    fmtExamples,
    async () => (await import("./commands/fmt.ts")).fmt,
  )
    .argument("[paths...]", "files, folders, or - for standard input; default: the workspace here")
    .option("--check", "write nothing: list what is not formatted and exit with 1")
    .option("--diff", "write nothing: print what would change as a difference")
    .option("--stdin-filename <path>", "where standard input would stand")
    .addHelpText("after", `\n${fmtStyle}`);

  add(
    "convert",
    "turn a spec in YAML into TypeScript, or back",
    convertExamples,
    async () => (await import("./commands/convert.ts")).convert,
  )
    .argument("<files...>", "specs, kits or the workspace file")
    .option("--write", "put it in the place of the old file");

  add(
    "explain",
    "a finding, a value of a spec, or a line of a generated file",
    explainExamples,
    async () => (await import("./commands/explain.ts")).explain,
  )
    .argument("<subject>", "CODE, SERVICE#path, FILE#path or FILE:LINE")
    .option("--env <names>", "as it is in this environment", list);

  add(
    "schema",
    "print the JSON Schema for an editor",
    schemaExamples,
    async () => (await import("./commands/schema.ts")).schema,
  ).argument("[kind]", "service, workspace or kit", "service");

  add("kits", "list kits, or show one", kitsExamples, async () => (await import("./commands/kits.ts")).kits).argument(
    "[name]",
    "the kit to show",
  );

  add("rules", "list lint rules, or show one", rulesExamples, async () => (await import("./commands/rules.ts")).rules)
    .argument("[name]", "the rule to show")
    .option("--test", "try the examples of the workspace's own rules");

  add(
    "routes",
    "who is told of every alert, or the way of one through the routes",
    routesExamples,
    async () => (await import("./commands/routes.ts")).routes,
  )
    .argument("[folder]", "a workspace's folder", ".")
    .option("--alert <name>", "the way of this alert: an alertname, SERVICE/SLO or SERVICE/ALERT")
    .option("--label <name=value>", "a label of it; may be said several times", collect)
    .option("--env <names>", "only these environments", list)
    .option("--service <names>", "only these services", list)
    .addHelpText("after", `\n${routesStatus}`);

  add(
    "doctor",
    "say what is set up, what is not, and what to do about it",
    doctorExamples,
    async () => (await import("./commands/doctor.ts")).doctor,
  )
    .option("--prometheus <url>", "the Prometheus to ask; default: the workspace's `targets.evaluator.prometheus`", url)
    .option("--env <names>", "only these environments", list)
    .addOption(
      new Option("-f, --format <format>", "how the checks are printed").choices(["text", "json"]).default("text"),
    )
    .addHelpText("after", `\n${doctorStatus}`);

  add(
    "backfill",
    "make the recorded past of an SLO from the raw series of a Prometheus",
    backfillExamples,
    async () => (await import("./commands/backfill.ts")).backfill,
  )
    .argument("<subject>", "SERVICE or SERVICE/SLO")
    .requiredOption("--prometheus <url>", "the Prometheus that has the raw series", url)
    .requiredOption("--from <instant>", "from when on, such as 2026-11-01T00:00:00Z")
    .option("--to <instant>", "until when; default three hours ago, as Prometheus takes no younger blocks")
    .option("--out <folder>", "where answers are kept and files are written", "tocsin-backfill")
    .option("--env <name>", "the environment whose rules are meant")
    .addHelpText("after", `\n${backfillStatus}`);

  add(
    "preview",
    "draw the generated dashboards on data of a Prometheus, with no Grafana at hand",
    previewExamples,
    async () => (await import("./commands/preview.ts")).preview,
  )
    .argument("[paths...]", "dashboards, or folders of them; default: the output of the workspace here")
    .option("--prometheus <url>", "the Prometheus to ask; default: the workspace's `targets.evaluator.prometheus`", url)
    .option("--no-data", "ask nothing: show panels with their queries")
    .option("--output <file>", "write one HTML file instead of serving")
    .option("--from <time>", "from when on: 6h, now-7d, an instant; default: what each dashboard says")
    .option("--to <time>", "until when: now, an instant", "now")
    .option("--dashboard <uids>", "only these dashboards", list)
    .option("--set <name=value>", "a value of a variable; may be said several times", collect)
    .addOption(new Option("--theme <theme>", "colours of the page").choices(["auto", "light", "dark"]).default("auto"))
    .option(
      "--host <address>",
      "where to listen; anything but the machine itself shows the data to others",
      "127.0.0.1",
    )
    .option("--port <number>", "port to listen on; 0 takes a free one", count, 7440)
    .option(
      "--fail-on-empty",
      "with --output: exit with 1 when a panel has no data and does not say that it may be empty",
    )
    .addHelpText("after", `\n${previewStatus}`);
  add("completion", "print what completes the command line in a shell", completionExamples, async () => {
    const [{ completion }, { describe }] = await Promise.all([
      import("./commands/completion.ts"),
      import("./completion/describe.ts"),
    ]);
    const values = { completion: ["bash", "zsh", "fish"], schema: ["service", "workspace", "kit"] };
    return async (context, args) => completion(context, args, describe(program, values));
  }).argument("<shell>", "bash, zsh or fish");

  add("lsp", "the language server, for editors", lspExamples, async () => (await import("./commands/lsp.ts")).lsp)
    .option("--stdio", "talk on standard input and output: the only way, and the default")
    .option("--log <file>", "write what happens to this file")
    .option(
      "--prometheus <url>",
      "a Prometheus that knows metrics, labels and what SLOs measured; none is asked without it",
      url,
    )
    .addHelpText("after", `\n${lspStatus}`);

  add("version", "print the version", [], async () => (await import("./commands/version.ts")).version);
  return program;
}

function list(text: string, before: readonly string[] = []): readonly string[] {
  return [
    ...before,
    ...text
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  ];
}

function formatOption(): Option {
  const words = "how findings are printed, or written to a file; may be said several times";
  const option = new Option("-f, --format <format[=file]>", words).argParser(formatRequest);
  // for the help and for shells; the parser looks at them itself
  option.argChoices = [...formats];
  return option;
}

/** `github`, `sarif=findings.sarif`. */
function formatRequest(text: string, before: readonly FormatRequest[] = []): readonly FormatRequest[] {
  const [name = "", ...rest] = text.split("=");
  const format = formats.find((known) => known === name);
  if (format === undefined) throw new InvalidArgumentError(`Allowed choices are ${formats.join(", ")}.`);
  const file = rest.join("=");
  if (rest.length > 0 && file === "") throw new InvalidArgumentError("A file must stand behind the `=`.");
  if (rest.length === 0 && before.some((one) => one.file === undefined))
    throw new InvalidArgumentError("Only one format can be printed; the others take a file.");
  return [...before, { format, ...(file !== "" && { file }) }];
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** Asks a Prometheus, where one is named, what a change would have come to. */
function measures(command: Command): void {
  command
    .option(
      "--prometheus <url>",
      "the Prometheus to ask what the changes would have come to; without it none is asked",
      url,
    )
    .option("--env <name>", "the environment whose Prometheus it is")
    .option("--from <time>", "since when alerts are looked at: 7d, an instant; default 14d")
    .option("--to <time>", "until when: an instant; default now")
    .addHelpText("after", `\n${measuredStatus}`);
}

/** A flag that follows is none: whoever left the URL out is told so. */
function url(text: string): string {
  if (text.startsWith("-")) throw new InvalidArgumentError("a URL is missing.");
  return text;
}

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

/** Whether the answer of this call may be that of an earlier one: it reads files alone, and writes nothing that it does not say. */
function isKept(command: string, args: readonly string[], { cache, ...options }: GlobalOptions): boolean {
  if (cache === false || args.includes("-")) return false;
  const given = new Set(Object.entries(options).flatMap(([name, value]) => (value === true ? [name] : [])));
  if (command === "routes") return true;
  if (command === "check") {
    const { newFrom, format = [] } = options as {
      readonly newFrom?: string;
      readonly format?: readonly FormatRequest[];
    };
    return !given.has("fix") && newFrom === undefined && format.every(({ file }) => file === undefined);
  }
  return command === "generate" && ["check", "dryRun", "list", "force", "watch"].every((name) => !given.has(name));
}
