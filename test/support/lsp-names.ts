/** A workspace in which everything that can have a name has one. */
const workspace = `version: 1
workspace: acme
specs: ["services/*.service.yaml"]
environments: { production: { labels: { env: production } }, staging: { labels: { env: staging } } }
teams: { web: { notify: { page: oncall, ticket: tickets } } }
receivers:
  oncall: { pagerduty: { routingKeyFile: /etc/pagerduty } }
  tickets: { slack: { channel: "#web", webhookFile: /etc/slack } }
destinations: { loki: { endpoint: "http://loki:3100/otlp" } }
hours: { office: { days: [MON], from: "09:00", to: "17:00", timezone: UTC } }
targets: { prometheus: { retention: 40d } }
`;
const kit = `version: 1
kit: worker
parameters: { topic: { type: text } }
slis:
  tasks:
    type: availability
    prometheus: { total: 'tasks_total{topic="\${topic}"}', bad: 'tasks_total{topic="\${topic}", outcome="dead"}' }
alerts:
  Stuck: { when: 'sum(tasks_waiting{topic="\${topic}"}) > 9', for: 5m }
metrics: { declare: { tasks_total: { type: counter, help: Tasks., labels: { topic: 2, outcome: 2 } } } }
`;
const cart = `version: 1
service: cart
owner: web
links: { runbook: "https://runbooks.example/cart" }
match: { job: cart }
slis:
  visits: { type: availability, prometheus: { total: visits_total, bad: 'visits_total{code="500"}' } }
slos:
  visits: 99.9%
`;
const shop = `version: 1
service: shop
owner: web
links: { runbook: "https://runbooks.example/shop" }
match: { job: shop }
vars: { pool: blue }
dependsOn: [cart]
uses: { jobs: { kit: worker, topic: orders } }
slis:
  requests:
    type: availability
    prometheus:
      total: requests_total
      bad: 'requests_total{code="500", pool="\${pool}"}'
  speed: { type: latency, threshold: 300ms, prometheus: { histogram: duration_seconds } }
slos:
  requests: 99.9%
  speed: { objective: 99%, alerting: { page: { notify: oncall } } }
  jobs-tasks: { sli: jobs-tasks, objective: 99% }
  journey: { of: [requests, cart/visits], combine: product, objective: 98%, alerting: null }
sla:
  guarantees: { requests: { atLeast: 99%, per: month } }
  support: { urgent: { respond: 1h, hours: office } }
maintenance: { weekly: { schedule: "0 3 * * SUN", for: 30m } }
corrections:
  outage: { slo: requests, from: 2026-11-02T10:00:00Z, to: 2026-11-02T10:40:00Z, reason: "force majeure" }
alerts:
  Slow:
    when: |
      # fewer than it takes
      sum(rate(duration_seconds_count{\${match}}[5m])) < 5
    for: 10m
  Burning: { when: "max(slo:burn_rate:ratio1h{service=\\"shop\\", slo=~\\"requests|speed\\"}) > 3", for: 5m }
  Both:
    when: >-
      count(ALERTS{
        alertname="Slow", service="shop"
      }) > 0
    for: 5m
    notify: tickets
anomalies:
  traffic: { method: z-score, samples: 100, sigma: 3, value: 'sum(rate(requests_total{\${match}}[5m]))' }
metrics:
  declare:
    requests_total: { type: counter, help: Requests., labels: { code: 5, pool: 2 } }
    duration_seconds: { type: histogram, unit: s, help: How long., buckets: [100ms, 300ms, 1s] }
  record: { requests_per_minute: "sum(rate(requests_total{\${match}}[5m])) * 60" }
logs:
  streams: { failures: { where: { level: error }, metric: failure_logs_total } }
  events: { order_placed: { amount: number } }
  destinations: [loki]
traces: { spans: { checkout: { attributes: { step: string } } } }
dashboards:
  overview:
    rows:
      own: { title: Own, panels: [{ title: Requests, value: requests_per_minute }, { title: Failures, value: "sum(rate(failure_logs_total[5m]))" }] }
  sales: { title: Sales, rows: { all: { panels: [{ title: Sales, value: "sum(rate(requests_total{\${match}}[5m]))" }] } } }
chaos:
  kill: { hypothesis: It stays up., inject: { podKill: { count: 1 } }, duration: 5m, steadyState: { requests: { burnRateBelow: 2 } } }
environments:
  staging:
    slos: { requests: 99.5% }
    alerts: { Slow: { for: 20m }, JobsStuck: { for: 10m } }
    anomalies: { traffic: null }
    chaos: { kill: null }
    maintenance: { weekly: null }
    corrections: { outage: null }
    logs: { streams: { failures: { retention: 1d } } }
    dashboards: { sales: null }
`;
export const paths = {
  workspace: "tocsin.yaml",
  kit: "kits/worker.kit.yaml",
  cart: "services/cart.service.yaml",
  shop: "services/shop.service.yaml",
} as const;
export const files: Readonly<Record<string, string>> = {
  [paths.workspace]: workspace,
  [paths.kit]: kit,
  [paths.cart]: cart,
  [paths.shop]: shop,
};
