import type { Tier } from "../model/service.ts";

/** A partial service that is built in, and what `explain` calls it. */
export interface DefaultLayer {
  readonly name: string;
  readonly value: unknown;
}

/** Under every service, and under the workspace's `defaults`. A service of tier `standard` has exactly these. */
export const builtinDefaults: DefaultLayer = {
  name: "built-in default",
  value: {
    window: "28d",
    alerting: {
      minimumErrors: 3,
      page: {
        burns: [
          { spend: "2%", within: "1h" },
          { spend: "5%", within: "6h" },
        ],
      },
      ticket: {
        burns: [
          { spend: "10%", within: "1d" },
          { spend: "10%", within: "3d" },
        ],
        noData: "10m",
      },
    },
    metrics: { interval: "30s" },
    logs: { retention: "14d" },
    traces: { sampling: "5%", keep: ["errors"] },
  },
};

/** What a tier changes, over the workspace's `defaults` and under its `tiers`. */
export const tierDefaults: Readonly<Record<Tier, DefaultLayer>> = {
  critical: {
    name: "tier critical",
    value: {
      alerting: { page: { noData: "5m" }, ticket: { noData: null, budgetLeft: "25%" } },
      logs: { retention: "30d" },
      traces: { sampling: "10%" },
    },
  },
  high: {
    name: "tier high",
    value: {
      alerting: { page: { noData: "10m" }, ticket: { noData: null, budgetLeft: "10%" } },
      logs: { retention: "30d" },
    },
  },
  standard: { name: "tier standard", value: {} },
  "best-effort": {
    name: "tier best-effort",
    value: {
      alerting: { page: null, ticket: { noData: "1h" } },
      logs: { retention: "7d" },
      traces: { sampling: "1%" },
    },
  },
};

/** A default of every entry of a map: it exists where the entry does. */
export interface EntryDefault {
  /** Keys from the service down; `*` is any name. The last one is filled. */
  readonly path: readonly string[];
  /** The value, by tier where the tier matters; `name` stands for the entry's own name. */
  readonly value: unknown | ((tier: Tier, name: string) => unknown);
  /** Left out when the entry holds this key. */
  readonly unless?: string;
}

const guards: Readonly<Record<Tier, string>> = { critical: "50%", high: "25%", standard: "25%", "best-effort": "10%" };

export const entryDefaults: readonly EntryDefault[] = [
  { path: ["slos", "*", "sli"], value: (_tier: Tier, name: string) => name, unless: "of" },
  { path: ["alerts", "*", "severity"], value: "ticket" },
  { path: ["alerts", "*", "for"], value: "0s" },
  { path: ["anomalies", "*", "severity"], value: "info" },
  { path: ["chaos", "*", "guard", "budgetLeft"], value: (tier: Tier) => guards[tier] },
];

export const defaultStep = "1m";
export const defaultTier: Tier = "standard";
export const defaultSpecs: readonly string[] = ["services/**/*.service.{yaml,ts}"];
export const defaultOutput = "generated";
