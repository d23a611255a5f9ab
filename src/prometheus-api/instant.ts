/** Instant queries (`/api/v1/query`) and names of labels and their values. */
import { type Http, HttpError } from "../host/http.ts";
import type { Seconds } from "../model/quantity/units.ts";
import type { Address } from "./address.ts";
import { NoAnswer } from "./client.ts";
import { dataOf, type RangeSeries } from "./range.ts";

export interface AskOptions {
  /** Milliseconds to an answer. */
  readonly timeLimit: number;
  /** Bytes of an answer. */
  readonly sizeLimit: number;
}

/** Rows of a vector, as series of one point; a scalar is a series without labels. @throws NoAnswer */
export async function queryInstant(
  address: Address,
  http: Http,
  expr: string,
  time: Seconds,
  options: AskOptions,
): Promise<readonly RangeSeries[]> {
  const { resultType, result } = await ask(address, http, "query", { query: expr, time: String(time) }, options);
  type Sample = readonly [number, string];
  if (resultType === "scalar" || resultType === "string") {
    const [at, value] = result as Sample;
    return [{ labels: {}, points: [[at, Number(value)]] }];
  }
  if (!Array.isArray(result)) throw new NoAnswer("its answer is not Prometheus's", false);
  if (resultType === "matrix")
    return (result as readonly { metric: Record<string, string>; values: readonly Sample[] }[]).map(
      ({ metric, values }) => ({ labels: metric, points: values.map(([at, value]) => [at, Number(value)] as const) }),
    );
  // A histogram sample has no value of its own.
  return (result as readonly { metric: Record<string, string>; value?: Sample }[]).flatMap(({ metric, value }) =>
    value === undefined ? [] : [{ labels: metric, points: [[value[0], Number(value[1])] as const] }],
  );
}

/**
 * Values of a label, or without one the names of labels, of the series that a selector takes.
 *
 * @param limit most of them that are wanted; Prometheus before 2.54 and other stores may give more
 * @throws NoAnswer
 */
export async function labelValues(
  address: Address,
  http: Http,
  label: string | undefined,
  selector: string | undefined,
  range: { readonly from: Seconds; readonly to: Seconds; readonly limit?: number },
  options: AskOptions,
): Promise<readonly string[]> {
  const path = label === undefined ? "labels" : `label/${encodeURIComponent(label)}/values`;
  const parameters = {
    start: String(range.from),
    end: String(range.to),
    ...(selector !== undefined && { "match[]": selector }),
    ...(range.limit !== undefined && { limit: String(range.limit) }),
  };
  const data: unknown = await ask(address, http, path, parameters, options);
  if (!Array.isArray(data)) throw new NoAnswer("its answer is not Prometheus's", false);
  return data.filter((one) => typeof one === "string");
}

/** What a metric is, as the targets that expose it say. */
export interface Metadata {
  /** counter, gauge, histogram, summary …; undefined where it is not said. */
  readonly type?: string;
  readonly help?: string;
  readonly unit?: string;
}

/** By metric, of histograms and summaries without the suffixes of their series. @throws NoAnswer */
export async function metadata(
  address: Address,
  http: Http,
  limit: number,
  options: AskOptions,
): Promise<ReadonlyMap<string, Metadata>> {
  const parameters = { limit: String(limit), limit_per_metric: "1" };
  const data: unknown = await ask(address, http, "metadata", parameters, options);
  if (typeof data !== "object" || data === null || Array.isArray(data))
    throw new NoAnswer("its answer is not Prometheus's", false);
  const known = new Map<string, Metadata>();
  for (const [name, said] of Object.entries(data)) {
    if (known.size === limit) break;
    const [first] = (Array.isArray(said) ? said : []) as readonly unknown[];
    const { type, help, unit } = (first ?? {}) as Readonly<Record<string, unknown>>;
    const kept = { type, help, unit };
    known.set(
      name,
      Object.fromEntries(
        Object.entries(kept).filter(([, text]) => typeof text === "string" && text !== "" && text !== "unknown"),
      ),
    );
  }
  return known;
}

async function ask(
  { base, authorization }: Address,
  http: Http,
  path: string,
  parameters: Readonly<Record<string, string>>,
  { timeLimit, sizeLimit }: AskOptions,
) {
  const url = `${base}/api/v1/${path}?${new URLSearchParams(parameters)}`;
  const headers = authorization === undefined ? {} : { headers: { authorization } };
  try {
    const { status, text } = await http.get({ url, timeLimit, sizeLimit, ...headers });
    return dataOf(status, text);
  } catch (error) {
    throw error instanceof HttpError ? new NoAnswer(error.message, true, error.tooLong) : error;
  }
}
