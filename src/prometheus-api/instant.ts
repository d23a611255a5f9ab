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

/** Values of a label, of the series that a selector takes. @throws NoAnswer */
export async function labelValues(
  address: Address,
  http: Http,
  label: string | undefined,
  selector: string | undefined,
  range: { readonly from: Seconds; readonly to: Seconds },
  options: AskOptions,
): Promise<readonly string[]> {
  const path = label === undefined ? "labels" : `label/${encodeURIComponent(label)}/values`;
  const parameters = {
    start: String(range.from),
    end: String(range.to),
    ...(selector !== undefined && { "match[]": selector }),
  };
  const data: unknown = await ask(address, http, path, parameters, options);
  if (!Array.isArray(data)) throw new NoAnswer("its answer is not Prometheus's", false);
  return data.filter((one) => typeof one === "string");
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
    throw error instanceof HttpError ? new NoAnswer(error.message, true) : error;
  }
}
