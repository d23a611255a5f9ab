/** Range queries (`/api/v1/query_range`), with retries: what is asked for takes many of them. */
import { type Http, HttpError } from "../host/http.ts";
import type { Seconds } from "../model/quantity/units.ts";
import type { Address } from "./address.ts";
import { NoAnswer, oneLine } from "./client.ts";

/** Most points of one series in one answer; Prometheus refuses more. */
export const mostPoints = 11_000;

export interface RangeQuery {
  readonly expr: string;
  /** Unix times; both ends are asked for. */
  readonly from: Seconds;
  readonly to: Seconds;
  readonly step: Seconds;
}

export interface RangeSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [time: Seconds, value: number])[];
  /** Of native histograms, instead of points. */
  readonly histograms?: readonly (readonly [time: Seconds, buckets: readonly Bucket[]])[];
}

/** Of a native histogram: not cumulated, up to and including `upper` as a rule. */
export interface Bucket {
  readonly upper: number;
  readonly count: number;
}

export interface RangeOptions {
  /** Milliseconds to an answer. */
  readonly timeLimit?: number;
  /** Milliseconds before each retry; as many retries as numbers. */
  readonly waits?: readonly number[];
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** Bytes of an answer. */
  readonly sizeLimit?: number;
}

/** @throws NoAnswer when no try had an answer, or one that no retry can change */
export async function queryRange(
  { base, authorization }: Address,
  http: Http,
  { expr, from, to, step }: RangeQuery,
  { timeLimit = 120_000, waits = [1000, 3000, 9000], pause = sleep, sizeLimit = 512e6 }: RangeOptions = {},
): Promise<readonly RangeSeries[]> {
  const query = new URLSearchParams({ query: expr, start: String(from), end: String(to), step: String(step) });
  const headers = authorization === undefined ? {} : { headers: { authorization } };
  for (let tries = 0; ; tries++) {
    try {
      const answer = await http.get({ url: `${base}/api/v1/query_range?${query}`, timeLimit, sizeLimit, ...headers });
      return seriesOf(answer.status, answer.text);
    } catch (error) {
      const failure = error instanceof HttpError ? new NoAnswer(error.message, true) : error;
      const wait = waits[tries];
      if (wait === undefined || !(failure instanceof NoAnswer) || !failure.unreachable) throw failure;
      await pause(wait);
    }
  }
}

/** Statuses that pass: the server, or what stands before it, is busy or away. */
const passing = new Set([408, 429, 500, 502, 503, 504]);

/** What is in an answer of the API. @throws NoAnswer when it is none, or says what is wrong */
export function dataOf(status: number, text: string): NonNullable<Answer["data"]> {
  const answer = parsed(text);
  if (status === 401 || status === 403) throw new NoAnswer(`it wants to know who asks (status ${status})`, false);
  if (status >= 300 && status < 400) throw new NoAnswer("it redirects: a login page, or another address", false);
  if (status !== 200 || answer?.status !== "success") {
    const words = typeof answer?.error === "string" ? oneLine(answer.error) : undefined;
    const strange = status === 200 ? "its answer is not Prometheus's" : `it answers with status ${status}`;
    throw new NoAnswer(words ?? strange, passing.has(status));
  }
  return answer.data ?? {};
}

function seriesOf(status: number, text: string): readonly RangeSeries[] {
  const { resultType, result } = dataOf(status, text);
  const strange = new NoAnswer("its answer is not Prometheus's", false);
  if (resultType !== "matrix" || !Array.isArray(result)) throw strange;
  return result.map((row: unknown) => {
    if (!isRow(row)) throw strange;
    const { metric, values = [], histograms } = row;
    return {
      labels: metric,
      points: values.map((sample): readonly [Seconds, number] => {
        if (!Array.isArray(sample) || typeof sample[0] !== "number") throw strange;
        return [sample[0], Number(sample[1])];
      }),
      ...(histograms !== undefined && { histograms: histograms.map(histogramOf) }),
    };
  });
}

function isRow(row: unknown): row is Row {
  if (typeof row !== "object" || row === null) return false;
  const { metric, values = [], histograms = [] } = row as { readonly [key in keyof Row]?: unknown };
  const isMap = typeof metric === "object" && metric !== null;
  return (
    isMap &&
    Object.values(metric).every((value) => typeof value === "string") &&
    Array.isArray(values) &&
    Array.isArray(histograms)
  );
}

/** Of a matrix; a series of native histograms has no values. */
interface Row {
  readonly metric: Record<string, string>;
  readonly values?: readonly (readonly [number, string])[];
  readonly histograms?: readonly Histogram[];
}

type Histogram = readonly [
  time: number,
  histogram: { readonly buckets?: readonly (readonly [number, string, string, string])[] },
];

function histogramOf([time, { buckets = [] }]: Histogram): readonly [Seconds, readonly Bucket[]] {
  return [time, buckets.map(([, , upper, count]) => ({ upper: Number(upper), count: Number(count) }))];
}

interface Answer {
  readonly status?: unknown;
  readonly error?: unknown;
  readonly data?: { readonly resultType?: unknown; readonly result?: unknown };
}

function parsed(text: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
