// Everything here is right: `tsc` finds nothing.
import { days, hours, kit, ms, percent, perSecond, service, workspace } from "tocsin";

export default [
  service("checkout", {
    owner: "payments",
    tier: "critical",
    uses: "otel-http-server",
    traffic: perSecond(20),
    slis: {
      latency: { threshold: ms(300) },
      orders: { type: "availability", prometheus: { total: "a", bad: ["b", "c"] } },
    },
    slos: {
      availability: percent(99.95),
      latency: { objective: "99%", window: days(28), alerting: { page: null, ticket: { noData: hours(1) } } },
      paid: { sli: "orders", objective: "99%" },
      journey: { of: ["availability", "payment/availability"], combine: "product", objective: "99%" },
    },
    environments: { staging: { slos: { availability: null, latency: { objective: "90%" } }, match: { job: "x" } } },
  }),
  // A list of kits, and a map: under a name of its own a kit's SLIs bear it.
  service("cart", { uses: ["otel-http-server", "kubernetes-workload"], slos: { latency: "99%" } }),
  service("mail", {
    uses: { "otel-http-server": {}, admin: { kit: "otel-http-server", port: 8081 } },
    slos: { availability: "99%", "admin-latency": "95%", quick: { sli: "admin-availability", objective: "99%" } },
  }),
  // A kit of the workspace may give any SLI, and so may the workspace's defaults.
  service("worker", { uses: "worker", slos: { whatever: "99%" } }),
  service("plain", { slos: { requests: { sli: "anything", objective: "99%" } } }),
  // A vital is an SLI of its name.
  service("shop", {
    uses: "otel-http-server",
    rum: { vitals: { lcp: "2500ms" } },
    slos: { lcp: "75%", latency: null },
  }),
  service("empty", {}),
];

export const worker = kit("worker", {
  parameters: { queue: { type: "text", help: "Name of the queue." } },
  slis: { lag: { type: "freshness", maxAge: "5m", prometheus: { timestamp: 'last{queue="${queue}"}' } } },
});

export const shop = workspace("shop", {
  teams: { payments: { notify: { page: "oncall" } } },
  environments: { staging: { alerting: { page: null } } },
  policy: { locked: ["page-without-runbook"] },
});
