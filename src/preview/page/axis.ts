/** Ranges and ticks of axes of values. */
import { formatValue, shownText } from "../format.ts";
import type { FieldConfig } from "../frame.ts";

export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
  label(value: number): string;
}

const wholeTimes = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 432_000,
  604_800, 1_209_600, 2_592_000,
];

/** What lies between two ticks: 1, 2, 2.5 or 5 times a power of ten; of times whole minutes, hours and days, of bytes powers of two. */
function intervalOf(span: number, wanted: number, unit: string | undefined): number {
  const raw = span / wanted;
  if ((unit === "s" || unit === "dtdurations") && raw > 1) return wholeTimes.find((one) => one >= raw) ?? raw;
  if (unit === "bytes" || unit === "bits" || unit === "binBps") return 2 ** Math.ceil(Math.log2(raw));
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= raw * 0.999_999) ?? 10;
  return factor * power;
}

/** @param values that are to lie within it @param config whose `min` and `max` hold @param height pixels */
export function scaleOf(values: Iterable<number>, { min, max, unit, custom }: FieldConfig, height: number): Scale {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) [low, high] = [min ?? 0, max ?? (min ?? 0) + 1];
  const soft = (name: string) => (typeof custom[name] === "number" ? custom[name] : undefined);
  low = Math.min(low, soft("axisSoftMin") ?? low);
  high = Math.max(high, soft("axisSoftMax") ?? high);
  if (low === high) {
    const around = low === 0 ? 1 : Math.abs(low);
    // Ratios beside one are looked at closely.
    [low, high] =
      unit === "percentunit" && low > 0.5 && low <= 1
        ? [low - 0.01, low + 0.01]
        : [Math.min(0, low - around), Math.max(0, low + around)];
  }
  const pad = (high - low) * 0.08;
  let bottom = min ?? (low >= 0 && low - pad * 3 <= 0 ? 0 : low - pad);
  let top = max ?? (high <= 0 && high + pad * 3 >= 0 ? 0 : high + pad);
  if (!(top > bottom)) top = bottom + (Math.abs(bottom) || 1);
  const interval = intervalOf(top - bottom, Math.max(2, Math.round(height / 42)), unit);
  if (min === undefined) bottom = Math.floor(bottom / interval + 1e-9) * interval;
  if (max === undefined) top = Math.ceil(top / interval - 1e-9) * interval;
  // A share of something is never more than all of it.
  if (max === undefined && unit === "percentunit" && high <= 1 && top > 1) top = 1;
  return { min: bottom, max: top, interval, label: labeller(bottom, top, interval, unit) };
}

/** As few decimals as are exact for all ticks with the same unit: `512 MiB`, `1.0 GiB`, `1.5 GiB`. */
function labeller(bottom: number, top: number, interval: number, unit: string | undefined): (value: number) => string {
  const shown = (value: number, decimals: number) =>
    formatValue(value, { ...(unit !== undefined && { unit }), decimals });
  const clean = (value: number) => (Math.abs(value) < interval * 1e-9 ? 0 : value);
  const decimals = new Map<string, number>();
  const first = Math.ceil(bottom / interval - 1e-9);
  for (let at = first; at * interval <= top + interval * 1e-6 && at < first + 50; at++) {
    const tick = clean(at * interval);
    const number = (digits: number) => Number(shown(tick, digits).text);
    const isExact = (digits: number) => {
      const [short, long] = [number(digits), number(digits + 3)];
      return Number.isNaN(short) || Math.abs(short - long) <= Math.abs(long) * 1e-6;
    };
    const { suffix } = shown(tick, 0);
    const needed = tick === 0 ? 0 : ([0, 1, 2, 3, 4, 5].find(isExact) ?? 2);
    decimals.set(suffix, Math.max(decimals.get(suffix) ?? 0, needed));
  }
  return (value) => shownText(shown(clean(value), decimals.get(shown(clean(value), 0).suffix) ?? 0));
}
