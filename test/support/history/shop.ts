/** What happened to the example shop: one incident that goes on, one that is over, and a job that stands still. */
import type { Seconds } from "../../../src/model/quantity/units.ts";
import type { Incident } from "./shapes.ts";

/** @param end Unix time of the last sample */
export function shopIncidents(end: Seconds): readonly Incident[] {
  const minutes = 60;
  const past = (from: number, to: number) => ({ from: end - from * minutes, to: end - to * minutes });
  return [
    { service: "storefront", sli: "availability", bad: 0.045, ...past(38, -30) },
    { service: "checkout", sli: "latency", bad: 0.22, ...past(150, 118) },
    { service: "payments", sli: "charges", bad: 0.08, ...past(100, 72) },
    { service: "stock-sync", sli: "age", bad: 1, ...past(55, 20) },
  ];
}
