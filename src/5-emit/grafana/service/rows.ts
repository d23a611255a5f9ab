/** Rows of a service's dashboard that are made without being asked for, in their order; a spec leaves one out by its name. */
export const serviceRows = [
  "health",
  "traffic",
  "latency",
  "levels",
  "system",
  "metrics",
  "anomalies",
  "logs",
  "traces",
] as const;
export type ServiceRow = (typeof serviceRows)[number];
