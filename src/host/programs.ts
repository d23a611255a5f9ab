import fs from "node:fs";
import path from "node:path";

/** Other programs of the machine. */
export interface Programs {
  /** Path of a program that the shell would find. */
  find(name: string): string | undefined;
  /** What it prints when asked for its version; undefined when it prints nothing within five seconds. */
  askVersion(path: string): Promise<string | undefined>;
}

const timeLimit = 5000;

/** Programs on `PATH`. Its relative folders are left out: a program of the folder that tocsin looks at must not be run. */
export function nodePrograms({ PATH = "" }: Readonly<Record<string, string | undefined>>): Programs {
  const ending = process.platform === "win32" ? ".exe" : "";
  return {
    find: (name) =>
      PATH.split(path.delimiter)
        .filter((folder) => path.isAbsolute(folder))
        .map((folder) => path.join(folder, `${name}${ending}`))
        .find(isProgram),
    async askVersion(program) {
      // Loaded where it is used: most commands run nothing.
      const { execFile } = await import("node:child_process");
      return new Promise((resolve) => {
        execFile(program, ["--version"], { timeout: timeLimit, windowsHide: true }, (_, stdout, stderr) =>
          resolve(stdout.trim() || stderr.trim() || undefined),
        );
      });
    },
  };
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
