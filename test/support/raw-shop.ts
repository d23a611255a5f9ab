/**
 * Raw series as two scraped instances leave them, with the number of events that a difference of counters must give for each minute.
 * Instance `a` restarts, `b` is not scraped for ten minutes and gets another label later; errors have no series before the first one.
 */
import type { RawSeries } from "./remote-write.ts";

export interface RawShop {
  readonly series: readonly RawSeries[];
  /** Events by minute: element `i` holds those seen between minute `i - 1` and `i` after the beginning. */
  readonly truth: {
    readonly total: readonly number[];
    readonly errors: readonly number[];
    readonly slow: readonly number[];
  };
}

const restart = 90;
const unseen = { from: 120, to: 130 };
const relabelled = 180;

/** @param from Unix time, a whole minute */
export function rawShop(from: number, minutes: number): RawShop {
  const byName = new Map<
    string,
    { labels: Record<string, string>; samples: (readonly [number, number | "stale"])[] }
  >();
  const truth = { total: zeros(minutes), errors: zeros(minutes), slow: zeros(minutes) };
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;

  for (const [instance, phase] of [
    ["a", 7],
    ["b", 22],
  ] as const) {
    let values = { ok: 50_000, bad: 0, count: 50_000, fast: 49_000 };
    let labels: Record<string, string> = { job: "shop", instance };
    const put = (name: string, more: Record<string, string>, at: number, value: number | "stale") => {
      const all = { __name__: name, ...labels, ...more };
      const key = JSON.stringify(all);
      const one = byName.get(key) ?? { labels: all, samples: [] as (readonly [number, number | "stale"])[] };
      byName.set(key, one);
      one.samples.push([at, value]);
    };
    const putAll = (at: number, end?: "stale") => {
      put("http_requests_total", { code: "200" }, at, end ?? values.ok);
      if (values.bad > 0) put("http_requests_total", { code: "500" }, at, end ?? values.bad);
      put("http_request_duration_seconds_count", {}, at, end ?? values.count);
      put("http_request_duration_seconds_bucket", { le: "0.5" }, at, end ?? values.fast);
    };
    for (let scrape = 0; scrape < 2 * minutes - 2; scrape++) {
      const minute = Math.floor(scrape / 2);
      const at = from + scrape * 30 + phase + (random(200) - 100) / 100;
      const isLast = scrape % 2 === 1;
      if (instance === "a" && minute === restart && !isLast) {
        if (values.bad > 0) put("http_requests_total", { code: "500" }, at, "stale");
        values = { ok: 0, bad: 0, count: 0, fast: 0 };
      }
      const [ok, bad] = [5 + random(5), minute >= 60 && random(4) === 0 ? 1 + random(3) : 0];
      const slow = random(3);
      values = {
        ok: values.ok + ok,
        bad: values.bad + bad,
        count: values.count + ok + bad,
        fast: values.fast + ok + bad - slow,
      };
      const isUp = !(
        instance === "b" &&
        minute >= unseen.from &&
        (minute < unseen.to || (minute === unseen.to && !isLast))
      );
      // The last scrape before the gap ends the series; so does the one that brings another label.
      if (!isUp && minute === unseen.from && !isLast) putAll(at, "stale");
      const isRelabelled = instance === "b" && minute === relabelled && isLast;
      if (isRelabelled) {
        putAll(at, "stale");
        put("up", {}, at, "stale");
        labels = { ...labels, zone: "z2" };
      }
      put("up", {}, at, isUp ? 1 : 0);
      if (!isUp) continue;
      putAll(at);
      const returns = instance === "b" && minute === unseen.to && isLast;
      if (isRelabelled || returns || minute === 0) continue;
      truth.total[minute + 1]! += ok + bad;
      truth.errors[minute + 1]! += bad;
      truth.slow[minute + 1]! += slow;
    }
  }
  return { series: [...byName.values()], truth };
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}
