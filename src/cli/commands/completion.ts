import type { Described } from "../completion/describe.ts";
import { bash, fish, zsh } from "../completion/shells.ts";
import type { Context } from "../context.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";

const shells = { bash, zsh, fish } as const;

/** Prints the script of one shell. */
export function completion({ out }: Context, [name = ""]: readonly string[], described: Described): ExitStatus {
  if (!Object.hasOwn(shells, name))
    throw new CannotRun(`there is no completion for \`${name}\``, `there are ${Object.keys(shells).join(", ")}`);
  out(shells[name as keyof typeof shells](described));
  return exitStatus.ok;
}
