import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileProject, openProject } from "../../src/compile.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { builtinKits } from "../../src/kits/builtin.ts";
import type { Expr, Matcher, Selector } from "../../src/model/promql/ast.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { printExpr } from "../../src/model/promql/print.ts";
import { addMatchers, selects } from "../../src/model/promql/selector.ts";
import { checkTypes } from "../../src/model/promql/types.ts";
import { selectorsOf, usesWindow } from "../../src/model/promql/visit.ts";
import type { Service } from "../../src/model/service.ts";

const workspace = `version: 1
workspace: acme
teams: { shop: { notify: { page: oncall, ticket: oncall } } }
targets: { prometheus: { retention: 40d } }
receivers: { oncall: { slack: { channel: "#shop", webhookFile: /run/hook } } }
`;

async function compile(lines: string): Promise<{ service: Service; diagnostics: readonly Diagnostic[] }> {
  const files = {
    "/w/tocsin.yaml": workspace,
    "/w/services/cart.service.yaml": `version: 1\nservice: cart\nowner: shop\nlinks: { runbook: https://runbooks.example/cart }\n${lines}`,
  };
  const project = await openProject({ host: memoryHost({ files }), folder: "/w" });
  const services: Service[] = [];
  const { diagnostics } = compileProject(project, { onService: ({ service }) => services.push(service) });
  return { service: services[0]!, diagnostics: diagnostics.filter(({ severity }) => severity !== "info") };
}

/** The raw selectors of an SLI by their part, as PromQL. */
function signalOf(service: Service, name: string): Record<string, readonly string[]> {
  const sli = service.slis.find((one) => one.name === name)!;
  return Object.fromEntries(
    Object.entries(sli.signal)
      .map(([part, value]) => [part, [value].flat() as unknown[]] as const)
      .filter(([, values]) => values.every((value) => (value as Selector | undefined)?.kind === "selector"))
      .map(([part, values]) => [part, values.map((value) => printExpr(value as Selector, { width: 1000 }))]),
  );
}

const slos = "slos: { availability: 99.9%, latency: 99% }";

describe("a built-in kit in a service", () => {
  // Names as the documentation of each source has them (see the head of each kit), with the service's own name in `match`.
  test.each([
    [
      "prom-http",
      "",
      { total: ['http_requests_total{job="cart"}'], bad: ['http_requests_total{code=~"5..", job="cart"}'] },
      { histogram: ['http_request_duration_seconds{job="cart"}'] },
    ],
    [
      "otel-http-server",
      'failures: "5..|429", ignore: /ping',
      {
        total: ['http_server_request_duration_seconds_count{http_route!~"/ping", job="cart"}'],
        bad: [
          'http_server_request_duration_seconds_count{http_route!~"/ping", http_response_status_code=~"5..|429", job="cart"}',
        ],
      },
      { histogram: ['http_server_request_duration_seconds{http_route!~"/ping", job="cart"}'] },
    ],
    [
      "otel-rpc-server",
      "failures: INTERNAL, methods: Get.*",
      {
        total: ['rpc_server_call_duration_seconds_count{rpc_method=~"Get.*", job="cart"}'],
        bad: [
          'rpc_server_call_duration_seconds_count{rpc_method=~"Get.*", rpc_response_status_code=~"INTERNAL", job="cart"}',
        ],
      },
      { histogram: ['rpc_server_call_duration_seconds{rpc_method=~"Get.*", job="cart"}'] },
    ],
    [
      "span-metrics",
      "spans: GET.*",
      {
        total: [
          'traces_span_metrics_calls_total{span_kind=~"SPAN_KIND_SERVER", span_name=~"GET.*", service_name="cart"}',
        ],
        bad: [
          'traces_span_metrics_calls_total{span_kind=~"SPAN_KIND_SERVER", span_name=~"GET.*", status_code="STATUS_CODE_ERROR", service_name="cart"}',
        ],
      },
      {
        histogram: [
          'traces_span_metrics_duration_milliseconds{span_kind=~"SPAN_KIND_SERVER", span_name=~"GET.*", service_name="cart"}',
        ],
      },
    ],
  ])("%s gives availability and latency", async (kit, parameters, availability, latency) => {
    const { service, diagnostics } = await compile(`uses: { ${kit}: { ${parameters} } }\n${slos}\n`);
    expect(diagnostics).toEqual([]);
    const matchers = (found: Record<string, readonly string[]>) =>
      Object.fromEntries(Object.entries(found).map(([part, texts]) => [part, texts.map(sorted)]));
    expect(matchers(signalOf(service, "availability"))).toEqual(matchers(availability));
    expect(matchers(signalOf(service, "latency"))).toEqual(matchers(latency));
  });

  test("the default threshold is a bound that the kit declares, and another one is found", async () => {
    const servers = builtinKits.filter(({ text }) => /^ +buckets:/m.test(text)).map(({ name }) => name);
    expect(servers).toHaveLength(7);
    for (const kit of servers) {
      const wrong = await compile(`uses: { ${kit}: { threshold: 310ms } }\n${slos}\n`);
      expect(wrong.diagnostics.map(({ code }) => code)).toEqual(["lint/threshold-between-buckets"]);
    }
  });

  test("kubernetes-workload gives alerts whose PromQL holds, and no SLI", async () => {
    const { service, diagnostics } = await compile(
      `uses: { kubernetes-workload: { namespace: shop, cpu: 0.7, restarts: 5 } }\n`,
    );
    expect(diagnostics).toEqual([]);
    expect(service.slis).toEqual([]);
    const alerts = service.resolved.value["alerts"] as Record<
      string,
      { when: string; predict?: { value: string }; severity: string }
    >;
    expect(Object.keys(alerts).toSorted()).toEqual([
      "PodCpuNearLimit",
      "PodMemoryNearLimit",
      "PodRestarts",
      "PodVolumeFilling",
      "PodVolumeWillFill",
    ]);
    for (const { when: own, predict, severity } of Object.values(alerts)) {
      const when = predict?.value ?? own;
      const { expr, errors } = parsePromql(when);
      expect(errors).toEqual([]);
      expect(checkTypes(expr!)).toEqual([]);
      expect(when).toContain('namespace=~"shop"');
      expect(when).toMatch(/pod=~"cart-\.\+"|persistentvolumeclaim=~"\(\.\+-\)\?cart\(-\.\+\)\?"/);
      expect(severity).toBe("ticket");
    }
    expect(alerts["PodCpuNearLimit"]!.when).toMatch(/> 0\.7$/);
    expect(alerts["PodRestarts"]!.when).toMatch(/>= 5$/);
  });

  test("under a name of one's own, what it gives is prefixed", async () => {
    const { service } = await compile(
      `uses: { otel-http-server: {}, admin: { kit: prom-http } }\nmatch: { job: cart }\n${slos}\n`,
    );
    expect(service.slis.map(({ name }) => name).toSorted()).toEqual([
      "admin-availability",
      "admin-latency",
      "availability",
      "latency",
    ]);
  });
});

describe("what a kit reads is what its exporter gives", () => {
  // A scrape of each, from its documentation and its own tests, with series of something else beside: they hold "other".
  const uses: Readonly<Record<string, string>> = {
    "aws-alb": "{ load-balancer: app/cart/50dc6c49, period: 300 }",
    blackbox: "{ job: cart-db }",
    "cron-job": "{ max-age: 26h }",
    envoy: "{}",
    istio: "{}",
    "kafka-consumer": "{ topic: orders }",
    "nginx-ingress": "{}",
    postgres: "{ job: cart-db }",
    redis: "{ job: cart-db }",
  };

  test.each(Object.entries(uses))("%s", async (kit, parameters) => {
    const { service, diagnostics } = await compile(`uses: { ${kit}: ${parameters} }\n`);
    expect(diagnostics).toEqual([]);
    const series = scraped(kit);
    const selectors = [...service.resolved.promql!].flatMap(([pointer, expr]) => {
      const isHistogram = pointer.endsWith("/histogram");
      const match = matchOf(service, pointer, expr);
      return selectorsOf(expr)
        .map((selector) => addMatchers(selector, match))
        .flatMap((selector) =>
          isHistogram
            ? ["_bucket", "_count"].map((suffix) => ({ ...selector, name: `${selector.name}${suffix}` }))
            : [selector],
        );
    });
    expect(selectors.length).toBeGreaterThan(1);
    for (const selector of selectors) {
      const found = series.filter((labels) => selects(selector, labels));
      const text = printExpr(selector, { width: 1000 });
      expect(found, text).not.toEqual([]);
      // A certificate is found by its host alone; which hosts are the ingress's own is asked beside it.
      if (text === "nginx_ingress_controller_ssl_expire_time_seconds") continue;
      expect(found.filter((labels) => Object.values(labels).some((value) => value.includes("other")))).toEqual([]);
    }
    // Nothing in the scrape stands there for show.
    const unread = series.filter((labels) => !selectors.some((selector) => selects(selector, labels)));
    const isOther = (labels: Labels) => Object.values(labels).some((value) => value.includes("other"));
    const names = unread.filter((labels) => !isOther(labels)).map((labels) => labels["__name__"]!);
    expect(names.filter((name) => !/_sum$|is_replica$/.test(name) || name.startsWith("aws_"))).toEqual([]);
  });

  test("aws-alb without an exporter's period is read in CloudWatch alone", async () => {
    const { service, diagnostics } = await compile("uses: { aws-alb: { load-balancer: app/cart/50dc6c49 } }\n");
    expect(diagnostics).toEqual([]);
    const { availability } = service.resolved.value["slis"] as Record<string, object>;
    expect(availability).not.toHaveProperty("prometheus");
    expect(availability).toHaveProperty("cloudwatch.good");
    // nor are there panels of what the exporter would give
    expect(service.dashboards).toEqual([]);
  });

  test("an exporter under a name of one's own gives its SLIs and alerts that name", async () => {
    const { service, diagnostics } = await compile(
      "uses: { refunds: { kit: kafka-consumer, topic: refunds, group: refunder } }\n",
    );
    expect(diagnostics).toEqual([]);
    expect(Object.keys(service.resolved.value["slis"] as object)).toEqual(["refunds-lag"]);
    const alerts = service.resolved.value["alerts"] as Record<string, { when: string }>;
    expect(Object.keys(alerts).toSorted()).toEqual(["RefundsLagging", "RefundsStuck", "RefundsWithoutMembers"]);
    expect(alerts["RefundsLagging"]!.when).toContain('consumergroup="refunder", topic="refunds"');
  });
});

type Labels = Readonly<Record<string, string>>;

/** The series of a fixture as Prometheus would hold them, with the labels of its target. */
function scraped(kit: string): readonly Labels[] {
  const text = readFileSync(new URL(`../fixtures/kits/${kit}.prom`, import.meta.url), "utf8");
  return text.split("\n").flatMap((line) => {
    const [, name, labels = ""] = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    if (name === undefined) return [];
    const own = [...labels.matchAll(/([A-Za-z_]\w*)="([^"]*)"/g)].map(([, label, value]) => [label!, value!]);
    return [{ __name__: name, job: "cart-db", instance: "10.0.0.1:9100", ...Object.fromEntries(own) }];
  });
}

/** What is added to the selectors of an SLI: the service's `match`, unless the SLI's own takes its place; nothing to an expression. */
function matchOf(service: Service, pointer: string, expr: Expr): readonly Matcher[] {
  const [, section, name] = pointer.split("/");
  if (section !== "slis" || usesWindow(expr)) return [];
  const sli = (service.resolved.value["slis"] as Record<string, { match?: object }>)[name!]!;
  if (sli.match === undefined) return service.match;
  expect(sli.match).toEqual({});
  return [];
}

/** Matchers of one selector in a fixed order. */
function sorted(selector: string): string {
  return selector.replace(/\{(.*)\}/, (_, matchers: string) => `{${matchers.split(", ").toSorted().join(", ")}}`);
}
