/** Objects of the Prometheus operator (monitoring.coreos.com/v1). Group keys keep Prometheus's own spelling inside them. */
import { formatDuration } from "../../model/quantity/duration.ts";
import type { Service } from "../../model/service.ts";
import { objectLabels } from "../shared/kubernetes.ts";
import { noted, type Yaml, type YamlMap } from "../shared/yaml.ts";
import { isNumber, isSelected, jobOf, schemeOf } from "./scrape.ts";

const apiVersion = "monitoring.coreos.com/v1";
/** Of a Kubernetes object that belongs to a service. */
export function objectMetadata(service: Service, name: string): YamlMap {
  return { name, namespace: service.kubernetes?.namespace, labels: objectLabels(service) };
}

/** The rules of a service as one object. A label is what a `ruleSelector` finds it by. */
export function prometheusRule(service: Service, groups: readonly Yaml[]): YamlMap {
  return {
    apiVersion,
    kind: "PrometheusRule",
    metadata: objectMetadata(service, `${service.name}--slo`),
    spec: { groups },
  };
}

/** What scrapes the service; undefined when the spec does not say by which labels it is found. */
export function serviceMonitor(service: Service): YamlMap | undefined {
  const {
    kubernetes,
    metrics: { scrape, interval },
  } = service;
  if (scrape === undefined || !isSelected(kubernetes)) return undefined;
  const selector = Object.fromEntries(Object.entries(kubernetes.selector).sort(([a], [b]) => (a < b ? -1 : 1)));
  const port = isNumber(scrape.port) ? { targetPort: Number(scrape.port) } : { port: scrape.port };
  return {
    apiVersion,
    kind: "ServiceMonitor",
    metadata: objectMetadata(service, service.name),
    spec: {
      selector: { matchLabels: selector },
      ...(kubernetes.namespace === undefined ? {} : { namespaceSelector: { matchNames: [kubernetes.namespace] } }),
      endpoints: [
        noted(
          {
            ...port,
            path: scrape.path,
            scheme: schemeOf(service),
            interval: formatDuration(interval),
            relabelings: [
              noted(
                { targetLabel: "job", replacement: jobOf(service) },
                { comment: "the job that the SLIs select", flow: true },
              ),
            ],
          },
          { origin: service.resolved.originOf("/metrics/scrape", "key"), what: `scraping of ${service.name}` },
        ),
      ],
    },
  };
}
