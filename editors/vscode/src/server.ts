/** Which tocsin is started, and how. Knows nothing of the editor, so that each case can be tested. */
import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";

export interface Surroundings {
  /** `tocsin.path`, as far as the editor lets it count. */
  readonly path: string;
  /** Whether the user trusts the workspace. */
  readonly trusted: boolean;
  /** Folders of the workspace, the first one first. */
  readonly folders: readonly string[];
  /** Folder of the extension. */
  readonly extension: string;
  /** The Node that runs the extension; within a desktop editor it is the editor's own program. */
  readonly ownNode: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Server {
  readonly from: "setting" | "workspace" | "extension";
  /** The tocsin that is run. */
  readonly file: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the user should know of the choice. */
  readonly note?: string;
}

/** The tocsin of the setting, else that of the workspace, else that of the extension. */
export function chooseServer(around: Surroundings): Server {
  const { path, trusted, folders, env } = around;
  const given = path.trim();
  if (given !== "") return foreign(around, "setting", resolve(folders[0] ?? "", given));
  if (!trusted) return own(around, "the workspace is not trusted: specs in TypeScript are not run");
  const installed = folders
    .map((folder) => join(folder, "node_modules", "tocsin", "dist", "bin", "tocsin.js"))
    .find((file) => existsSync(file));
  if (installed === undefined)
    return own(around, "tocsin is not installed in the workspace: specs in TypeScript are not run");
  if (onPath("node", env) === undefined)
    return own(around, "the workspace's own tocsin needs `node`, which is not on the PATH");
  return foreign(around, "workspace", installed);
}

/**
 * One that the extension did not bring. A file in JavaScript is run by the machine's Node, not by the editor: the processes that run specs in TypeScript
 * start the same program again, with hardly any environment, and an editor would then open a window.
 */
function foreign({ trusted, env }: Surroundings, from: "setting" | "workspace", file: string): Server {
  const args = ["lsp", "--stdio", ...(trusted ? [] : ["--no-typescript"])];
  return /\.[cm]?js$/.test(file)
    ? { from, file, command: onPath("node", env) ?? "node", args: [file, ...args], env }
    : { from, file, command: file, args, env };
}

/** The one that comes with the extension. What runs TypeScript does not come with it. */
function own({ extension, ownNode, env }: Surroundings, note: string): Server {
  const file = join(extension, "server", "bin", "tocsin.js");
  return {
    from: "extension",
    file,
    command: ownNode,
    args: [file, "lsp", "--stdio", "--no-typescript"],
    // Without it a desktop editor would start as an editor.
    env: { ...env, ELECTRON_RUN_AS_NODE: "1" },
    note,
  };
}

/**
 * The Prometheus of the user's settings, as the server takes it: neither a list of processes nor a trace of messages shows what is in the environment. The
 * user's value alone is looked at, besides that the setting's scope keeps a workspace from it: an opened folder must not make the editor ask a network.
 */
export function variablesFor(
  prometheus: { readonly globalValue?: string } | undefined,
): Readonly<Record<string, string>> {
  const url = prometheus?.globalValue?.trim() ?? "";
  return url === "" ? {} : { TOCSIN_LSP_PROMETHEUS: url };
}

/** Absolute path of a program. Relative folders of the PATH do not count: they would lead into the workspace. */
function onPath(program: string, env: Surroundings["env"]): string | undefined {
  const names = process.platform === "win32" ? [`${program}.exe`] : [program];
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
}
