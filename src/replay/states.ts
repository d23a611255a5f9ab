/** When an alert fires, of when its condition holds. */
import { blank, type Grid, timeAt } from "../backfill/frame.ts";
import { AlertState, type Lasting } from "../model/alerting/state.ts";
import type { Seconds } from "../model/quantity/units.ts";

/** From its first to its last evaluation, as Unix times. */
export interface Firing {
  readonly from: Seconds;
  readonly to: Seconds;
}

/** @returns 1 at each evaluation at which the alert fires, NaN at the others */
export function firingValues(held: Float64Array, grid: Grid, lasting: Lasting): Float64Array {
  const out = blank(grid);
  const state = new AlertState();
  for (let index = 0; index < grid.count; index++) {
    state.evaluate(!Number.isNaN(held[index]!), timeAt(grid, index), lasting);
    if (state.fires) out[index] = 1;
  }
  return out;
}

/** Times at which any of some series of one grid has a sample, from a time on. */
export function timesOf(series: readonly Float64Array[], grid: Grid, from: Seconds): readonly Firing[] {
  const times: { from: Seconds; to: Seconds }[] = [];
  let before = false;
  for (let index = 0; index < grid.count; index++) {
    const time = timeAt(grid, index);
    const fires = time >= from && series.some((values) => !Number.isNaN(values[index]!));
    if (fires && before) times.at(-1)!.to = time;
    else if (fires) times.push({ from: time, to: time });
    before = fires;
  }
  return times;
}

/** Of several alerts, the times at which any of them fires: what ends and begins anew within a step is one. */
export function together(all: readonly Firing[], step: Seconds): readonly Firing[] {
  const joined: { from: Seconds; to: Seconds }[] = [];
  for (const { from, to } of [...all].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last.to + step) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}
