// Made by `npm run gen` from src/kits/ and schemas/. Do not edit.

/** SLIs that each built-in kit gives. */
export interface BuiltinKitSlis {
  "kubernetes-workload": never;
  "otel-http-server": "availability" | "latency";
  "otel-rpc-server": "availability" | "latency";
  "prom-http": "availability" | "latency";
  "span-metrics": "availability" | "latency";
}

/** A vital under `rum` is an SLI of its name. */
export type Vital = "lcp" | "inp" | "cls" | "fcp" | "ttfb";
