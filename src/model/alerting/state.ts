import type { Seconds } from "../quantity/units.ts";

/** How long a condition must hold before an alert fires, and be gone before it ends. */
export interface Lasting {
  readonly for: Seconds;
  readonly keepFiringFor: Seconds;
}

/** The state of one alert, as Prometheus keeps it from evaluation to evaluation (`AlertingRule.Eval`, rules/alerting.go). */
export class AlertState {
  private since: Seconds | undefined;
  private goneSince: Seconds | undefined;
  private isFiring = false;

  /** Whether it fires after the last evaluation. */
  get fires(): boolean {
    return this.isFiring;
  }

  /** False: it is neither pending nor firing. */
  get isActive(): boolean {
    return this.since !== undefined;
  }

  /** @param time of the evaluation, later than that of the one before */
  evaluate(holds: boolean, time: Seconds, lasting: Lasting): void {
    if (holds) {
      this.goneSince = undefined;
      this.since ??= time;
      this.isFiring ||= time - this.since >= lasting.for;
      return;
    }
    this.goneSince ??= time;
    if (this.isFiring && time - this.goneSince < lasting.keepFiringFor) return;
    this.since = undefined;
    this.isFiring = false;
  }
}
