/** A Prometheus as the preview asks it: few questions at a time, the same one once. */
import type { Http } from "../host/http.ts";
import type { Address } from "../prometheus-api/address.ts";
import { labelValues, queryInstant } from "../prometheus-api/instant.ts";
import { queryRange } from "../prometheus-api/range.ts";
import type { Source } from "./open.ts";
import { seriesName } from "./frame.ts";
import type { TimeRange } from "./view.ts";

const limits = { timeLimit: 30_000, sizeLimit: 64e6 };
/** Questions that are asked at the same time. */
const mostAtOnce = 6;

/** @param range in which series are looked for by their names */
export type SourceFor = (range: TimeRange) => Source;

export function sourceAt(address: Address, http: Http): SourceFor {
  const inTurn = turnstile(mostAtOnce);
  return (range) => ({
    range: (expr, grid) => inTurn(() => queryRange(address, http, { expr, ...grid }, { ...limits, waits: [] })),
    instant: (expr, time) => inTurn(() => queryInstant(address, http, expr, time, limits)),
    labelValues: (label, selector) => inTurn(() => labelValues(address, http, label, selector, range, limits)),
    labelNames: (selector) => inTurn(() => labelValues(address, http, undefined, selector, range, limits)),
    rows: async (expr) => {
      const series = await inTurn(() => queryInstant(address, http, expr, range.to, limits));
      return series.map(({ labels, points }) => {
        const [time = 0, value = NaN] = points[0] ?? [];
        return `${seriesName(labels)} ${value} ${Math.round(time * 1000)}`;
      });
    },
  });
}

/** Lets so many in at once; the others wait in their order. */
function turnstile(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}
