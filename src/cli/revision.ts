import type { Git } from "../host/git.ts";
import { GitError } from "../host/git.ts";
import type { Context } from "./context.ts";
import { CannotRun } from "./io.ts";

/**
 * Does something with a folder as it was at a revision, of which a copy is there meanwhile.
 *
 * @param folder absolute
 */
export async function atRevision<T>(
  { io }: Context,
  revision: string,
  folder: string,
  act: (copy: { readonly folder: string; readonly commit: string }) => Promise<T>,
): Promise<T> {
  const git: Git | undefined = io.git?.();
  if (git === undefined)
    throw new CannotRun("there is no `git` on the PATH", "install it, or name two folders instead");
  let copy;
  try {
    copy = await git.copyAt(revision, folder);
  } catch (error) {
    if (error instanceof GitError) throw new CannotRun(error.message, error.help);
    throw error;
  }
  try {
    return await act(copy);
  } finally {
    copy.remove();
  }
}
