/** Functions, operators and aggregations of PromQL, as far as they are known, as functions of numbers. */
import type { OverTime } from "./frame.ts";

/** A construct that this evaluator does not have. */
export class Unknown extends Error {
  constructor(what: string) {
    super(what);
    this.name = "Unknown";
  }
}

export function numberOf(text: string): number {
  const value = /^-?(?:inf|infinity)$/i.test(text) ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text);
  if (Number.isNaN(value)) throw new Unknown(`the number ${text}`);
  return value;
}

export const overTimeNames: ReadonlyMap<string, OverTime> = new Map(
  (["sum", "count", "avg", "min", "max", "last", "present", "stddev"] as const).map((name) => [
    `${name}_over_time`,
    name,
  ]),
);

export const aggregations: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ["sum", (a: number, b: number) => a + b],
  ["count", (a: number, b: number) => a + b],
  ["min", Math.min],
  ["max", Math.max],
  ["group", () => 1],
]);

/** Parts of a date in UTC, as Prometheus counts them. */
export const calendar: ReadonlyMap<string, (date: Date) => number> = new Map([
  ["minute", (date: Date) => date.getUTCMinutes()],
  ["hour", (date: Date) => date.getUTCHours()],
  ["day_of_week", (date: Date) => date.getUTCDay()],
  ["day_of_month", (date: Date) => date.getUTCDate()],
  ["month", (date: Date) => date.getUTCMonth() + 1],
  ["year", (date: Date) => date.getUTCFullYear()],
  ["days_in_month", (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()],
  [
    "day_of_year",
    (date: Date) =>
      (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 0)) /
      86_400_000,
  ],
]);
