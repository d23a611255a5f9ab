import { createServer } from "node:http";

/** A small shop on loopback: it answers orders, some of them with an error, and counts them as Prometheus's client libraries do. */
export interface ShopServer {
  /** `host:port` */
  readonly address: string;
  /** Orders over HTTP, one after another. */
  order(count: number, outcome: "works" | "fails"): Promise<void>;
  stop(): Promise<void>;
}

/** Bounds of the histogram, seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export async function startShop(): Promise<ShopServer> {
  const seen = new Map<string, { count: number; sum: number; buckets: number[] }>();

  const server = createServer((request, response) => {
    const started = process.hrtime.bigint();
    if (request.url === "/metrics") {
      response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(exposition(seen));
      return;
    }
    const code = request.url === "/orders?broken" ? "500" : "200";
    response.writeHead(Number(code)).end();
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const one = seen.get(code) ?? { count: 0, sum: 0, buckets: bounds.map(() => 0) };
    one.count += 1;
    one.sum += seconds;
    bounds.forEach((bound, i) => (one.buckets[i]! += seconds <= bound ? 1 : 0));
    seen.set(code, one);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(server.address() as { port: number }).port}`;

  return {
    address,
    async order(count, outcome) {
      for (let i = 0; i < count; i++) {
        const answer = await fetch(`http://${address}/orders${outcome === "fails" ? "?broken" : ""}`);
        await answer.arrayBuffer();
      }
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function exposition(seen: ReadonlyMap<string, { count: number; sum: number; buckets: readonly number[] }>): string {
  const lines = ["# TYPE http_requests_total counter"];
  for (const [code, one] of seen) lines.push(`http_requests_total{${labels(code)}} ${one.count}`);
  lines.push("# TYPE http_request_duration_seconds histogram");
  for (const [code, one] of seen) {
    const name = "http_request_duration_seconds";
    bounds.forEach((bound, i) => lines.push(`${name}_bucket{${labels(code)},le="${bound}"} ${one.buckets[i]}`));
    lines.push(`${name}_bucket{${labels(code)},le="+Inf"} ${one.count}`);
    lines.push(`${name}_sum{${labels(code)}} ${one.sum}`, `${name}_count{${labels(code)}} ${one.count}`);
  }
  return `${lines.join("\n")}\n`;
}

const labels = (code: string) => `code="${code}",method="GET",route="/orders"`;
