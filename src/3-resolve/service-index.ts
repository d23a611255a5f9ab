import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import type { Spec } from "../2-validate/spec.ts";
import type { IndexedService, ServiceIndex } from "../model/workspace.ts";
import { diagnostic } from "./diagnostics.ts";
import { isMap } from "./layers/lay.ts";

/** Names over all services, for references. A service that two files describe is known by the first, in the order given. */
export function indexServices(specs: readonly Spec[]): Outcome<ServiceIndex> {
  const diagnostics: Diagnostic[] = [];
  const services = new Map<string, IndexedService>();
  for (const { document, value } of specs) {
    if (!isMap(value) || typeof value["service"] !== "string") continue;
    const name = value["service"];
    const span = document.spanOf("/service");
    const first = services.get(name);
    if (first === undefined) {
      const slos = isMap(value["slos"]) ? Object.keys(value["slos"]).sort() : [];
      services.set(name, { name, slos, origin: { from: "spec", span } });
      continue;
    }
    const labels = [{ span: first.origin.span, text: "the first one" }];
    diagnostics.push(diagnostic("duplicate-service", { name }, span, { labels, help: "give one of them another name, or put both into one file" }));
  }
  return { value: { services }, diagnostics };
}
