import { joinPath } from "../host/paths.ts";

/** Where an example stands that says nothing of its file. */
const alone = "services/example.service.yaml";

/**
 * The workspace with an example in the place of its services: kits, teams and policy are those of the workspace. Of several files each begins after a line
 * `=== path`; they take the place of files of the same path.
 *
 * @returns texts by absolute path, and the paths of service files in the example
 */
export function exampleFiles(
  root: string,
  workspace: ReadonlyMap<string, string>,
  example: string,
): { readonly texts: ReadonlyMap<string, string>; readonly files: readonly string[] } {
  const [first = "", ...parts] = withoutIndent(example).split(/^=== (.+)\n/m);
  const own = new Map<string, string>();
  if (parts.length === 0) own.set(joinPath(root, alone), first);
  for (let at = 0; at + 1 < parts.length; at += 2) own.set(joinPath(root, parts[at]!.trim()), parts[at + 1]!);
  const kept = [...workspace].filter(([path]) => !/\.service\.\w+$/.test(path));
  return {
    texts: new Map([...kept, ...own]),
    files: [...own.keys()].filter((path) => !/(\.kit\.yaml|\/tocsin\.yaml)$/.test(path)),
  };
}

/** A text in a program is indented as the program is. */
export function withoutIndent(text: string): string {
  const lines = text.replace(/^\s*\n/, "").split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const least = Math.min(...indents);
  return `${lines
    .map((line) => line.slice(Number.isFinite(least) ? least : 0))
    .join("\n")
    .trimEnd()}\n`;
}
