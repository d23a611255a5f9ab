import { absolutePath, joinPath, relativeWithin } from "../../host/paths.ts";
import type { Context } from "../context.ts";
import { initFiles, type InitAnswers, initTemplates, nameFrom, type InitTemplate } from "../init/files.ts";
import { askAll } from "../init/questions.ts";
import { initFolders, placeFiles } from "../init/place.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { relativePath } from "../project.ts";
import { table } from "../table.ts";

export interface InitOptions {
  readonly template?: InitTemplate;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** Makes a workspace that passes `check` and compiles at once. Never overwrites: a file that is there is left and named. */
export async function init(
  context: Context,
  [typed = "."]: readonly string[],
  options: InitOptions,
): Promise<ExitStatus> {
  const { io } = context;
  const folder = absolutePath(context.folder, typed);
  const there = ["tocsin.yaml", "tocsin.config.ts"].find((name) => io.host.stat(joinPath(folder, name)) !== undefined);
  if (there !== undefined) {
    throw new CannotRun(
      `there is a workspace already: ${relativePath(context.folder, folder)}/${there}`,
      "init makes a new one; to add a service, write a file into services/",
    );
  }
  const template = options.template ?? "http";
  const proposed: InitAnswers = {
    workspace: nameFrom(folder.slice(folder.lastIndexOf("/") + 1), "shop"),
    template,
    service: initTemplates[template].service,
    team: "platform",
  };
  const ask = options.yes === true ? undefined : io.asker();
  const answers = ask === undefined ? proposed : await askAll(context, ask, proposed, options.template !== undefined);
  const folders = initFolders(io.host, folder);
  const files = await initFiles(answers, relativeWithin(folders.repository, folder) ?? "");
  const made = placeFiles(io.host, folders, files, options.dryRun === true);
  const words = options.dryRun === true ? plannedOutcomes : outcomes;
  context.out(table(made.map(({ path, outcome }) => [words[outcome], relativePath(context.folder, path)])));
  if (options.dryRun === true) return exitStatus.ok;
  const where = typed === "." ? "" : ` ${typed}`;
  context.say(`\nnext: \`tocsin check${where}\`, then \`tocsin generate${where}\``);
  return exitStatus.ok;
}

const outcomes = { made: "made", extended: "added to", kept: "kept" } as const;
const plannedOutcomes = { made: "would make", extended: "would add to", kept: "would keep" } as const;
