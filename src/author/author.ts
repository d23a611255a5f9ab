/**
 * What a TypeScript spec imports as `tocsin`: the builders, and units as numbers. They make the same plain data that YAML holds.
 * Nothing else may be imported here at run time: a spec's process loads this file alone.
 */
import type { KitV1, ServiceV1, WorkspaceV1 } from "../2-validate/generated/types.ts";
import type { KitSpec, ServiceSpec, Uses, WorkspaceSpec } from "./types.ts";

/**
 * A service, in the words of its YAML form. That an SLO's `sli` is one of the service or of its kits is part of the type.
 *
 * @example export default service("checkout", { owner: "payments", uses: "otel-http-server", slos: { availability: percent(99.95) } })
 */
export function service<
  const Sli extends string = never,
  const Used extends Uses = never,
  const Slo extends string = never,
>(name: string, spec: ServiceSpec<Sli, Used, Slo>): ServiceV1 {
  return { version: 1, service: name, ...spec } as unknown as ServiceV1;
}

/** A kit: a partial service with parameters; `"${name}"` in plain quotes stands for one. */
export function kit(name: string, spec: KitSpec): KitV1 {
  return { version: 1, kit: name, ...spec };
}

/** The workspace, in `tocsin.config.ts`. */
export function workspace(name: string, spec: WorkspaceSpec): WorkspaceV1 {
  return { version: 1, workspace: name, ...spec };
}

/** `percent(99.95)` is `"99.95%"`. Throws RangeError outside 0 to 100. */
export function percent(value: number): `${number}%` {
  if (!(value >= 0 && value <= 100)) throw new RangeError(`percent(${value}) lies outside 0 to 100`);
  return `${decimal("percent", value)}%` as `${number}%`;
}

/** Durations are whole numbers: `ms(300)` is `"300ms"`. Throws RangeError for a fraction or a negative number. */
export const ms = (count: number) => duration("ms", count, "ms");
export const seconds = (count: number) => duration("seconds", count, "s");
export const minutes = (count: number) => duration("minutes", count, "m");
export const hours = (count: number) => duration("hours", count, "h");
export const days = (count: number) => duration("days", count, "d");
export const weeks = (count: number) => duration("weeks", count, "w");

/** Rates: `perSecond(20)` is `"20/s"`. Throws RangeError for a negative number. */
export const perSecond = (count: number) => rate("perSecond", count, "s");
export const perMinute = (count: number) => rate("perMinute", count, "m");
export const perHour = (count: number) => rate("perHour", count, "h");
export const perDay = (count: number) => rate("perDay", count, "d");

function duration<Unit extends string>(name: string, count: number, unit: Unit): `${number}${Unit}` {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new RangeError(`${name}(${count}) is no whole number: a duration has no fraction, a smaller unit may do`);
  return `${count}${unit}`;
}

function rate<Unit extends string>(name: string, count: number, unit: Unit): `${number}/${Unit}` {
  if (!(count >= 0)) throw new RangeError(`${name}(${count}) is no rate`);
  return `${decimal(name, count)}/${unit}` as `${number}/${Unit}`;
}

/** Twelve digits, so that `100 - 0.1` is 99.9 and not what binary fractions make of it; never in the form `1e-7`, which no spec takes. */
function decimal(name: string, value: number): string {
  const text = String(Number(value.toPrecision(12)));
  if (!/^\d+(\.\d+)?$/.test(text)) throw new RangeError(`${name}(${value}) cannot be written as a decimal`);
  return text;
}
