import type { OwnRule } from "../4-lint/lint.ts";
import { withoutIndent } from "./example.ts";

/** The page of a rule, as built-in ones have it. */
export function pageOf({ name, summary, why, bad, good, fix }: OwnRule): string {
  const example = (text: string) => `\`\`\`yaml\n${withoutIndent(text)}\`\`\``;
  const parts = [
    `# own/${name}`,
    why?.trim() ?? `What it wants: ${summary}.`,
    ...(bad === undefined ? [] : ["## Wrong", example(bad)]),
    ...(good === undefined ? [] : ["## Right", example(good)]),
    ...(fix === undefined ? [] : ["## How to fix", fix.trim()]),
    `A rule of this workspace's own, in tocsin.config.ts.`,
  ];
  return `${parts.join("\n\n")}\n`;
}
