/** What gauges and counters hold that no SLI reads, by name: the first entry that matches. Figures of a small shop on Kubernetes. */
import type { Seconds } from "../../../src/model/quantity/units.ts";
import type { Labels } from "../../../src/model/service.ts";
import { noise } from "./shapes.ts";

export interface GaugeAt {
  readonly time: Seconds;
  readonly labels: Labels;
  /** The series' own, from 0 to 1. */
  readonly seed: number;
}

const [mebi, gibi] = [2 ** 20, 2 ** 30];
const wave = ({ seed, time }: GaugeAt, around: number, width: number) =>
  around * (1 + width * (2 * noise(seed, time, 600) - 1));
const falls = ({ seed, time }: GaugeAt, size: number) =>
  size * (0.62 - 0.1 * seed - 0.05 * ((time % 604_800) / 604_800) + 0.004 * noise(seed, time, 1800));

const gaugeTable: readonly (readonly [RegExp, (at: GaugeAt) => number])[] = [
  [/expir|not_after/, ({ time }) => Math.floor(time / 86_400) * 86_400 + 61 * 86_400],
  [/next_schedule_time$/, ({ time }) => Math.floor(time / 3600) * 3600 + 3600],
  [/last_schedule_time$/, ({ time }) => Math.floor(time / 3600) * 3600],
  [/start_time/, ({ time, seed }) => Math.floor(time / 864_000) * 864_000 + Math.floor(40_000 * seed)],
  [/created$/, ({ time }) => Math.floor(time / 864_000) * 864_000],
  [/timestamp|_time$|_time_seconds$/, ({ time }) => Math.floor(time / 300) * 300],
  [/^up$|_up$|_success$|_ready$|status_available$|_healthy$|_info$|_labels$|_owner$/, () => 1],
  [/suspend|orphan|unavailable|status_failed|not_ready|_pending$/, () => 0],
  [/members|membership_total|replicas/, () => 3],
  [/resource_limits|spec_cpu_quota|spec_memory_limit/, ({ labels }) => (labels["resource"] === "cpu" ? 1 : 512 * mebi)],
  [/resource_requests/, ({ labels }) => (labels["resource"] === "cpu" ? 0.5 : 256 * mebi)],
  [/inodes_free|inodes_used/, (at) => Math.round(falls(at, 3_200_000))],
  [/inodes/, () => 6_400_000],
  [/avail|free/, (at) => Math.round(falls(at, 100 * gibi))],
  [/fs.*(size|capacity)|volume.*capacity|filesystem_size|disk.*total/, () => 100 * gibi],
  [/max_bytes|memory_total|memtotal|memory_limit/i, () => 8 * gibi],
  [/filesystem_usage.*bytes|fs_usage_bytes|volume.*used/, (at) => 100 * gibi - Math.round(falls(at, 100 * gibi))],
  [/bytes/, (at) => Math.round(wave(at, 300 * mebi, 0.12))],
  [/max_connections|maxclients/, () => 200],
  [/open_fds|file_descriptors?(_count)?$/, (at) => Math.round(wave(at, 90, 0.3))],
  [/max_fds|limit/, () => 1024],
  [/connected|activity_count|connections/, (at) => Math.round(wave(at, 22, 0.4))],
  [/load|ratio|utilization|percent/, (at) => wave(at, 0.34, 0.35)],
  [/tx_duration/, (at) => wave(at, 2, 0.9)],
  [/lag_seconds/, (at) => wave(at, 0.8, 0.6)],
  [/lag|depth|pending|queue/, (at) => Math.round(wave(at, 18, 0.8))],
  [/goroutines|threads/, (at) => Math.round(wave(at, 60, 0.25))],
  [/seconds|duration/, (at) => wave(at, 0.05, 0.5)],
];

export function gaugeValue(name: string, at: GaugeAt): number {
  const entry = gaugeTable.find(([pattern]) => pattern.test(name));
  return entry === undefined ? Math.round(wave(at, 20, 0.4)) : entry[1](at);
}

/** Gained in a second, at traffic 1. */
const rateTable: readonly (readonly [RegExp, (labels: Labels) => number])[] = [
  [
    /cpu.*(time|seconds)/,
    (labels) => {
      const state = labels["mode"] ?? labels["cpu_mode"] ?? labels["state"];
      return state === undefined ? 0.3 : state === "idle" ? 0.7 : state === "user" ? 0.2 : 0.06;
    },
  ],
  [/throttled_seconds/, () => 0.004],
  [/throttled_periods/, () => 0.2],
  [/cfs_periods/, () => 10],
  [/network.*(packets|errors|dropped)|drop/, () => 0.01],
  [/bytes|_io$|_io_/, () => 400_000],
  [/gc.*seconds/, () => 0.001],
  [/restart|oom|deadlock|evict/, () => 0.00004],
  [/fail|error|reject|overflow|invalid|timeout|conflict|retr(y|ies)/, () => 0.01],
];

export function counterRate(name: string, labels: Labels): number {
  const entry = rateTable.find(([pattern]) => pattern.test(name));
  return entry === undefined ? 4 : entry[1](labels);
}

/** Label values that say that something went wrong, and the share that they have of all. */
const bad: readonly (readonly [RegExp, number])[] = [
  [
    /^5\d\d$|^5$|^5xx$|error|fail|timeout|reject|unavailable|unimplemented|internal|data_loss|unknown|deadline/i,
    0.0005,
  ],
  [/^4\d\d$|^4$|^4xx$|declined|cancel|not_found|invalid/i, 0.02],
];

const outcomes =
  /^(code|status|.*status_code|.*response_code.*|grpc.*status|result|outcome|response_flags|state|error|error_type|exception.*|reason)$/;

/** Whether a label says how something ended. */
export function isOutcome(label: string): boolean {
  return outcomes.test(label);
}

/** From 0 to 1; 1 for what is usual. */
export function shareOf(labels: Labels): number {
  let share = 1;
  for (const [label, value] of Object.entries(labels)) {
    if (!isOutcome(label)) continue;
    const entry = bad.find(([pattern]) => pattern.test(value));
    if (entry !== undefined) share = Math.min(share, entry[1]);
    else if (label === "response_flags" && value !== "-") share = Math.min(share, 0.0005);
  }
  return share;
}
