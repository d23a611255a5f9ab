import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { diagnostic } from "../diagnostics.ts";
import { fillText, type Scope } from "../holes.ts";
import { nodeAt, type Node } from "./lay.ts";
import type { Source } from "./layer.ts";

/** A key that two kits write. */
export interface Clash {
  readonly path: readonly string[];
  readonly first: { readonly value: unknown; readonly source: Source };
  readonly second: { readonly value?: unknown; readonly source: Source };
}

/** Two kits that differ on a key leave it open which one is meant, until the service writes it. A named thing is reported once, not key by key. */
export function checkClashes(root: Node, clashes: readonly Clash[], scope: Scope, report: (found: Diagnostic) => void): void {
  const said = new Set<string>();
  for (const { path, first, second } of clashes) {
    const { node, rest } = nodeAt(root, path);
    if (rest.length > 0 || node.removed || node.source.layer.by !== "kit") continue;
    if (filledText(first, scope) === filledText(second, scope)) continue;
    const [section = "", name] = path;
    const isNamed = ["slis", "slos", "alerts", "anomalies", "chaos"].includes(section) && name !== undefined;
    const what = isNamed ? `\`${section}.${name}\`` : `\`${path.join(".")}\``;
    if (said.has(what)) continue;
    said.add(what);
    const [a, b] = [first.source, second.source].map(({ layer, pointer }) => layer.originOf(pointer));
    if (a?.from !== "kit" || b?.from !== "kit") continue;
    const help = isNamed ? `use one of them under a name of its own: \`uses: { other: { kit: ${b.name} } }\`` : `write \`${path.join(".")}\` in the service`;
    report(diagnostic("kits-disagree", { what, first: a.name, second: b.name }, b.span, { labels: [{ span: a.span, text: `\`${a.name}\` gives it too` }], help }));
  }
}

function filledText({ value, source }: Clash["second"], scope: Scope): string {
  // What is wrong with the texts is reported where they are filled for good.
  const filled = fillText(value, source, scope, () => undefined);
  return filled === "dropped" ? "" : JSON.stringify(filled.value) ?? "";
}
