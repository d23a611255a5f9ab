import { Decimal } from "../model/quantity/decimal.ts";
import type { Seconds } from "../model/quantity/units.ts";
import type { Service, Slo } from "../model/service.ts";
import { stepOfSlo } from "../model/slo/forms.ts";

/**
 * Events a second that an SLO judges: the stated traffic; one a step, where each step is one. Of a gauge or a share there are as many as series.
 * @param step between evaluations, as the workspace asks for
 * @returns undefined for where the spec does not say
 */
export function eventsPerSecond(service: Service, slo: Slo, step: Seconds): Decimal | undefined {
  if (slo.kind !== "sli" || slo.sli.form === "events") return service.traffic;
  const { kind } = slo.sli.signal;
  if (kind !== "throughput" && kind !== "freshness") return undefined;
  return Decimal.of(1).divide(Decimal.of(stepOfSlo(service, slo, step)));
}

/** Whether its events are the traffic that the spec states. */
export function isTraffic(slo: Slo): boolean {
  return slo.kind !== "sli" || slo.sli.form === "events";
}
