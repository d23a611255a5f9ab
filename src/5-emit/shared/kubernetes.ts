/** What all Kubernetes objects have, whatever they are. */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Labels, Service } from "../../model/service.ts";
import { diagnostic } from "../diagnostics.ts";

/** Names and values of Kubernetes labels. */
const word = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Labels of an object that belongs to a service or to the workspace: its own where Kubernetes takes them, in order of names. */
export function objectLabels({ name, labels }: { readonly name: string; readonly labels: Labels }): Labels {
  const own = Object.entries(labels)
    .filter(([key, value]) => fits(key, value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/managed-by": "tocsin",
    ...Object.fromEntries(own),
  };
}

function fits(key: string, value: string): boolean {
  return word.test(key) && (value === "" || word.test(value));
}

/** Labels of a service that Kubernetes would refuse. */
export function refusedLabels(service: Service): readonly Diagnostic[] {
  const refused = Object.entries(service.labels).filter(([key, value]) => !fits(key, value));
  const { span } = service.resolved.originOf("/labels");
  return refused.map(([label]) =>
    diagnostic("kubernetes-label", { label }, span, {
      help: "alerts keep it; Kubernetes takes up to 63 letters, digits, `-`, `_` and `.`",
    }),
  );
}
