import type { Host } from "../../host/host.ts";
import { joinPath, parentOf } from "../../host/paths.ts";
import type { InitFile } from "./files.ts";

export interface Placed {
  /** Absolute. */
  readonly path: string;
  readonly outcome: "made" | "extended" | "kept";
}

export interface InitFolders {
  readonly workspace: string;
  readonly repository: string;
}

/** The folder of the workspace, and the one above it that holds `.git`, or itself when there is none. */
export function initFolders(host: Host, workspace: string): InitFolders {
  for (let at = workspace; ; at = parentOf(at)) {
    if (host.stat(joinPath(at, ".git")) !== undefined) return { workspace, repository: at };
    if (parentOf(at) === at) return { workspace, repository: workspace };
  }
}

/** Makes the files; one that is there is kept, or gets the lines that it lacks. Throws HostError. */
export function placeFiles(
  host: Host,
  folders: InitFolders,
  files: readonly InitFile[],
  isDryRun: boolean,
): readonly Placed[] {
  return files.map((file): Placed => {
    const at = joinPath(folders[file.below], file.path);
    const kind = host.stat(at)?.kind;
    if (kind === undefined) {
      if (!isDryRun) {
        host.makeFolder(parentOf(at));
        host.writeFile(at, file.text);
      }
      return { path: at, outcome: "made" };
    }
    const added =
      file.canAppend && kind === "file"
        ? withMissingLines(Buffer.from(host.readFile(at)).toString("utf8"), file.text)
        : undefined;
    if (added === undefined) return { path: at, outcome: "kept" };
    if (!isDryRun) {
      host.writeFile(`${at}.new`, added);
      host.rename(`${at}.new`, at);
    }
    return { path: at, outcome: "extended" };
  });
}

/** The text with the lines of `wanted` that it lacks at its end; undefined when it has all that are no comments. */
function withMissingLines(text: string, wanted: string): string | undefined {
  const known = new Set(text.split(/\r?\n/));
  const missing = wanted
    .trimEnd()
    .split("\n")
    .filter((line) => !known.has(line));
  if (missing.every((line) => line.startsWith("#"))) return undefined;
  const end = text === "" || text.endsWith("\n") ? "" : "\n";
  return `${text}${end}${missing.join("\n")}\n`;
}
