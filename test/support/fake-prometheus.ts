import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  /** Below `/api/v1/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
}

export interface FakePrometheus {
  readonly port: number;
  readonly url: string;
  readonly asked: Asked[];
  /** What it answers to a path: data of a success, or a whole answer; undefined: it never answers. */
  answer: (asked: Asked) => unknown;
  /** Milliseconds before each answer. */
  delay: number;
  stop(): Promise<void>;
}

/** A text that is sent as it is, with a status. */
export class Raw {
  readonly status: number;
  readonly text: string;
  constructor(status: number, text: string) {
    this.status = status;
    this.text = text;
  }
}

/** An API on loopback that says what a test wants. */
export async function fakePrometheus(answer: FakePrometheus["answer"]): Promise<FakePrometheus> {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const url = new URL(request.url ?? "/", "http://x");
    const one = {
      path: decodeURIComponent(url.pathname.replace("/api/v1/", "")),
      query: url.searchParams,
      authorization: request.headers.authorization,
    };
    asked.push(one);
    setTimeout(() => {
      const data = fake.answer(one);
      if (data === undefined) return;
      response.statusCode = data instanceof Raw ? data.status : 200;
      response.end(data instanceof Raw ? data.text : JSON.stringify({ status: "success", data }));
    }, fake.delay);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const fake: FakePrometheus = {
    port,
    url: `http://127.0.0.1:${port}`,
    asked,
    answer,
    delay: 0,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
  return fake;
}
