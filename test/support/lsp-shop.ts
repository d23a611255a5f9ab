/** A small workspace: two services, of which one names the other, a kit, a team and its receivers. */
export const workspace = `version: 1
workspace: acme
specs: ["services/*.service.yaml"]
teams: { web: { notify: { page: oncall, ticket: queue } } }
receivers:
  oncall: { pagerduty: { routingKeyFile: /etc/pagerduty } }
  queue: { slack: { channel: "#web", webhookFile: /etc/slack } }
targets: { prometheus: { retention: 40d } }
`;
export const cart = `version: 1
service: cart
owner: web
links: { runbook: "https://runbooks.example/cart" }
match: { job: cart }
slis:
  requests:
    type: availability
    prometheus: { total: cart_requests_total, bad: 'cart_requests_total{code=~"5.."}' }
slos:
  requests: 99.9%
`;
export const shop = `version: 1
service: shop
owner: web
links: { runbook: "https://runbooks.example/shop" }
match: { job: shop }
uses: own
slos:
  visits: 99%
  all: { of: [visits, cart/requests], combine: product, objective: 98%, alerting: null }
`;
export const kit = `version: 1
kit: own
slis:
  visits:
    type: availability
    prometheus: { total: 'visits_total{job="\${service}"}', bad: 'visits_total{job="\${service}", code="500"}' }
`;
export const paths = {
  workspace: "tocsin.yaml",
  kit: "kits/own.kit.yaml",
  cart: "services/cart.service.yaml",
  shop: "services/shop.service.yaml",
} as const;
export const files: Readonly<Record<string, string>> = {
  [paths.workspace]: workspace,
  [paths.kit]: kit,
  [paths.cart]: cart,
  [paths.shop]: shop,
};
