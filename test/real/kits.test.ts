import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compileProject, openProject } from "../../src/compile.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { builtinKits } from "../../src/kits/builtin.ts";
import type { Service } from "../../src/model/service.ts";
import { generate } from "../support/examples.ts";
import { workspace } from "../support/findings.ts";
import { kitService, kitUses } from "../support/kits.ts";
import { describeWith, promtoolRetries } from "../support/programs.ts";
import { printedBy } from "../support/process.ts";

/**
 * An alert with series that make it fire and a change of them that keeps it silent, in promtool's notation, one sample a minute. It is pending for
 * as long as its `for` says: all of these have fired after 40 minutes.
 */
interface Case {
  readonly alert: string;
  readonly fires: Readonly<Record<string, string>>;
  readonly silent: Readonly<Record<string, string>>;
}

const target = 'job="db", instance="a:9187"';
const partition = 'consumergroup="cart", topic="orders", partition="0"';
const cron = 'namespace="shop", cronjob="cart"';
const pod = 'namespace="shop", pod="cart-1"';
const called = (flags: string) =>
  `istio_requests_total{reporter="source", destination_service_name="cart", destination_service_namespace="shop", response_flags="${flags}"}`;
const certificate = 'nginx_ingress_controller_ssl_expire_time_seconds{host="cart.example.org"}';
const ingress = (host: string) => `nginx_ingress_controller_requests{ingress="cart", host="${host}.example.org"}`;
const days = (count: number) => `${count * 86_400}x60`;

const cases: readonly Case[] = [
  {
    // 2 % fail before they reach the service; none do, though the service itself fails.
    alert: "IstioServiceUnreached",
    fires: { [called("UF,URX")]: "0+2x60", [called("-")]: "0+98x60" },
    silent: { [called("UF,URX")]: "", [called("URX")]: "0+2x60" },
  },
  {
    alert: "EnvoyHostsUnhealthy",
    fires: {
      'envoy_cluster_membership_healthy{envoy_cluster_name="cart"}': "1x60",
      'envoy_cluster_membership_total{envoy_cluster_name="cart"}': "4x60",
    },
    silent: { 'envoy_cluster_membership_healthy{envoy_cluster_name="cart"}': "2x60" },
  },
  {
    alert: "EnvoyCircuitBreakerOpen",
    fires: { 'envoy_cluster_upstream_rq_pending_overflow{envoy_cluster_name="cart"}': "0+1x60" },
    silent: { 'envoy_cluster_upstream_rq_pending_overflow{envoy_cluster_name="cart"}': "7x60" },
  },
  {
    // promtool's time starts at 0; this one needs an hour, which it has from minute 60 on.
    alert: "IngressCertificateExpires",
    fires: { [certificate]: days(10).replace("x60", "x120"), [ingress("cart")]: "5x120" },
    silent: { [certificate]: days(15).replace("x60", "x120") },
  },
  {
    // Another ingress's certificate.
    alert: "IngressCertificateExpires",
    fires: { [certificate]: days(10).replace("x60", "x120"), [ingress("cart")]: "5x120" },
    silent: { [ingress("cart")]: "", [ingress("shop")]: "5x120" },
  },
  {
    alert: "IngressWithoutEndpoint",
    fires: { 'nginx_ingress_controller_orphan_ingress{ingress="cart", type="no-endpoint"}': "1x60" },
    silent: { 'nginx_ingress_controller_orphan_ingress{ingress="cart", type="no-endpoint"}': "0x60" },
  },
  {
    alert: "Lagging",
    fires: { [`kafka_consumergroup_lag{${partition}}`]: "1001x60" },
    silent: { [`kafka_consumergroup_lag{${partition}}`]: "1000x60" },
  },
  {
    alert: "Stuck",
    fires: {
      [`kafka_consumergroup_lag{${partition}}`]: "5x60",
      [`kafka_consumergroup_current_offset{${partition}}`]: "40x60",
    },
    silent: { [`kafka_consumergroup_current_offset{${partition}}`]: "40+1x60" },
  },
  {
    // Nothing waits.
    alert: "Stuck",
    fires: {
      [`kafka_consumergroup_lag{${partition}}`]: "5x60",
      [`kafka_consumergroup_current_offset{${partition}}`]: "40x60",
    },
    silent: { [`kafka_consumergroup_lag{${partition}}`]: "0x60" },
  },
  {
    alert: "WithoutMembers",
    fires: { 'kafka_consumergroup_members{consumergroup="cart"}': "0x60" },
    silent: { 'kafka_consumergroup_members{consumergroup="cart"}': "1x60" },
  },
  {
    alert: "PostgresDown",
    fires: { [`pg_up{${target}}`]: "0x60" },
    silent: { [`pg_up{${target}}`]: "1x60" },
  },
  {
    alert: "PostgresConnectionsNearLimit",
    fires: {
      [`pg_stat_activity_count{${target}, state="idle"}`]: "41x60",
      [`pg_stat_activity_count{${target}, state="active"}`]: "40x60",
      [`pg_settings_max_connections{${target}}`]: "100x60",
    },
    silent: { [`pg_stat_activity_count{${target}, state="active"}`]: "39x60" },
  },
  {
    alert: "PostgresReplicationLag",
    fires: { [`pg_replication_lag_seconds{${target}}`]: "31x60" },
    silent: { [`pg_replication_lag_seconds{${target}}`]: "30x60" },
  },
  {
    alert: "PostgresDeadlocks",
    fires: { [`pg_stat_database_deadlocks{${target}, datname="cart"}`]: "3x19 5x40" },
    silent: { [`pg_stat_database_deadlocks{${target}, datname="cart"}`]: "3x60" },
  },
  {
    alert: "PostgresTransactionOpen",
    fires: { [`pg_stat_activity_max_tx_duration{${target}, datname="cart"}`]: "0+60x60" },
    silent: { [`pg_stat_activity_max_tx_duration{${target}, datname="cart"}`]: "900x60" },
  },
  {
    alert: "RedisDown",
    fires: { [`redis_up{${target}}`]: "0x60" },
    silent: { [`redis_up{${target}}`]: "1x60" },
  },
  {
    // 0 means no limit.
    alert: "RedisMemoryNearLimit",
    fires: { [`redis_memory_used_bytes{${target}}`]: "91x60", [`redis_memory_max_bytes{${target}}`]: "100x60" },
    silent: { [`redis_memory_max_bytes{${target}}`]: "0x60" },
  },
  {
    alert: "RedisConnectionsNearLimit",
    fires: { [`redis_connected_clients{${target}}`]: "81x60", [`redis_max_clients{${target}}`]: "100x60" },
    silent: { [`redis_connected_clients{${target}}`]: "80x60" },
  },
  {
    alert: "RedisConnectionsRejected",
    fires: { [`redis_rejected_connections_total{${target}}`]: "0x29 9x30" },
    silent: { [`redis_rejected_connections_total{${target}}`]: "9x60" },
  },
  {
    alert: "RedisReplicaDisconnected",
    fires: { [`redis_master_link_up{${target}}`]: "0x60" },
    silent: { [`redis_master_link_up{${target}}`]: "1x60" },
  },
  {
    alert: "RedisSnapshotFailed",
    fires: { [`redis_rdb_last_bgsave_status{${target}}`]: "0x60" },
    silent: { [`redis_rdb_last_bgsave_status{${target}}`]: "1x60" },
  },
  {
    // Started after the last success, and an hour ago.
    alert: "CronJobRunFailed",
    fires: {
      [`kube_cronjob_status_last_schedule_time{${cron}}`]: "600x120",
      [`kube_cronjob_status_last_successful_time{${cron}}`]: "300x120",
    },
    silent: { [`kube_cronjob_status_last_successful_time{${cron}}`]: "300x20 900x100" },
  },
  {
    // It never succeeded.
    alert: "CronJobRunFailed",
    fires: { [`kube_cronjob_status_last_schedule_time{${cron}}`]: "600x120" },
    silent: { [`kube_cronjob_status_last_successful_time{${cron}}`]: "900x120" },
  },
  {
    alert: "CronJobMissed",
    fires: { [`kube_cronjob_next_schedule_time{${cron}}`]: "1200x60" },
    silent: { [`kube_cronjob_next_schedule_time{${cron}}`]: "1200x18 3600x42" },
  },
  {
    alert: "CronJobSuspended",
    fires: { [`kube_cronjob_spec_suspend{${cron}}`]: "1x120" },
    silent: { [`kube_cronjob_spec_suspend{${cron}}`]: "0x120" },
  },
  {
    alert: "PodCpuNearLimit",
    fires: {
      [`container_cpu_usage_seconds_total{${pod}, container="cart"}`]: "0+49x60",
      [`kube_pod_container_resource_limits{${pod}, container="cart", resource="cpu"}`]: "1x60",
    },
    silent: { [`container_cpu_usage_seconds_total{${pod}, container="cart"}`]: "0+47x60" },
  },
  {
    alert: "PodMemoryNearLimit",
    fires: {
      [`container_memory_working_set_bytes{${pod}, container="cart"}`]: "95x60",
      [`kube_pod_container_resource_limits{${pod}, container="cart", resource="memory"}`]: "100x60",
    },
    silent: { [`container_memory_working_set_bytes{${pod}, container="cart"}`]: "80x60" },
  },
  {
    alert: "PodVolumeFilling",
    fires: {
      'kubelet_volume_stats_available_bytes{namespace="shop", persistentvolumeclaim="data-cart-0"}': "9x60",
      'kubelet_volume_stats_capacity_bytes{namespace="shop", persistentvolumeclaim="data-cart-0"}': "100x60",
    },
    silent: { 'kubelet_volume_stats_available_bytes{namespace="shop", persistentvolumeclaim="data-cart-0"}': "10x60" },
  },
  {
    // Certificates are judged by the clock, which starts at 0.
    alert: "ProbeCertificateExpires",
    fires: { [`probe_ssl_earliest_cert_expiry{${target}}`]: days(10).replace("x60", "x120") },
    silent: { [`probe_ssl_earliest_cert_expiry{${target}}`]: days(15).replace("x60", "x120") },
  },
  {
    alert: "ProbeFails",
    fires: { [`probe_success{${target}}`]: "0x60" },
    silent: { [`probe_success{${target}}`]: "1x60" },
  },
  ...["ProbeExporterDown", "PostgresExporterDown", "RedisExporterDown"].map((alert) => ({
    alert,
    fires: { [`up{${target}}`]: "0x60" },
    silent: { [`up{${target}}`]: "1x60" },
  })),
  {
    alert: "PodRestarts",
    fires: { [`kube_pod_container_status_restarts_total{${pod}, container="cart"}`]: "0x9 0+1x50" },
    silent: { [`kube_pod_container_status_restarts_total{${pod}, container="cart"}`]: "4x60" },
  },
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-kits-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

interface Alert {
  readonly when?: string;
  readonly for?: string;
  readonly severity?: string;
  readonly summary: string;
  readonly description?: string;
}

/** What is the same for both versions of Prometheus is made once. */
function once<T>(make: (kit: string) => Promise<T>): (kit: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (kit) => {
    const known = made.get(kit) ?? make(kit);
    made.set(kit, known);
    return known;
  };
}

const generated = once((kit) =>
  generate({ "tocsin.yaml": workspace, "services/cart.service.yaml": kitService("cart", kit) }),
);

/** The alerts of a kit that Prometheus evaluates, with their holes filled. */
const alertsOf = once(async (kit): Promise<ReadonlyMap<string, Alert>> => {
  const files = { "/w/tocsin.yaml": workspace, "/w/services/cart.service.yaml": kitService("cart", kit) };
  const project = await openProject({ host: memoryHost({ files }), folder: "/w" });
  const services: Service[] = [];
  const { diagnostics } = compileProject(project, { onService: (compiled) => services.push(compiled.service) });
  // each has a test that makes it fire, and one that keeps it silent
  expect(diagnostics.filter(({ code, title }) => code === "emit/no-proof" && title.includes("#alerts."))).toEqual([]);
  const alerts = (services[0]!.resolved.value["alerts"] ?? {}) as Record<string, Alert>;
  return new Map(Object.entries(alerts).filter(([, { when }]) => when !== undefined));
});

it("every built-in kit is here, and every alert of theirs that Prometheus evaluates has a case", async () => {
  expect(Object.keys(kitUses)).toEqual(builtinKits.map(({ name }) => name));
  const names = new Set<string>();
  for (const kit of Object.keys(kitUses)) for (const name of (await alertsOf(kit)).keys()) names.add(name);
  expect(new Set(cases.map(({ alert }) => alert))).toEqual(names);
});

for (const version of ["promtool-2", "promtool-3"] as const) {
  describeWith([version], `kits, ${version}`, (paths) => {
    // SLIs with an objective, or alerts: each of those is proven by a generated test
    const compiled = Object.entries(kitUses).filter(
      ([kit, [, ...slis]]) => slis.length > 0 || kit === "kubernetes-workload",
    );
    it.each(compiled)("the rules of %s are good, and their proofs pass", { retry: promtoolRetries }, async (kit) => {
      const at = `${version}/${kit}`;
      const made = await generated(kit);
      expect(made.status, made.printed).toBe(0);
      const files = Object.entries(made.files).filter(([path]) => path.startsWith("generated/prometheus/"));
      for (const [path, text] of files) put(`${at}/${path}`, text);
      const output = join(folder, at, "generated/prometheus");
      const named = (end: string) =>
        readdirSync(output)
          .filter((name) => name.endsWith(end))
          .map((name) => join(output, name));
      expect(named(".rules.yaml")).toHaveLength(1);
      expect(named(".test.yaml")).not.toEqual([]);
      const rules = (await alertsOf(kit)).size;
      expect(named(".alerts.test.yaml")).toHaveLength(rules > 0 ? 1 : 0);
      await printedBy(paths[version], ["check", "rules", ...named(".rules.yaml")]);
      // golden cases prove the forms and windows of SLOs on both versions: here the older one is asked for alerts alone
      const proofs = named(version === "promtool-3" ? ".test.yaml" : ".alerts.test.yaml").filter(
        (path) => !path.endsWith(".windows.test.yaml"),
      );
      if (proofs.length > 0)
        expect(await printedBy(paths[version], ["test", "rules", ...proofs])).toMatch(/SUCCESS\s*$/);
    });

    it("each alert fires on what it is for and on nothing else", async () => {
      const rules = [];
      for (const kit of Object.keys(kitUses)) {
        for (const [alert, { when, for: pending, severity, summary, description }] of await alertsOf(kit)) {
          const annotations = { summary, ...(description && { description }) };
          rules.push({ alert, expr: when, ...(pending && { for: pending }), labels: { severity }, annotations });
        }
      }
      const file = put(`${version}/alerts.rules.yaml`, JSON.stringify({ groups: [{ name: "kits", rules }] }));
      await printedBy(paths[version], ["check", "rules", file]);
      const tests = cases.flatMap(({ alert, fires, silent }) =>
        [fires, { ...fires, ...silent }].map((series, at) => {
          const long = Object.values(series).some((values) => /x1\d\d$/.test(values));
          return {
            name: `${alert} ${at === 0 ? "fires" : "is silent"}`,
            interval: "1m",
            input_series: Object.entries(series)
              .filter(([, values]) => values !== "")
              .map(([name, values]) => ({ series: name, values })),
            promql_expr_test: [
              {
                expr: `count(ALERTS{alertname="${alert}", alertstate="firing"}) or vector(0)`,
                eval_time: long ? "115m" : "40m",
                exp_samples: [{ labels: "{}", value: 1 - at }],
              },
            ],
          };
        }),
      );
      const test = put(
        `${version}/alerts.test.yaml`,
        JSON.stringify({ rule_files: [file], evaluation_interval: "1m", tests }),
      );
      expect(await printedBy(paths[version], ["test", "rules", test])).toMatch(/SUCCESS\s*$/);
    });
  });
}
