import { unifiedDiff } from "../6-write/difference.ts";
import { resolvePath } from "../host/paths.ts";
import type { Context } from "./context.ts";
import { paintDiff } from "./diff.ts";

/** A file of a person's with new content. */
export interface Rewrite {
  /** Absolute. */
  readonly path: string;
  /** As a person would write it. */
  readonly shown: string;
  readonly before: string;
  readonly after: string;
}

/** What a file holds must be its own: a link's target may be shared, and what is no file is no spec. */
export function isRewritable({ io }: Context, root: string, path: string): boolean {
  return !path.startsWith("<") && io.host.stat(resolvePath(root, path))?.kind === "file";
}

/** Replaces each file whole, its permissions, line ends and byte order mark kept; one that was changed meanwhile is left and named. */
export function rewriteFiles({ io, warn }: Context, rewrites: readonly Rewrite[]): readonly Rewrite[] {
  return rewrites.filter(({ path, shown, before, after }) => {
    const bytes = io.host.readFile(path);
    if (new TextDecoder().decode(bytes) !== before) {
      warn(`${shown} was changed meanwhile: it is left as it is`);
      return false;
    }
    io.host.replaceFile(path, textOf(bytes, after));
    return true;
  });
}

/** New content for `bytes`, or what they hold. */
export function textOf(bytes: Uint8Array, after?: string): string {
  return `${hasMark(bytes) ? "\ufeff" : ""}${after ?? new TextDecoder().decode(bytes)}`;
}

/** A byte order mark, which reading takes off. */
function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

export function printDiffs({ out, colors }: Context, rewrites: readonly Rewrite[]): void {
  for (const { shown, before, after } of rewrites) out(paintDiff(unifiedDiff(shown, before, after), colors));
}
