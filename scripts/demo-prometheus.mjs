// node scripts/demo-prometheus.mjs [--port 9095] [--hours 12] [--days 28]: a Prometheus with a history of examples/shop that goes on, until it is ended.
// For looking at dashboards (`tocsin preview`) with data behind them.
import { parseArgs } from "node:util";
import { createJiti } from "jiti";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "9095" },
    hours: { type: "string", default: "12" },
    days: { type: "string", default: "28" },
  },
});
const jiti = createJiti(import.meta.url);
const { serveDemo } = await jiti.import("../test/support/history/demo.ts");
await serveDemo({ port: Number(values.port), hours: Number(values.hours), days: Number(values.days) });
