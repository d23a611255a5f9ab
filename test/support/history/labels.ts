/** Label sets that the selectors of queries take, with values that read like those of a real system. */
import type { Matcher } from "../../../src/model/promql/ast.ts";
import { matches } from "../../../src/model/promql/selector.ts";
import { sampleRegex } from "../../../src/model/regex/sample.ts";
import type { Labels } from "../../../src/model/service.ts";
import { isOutcome, shareOf } from "./gauges.ts";
import type { Want } from "./wants.ts";

/** Most label sets for one selector, instances not counted. */
const mostSets = 24;

/** Values for a label that no matcher gives one, and for those that matchers leave out. The first is what is usual. */
const usual: Readonly<Record<string, readonly string[]>> = {
  route: ["/", "/products/{id}", "/orders"],
  http_route: ["/basket", "/checkout", "/orders/{id}"],
  path: ["/", "/items", "/items/{id}"],
  method: ["GET", "POST"],
  http_request_method: ["GET", "POST"],
  rpc_method: ["acme.Orders/Get", "acme.Orders/Place"],
  code: ["200", "404"],
  status: ["200", "404"],
  status_code: ["STATUS_CODE_UNSET"],
  http_response_status_code: ["200", "404"],
  response_code: ["200", "404"],
  rpc_response_status_code: ["OK"],
  grpc_response_status: ["0"],
  response_flags: ["-"],
  envoy_response_code_class: ["2", "4"],
  result: ["ok"],
  outcome: ["approved"],
  provider: ["cardbridge", "walletpay"],
  warehouse: ["antwerp", "lyon"],
  queue: ["mail", "sms"],
  host: ["shop.acme.example"],
  zone: ["eu-1a", "eu-1b"],
  region: ["eu-central-1"],
  namespace: ["shop"],
  container: ["app"],
  node: ["node-1", "node-2"],
  device: ["nvme0n1"],
  interface: ["eth0"],
  direction: ["read", "write"],
  mountpoint: ["/"],
  cpu: ["0", "1"],
  mode: ["idle", "user", "system"],
  resource: ["cpu", "memory"],
  datname: ["shop"],
  cmd: ["get", "set"],
  partition: ["0", "1"],
  topic: ["orders"],
  image: ["registry.acme.example/app:1.8.2", "registry.acme.example/app:1.9.0"],
  image_spec: ["registry.acme.example/app:1.8.2", "registry.acme.example/app:1.9.0"],
  version: ["1.8.2", "1.9.0"],
  service_version: ["1.8.2", "1.9.0"],
  app_kubernetes_io_version: ["1.8.2", "1.9.0"],
};

/** What is usual of a label in some metrics, where others mean something else by it. */
const usualIn: readonly (readonly [RegExp, Readonly<Record<string, readonly string[]>>])[] = [
  [/^system_cpu_/, { state: ["idle", "user", "system"] }],
  [/^system_(memory|filesystem|paging)_/, { state: ["used", "free"] }],
  [/^system_network_/, { direction: ["receive", "transmit"], device: ["eth0"] }],
  [/^system_paging_operations/, { direction: ["page_in", "page_out"] }],
  [/^system_processes_/, { status: ["running", "sleeping"] }],
  [/^pg_stat_activity_/, { state: ["active", "idle"] }],
];

function usualOf(metric: string, label: string): readonly string[] {
  return usualIn.find(([pattern, labels]) => pattern.test(metric) && Object.hasOwn(labels, label))?.[1][label] ?? usual[label] ?? []; // prettier-ignore
}

/** The end of the name of the second of two pods. */
export const laterPod = "7c9d5b8f4-9hq7d";

/** Endings for what a regex leaves open, as Kubernetes and hosts have them. */
const endings = ["7c9d5b8f4-4xk2p", laterPod, "0", "1", "data-0", "b"];

/** Exporters under whose job a metric without a matcher on `job` is scraped, by the beginning of its name. */
const jobs: readonly (readonly [RegExp, string])[] = [
  [/^kube_/, "kube-state-metrics"],
  [/^(container|kubelet)_/, "kubelet"],
  [/^node_/, "node"],
  [/^aws_/, "cloudwatch-exporter"],
  [/^kafka_/, "kafka-exporter"],
  [/^nginx_/, "ingress-nginx"],
  [/^istio_/, "istio"],
  [/^envoy_/, "envoy"],
  [/^traces_|^calls_|^duration_/, "otel-collector"],
];

/** Labels that name what runs, of which there are two wherever a query allows it. */
const identities = new Set(["pod", "instance", "node"]);

/**
 * Label sets of one metric, such that each selector of it takes some, and that what it leaves open varies.
 * @param left labels that are not made here: `le` of a histogram
 * @throws Error when a selector takes nothing that could be found
 */
export function labelSetsOf(name: string, wants: readonly Want[], left: ReadonlySet<string>): readonly Labels[] {
  const asked = new Set(wants.flatMap((want) => [...want.matchers.map(({ label }) => label), ...want.labels]));
  // Labels that queries make for themselves begin with `__`.
  for (const label of asked) if (left.has(label) || label.startsWith("__")) asked.delete(label);
  asked.add("job");
  asked.delete("instance");
  const names = [...asked].sort();
  const pools = new Map(names.map((label) => [label, poolOf(name, label, wants)]));

  const sets = new Map<string, Labels>();
  for (const { matchers } of wants) {
    const on = (label: string) => matchers.filter((one) => one.label === label);
    const choices = names.map((label) => {
      const own = on(label);
      const pool = pools.get(label)!;
      const allowed = pool.filter((value) => own.every((matcher) => matches(matcher, value)));
      if (allowed.length === 0 && own.every((matcher) => matches(matcher, ""))) return [""];
      if (allowed.length === 0) throw new Error(`${name}: no value of \`${label}\` was found for ${textOf(matchers)}`);
      // What nothing is asked of need not be every value that another selector names.
      return own.length === 0 ? allowed.slice(0, identities.has(label) ? 2 : 3) : allowed;
    });
    for (const values of combinations(choices).slice(0, mostSets)) {
      const labels = Object.fromEntries(names.map((label, at) => [label, values[at]!]).filter(([, value]) => value));
      for (const instance of instancesOf(labels, on("instance"))) {
        const whole = { ...labels, instance };
        sets.set(JSON.stringify(whole), whole);
      }
    }
  }
  return [...sets.values()];
}

/** Values of a label: what is usual first, then what matchers name. */
function poolOf(metric: string, label: string, wants: readonly Want[]): readonly string[] {
  const matchers = wants.flatMap((want) => want.matchers.filter((one) => one.label === label));
  const isOpen = wants.some((want) => want.matchers.every((one) => one.label !== label || one.op.startsWith("!")));
  const named = matchers.flatMap(({ op, value }) => {
    if (op === "=") return [value];
    if (op !== "=~") return [];
    const samples = sampleRegex(value).filter(Boolean);
    const variants = samples.flatMap((sample) => endings.map((ending) => sample.slice(0, -1) + ending));
    const taken = (values: readonly string[]) => values.filter((one) => matches({ label, op, value }, one));
    const known = taken(usualOf(metric, label));
    const found = known.length > 0 ? known : taken(variants);
    // A pattern with alternatives says what it means; one that is open takes what is usual.
    return samples.length > 1 || found.length === 0 ? samples : found.slice(0, 2);
  });
  const known = usualOf(metric, label);
  const job = label === "job" ? [jobs.find(([pattern]) => pattern.test(metric))?.[1] ?? "app"] : [];
  const other = known.length > 0 ? known : named.length === 0 && label !== "job" ? [`${label}-a`, `${label}-b`] : job;
  const isNamed = named.filter(Boolean).length > 0;
  // Where a matcher names how it goes well, nothing more is needed.
  const goesWell =
    isOutcome(label) &&
    matchers.some(({ op, value }) => op === "=" && value !== "" && shareOf({ [label]: value }) === 1);
  return [...new Set([...(isOpen && !goesWell && !(label === "job" && isNamed) ? other : []), ...named])].filter(
    Boolean,
  );
}

/** All combinations while they are few; otherwise each value with the first of the others. */
function combinations(choices: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const count = choices.reduce((product, values) => product * values.length, 1);
  if (count <= mostSets)
    return choices.reduce<readonly (readonly string[])[]>(
      (all, values) => all.flatMap((one) => values.map((value) => [...one, value])),
      [[]],
    );
  const first = choices.map((values) => values[0]!);
  return [
    first,
    ...choices.flatMap((values, at) => values.slice(1).map((value) => first.map((one, i) => (i === at ? value : one)))),
  ];
}

function instancesOf(labels: Labels, matchers: readonly Matcher[]): readonly string[] {
  const named = matchers.flatMap(({ op, value }) => (op === "=" ? [value] : []));
  if (named.length > 0) return named;
  const own = [0, 1].map((at) => `${labels["job"]}-${at}:9090`);
  const open = own.filter((value) => matchers.every((matcher) => matches(matcher, value)));
  const found =
    open.length > 0 ? open : matchers.flatMap(({ op, value }) => (op === "=~" ? sampleRegex(value).slice(0, 2) : []));
  // What an exporter tells of other things it tells once.
  const tells = ["pod", "cronjob", "consumergroup", "persistentvolumeclaim", "deployment", "service_name"];
  return tells.some((label) => Object.hasOwn(labels, label)) ? found.slice(0, 1) : found;
}

function textOf(matchers: readonly Matcher[]): string {
  return `{${matchers.map(({ label, op, value }) => `${label}${op}${JSON.stringify(value)}`).join(", ")}}`;
}
