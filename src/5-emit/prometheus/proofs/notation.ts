/** Promtool's notation of input series and of what a query gives. */
import { printSeries } from "../../../model/promql/print.ts";
import type { Labels } from "../../../model/service.ts";

/** One sample of a series: a number, nothing, or the end of the series. A text stands as it is (a native histogram). */
export type Sample = number | "none" | "stale" | string;

/**
 * A series in promtool's short form: `0+10x3` is 0 10 20 30, `5x3` is four times 5, `_x3` three gaps.
 */
export function seriesText(samples: readonly Sample[]): string {
  const words: string[] = [];
  let at = 0;
  while (at < samples.length) {
    const first = samples[at]!;
    const second = samples[at + 1];
    const isNumber = typeof first === "number";
    const by = isNumber && typeof second === "number" ? second - first : 0;
    let end = at + 1;
    while (end < samples.length && samples[end] === (isNumber ? (first as number) + by * (end - at) : first)) end++;
    const more = end - at - 1;
    if (first === "none") words.push(more === 0 ? "_" : `_x${more + 1}`);
    else if (first === "stale") {
      end = at + 1;
      words.push("stale");
    } else if (more === 0) words.push(String(first));
    else if (by === 0) words.push(`${first}x${more}`);
    else words.push(`${first}${by < 0 ? "-" : "+"}${Math.abs(by)}x${more}`);
    at = end;
  }
  return words.join(" ");
}

/** A series that is there at a few steps, in any order. Each sample ends at once, so that no lookback carries it on. */
export function sparseText(points: readonly (readonly [number, number])[]): string {
  const isAscending = points.every(([at], index) => index === 0 || points[index - 1]![0] < at);
  const ascending = isAscending ? points : [...new Map(points)].sort(([a], [b]) => a - b);
  let text = "";
  let next = 0;
  for (const [at, value] of ascending) {
    if (next > 0 && at > next) {
      text += " stale";
      next++;
    }
    if (at > next) text += at - next === 1 ? " _" : ` _x${at - next}`;
    text += ` ${value}`;
    next = at + 1;
  }
  return next === 0 ? "" : `${text.slice(1)} stale`;
}

/** `name{label="value"}`, with an empty label left out, as it is no label; what a function gives has no name. */
export function seriesName(name: string, labels: Labels): string {
  const isWhole = Object.values(labels).every((value) => value !== "");
  const there = isWhole ? labels : Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ""));
  return printSeries(name === "" ? undefined : name, there);
}
