import type { EmittedAlert } from "../model/alerting/emitted.ts";
import type { Origin } from "../model/origin.ts";
import type { Selector } from "../model/promql/ast.ts";
import type { Decimal } from "../model/quantity/decimal.ts";
import type { Composition, CompositePart, Service, Slo } from "../model/service.ts";
import { typeOfSlo } from "../model/slo/forms.ts";
import { isMap, originOfSource, pointer, sourcesOf, usedSlis, valueAt } from "./lookup.ts";

/** What is kept of a service in one environment for the rules that compare services, so that memory does not grow with what services hold. */
export interface LintSummary {
  readonly name: string;
  readonly environment?: string;
  readonly slos: readonly SloSummary[];
  /** What its SLIs count events of: totals, or what is counted in their place. */
  readonly reads: readonly ReadSummary[];
  /** SLIs that no SLO stands on. */
  readonly unusedSlis: readonly { readonly name: string; readonly origin: Origin }[];
  /** `service` or `service/slo`. */
  readonly dependsOn: readonly string[];
  /** Receivers that it names itself. */
  readonly notify: readonly string[];
  /** Every alert, where the service has the target `alertmanager`. */
  readonly alerts?: readonly EmittedAlert[];
}

export interface SloSummary {
  readonly name: string;
  /** Of its SLI: availability, latency …; or composite. */
  readonly type: string;
  readonly objective: Decimal;
  readonly origin: Origin;
  /** Of a composite, the SLOs that it names itself. */
  readonly composition?: {
    readonly combine: Composition["combine"];
    readonly parts: readonly Pick<CompositePart, "id" | "weight">[];
  };
}

export interface ReadSummary {
  readonly sli: string;
  readonly selector: Selector;
  readonly origin: Origin;
}

/** @param alerts what goes to Alertmanager, where the service has that target */
export function summarizeForLint(service: Service, alerts?: readonly EmittedAlert[]): LintSummary {
  const { resolved, environment } = service;
  const slos = valueAt(service, "slos");
  // From the spec, since an SLO of a form that is not lowered stands on its SLI too.
  const used = new Set(Object.values(isMap(slos) ? slos : {}).map((slo) => (isMap(slo) ? slo["sli"] : undefined)));
  const dependsOn = valueAt(service, "dependsOn");
  return {
    name: service.name,
    ...(environment !== undefined && { environment }),
    slos: service.slos.map(sloOf),
    reads: usedSlis(service).flatMap((sli) => {
      const sources = sourcesOf(sli.signal);
      const counted = sources.find(
        ({ key, selectors }) => (key === "total" || key === "histogram") && selectors.length > 0,
      );
      return (counted === undefined ? sources : [counted]).flatMap(({ key, selectors }) =>
        selectors.map((selector, at) => ({
          sli: sli.name,
          selector,
          origin: originOfSource(service, sli, key, at, selector),
        })),
      );
    }),
    unusedSlis: service.slis
      .filter(({ name }) => !used.has(name))
      .map(({ name }) => ({ name, origin: resolved.originOf(pointer("slis", name), "key") })),
    dependsOn: texts(dependsOn),
    notify: [...new Set(named(service.resolved.value))],
    ...(alerts && { alerts }),
  };
}

function sloOf(slo: Slo): SloSummary {
  return {
    name: slo.name,
    type: typeOfSlo(slo),
    objective: slo.objective,
    origin: slo.objectiveOrigin,
    ...(slo.kind === "composite" && {
      composition: {
        combine: slo.composition.combine,
        parts: slo.composition.parts.map(({ id, weight }) => ({ id, weight })),
      },
    }),
  };
}

/** Every name at a key `notify`, wherever it stands in the parts that notify. */
function named({ alerting, slos, alerts, anomalies }: Readonly<Record<string, unknown>>): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (!isMap(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "notify") found.push(...texts(inner));
      else visit(inner);
    }
  };
  for (const part of [alerting, slos, alerts, anomalies]) visit(part);
  return found;
}

/** A text, or the texts of a list. */
export function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
