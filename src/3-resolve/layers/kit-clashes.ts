import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Origin } from "../../model/origin.ts";
import { diagnostic } from "../diagnostics.ts";
import { fillText, type Scope } from "../holes/holes.ts";
import { listed } from "../check/references.ts";
import { nodeAt, type Node } from "./lay.ts";
import type { Source } from "./layer.ts";

/** A key that two kits write. */
export interface Clash {
  readonly path: readonly string[];
  readonly first: { readonly value: unknown; readonly source: Source };
  readonly second: { readonly value?: unknown; readonly source: Source };
}

/** Maps whose entries have names: two kits that give one entry differ on the whole of it. */
const named = ["slis", "slos", "alerts", "anomalies", "chaos"];

/** The entry that a key belongs to; undefined: the key stands for itself. */
function entryOf(path: readonly string[]): readonly string[] | undefined {
  const length =
    path[0] === "dashboards" ? (path[2] === "rows" ? 4 : undefined) : named.includes(path[0] ?? "") ? 2 : undefined;
  return length === undefined || path.length < length ? undefined : path.slice(0, length);
}

/** Two kits that differ on a key leave it open which one is meant, until the service writes it. Two kits are reported once, with all that they differ on. */
export function checkClashes(
  root: Node,
  clashes: readonly Clash[],
  scope: Scope,
  report: (found: Diagnostic) => void,
): void {
  const found = new Map<
    string,
    { readonly first: Origin; readonly second: Origin; readonly keys: Set<string>; readonly entries: boolean }
  >();
  for (const { path, first, second } of clashes) {
    const { node, rest } = nodeAt(root, path);
    if (rest.length > 0 || node.removed || node.source.layer.by !== "kit") continue;
    if (filledText(first, scope) === filledText(second, scope)) continue;
    const [a, b] = [first.source, second.source].map(({ layer, pointer }) => layer.originOf(pointer)) as [
      Origin,
      Origin,
    ];
    const entry = entryOf(path);
    const entries = entry !== undefined;
    const pair = `${entries} ${a.span.start} ${b.span.start}`;
    const one = found.get(pair) ?? { first: a, second: b, keys: new Set(), entries };
    one.keys.add((entry ?? path).join("."));
    found.set(pair, one);
  }
  for (const { first, second, keys, entries } of found.values()) {
    if (first.from === "spec" || second.from === "spec") continue;
    const help = entries
      ? `use one of them under a name of its own: \`uses: { other: { kit: ${second.name} } }\``
      : `write ${listed([...keys])} in the service`;
    const labels = [{ span: first.span, text: "the other one" }];
    report(
      diagnostic("kits-disagree", { what: listed([...keys]), first: first.name, second: second.name }, second.span, {
        labels,
        help,
      }),
    );
  }
}

function filledText({ value, source }: Clash["second"], scope: Scope): string {
  // What is wrong with the texts is reported where they are filled for good.
  const filled = fillText(value, source, scope, () => undefined);
  return filled === "dropped" ? "" : (JSON.stringify(filled.value) ?? "");
}
