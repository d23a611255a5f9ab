import type { Diagnostic, Outcome } from "../diagnostics/diagnostic.ts";
import type { Spec } from "../2-validate/spec.ts";
import type { IndexedService, ServiceIndex, SloForms, Workspace } from "../model/workspace.ts";
import { diagnostic } from "./diagnostics.ts";
import type { Kits } from "./kits/kits.ts";
import { isMap } from "./layers/lay.ts";
import { prefixedName } from "./layers/stack.ts";
import { normalizeUses } from "./kits/uses.ts";

/** What gives SLOs to services besides their own files. */
export interface IndexContext {
  readonly kits?: Kits;
  readonly workspace?: Workspace;
}

/** Names over all services, for references. A service that two files describe is known by the first, in the order given. */
export function indexServices(specs: readonly Spec[], context: IndexContext = {}): Outcome<ServiceIndex> {
  const diagnostics: Diagnostic[] = [];
  const services = new Map<string, IndexedService>();
  for (const { document, value } of specs) {
    if (!isMap(value) || typeof value["service"] !== "string") continue;
    const name = value["service"];
    const span = document.spanOf("/service");
    const first = services.get(name);
    if (first === undefined) {
      services.set(name, {
        name,
        slos: slosOf(value, context),
        forms: formsOf(value, context),
        origin: { from: "spec", span },
      });
      continue;
    }
    const labels = [{ span: first.origin.span, text: "the first one" }];
    diagnostics.push(
      diagnostic("duplicate-service", { name }, span, {
        labels,
        help: "give one of them another name, or put both into one file",
      }),
    );
  }
  return { value: { services }, diagnostics };
}

/** Names of the SLOs that a service has in some environment. */
function slosOf(service: Readonly<Record<string, unknown>>, { kits, workspace }: IndexContext): readonly string[] {
  const shared = workspace?.resolved.value ?? {};
  const layers: readonly unknown[] = [
    shared["defaults"],
    ...valuesOf(shared["tiers"]),
    service,
    ...valuesOf(shared["environments"]),
    ...valuesOf(service["environments"]),
  ];
  const names = layers.flatMap(namesIn);
  for (const { kit, prefix } of normalizeUses(service["uses"])) {
    const given = namesIn(kits?.byName.get(kit)?.gives);
    names.push(...given.map((name) => (prefix === undefined ? name : prefixedName("slos", prefix, name))));
  }
  return [...new Set(names)].sort();
}

/** What other services need to know to compose SLOs of this one. */
function formsOf(service: Readonly<Record<string, unknown>>, { kits, workspace }: IndexContext): readonly SloForms[] {
  const shared = workspace?.resolved.value ?? {};
  const tiers = shared["tiers"];
  const tier = isMap(tiers) ? tiers[String(service["tier"])] : undefined;
  const ofKits = normalizeUses(service["uses"]).map(({ kit, prefix }) =>
    formsIn(kits?.byName.get(kit)?.gives, (name) => (prefix === undefined ? name : prefixedName("slos", prefix, name))),
  );
  const ofEnvironments = (map: unknown) =>
    Object.entries(isMap(map) ? map : {}).map(([environment, layer]) => ({ environment, slos: formsIn(layer) }));
  const layers: readonly SloForms[] = [
    { slos: formsIn(shared["defaults"]) },
    { slos: formsIn(tier) },
    ...ofKits.map((slos) => ({ slos })),
    { slos: formsIn(service) },
    ...ofEnvironments(shared["environments"]),
    ...ofEnvironments(service["environments"]),
  ];
  return layers.filter(({ slos }) => Object.keys(slos).length > 0);
}

function formsIn(layer: unknown, named: (name: string) => string = (name) => name): SloForms["slos"] {
  if (!isMap(layer) || !isMap(layer["slos"])) return {};
  const forms = Object.entries(layer["slos"]).flatMap(([name, slo]) => {
    if (!isMap(slo) || (slo["of"] === undefined && slo["combine"] === undefined && slo["slices"] === undefined))
      return [];
    const { of, combine, slices } = slo;
    return [
      [
        named(name),
        {
          ...(of !== undefined && { of }),
          ...(combine !== undefined && { combine }),
          ...(slices !== undefined && { slices }),
        },
      ] as const,
    ];
  });
  return Object.fromEntries(forms);
}

function namesIn(layer: unknown): readonly string[] {
  return isMap(layer) && isMap(layer["slos"]) ? Object.keys(layer["slos"]) : [];
}

function valuesOf(map: unknown): readonly unknown[] {
  return isMap(map) ? Object.values(map) : [];
}
