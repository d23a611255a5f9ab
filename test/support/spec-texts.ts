import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Texts of YAML specs below a folder of the repository, by path. */
export function specTexts(...folders: readonly string[]): ReadonlyMap<string, string> {
  const texts = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name).replaceAll("\\", "/"))
      .filter((path) => /(?:\.service|\.kit|\/tocsin|\/spec)\.yaml$/.test(path) && !path.includes("/generated/"))
      .sort()
      .map((path) => [path, readFileSync(path, "utf8")] as const),
  );
  return new Map(texts);
}
