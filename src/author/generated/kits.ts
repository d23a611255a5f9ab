// Made by `npm run gen` from src/kits/ and schemas/. Do not edit.

/** SLIs that each built-in kit gives. */
export interface BuiltinKitSlis {
  "aws-alb": "availability" | "latency";
  blackbox: "availability";
  "cron-job": "freshness";
  envoy: "availability" | "latency";
  istio: "availability" | "latency";
  "kafka-consumer": "lag";
  "kubernetes-workload": never;
  "nginx-ingress": "availability" | "latency";
  "otel-http-server": "availability" | "latency";
  "otel-rpc-server": "availability" | "latency";
  postgres: "availability" | "error-rate";
  "prom-http": "availability" | "latency";
  redis: "availability" | "error-rate";
  "span-metrics": "availability" | "latency";
}

/** A vital under `rum` is an SLI of its name. */
export type Vital = "lcp" | "inp" | "cls" | "fcp" | "ttfb";
