import { expandGlobs, findWorkspace } from "../1-load/workspace.ts";
import { loadYaml } from "../1-load/yaml.ts";
import { defaultOutput, defaultSpecs } from "../3-resolve/defaults.ts";
import type { Host } from "../host/host.ts";
import { absolutePath, joinPath, parentOf, relativeWithin, resolvePath } from "../host/paths.ts";
import type { Context } from "./context.ts";
import { CannotRun } from "./io.ts";
import { relativePath } from "./project.ts";

export interface SpecFile {
  /** Absolute. */
  readonly path: string;
  /** As seen from the working folder. */
  readonly shown: string;
}

/**
 * The texts that people write, as files: named ones; below a folder, or without paths in the whole workspace, specs, kits and the workspace file. Nothing
 * below the output folder.
 */
export function specFiles({ io: { host }, folder }: Context, typed: readonly string[]): readonly SpecFile[] {
  const paths = typed.length === 0 ? wholeWorkspace(host, folder) : typed.flatMap((name) => named(host, folder, name));
  return [...new Set(paths)].map((path) => ({ path, shown: relativePath(folder, path) }));
}

function named(host: Host, folder: string, typed: string): readonly string[] {
  const path = absolutePath(folder, typed);
  const kind = host.stat(path)?.kind;
  if (kind === "file") return [path];
  if (kind === "link") throw new CannotRun(`\`${typed}\` is a symbolic link`, "name the file that it leads to");
  if (kind === undefined) throw new CannotRun(`there is no file or folder \`${typed}\``);
  const found = below(host, path);
  if (found.length === 0) throw new CannotRun(`there is no spec below \`${typed}\``);
  return found;
}

function wholeWorkspace(host: Host, folder: string): readonly string[] {
  const found = findWorkspace(host, folder);
  if (found !== undefined) return inWorkspace(host, found);
  throw new CannotRun(
    "no tocsin.yaml here or in a folder above",
    "`tocsin init` makes a workspace; or name files or a folder",
  );
}

/** Specs by the workspace that holds the folder, else by their names. */
function below(host: Host, folder: string): readonly string[] {
  const found = findWorkspace(host, folder);
  if (found !== undefined) return inWorkspace(host, found).filter((path) => relativeWithin(folder, path) !== undefined);
  return plainFiles(host, folder, ["**/tocsin.yaml", "**/*.service.{yaml,ts}", "**/*.kit.{yaml,ts}"]);
}

function inWorkspace(host: Host, file: string): readonly string[] {
  const root = parentOf(file);
  const { specs, output } = settingsOf(host, file);
  const made = resolvePath(root, output);
  return plainFiles(host, root, [file.slice(root.length + 1), "kits/**/*.kit.{yaml,ts}", ...specs]).filter(
    (path) => relativeWithin(made, path) === undefined,
  );
}

/** A workspace file with mistakes has its specs where they are by default. */
function settingsOf(host: Host, file: string): { readonly specs: readonly string[]; readonly output: string } {
  const { specs, output } = (loadYaml(file, host.readFile(file)).value?.value ?? {}) as Record<string, unknown>;
  const isList = Array.isArray(specs) && specs.every((glob) => typeof glob === "string");
  return { specs: isList ? specs : defaultSpecs, output: typeof output === "string" ? output : defaultOutput };
}

function plainFiles(host: Host, root: string, globs: readonly string[]): readonly string[] {
  const paths = expandGlobs(host, root, globs).flatMap(({ paths: found }) => found.map((path) => joinPath(root, path)));
  return paths.filter((path) => host.stat(path)?.kind === "file");
}
