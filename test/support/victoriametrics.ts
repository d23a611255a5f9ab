import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts, start } from "./process.ts";
import type { Row } from "./prometheus.ts";

export interface VictoriaMetrics {
  readonly url: string;
  /** Instant query at a Unix time, with the look-back of five minutes that vmalert asks for. */
  query(expr: string, time: number): Promise<readonly Row[]>;
  /** Every sample of the series that a selector gives: Unix times and values. */
  samples(selector: string): Promise<readonly (readonly [number, number])[]>;
  /** Makes visible what was written. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** A real single-node server on loopback with data of its own. */
export async function startVictoriaMetrics(program: string): Promise<VictoriaMetrics> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-victoriametrics-"));
  const [port] = (await freePorts(1)) as [number];
  const url = `http://127.0.0.1:${port}`;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const args = [`-httpListenAddr=127.0.0.1:${port}`, `-storageDataPath=${folder}/data`, "-retentionPeriod=100y"];
  const server = await start(program, args, async () => (await fetch(`${url}/health`)).ok).catch((error: unknown) => {
    remove();
    throw error;
  });
  const ask = async (path: string): Promise<string> => {
    const answer = await fetch(`${url}${path}`);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${text}`);
    return text;
  };
  return {
    url,
    async query(expr, time) {
      const text = await ask(`/api/v1/query?nocache=1&step=300s&time=${time}&query=${encodeURIComponent(expr)}`);
      const { data } = JSON.parse(text) as {
        data: { result: readonly { metric: Record<string, string>; value: [number, string] }[] };
      };
      return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
    async samples(selector) {
      const lines = (await ask(`/api/v1/export?match[]=${encodeURIComponent(selector)}`)).trim().split("\n");
      return lines
        .filter((line) => line !== "")
        .flatMap((line) => {
          const { values, timestamps } = JSON.parse(line) as { values: number[]; timestamps: number[] };
          return timestamps.map((at, index) => [at / 1000, values[index]!] as const);
        });
    },
    async flush() {
      await ask("/internal/force_flush");
    },
    async stop() {
      await server.stop();
      remove();
    },
  };
}
