/** Dashboards as Kubernetes objects: ConfigMaps for the sidecar of Grafana's Helm chart, and `GrafanaDashboard` for the Grafana Operator. */
import type { GrafanaOptions } from "../../../model/workspace.ts";
import type { Artifact, LineOrigin } from "../../artifact.ts";
import { printYaml, type YamlMap } from "../../shared/yaml.ts";
import type { Delivered } from "./delivered.ts";

/** Bytes of all keys and values of a ConfigMap, by Kubernetes's own check of it. */
export const configMapLimit = 1024 * 1024;

interface Form {
  /** Before `.yaml` in the names of its files. */
  readonly suffix: string;
  readonly root: (dashboard: Delivered, options: GrafanaOptions) => YamlMap;
}

export const kubernetesForms: Readonly<Partial<Record<GrafanaOptions["as"][number], Form>>> = {
  configmap: { suffix: "configmap", root: configMap },
  operator: { suffix: "grafanadashboard", root: grafanaDashboard },
};

/** Labels and values as the chart's sidecar looks for them unless told otherwise; the folder is read where it has `folderAnnotation`. */
function configMap({ uid, json, labels }: Delivered, { folder, namespace }: GrafanaOptions): YamlMap {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: uid,
      namespace,
      labels: { ...labels, grafana_dashboard: "1" },
      annotations: { grafana_folder: folder },
    },
    // the sidecar writes all of them into one folder: the name of the file is unique in it
    data: { [`${uid}.json`]: json.text },
  };
}

/** Read by version 5 of the operator. */
function grafanaDashboard({ uid, json, labels }: Delivered, { folder, namespace, instances }: GrafanaOptions): YamlMap {
  return {
    apiVersion: "grafana.integreatly.org/v1beta1",
    kind: "GrafanaDashboard",
    metadata: { name: uid, namespace, labels },
    spec: {
      instanceSelector: { matchLabels: instances },
      uid,
      folder,
      resyncPeriod: "10m",
      json: json.text,
    },
  };
}

/** One object with a dashboard in it, whose lines lead where those of the dashboard do. */
export function kubernetesFile(form: Form, dashboard: Delivered, options: GrafanaOptions): Artifact {
  return new ObjectFile(form, dashboard, options);
}

class ObjectFile implements Artifact {
  readonly path: string;
  readonly text: string;
  readonly sources: readonly string[];
  private readonly count: number;
  private readonly dashboard: Delivered;

  constructor(form: Form, dashboard: Delivered, options: GrafanaOptions) {
    const { json, header } = dashboard;
    const { text, count } = printYaml(form.root(dashboard, options), [header]);
    this.path = json.path.replace(/([^/]+)\.json$/, `kubernetes/$1.${form.suffix}.yaml`);
    this.text = text;
    this.sources = json.sources;
    this.count = count;
    this.dashboard = dashboard;
  }

  get lines(): readonly LineOrigin[] {
    const { json, whole } = this.dashboard;
    // the dashboard comes last, as a block of its own lines unless a sign in it asks for quotes
    const above = this.count - (json.text.split("\n").length - 1);
    const moved =
      above > 0 ? json.lines.map((line) => ({ ...line, first: line.first + above, last: line.last + above })) : [];
    return [{ first: 1, last: this.count, ...whole }, ...moved];
  }
}
