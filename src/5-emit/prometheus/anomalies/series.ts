import { Baseline } from "../../../model/alerting/anomaly.ts";
import { equals } from "../../../model/promql/build.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Anomaly, Labels, Service } from "../../../model/service.ts";
import { serviceLabels } from "../labels.ts";

/** Labels of all that is recorded of an anomaly, besides those of what is watched. */
export function recordedLabelsOf(service: Service, { anomaly }: Anomaly): Labels {
  const { service: name, ...environment } = serviceLabels(service) as { readonly service: string };
  return { service: name, anomaly, ...environment };
}

/** Its recorded series. */
export function baselineOf(service: Service, anomaly: Anomaly, step: Seconds): Baseline {
  return new Baseline(anomaly, equals(recordedLabelsOf(service, anomaly)), step);
}
