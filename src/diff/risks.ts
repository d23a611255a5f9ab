/** From the worst down: `breaking` takes something away that others rely on; `high` protects users less; `medium` wakes people more or counts differently; `low` is the rest. */
export const risks = ["breaking", "high", "medium", "low"] as const;
export type Risk = (typeof risks)[number];
