import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts, sleep, start } from "./process.ts";

export interface Prometheus {
  /** `http://127.0.0.1:` and its port. */
  readonly url: string;
  /** Instant query, at a Unix time or now: the rows, with values as numbers. */
  query(expr: string, time?: number): Promise<readonly Row[]>;
  /** Range query: the rows with their points, both ends asked for. */
  queryRange(question: RangeQuestion): Promise<readonly RangeRow[]>;
  /** Values of a label, of the series that a selector takes within a time, or of all. */
  labelValues(label: string, selector: string | undefined, from: number, to: number): Promise<readonly string[]>;
  /** The tree that Prometheus's own parser makes of an expression; undefined when it refuses it. Since 3.0. */
  parse(expr: string): Promise<unknown>;
  rules(): Promise<readonly Rule[]>;
  alerts(): Promise<readonly Alert[]>;
  /** Asks until the answer is not undefined. `within` is in milliseconds; throws with `what` when it is over. */
  until<T>(what: string, within: number, ask: () => Promise<T | undefined>): Promise<T>;
  /** Another configuration from now on; the server needs the flag `--web.enable-lifecycle`. */
  configure(config: string): Promise<void>;
  stop(): Promise<void>;
}

export interface Row {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Times are Unix times, the step is in seconds. */
export interface RangeQuestion {
  readonly expr: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

export interface RangeRow {
  readonly labels: Readonly<Record<string, string>>;
  /** Of native histograms, their numbers of events. */
  readonly points: readonly (readonly [time: number, value: number])[];
  readonly isHistogram?: boolean;
}

export interface Rule {
  readonly group: string;
  readonly file: string;
  readonly name: string;
  readonly type: "recording" | "alerting";
  /** "ok" once it was evaluated without an error. */
  readonly health: "ok" | "err" | "unknown";
  readonly lastError?: string;
}

export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: "pending" | "firing";
}

/**
 * A real server on loopback, with data of its own unless it is given a folder of blocks.
 *
 * @param config text of its configuration file; paths in it are absolute
 * @param flags more than it needs to start
 */
export async function startPrometheus(
  program: string,
  config: string,
  flags: readonly string[] = [],
  data?: string,
  chosenPort?: number,
): Promise<Prometheus> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-prometheus-"));
  const port = chosenPort ?? (await freePorts(1))[0]!;
  const file = join(folder, "prometheus.yml");
  writeFileSync(file, config);
  const url = `http://127.0.0.1:${port}`;
  const args = [
    `--config.file=${file}`,
    `--storage.tsdb.path=${data ?? `${folder}/data`}`,
    `--web.listen-address=127.0.0.1:${port}`,
    ...flags,
  ];
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const server = await start(program, args, async () => (await fetch(`${url}/-/ready`)).ok).catch((error: unknown) => {
    remove();
    throw error;
  });

  const ask = async (path: string, form?: Readonly<Record<string, string>>): Promise<unknown> => {
    const init = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
    const answer = (await (await fetch(`${url}/api/v1/${path}`, init)).json()) as {
      status: string;
      error?: string;
      data: unknown;
    };
    if (answer.status !== "success") throw new Error(`${form?.["query"] ?? path}: ${answer.error}`);
    return answer.data;
  };

  return {
    url,
    async query(expr, time) {
      const at = time === undefined ? "" : `&time=${time}`;
      const data = (await ask(`query?query=${encodeURIComponent(expr)}${at}`)) as {
        result: readonly { metric: Record<string, string>; value: [number, string] }[];
      };
      return data.result.map(({ metric, value }) => ({ labels: metric, value: numberOf(value[1]) }));
    },
    async queryRange({ expr, from, to, step }) {
      const form = { query: expr, start: String(from), end: String(to), step: String(step) };
      // Native histograms come in place of values.
      const { result } = (await ask("query_range", form)) as {
        result: readonly {
          metric: Record<string, string>;
          values?: readonly [number, string][];
          histograms?: readonly [number, { readonly count: string }][];
        }[];
      };
      return result.map(({ metric, values = [], histograms = [] }) => ({
        labels: metric,
        ...(histograms.length > 0 && { isHistogram: true }),
        points: [
          ...values.map(([time, value]) => [time, numberOf(value)] as const),
          ...histograms.map(([time, { count }]) => [time, numberOf(count)] as const),
        ],
      }));
    },
    async labelValues(label, selector, from, to) {
      const match = selector === undefined ? "" : `&match[]=${encodeURIComponent(selector)}`;
      return (await ask(`label/${label}/values?start=${from}&end=${to}${match}`)) as readonly string[];
    },
    async parse(expr) {
      const answer = await fetch(`${url}/api/v1/parse_query`, {
        method: "POST",
        body: new URLSearchParams({ query: expr }),
      });
      return ((await answer.json()) as { data?: unknown }).data;
    },
    async rules() {
      const { groups } = (await ask("rules")) as {
        groups: readonly { name: string; file: string; rules: readonly Omit<Rule, "group" | "file">[] }[];
      };
      return groups.flatMap((group) => group.rules.map((rule) => ({ ...rule, group: group.name, file: group.file })));
    },
    async alerts() {
      return ((await ask("alerts")) as { alerts: readonly Alert[] }).alerts;
    },
    async until(what, within, question) {
      for (const deadline = Date.now() + within; Date.now() < deadline; await sleep(1000)) {
        const answer = await question();
        if (answer !== undefined) return answer;
      }
      throw new Error(`${what}: not within ${within / 1000} s\n${server.log()}`);
    },
    async configure(text) {
      writeFileSync(file, text);
      const answer = await fetch(`${url}/-/reload`, { method: "POST" });
      if (!answer.ok) throw new Error(`reload: ${await answer.text()}`);
    },
    async stop() {
      await server.stop();
      remove();
    },
  };
}

function numberOf(text: string): number {
  return text === "+Inf" ? Infinity : text === "-Inf" ? -Infinity : Number(text);
}
