import { ms, percent, perSecond, service } from "tocsin";

// One service of the shop is written in TypeScript: the same keys as in YAML, checked by the editor as they are typed.
export default service("search", {
  description: "Finds products by words, and completes them while they are typed.",
  owner: "web",
  tier: "standard",
  links: { runbook: "https://runbooks.acme.example/search" },
  traffic: perSecond(80),
  dependsOn: ["catalogue"],
  kubernetes: { namespace: "shop", selector: { app: "search" } },
  uses: "otel-http-server",

  slis: {
    // Native histograms have no fixed buckets, so any threshold can be asked for.
    "answer-time": {
      type: "latency",
      threshold: ms(180),
      prometheus: { histogram: "search_query_duration_seconds", native: true },
    },
  },

  slos: {
    availability: percent(99.5),
    "answer-time": {
      objective: percent(90),
      alerting: {
        // The default page asks for 2 % of the budget in one hour: with this objective a factor of 13.44 on a budget of 10 %,
        // 134 % of all queries. No outage could reach that, so the burns are written out (lint/unreachable-threshold explains).
        page: {
          burns: [
            { burnRate: 8, within: "1h" },
            { burnRate: 5, within: "6h" },
          ],
        },
      },
    },
  },

  environments: {
    // The page above is the SLO's own and wins over what the workspace says of staging, where nobody is woken: it is taken away here too.
    staging: { slos: { "answer-time": { alerting: { page: null } } } },
  },
});
