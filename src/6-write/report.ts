import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";
import { diagnostic } from "./diagnostics.ts";
import { firstDifference } from "./difference.ts";
import type { Place } from "./paths.ts";

/** @param listed whether the manifest knows the file: if not, it was never generated */
export function reportEdited(path: string, text: string, wanted: string, listed: boolean): Diagnostic {
  const span = { file: { path, text }, ...firstDifference(text, wanted) };
  if (!listed) {
    return diagnostic("not-ours", { path }, span, {
      help: "move it away, or run `tocsin generate --force` to replace it",
    });
  }
  return diagnostic("edited-by-hand", { path }, span, {
    note: "here it first differs from what the specs give",
    help: "put the change into the spec and take it back here, or run `tocsin generate --force` to lose it",
  });
}

/** @param text absent when what stands there is no file */
export function reportUnneeded(path: string, text: string | undefined): Diagnostic {
  return diagnostic("edited-and-unneeded", { path }, topOf(path, text), {
    help: "delete it, or run `tocsin generate --force` to have it deleted; it was left as it is",
  });
}

const kindsInWords = { file: "file", folder: "folder", link: "symbolic link", other: "device or pipe" } as const;

export function reportBlocked(
  { at, kind, wanted }: Extract<Place, { state: "blocked" }>,
  show: (path: string) => string,
): Diagnostic {
  const path = show(at);
  if (kind === "link") {
    return diagnostic("link-in-output", { path }, topOf(path), {
      help: "delete the link: generated files are written to the output folder alone, never through a link",
    });
  }
  return diagnostic("blocked-path", { path, kind: kindsInWords[kind], wanted }, topOf(path), { help: "move it away" });
}

export function topOf(path: string, text = ""): Span {
  return { file: { path, text }, start: 0, end: 0 };
}
