/** What editors offer in the main maps, by key. */
export const snippets = {
  uses: [
    { label: "HTTP server, OpenTelemetry", body: "otel-http-server" },
    { label: "RPC server, OpenTelemetry", body: "otel-rpc-server" },
    {
      label: "several kits",
      body: { "${1:otel-http-server}": { "${2:threshold}": "${3:250ms}" }, "${4:kubernetes-workload}": {} },
    },
  ],
  slis: [
    {
      label: "availability: total and bad",
      body: {
        "${1:availability}": {
          type: "availability",
          prometheus: { total: "${2:http_requests_total}", bad: '${3:http_requests_total{code=~"5.."\\}}' },
        },
      },
    },
    {
      label: "latency: histogram and threshold",
      body: {
        "${1:latency}": {
          type: "latency",
          threshold: "${2:250ms}",
          prometheus: { histogram: "${3:http_request_duration_seconds}" },
        },
      },
    },
    {
      label: "freshness",
      body: {
        "${1:freshness}": {
          type: "freshness",
          maxAge: "${2:15m}",
          prometheus: { timestamp: "${3:last_success_timestamp_seconds}" },
        },
      },
    },
  ],
  slos: [
    { label: "objective", body: { "${1:availability}": "${2:99.9%}" } },
    {
      label: "SLO in full",
      body: { "${1:availability}": { sli: "${2:availability}", objective: "${3:99.9%}", window: "${4:28d}" } },
    },
  ],
  alerts: [
    {
      label: "alert",
      body: {
        "${1:QueueGrows}": {
          severity: "${2|ticket,page,info|}",
          when: "${3:sum(queue_depth) > 1000}",
          for: "${4:10m}",
          summary: "$5",
        },
      },
    },
  ],
  chaos: [
    {
      label: "experiment",
      body: {
        "${1:pod-failure}": {
          hypothesis: "${2:Nobody notices.}",
          inject: { podKill: { count: 1 } },
          duration: "${3:5m}",
        },
      },
    },
  ],
  teams: [
    {
      label: "team",
      body: { "${1:payments}": { notify: { page: "${2:payments-oncall}", ticket: "${3:payments-queue}" } } },
    },
  ],
  receivers: [
    {
      label: "Slack",
      body: {
        "${1:payments-queue}": {
          slack: { channel: "${2:#payments}", webhookFile: "${3:/etc/alertmanager/secrets/slack}" },
        },
      },
    },
    {
      label: "PagerDuty",
      body: { "${1:payments-oncall}": { pagerduty: { routingKeyFile: "${2:/etc/alertmanager/secrets/pagerduty}" } } },
    },
    { label: "email", body: { "${1:payments-queue}": { email: { to: "${2:payments@example.org}" } } } },
  ],
  environments: [{ label: "environment", body: { "${1:staging}": { match: { job: "${2:checkout-staging}" } } } }],
  parameters: [
    { label: "parameter", body: { "${1:threshold}": { type: "${2:duration}", default: "${3:250ms}", help: "$4" } } },
  ],
};
