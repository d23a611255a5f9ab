/** In which forms a dashboard goes to Grafana. */
import type { Diagnostic, Outcome } from "../../../diagnostics/diagnostic.ts";
import type { GrafanaOptions } from "../../../model/workspace.ts";
import type { Artifact } from "../../artifact.ts";
import type { Delivered } from "./delivered.ts";
import { configMapLimit, kubernetesFile, kubernetesForms } from "./kubernetes.ts";
import { tooLarge } from "./size.ts";

export function deliver(dashboard: Delivered, options: GrafanaOptions): Outcome<readonly Artifact[]> {
  const artifacts: Artifact[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const as of options.as) {
    const form = kubernetesForms[as];
    const bytes = form === undefined ? 0 : bytesOf(dashboard.json.text) + `${dashboard.uid}.json`.length;
    if (form === undefined) artifacts.push(dashboard.json);
    else if (bytes <= configMapLimit) artifacts.push(kubernetesFile(form, dashboard, options));
    else diagnostics.push(tooLarge(dashboard, dashboard.whole, String(bytes)));
  }
  return { value: artifacts, diagnostics };
}

function bytesOf(text: string): number {
  return text.length * 3 <= configMapLimit ? text.length : new TextEncoder().encode(text).byteLength;
}
