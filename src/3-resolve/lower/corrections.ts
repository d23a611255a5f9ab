import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Correction } from "../../model/service.ts";
import { pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { entriesOf, find, valueOf, type Node } from "../layers/lay.ts";
import { placeOf } from "../place.ts";
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

/** What is recorded of its parts is read as it stands, by a composition: a correction that names one would change nothing. */
export function refuseCorrections(slo: string, root: Node, report: (found: Diagnostic) => void): void {
  for (const [, node] of entriesOf(find(root, "corrections"))) {
    const named = find(node, "slo");
    const value = named && valueOf(named);
    const at = [value].flat().indexOf(slo);
    if (named === undefined || at < 0) continue;
    const { layer, pointer } = named.source;
    const { span, labels } = placeOf(Array.isArray(value) ? { layer, pointer: pointerTo(pointer, at) } : named.source);
    const help = `name the SLOs that it is made of, those of other services in their own files: their budgets are corrected, that of \`${slo}\` is not`;
    report(diagnostic("correction-of-composite", { slo }, span, { labels, help }));
  }
}
