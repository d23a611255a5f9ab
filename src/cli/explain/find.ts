import { type CompiledService, compileProject } from "../../compile.ts";
import { absolutePath, joinPath, parentOf, relativeWithin, resolvePath } from "../../host/paths.ts";
import type { Artifact, LineOrigin } from "../../5-emit/artifact.ts";
import type { Workspace } from "../../model/workspace.ts";
import { nearest } from "../../util/nearest.ts";
import type { Context } from "../context.ts";
import { CannotRun } from "../io.ts";
import { chosenEnvironments, needWorkspace, relativePath, openAround, type Selection } from "../project.ts";

/** A generated file with its lines' origins. */
export interface Generated {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly LineOrigin[];
}

export interface Compiled extends CompiledService {
  readonly files: readonly Generated[];
}

export interface Explained {
  readonly selection: Selection;
  readonly workspace: Workspace;
  /** Absolute output folder. */
  readonly output: string;
  readonly services: readonly Compiled[];
  /** What environments share. */
  readonly together: readonly Generated[];
}

/** Compiles the workspace around `start` (an absolute folder; default the working folder) for its models and line origins; only services that `wants` are kept. */
export async function compileAround(
  context: Context,
  start: string | undefined,
  environments: readonly string[] | undefined,
  wants: (compiled: CompiledService) => boolean,
): Promise<Explained> {
  const selection = await openAround(context, start ?? context.folder, { messages: true });
  const workspace = needWorkspace(selection.project);
  if (workspace === undefined) throw new CannotRun("the workspace has mistakes", "`tocsin check` shows them");
  const output = resolvePath(selection.project.root, workspace.output);
  const chosen = chosenEnvironments(workspace.environments, environments);
  const services: Compiled[] = [];
  let together: readonly Generated[] = [];
  const generatedIn = (folder: string, artifacts: readonly Artifact[]) =>
    artifacts.map(({ path, text, lines }): Generated => ({ path: joinPath(folder, path), text, lines }));
  compileProject(selection.project, {
    ...(chosen && { environments: chosen }),
    onService(compiled) {
      if (!wants(compiled)) return;
      const folder = compiled.environment === undefined ? output : joinPath(output, compiled.environment.name);
      services.push({ ...compiled, files: generatedIn(folder, compiled.artifacts) });
    },
    onTogether: (artifacts) => void (together = generatedIn(output, artifacts)),
  });
  return { selection, workspace, output, services, together };
}

/** The service of a name or of a spec file. */
export async function findService(
  context: Context,
  named: string,
  environments: readonly string[] | undefined,
): Promise<Explained> {
  const path = absolutePath(context.folder, named);
  const isFile = named.includes("/") || /\.ya?ml$/.test(named);
  if (isFile && context.io.host.stat(path) === undefined) throw new CannotRun(`there is no file \`${named}\``);
  const names = new Set<string>();
  const found = await compileAround(context, isFile ? parentOf(path) : undefined, environments, ({ service }) => {
    names.add(service.name);
    const { file } = service.origin.span;
    return isFile ? path.endsWith(`/${file.path}`) : service.name === named;
  });
  if (found.services.length > 0) return found;
  if (isFile)
    throw new CannotRun(
      `\`${named}\` is no service that can be explained`,
      "`tocsin check` says what is wrong with it",
    );
  const near = nearest(named, names);
  throw new CannotRun(
    `the workspace has no service \`${named}\``,
    near === undefined ? `it has ${[...names].join(", ")}` : `did you mean \`${near}\`?`,
  );
}

/** Every file that is made. */
export function filesOf({ services, together }: Explained): readonly Generated[] {
  return [...services.flatMap(({ files }) => files), ...together];
}

/** A path below the output folder, as a person in the working folder writes it. */
export function shownPath({ folder }: Context, path: string): string {
  return relativePath(folder, path);
}

/** Whether a path lies in the output folder. */
export function isGenerated({ output }: Explained, path: string): boolean {
  return relativeWithin(output, path) !== undefined;
}
