/** The foreign formats that this target writes: what Prometheus 2.42 and 3 both read. */
import type { Labels } from "../../model/service.ts";

/** A rule that records a series. Source: prometheus/prometheus `model/rulefmt/rulefmt.go`. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels: Labels;
}

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  /** From 2.42 on. */
  readonly keep_firing_for?: string;
  readonly labels: Labels;
  readonly annotations: Labels;
}
