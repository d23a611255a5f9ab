import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Correction } from "../../model/service.ts";
import { entriesOf, find, valueOf, type Node } from "../layers/lay.ts";
import { intervalOf } from "./maintenance.ts";

/** Time that is taken out of one SLO afterwards, in order of time. What is missing or malformed was reported, and is left out. */
export function correctionsOf(slo: string, root: Node, report: (found: Diagnostic) => void): readonly Correction[] {
  return entriesOf(find(root, "corrections"))
    .flatMap(([name, node]) => {
      const named = find(node, "slo");
      const slos = [named === undefined ? [] : valueOf(named)].flat();
      // the time is judged once, also where no SLO is named that is known
      const interval = intervalOf(node, `correction \`${name}\``, report);
      const reason = find(node, "reason")?.value;
      if (!slos.includes(slo) || interval === undefined) return [];
      const origin = node.source.layer.originOf(node.source.pointer, "key");
      return [{ name, ...interval, reason: typeof reason === "string" ? reason : "", origin }];
    })
    .sort((a, b) => a.from - b.from);
}
