import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import type { Anomaly } from "../../model/service.ts";
import { anomalyAlertname } from "../../model/slo/names.ts";
import { diagnostic } from "../diagnostics.ts";
import { entriesOf, find, type Node } from "../layers/lay.ts";
import { placeOfOrigin } from "../place.ts";
import { durationAt, vectorAt, writtenAlert, type WrittenAlertsInput } from "./written-alert.ts";

/** The defaults of the schema. */
const usual = { sigma: "3", samples: 100, period: 7 * 86400 } as const;

/** What each method learns from, besides the `value` that those in PromQL watch. */
const keysOfMethods: Readonly<Record<string, readonly string[]>> = {
  seasonal: ["value", "cloudwatch", "sigma", "period"],
  "z-score": ["value", "cloudwatch", "sigma", "samples"],
  "isolation-forest": ["features", "contamination", "train"],
};
const ofAnyMethod = new Set(Object.values(keysOfMethods).flat());

/**
 * Entries of `anomalies` that PromQL can tell, in order of names: those of the other methods, and of CloudWatch alone, stand in the spec only.
 * What is missing or wrong was reported where it stands, and is left out.
 */
export function resolveAnomalies(input: WrittenAlertsInput): readonly Anomaly[] {
  return entriesOf(find(input.root, "anomalies")).flatMap(([name, node]) => {
    const method = find(node, "method")?.value;
    if (typeof method !== "string") return [];
    reportKeysOfOthers(method, node, input.report);
    const learnt = learntBy(method, node);
    const value = vectorAt(input, ["anomalies", name, "value"]);
    const sigma = Decimal.parse(String(find(node, "sigma")?.value ?? usual.sigma));
    if (learnt === undefined || value === undefined || sigma === undefined) return [];
    const alert = writtenAlert(name, node, { name: anomalyAlertname, usual: "info" }, input);
    return [{ ...alert, anomaly: name, value, sigma, ...learnt }];
  });
}

function learntBy(method: string, node: Node) {
  if (method === "z-score")
    return { method: "z-score" as const, samples: Number(find(node, "samples")?.value ?? usual.samples) };
  if (method === "seasonal") return { method: "seasonal" as const, period: durationAt(node, "period") ?? usual.period };
  return undefined;
}

/** A key that the method does not read would look as if it counted. */
function reportKeysOfOthers(method: string, node: Node, report: (found: Diagnostic) => void): void {
  const own = keysOfMethods[method] ?? [];
  for (const [key, { source }] of entriesOf(node)) {
    if (!ofAnyMethod.has(key) || own.includes(key)) continue;
    const methods = Object.keys(keysOfMethods).filter((one) => keysOfMethods[one]!.includes(key));
    const { span, labels } = placeOfOrigin(source.layer.originOf(source.pointer, "key"));
    report(
      diagnostic("key-of-another-method", { key, method }, span, {
        labels,
        help: `\`${method}\` takes ${own.map((one) => `\`${one}\``).join(", ")}; \`${key}\` is for ${methods.map((one) => `\`${one}\``).join(" and ")}`,
      }),
    );
  }
}
