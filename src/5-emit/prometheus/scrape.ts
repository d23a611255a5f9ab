/** Who scrapes the service: a fragment for `scrape_config_files`, and the operator's ServiceMonitor. */
import { formatDuration } from "../../model/quantity/duration.ts";
import type { KubernetesWorkload, Service } from "../../model/service.ts";
import { noted, type YamlMap } from "../shared/yaml.ts";

/** The `job` that a service's SLIs select, else its name. */
export function jobOf(service: Service): string {
  const match = service.match.find(({ label, op }) => label === "job" && op === "=");
  return match?.value ?? service.name;
}

/** Whether the spec says where the service is: in Kubernetes by its labels, elsewhere by its name and a port's number. */
export function canBeFound({ metrics: { scrape }, kubernetes }: Service): boolean {
  return scrape !== undefined && (isSelected(kubernetes) || isNumber(scrape.port));
}

/** Labels by which Kubernetes finds the pods; none would find every pod. */
export function isSelected(kubernetes: KubernetesWorkload | undefined): kubernetes is KubernetesWorkload {
  return kubernetes !== undefined && Object.keys(kubernetes.selector).length > 0;
}

export function isNumber(port: string): boolean {
  return /^[0-9]+$/.test(port);
}

/** `http` or `https`, where the spec says it. */
export function schemeOf({ resolved }: Service): string | undefined {
  const { metrics } = resolved.value as { readonly metrics?: { readonly scrape?: { readonly scheme?: unknown } } };
  const scheme = metrics?.scrape?.scheme;
  return typeof scheme === "string" ? scheme : undefined;
}

/** `scrape_configs` of one service, to be read with `scrape_config_files` (2.43) or copied into the configuration. */
export function scrapeConfig(service: Service): YamlMap {
  const {
    metrics: { scrape, interval },
    kubernetes,
    name,
  } = service;
  if (scrape === undefined) throw new RangeError(`${name} is not scraped`);
  const origin = service.resolved.originOf("/metrics/scrape", "key");
  const config: YamlMap = {
    job_name: jobOf(service),
    scrape_interval: formatDuration(interval),
    scheme: schemeOf(service),
    metrics_path: scrape.path,
    ...(isSelected(kubernetes)
      ? inKubernetes(kubernetes, scrape.port)
      : { static_configs: [{ targets: [`${name}:${scrape.port}`] }] }),
  };
  return { scrape_configs: [noted(config, { origin, what: `scrape configuration of ${name}` })] };
}

function inKubernetes({ namespace, selector }: KubernetesWorkload, port: string): YamlMap {
  const label = Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(",");
  const portLabel = `__meta_kubernetes_pod_container_port_${isNumber(port) ? "number" : "name"}`;
  const keepLabel = (source: string, target: string) =>
    noted({ source_labels: [source], target_label: target }, { flow: true });
  return {
    kubernetes_sd_configs: [
      {
        role: "pod",
        ...(namespace === undefined ? {} : { namespaces: noted({ names: [namespace] }, { flow: true }) }),
        selectors: [noted({ role: "pod", label }, { flow: true })],
      },
    ],
    relabel_configs: [
      noted({ source_labels: [portLabel], regex: escape(port), action: "keep" }, { flow: true }),
      noted(
        { source_labels: ["__meta_kubernetes_pod_phase"], regex: "Succeeded|Failed", action: "drop" },
        { flow: true },
      ),
      keepLabel("__meta_kubernetes_namespace", "namespace"),
      keepLabel("__meta_kubernetes_pod_name", "pod"),
    ],
  };
}

function escape(port: string): string {
  return port.replace(/[^A-Za-z0-9_-]/g, "\\$&");
}
