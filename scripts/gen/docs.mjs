// docs/errors.md and docs/rules.md: the pages that `tocsin explain` prints, bound together.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./schemas.mjs";

const phases = readdirSync(join(root, "src"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

/** @returns {Map<string, string>} Markdown by path */
export function docs() {
  const rules = join(root, "src/4-lint/rules");
  const rulePages = readdirSync(rules).map((name) => join(rules, name, "page.md"));
  const errorPages = phases
    .map((phase) => join(root, "src", phase, "pages"))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => pagesIn(folder));
  return new Map([
    [
      "docs/rules.md",
      bind(
        "Lint rules",
        "What `tocsin check` has to say about a spec that compiles; a workspace may have [rules of its own](own-rules.md) besides.",
        rulePages,
      ),
    ],
    [
      "docs/errors.md",
      bind("Errors and findings", "Every code that tocsin reports, but for the [lint rules](rules.md).", errorPages),
    ],
  ]);
}

function pagesIn(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => join(folder, file));
}

function bind(title, about, paths) {
  const pages = paths.map((path) => readFileSync(path, "utf8").trim());
  const codes = pages.map((page) => /^# (\S+)/.exec(page)?.[1] ?? "");
  const list = codes.map((code) => `- [\`${code}\`](#${code.replaceAll("/", "")})`);
  // Headings go one deeper; comments in fenced YAML stay as they are.
  const deeper = pages.map((page) =>
    page.replace(/^```[\s\S]*?^```|^(?=#+ )/gm, (found) => (found === "" ? "#" : found)),
  );
  return (
    [
      `# ${title}`,
      "<!-- Made by `npm run gen` from the pages beside the code. -->",
      `${about} The same pages are printed by \`tocsin explain CODE\`.`,
      list.join("\n"),
      ...deeper,
    ].join("\n\n") + "\n"
  );
}
