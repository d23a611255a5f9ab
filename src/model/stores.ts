/** Stores that run Prometheus's rules, and where they differ from it. What stands behind each fact: docs, "Stores". */
import type { Seconds } from "./quantity/units.ts";

export const storeNames = ["prometheus", "mimir", "thanos", "victoriametrics", "google-managed"] as const;
export type StoreName = (typeof storeNames)[number];

export interface Store {
  /** As people call it. */
  readonly title: string;
  /** How long it keeps samples unless told; a store without an end keeps them for a century. */
  readonly retention: Seconds;
  /** How it is told to keep them for a duration; absent where it cannot be told. */
  readonly keepFor?: (length: string) => string;
  /** It knows that a series has ended. Without that, a relabelled counter cannot be told from a new one. */
  readonly marksEnds: boolean;
  /** A rule reads what the rules above it recorded at the same evaluation. Otherwise that is seen one evaluation later. */
  readonly readsOwnWrites: boolean;
}

const day: Seconds = 86400;
const century: Seconds = 36_500 * day;

export const stores: Readonly<Record<StoreName, Store>> = {
  prometheus: {
    title: "Prometheus",
    retention: 15 * day,
    keepFor: (length) => `run Prometheus with \`--storage.tsdb.retention.time=${length}\` or more`,
    marksEnds: true,
    readsOwnWrites: true,
  },
  mimir: {
    title: "Mimir",
    retention: century,
    keepFor: (length) => `raise \`-compactor.blocks-retention-period\` to ${length} or more`,
    marksEnds: true,
    readsOwnWrites: true,
  },
  thanos: {
    title: "Thanos",
    retention: century,
    keepFor: (length) => `raise \`--retention.resolution-raw\` of the compactor to ${length} or more`,
    marksEnds: true,
    // while the ruler is among the endpoints of the querier that it asks
    readsOwnWrites: true,
  },
  victoriametrics: {
    title: "VictoriaMetrics",
    retention: 31 * day,
    keepFor: (length) => `run VictoriaMetrics with \`-retentionPeriod=${length}\` or more`,
    marksEnds: true,
    // measured: vmalert sends what it recorded in the background, and the next rule asks before that has arrived
    readsOwnWrites: false,
  },
  "google-managed": {
    title: "Google managed Prometheus",
    retention: 730 * day,
    marksEnds: false,
    readsOwnWrites: false,
  },
};

/** Whether `up` can tell a new series from one that got another label: the targets are scraped, and the store knows when a series has ended. */
export function tellsBirths(store: StoreName, { push }: { readonly push?: unknown }): boolean {
  return push === undefined && stores[store].marksEnds;
}
