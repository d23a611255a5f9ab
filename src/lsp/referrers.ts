/** Which services see a change of another one. */
import type { ServiceV1 } from "../2-validate/generated/types.ts";
import type { Spec } from "../2-validate/spec.ts";
import type { ServiceIndex } from "../model/workspace.ts";

type Services = ServiceIndex["services"];

/** Services that others see differently now. */
export function changedNames(before: Services, now: Services, names: Iterable<string>): readonly string[] {
  const facts = (name: string, services: Services) => {
    const { slos, forms } = services.get(name) ?? {};
    return JSON.stringify([slos, forms]);
  };
  return [...names].filter((name) => before.get(name) !== now.get(name) && facts(name, before) !== facts(name, now));
}

const referred = new WeakMap<Spec, ReadonlySet<string>>();

/** Whether a spec names one of these services, by itself or by an SLO of it. */
export function refersToAny(spec: Spec<ServiceV1>, names: ReadonlySet<string>): boolean {
  let own = referred.get(spec);
  if (own === undefined) {
    const { dependsOn, slos, environments, service } = spec.value;
    const text = JSON.stringify([dependsOn, slos, environments]);
    const found = new Set([...text.matchAll(/"([a-z0-9-]+)(?:\/[a-z0-9-]+)?"/g)].map(([, name = ""]) => name));
    found.delete(service ?? "");
    referred.set(spec, (own = found));
  }
  for (const name of names) if (own.has(name)) return true;
  return false;
}
