/** A small HTTP server for people on this machine. */
import { createServer, type ServerResponse } from "node:http";
import { isIP } from "node:net";

export interface WebRequest {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Listening {
  /** `http://127.0.0.1:4000/` */
  readonly url: string;
  /** When it was told to stop (Ctrl-C, a signal) and has. */
  readonly ended: Promise<void>;
}

export type Listen = (
  at: { readonly host: string; readonly port: number },
  handle: (request: WebRequest) => Promise<WebAnswer>,
) => Promise<Listening>;

/** It cannot be listened there; the message says why. */
export class CannotListen extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CannotListen";
  }
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Whether a `Host` header is one that a person typed to reach us: an address, `localhost`, or the name that we were told to listen at. Another
 * name may be that of a page that had its name resolved to this machine (DNS rebinding).
 */
export function isOwnHost(header: string | undefined, listening: string): boolean {
  const name = /^(?:\[([^\]]+)\]|([^:]+))(?::\d+)?$/.exec(header ?? "");
  const host = (name?.[1] ?? name?.[2] ?? "").toLowerCase();
  return host === "localhost" || host === listening.toLowerCase() || isIP(host) !== 0;
}

/** Until SIGINT or SIGTERM, or until the process that was listening is told to end. */
export const nodeListen: Listen = ({ host, port }, handle) => {
  const answer = async (request: WebRequest, response: ServerResponse): Promise<void> => {
    try {
      const { status, headers, body } = await handle(request);
      response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
      response.end(request.method === "HEAD" ? undefined : body);
    } catch (error) {
      response.writeHead(500, { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" });
      response.end(error instanceof Error ? error.message : "error");
    }
  };
  const server = createServer((request, response) => {
    // Nothing that is sent matters.
    request.resume();
    const { method = "", url = "", headers } = request;
    const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    void answer({ method, url, headers: texts }, response);
  });
  // Of somebody who sends nothing.
  server.requestTimeout = 10_000;
  server.headersTimeout = 10_000;
  return new Promise((resolve, reject) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) =>
      reject(new CannotListen(reasons[code ?? ""] ?? message)),
    );
    server.listen(port, host, () => {
      const address = server.address();
      const taken = typeof address === "object" && address !== null ? address.port : port;
      const ended = new Promise<void>((done) => {
        const stop = () => {
          for (const signal of signals) process.off(signal, stop);
          server.close(() => done());
          server.closeAllConnections();
        };
        for (const signal of signals) process.once(signal, stop);
      });
      resolve({ url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}/`, ended });
    });
  });
};

const signals = ["SIGINT", "SIGTERM"] as const;
const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "something else listens there",
  EACCES: "it is not permitted",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "there is no host of this name",
};
