/**
 * The machines that a service runs on, by the metrics of the OpenTelemetry Collector's receiver `host_metrics` that are on by default, as
 * Prometheus names them (unit and `_total` as suffixes, annotations in braces dropped):
 *   system.cpu.time {s}, cpu, state                        system_cpu_time_seconds_total
 *   system.memory.usage {By}, state                        system_memory_usage_bytes
 *   system.disk.io {By}, device, direction                 system_disk_io_bytes_total
 *   system.disk.io_time {s}, device                        system_disk_io_time_seconds_total
 *   system.network.io {By}, device, direction              system_network_io_bytes_total
 *   system.network.errors, .dropped                        system_network_errors_total, system_network_dropped_total
 *   system.filesystem.usage {By}, device, mountpoint, state   system_filesystem_usage_bytes
 *   system.cpu.load_average.1m, .15m                       system_cpu_load_average_1m, …_15m
 *   system.paging.operations, direction, type              system_paging_operations_total
 *   system.processes.count, status                         system_processes_count
 * Source: opentelemetry-collector-contrib, receiver/hostmetricsreceiver/internal/scraper/*scraper/documentation.md.
 */
import { binary, call, number, over, selector, sum } from "../../../model/promql/build.ts";
import type { Expr, Matcher } from "../../../model/promql/ast.ts";
import { aggregate } from "../../../model/promql/build.ts";
import { type Service, type SystemMetrics, systemMetrics } from "../../../model/service.ts";
import { colors, type Panel, type PrometheusQuery, type Threshold } from "../panel.ts";
import { type Context, largest, query } from "./subject.ts";

interface SystemPanel {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly stacked?: boolean;
  readonly max?: number;
  readonly thresholds?: readonly Threshold[];
  readonly queries: (read: Read) => readonly PrometheusQuery[];
}

/** A metric of the service's machines, with further matchers. */
type Read = (name: string, ...more: readonly Matcher[]) => Expr & { readonly kind: "selector" };

const is = (label: string, value: string): Matcher => ({ label, op: "=", value });
const oneOf = (label: string, values: string): Matcher => ({ label, op: "=~", value: values });
const rate = (counter: ReturnType<Read>): Expr => call("rate", over(counter, "window"));
const byInstance = { legend: "{{instance}}" } as const;
const nearFull: readonly Threshold[] = [
  { color: colors.good },
  { from: 0.8, color: colors.ticket },
  { from: 0.95, color: colors.page },
];

const panels: Readonly<Record<SystemMetrics, readonly SystemPanel[]>> = {
  cpu: [
    {
      key: "cpu",
      title: "CPU in use",
      description:
        "Share of the processors' time that is not idle. Near 100 % work waits for a turn: look for what else runs, or add machines.",
      unit: "percentunit",
      max: 1,
      thresholds: nearFull,
      queries: (read) => {
        const of = (...more: readonly Matcher[]) =>
          sum(rate(read("system_cpu_time_seconds_total", ...more)), ["instance"]);
        return [query("A", largest(binary(number(1), "-", binary(of(is("state", "idle")), "/", of()))), byInstance)];
      },
    },
  ],
  memory: [
    {
      key: "memory",
      title: "Memory in use",
      description:
        "Share of the memory that neither is free nor caches files. Near 100 % the kernel kills processes: look for one that grows.",
      unit: "percentunit",
      max: 1,
      thresholds: nearFull,
      queries: (read) => {
        // slabs are counted among the others too
        const of = (states: Matcher) => sum(read("system_memory_usage_bytes", states), ["instance"]);
        const all = of(oneOf("state", "used|free|buffered|cached|inactive"));
        return [query("A", largest(binary(of(is("state", "used")), "/", all)), byInstance)];
      },
    },
  ],
  disk: [
    {
      key: "disk-busy",
      title: "Disks at work",
      description:
        "Share of the time in which a disk had something to do, of which the ten busiest. Near 100 % requests wait for it.",
      unit: "percentunit",
      max: 1,
      thresholds: nearFull,
      queries: (read) => [
        query("A", largest(sum(rate(read("system_disk_io_time_seconds_total")), ["instance", "device"])), {
          legend: "{{instance}} {{device}}",
        }),
      ],
    },
    {
      key: "disk-io",
      title: "Read from and written to disks",
      description: "Of all disks together.",
      unit: "binBps",
      queries: (read) => [
        query("A", sum(rate(read("system_disk_io_bytes_total")), ["direction"]), { legend: "{{direction}}" }),
      ],
    },
  ],
  network: [
    {
      key: "network-io",
      title: "Received and transmitted",
      description: "Of all network devices together. A line that is flat at the top is a link at its limit.",
      unit: "binBps",
      queries: (read) => [
        query("A", sum(rate(read("system_network_io_bytes_total")), ["direction"]), { legend: "{{direction}}" }),
      ],
    },
    {
      key: "network-errors",
      title: "Packets lost",
      description:
        "Packets that had errors, and packets that were dropped, a second. More than none for a while: look at the link and at its queues.",
      unit: "pps",
      queries: (read) => [
        query("A", sum(rate(read("system_network_errors_total")), ["direction"]), { legend: "errors {{direction}}" }),
        query("B", sum(rate(read("system_network_dropped_total")), ["direction"]), { legend: "dropped {{direction}}" }),
      ],
    },
  ],
  filesystem: [
    {
      key: "filesystem",
      title: "File systems in use",
      description:
        "Share of each file system that is taken, of which the ten fullest. At 100 % writes fail: find what grows.",
      unit: "percentunit",
      max: 1,
      thresholds: nearFull,
      queries: (read) => {
        const labels = ["instance", "mountpoint"];
        const of = (...more: readonly Matcher[]) => sum(read("system_filesystem_usage_bytes", ...more), labels);
        return [
          query("A", largest(binary(of(is("state", "used")), "/", of())), { legend: "{{instance}} {{mountpoint}}" }),
        ];
      },
    },
  ],
  load: [
    {
      key: "load",
      title: "Load",
      description:
        "Processes that run or wait to, as a mean of one and of fifteen minutes, of which the ten largest. More than there are processors: work waits.",
      unit: "short",
      queries: (read) =>
        (["1m", "15m"] as const).map((time, at) =>
          query(
            at === 0 ? "A" : "B",
            largest(aggregate("max", read(`system_cpu_load_average_${time}`), { mode: "by", labels: ["instance"] })),
            { legend: `${time} {{instance}}`, ...(at === 1 && { style: { dashed: true } }) },
          ),
        ),
    },
  ],
  paging: [
    {
      key: "paging",
      title: "Paging",
      description:
        "Pages that were read from and written to disk for want of memory, a second. When it goes on everything is slow: free memory, or add some.",
      unit: "count:pages/s",
      queries: (read) => [
        query("A", sum(rate(read("system_paging_operations_total")), ["direction"]), { legend: "{{direction}}" }),
      ],
    },
  ],
  processes: [
    {
      key: "processes",
      title: "Processes",
      description:
        "By what they do. Many that are blocked wait for a disk; zombies are ended and nobody has taken note.",
      unit: "short",
      stacked: true,
      queries: (read) => [query("A", sum(read("system_processes_count"), ["status"]), { legend: "{{status}}" })],
    },
  ],
};

/** What the service asks to be collected of its machines. */
export function system({ service }: Context): readonly Panel[] {
  const own = ofMachines(service);
  const read: Read = (name, ...more) => selector(name, [...own, ...more]);
  return systemMetrics
    .filter((one) => service.metrics.system.includes(one))
    .flatMap((one) => panels[one])
    .map(({ queries, ...panel }): Panel => ({
      kind: "timeseries",
      width: 8,
      height: 8,
      min: 0,
      ...panel,
      ...(panel.thresholds && { thresholdsAs: "dashed" }),
      queries: queries(read),
      origin: service.resolved.originOf("/metrics/system"),
    }));
}

/** Of what the service's `match` says, what machines have too: the labels of a target. */
function ofMachines({ match }: Service): readonly Matcher[] {
  const ofTarget = match.filter(({ label }) => targetLabels.has(label));
  return ofTarget.length > 0 ? ofTarget : match;
}

const targetLabels = new Set(["job", "instance", "namespace", "cluster", "service_name", "host_name"]);
