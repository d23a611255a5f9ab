/** Lint rules of this workspace's own: `tocsin rules` lists them, `tocsin rules --test` tries their examples. */
import { defineRule, pointer, sloAlerts } from "tocsin";

const host = "https://runbooks.acme.example/";

export const rules = [
  defineRule({
    name: "runbook-on-our-host",
    severity: "warning",
    summary: "runbooks stand on runbooks.acme.example, which works when the wiki does not",
    check(service, report) {
      const { runbook } = service.links;
      if (runbook === undefined || runbook.startsWith(host)) return;
      report(service.resolved.originOf(pointer("links", "runbook")), {
        title: `the runbook of \`${service.name}\` is not on our host`,
        help: `write it at ${host}${service.name}`,
      });
    },
    why: "The wiki runs in the cluster whose outages its pages are about. What people need at night stands on a host apart.",
    bad: `
      version: 1
      service: cart
      owner: web
      match: { job: cart }
      links: { runbook: "https://wiki.acme.example/cart" }
    `,
    good: `
      version: 1
      service: cart
      owner: web
      match: { job: cart }
      links: { runbook: "https://runbooks.acme.example/cart" }
    `,
    fix: "Move the page, and leave a link to it in the wiki.",
  }),
  defineRule({
    name: "page-without-dashboard",
    // Of a service that matters less a page may begin with a search.
    severity: ({ tier }) => (tier === "critical" ? "error" : "info"),
    summary: "who is woken finds a dashboard",
    check(service, report) {
      if (service.links["dashboard"] !== undefined) return;
      const paging = service.slos.find((slo) => sloAlerts(slo).some(({ severity }) => severity === "page"));
      if (paging === undefined) return;
      report(service.origin, {
        title: `\`${service.name}\` wakes people (\`${paging.name}\`) and names no dashboard`,
        help: "add `links: { dashboard: https://… }`",
      });
    },
    bad: `
      version: 1
      service: cart
      owner: web
      tier: critical
      links: { runbook: "https://runbooks.acme.example/cart" }
      match: { job: cart }
      slis:
        orders: { type: availability, prometheus: { total: a_total, bad: 'a_total{code="5"}' } }
      slos: { orders: 99.9% }
    `,
    good: `
      version: 1
      service: cart
      owner: web
      tier: critical
      links: { runbook: "https://runbooks.acme.example/cart", dashboard: "https://grafana.acme.example/d/cart" }
      match: { job: cart }
      slis:
        orders: { type: availability, prometheus: { total: a_total, bad: 'a_total{code="5"}' } }
      slos: { orders: 99.9% }
    `,
  }),
];
