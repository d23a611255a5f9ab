/** Labels that tocsin sets on recorded series and alerts. */
const reservedLabels = ["service", "slo", "owner", "severity", "alertname", "anomaly", "le", "long", "short"] as const;

/** Whether a spec may not set this label: it is tocsin's or, with `__`, Prometheus's own. */
export function isReservedLabel(label: string): boolean {
  return label.startsWith("__") || (reservedLabels as readonly string[]).includes(label);
}
