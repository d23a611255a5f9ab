/** Values over time: what they are is made up, and is the same for the same time and name on any machine. */
import type { Seconds } from "../../../src/model/quantity/units.ts";

/** A number from 0 to 1 that is a text's own (FNV-1a, mixed). */
export function hash01(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mix(hash);
}

/** A number from 0 to 1 for each time in steps of `every`, and on a line between them. */
export function noise(seed: number, time: Seconds, every: Seconds): number {
  const at = Math.floor(time / every);
  const share = time / every - at;
  const whole = Math.floor(seed * 0x7fffffff);
  return (1 - share) * mix(Math.imul(at, 0x9e3779b1) ^ whole) + share * mix(Math.imul(at + 1, 0x9e3779b1) ^ whole);
}

function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

const day: Seconds = 86_400;

/** Traffic by the time of day and week, around 1: least at four in the morning (UTC), most at four in the afternoon, less on weekends. */
export function traffic(time: Seconds, seed: number): number {
  const ofDay = 1 - 0.55 * Math.cos((2 * Math.PI * (time - 4 * 3600)) / day);
  const weekday = (Math.floor(time / day) + 4) % 7;
  const ofWeek = weekday === 0 || weekday === 6 ? 0.8 : 1.05;
  return ofDay * ofWeek * (0.94 + 0.12 * noise(seed, time, 300));
}

/** Share of a log-normal distribution that is at most `value`. */
export function logNormalShare(value: number, median: number, sigma: number): number {
  return value <= 0 ? 0 : normalShare(Math.log(value / median) / sigma);
}

/** Abramowitz and Stegun 26.2.17; off by less than 1e-7. */
function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    ((((1.330274429 * t - 1.821255978) * t + 1.781477937) * t - 0.356563782) * t + 0.31938153) *
    t *
    Math.exp((-z * z) / 2) *
    0.3989422804014327;
  return z > 0 ? 1 - tail : tail;
}

export interface Incident {
  readonly service: string;
  readonly sli: string;
  /** Unix times. */
  readonly from: Seconds;
  readonly to: Seconds;
  /** Share of bad events, from 0 to 1. */
  readonly bad: number;
}

/** Share of bad events while an incident goes on; it comes and goes within two minutes. 0 outside of it. */
export function incidentShare({ from, to, bad }: Incident, time: Seconds): number {
  return bad * Math.max(0, Math.min(1, (time - from) / 120, (to - time) / 120));
}
