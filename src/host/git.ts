import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fromNative, toNative } from "./paths.ts";

/** What is asked of the repository around a folder. Paths are absolute and POSIX. */
export interface Git {
  /**
   * A folder as it was at a revision, copied to a temporary one.
   * @throws GitError with what to do about it
   */
  copyAt(revision: string, folder: string): Promise<Copy>;
}

export interface Copy {
  readonly folder: string;
  /** Full hash of the commit. */
  readonly commit: string;
  remove(): void;
}

export class GitError extends Error {
  readonly help: string;
  constructor(message: string, help: string) {
    super(message);
    this.name = "GitError";
    this.help = help;
  }
}

/** Nothing that a repository brings is run: no hooks, no monitors. Filters are the user's own, as in any checkout. */
const careful = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.autocrlf=false"];

/** @param program path of `git` */
export function nodeGit(program: string): Git {
  const git = (folder: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
    new Promise<{ readonly out: string; readonly failed: boolean; readonly said: string }>((resolve) => {
      execFile(
        program,
        [...careful, ...args],
        {
          cwd: toNative(folder),
          env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C", ...variables },
          maxBuffer: 64 << 20,
          windowsHide: true,
        },
        (failure, out, said) => resolve({ out: out.trimEnd(), failed: failure !== null, said: said.trim() }),
      );
    });

  return {
    async copyAt(revision, folder) {
      const top = await git(folder, ["rev-parse", "--show-toplevel"]);
      if (top.failed)
        throw new GitError(`${folder} is in no git repository`, "name two folders instead, or run `git init`");
      const commit = await git(folder, [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        `${revision}^{commit}`,
      ]);
      if (commit.failed) {
        const { out: isShallow } = await git(folder, ["rev-parse", "--is-shallow-repository"]);
        throw new GitError(
          `the repository has no revision \`${revision}\``,
          isShallow === "true"
            ? "its history was cut off when it was cloned: `git fetch --unshallow`, or `fetch-depth: 0` in the workflow"
            : "`git fetch` it, or name another",
        );
      }
      const { out: prefix } = await git(folder, ["rev-parse", "--show-prefix"]);
      const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "tocsin-"));
      const remove = () => fs.rmSync(temporary, { recursive: true, force: true });
      try {
        const files = path.join(temporary, "files");
        fs.mkdirSync(files);
        // an index of our own: that of the work tree stays as it is
        const own = { GIT_INDEX_FILE: path.join(temporary, "index") };
        const tree = `${commit.out}:${prefix.replace(/\/$/, "")}`;
        const { failed: isAbsent } = await git(folder, ["cat-file", "-e", tree]);
        if (!isAbsent) {
          for (const args of [
            ["read-tree", tree],
            ["checkout-index", "--all", "--force", `--prefix=${files}${path.sep}`],
          ]) {
            const made = await git(top.out, args, own);
            if (made.failed) throw new GitError(`git could not give \`${revision}\`: ${made.said}`, "see `git fsck`");
          }
        }
        return { folder: fromNative(files), commit: commit.out, remove };
      } catch (error) {
        remove();
        throw error;
      }
    },
  };
}
