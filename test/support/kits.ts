/**
 * Each kit in a service that says no more than it must, with an objective for each SLI that is compiled. Kits that the examples use have none:
 * what is made from them is proven there.
 */
export const kitUses: Readonly<Record<string, readonly [parameters: string, ...slis: string[]]>> = {
  "aws-alb": ["{ load-balancer: app/cart/50dc6c49, period: 60 }", "availability"],
  blackbox: ["{ job: db }", "availability"],
  "cron-job": ["{ max-age: 26h }", "freshness"],
  envoy: ["{}", "availability", "latency"],
  istio: ["{}", "availability", "latency"],
  "kafka-consumer": ["{ topic: orders }", "lag"],
  "kubernetes-workload": ["{}"],
  "nginx-ingress": ["{}", "availability", "latency"],
  "otel-http-server": ["{}"],
  "otel-rpc-server": ["{}"],
  postgres: ["{ job: db }", "availability", "error-rate"],
  "prom-http": ["{}"],
  redis: ["{ job: db }", "availability", "error-rate"],
  "span-metrics": ["{}"],
};

export function kitService(name: string, kit: string, slis: readonly string[] = kitUses[kit]!.slice(1)): string {
  return [
    "version: 1",
    `service: ${name}`,
    "owner: shop",
    "links: { runbook: https://runbooks.example/cart }",
    `uses: { ${kit}: ${kitUses[kit]![0]} }`,
    ...(slis.length === 0 ? [] : [`slos: { ${slis.map((sli) => `${sli}: 99.9%`).join(", ")} }`]),
    "",
  ].join("\n");
}
