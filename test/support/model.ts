/** A Model made by hand, for tests of what comes after resolve. SLIs are lowered by their real kinds. */
import { sliKinds } from "../../src/3-resolve/sli/registry.ts";
import type { SliContext, Source } from "../../src/3-resolve/sli/kind.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { Origin } from "../../src/model/origin.ts";
import type { Expr, Selector } from "../../src/model/promql/ast.ts";
import { parsePromql } from "../../src/model/promql/parse.ts";
import { Decimal } from "../../src/model/quantity/decimal.ts";
import type { BurnAlert, DeclaredMetric, GroupLabel, Service, Sli, SliSlo, Slo } from "../../src/model/service.ts";
import { overSlis } from "../../src/model/slo/forms.ts";
import { resolveBurn } from "../../src/model/slo/burn.ts";
import { burnAlertname } from "../../src/model/slo/names.ts";
import type { PrometheusOptions, Workspace } from "../../src/model/workspace.ts";

const file = { path: "services/shop.service.yaml", text: "version: 1\nservice: shop\n" };
export const origin: Origin = { from: "spec", span: { file, start: 0, end: 7 } };

export function makeWorkspace(prometheus: Partial<PrometheusOptions> = {}, more: Partial<Workspace> = {}): Workspace {
  return {
    name: "acme",
    specs: [],
    output: "generated",
    environments: [],
    teams: new Map(),
    receivers: new Map(),
    routing: {
      groupBy: ["service", "slo", "alertname"],
      groupWait: 30,
      groupInterval: 300,
      repeatInterval: 14400,
      origin,
    },
    severities: { page: "page", ticket: "ticket", info: "info" },
    targets: {
      prometheus: {
        version: "3",
        store: "prometheus",
        storeOrigin: origin,
        retention: 40 * 86400,
        retentionOrigin: origin,
        layout: "file-per-service",
        as: ["rules"],
        step: 60,
        ...prometheus,
      },
      alertmanager: { as: ["config"] },
      grafana: {
        url: "https://grafana.example",
        as: ["json"],
        folder: "Services",
        path: "/var/lib/grafana/dashboards/test",
        datasource: "prometheus",
        instances: { dashboards: "grafana" },
      },
    },
    policy: { rules: new Map(), locked: new Set() },
    resolved: { value: {}, originOf: () => origin, historyOf: () => [] },
    origin,
    ...more,
  };
}

export interface SliOptions {
  readonly type: string;
  readonly threshold?: string;
  readonly maxAge?: string;
  readonly atLeast?: string | number;
  readonly atMost?: number;
  readonly groups?: readonly GroupLabel[];
  /** Selectors (a list adds up) or expressions, by key. */
  readonly prometheus: Readonly<Record<string, string | readonly string[] | boolean>>;
  readonly step?: number;
  readonly hasUp?: boolean;
  readonly version?: "2.42" | "3";
  readonly declared?: ReadonlyMap<string, DeclaredMetric>;
}

/** An SLI as its kind lowers it, with what was reported. */
export function lowerSli(
  name: string,
  options: SliOptions,
): { readonly sli?: Sli; readonly reported: readonly Diagnostic[] } {
  const reported: Diagnostic[] = [];
  const { type, groups = [], prometheus, threshold, maxAge, atLeast, atMost } = options;
  const context: SliContext = {
    name,
    groups,
    step: options.step ?? 60,
    hasUp: options.hasUp ?? true,
    prometheusVersion: options.version ?? "3",
    declared: options.declared ?? new Map(),
    source: (pointer) => sourceOf(prometheus[pointer.split("/").at(-1)!]),
    originOf: () => origin,
    report: (found) => reported.push(found),
  };
  const kind = sliKinds.find((one) => one.name === type)!;
  const lowered = kind.lower({ threshold, maxAge, atLeast, atMost, prometheus }, context);
  return { ...(lowered && { sli: { name, type, form: "events", groups, ...lowered, origin } }), reported };
}

function sourceOf(value: string | readonly string[] | boolean | undefined): Source | undefined {
  if (value === undefined || typeof value === "boolean") return undefined;
  const exprs = [value].flat().map(parse);
  if (exprs.every((expr): expr is Selector => expr.kind === "selector"))
    return { form: "selectors", selectors: exprs, origin };
  return { form: "expression", expr: exprs[0]!, origin };
}

function parse(text: string): Expr {
  const { expr, errors } = parsePromql(text);
  if (expr === undefined) throw new Error(`${text}: ${errors.map(({ message }) => message).join()}`);
  return expr;
}

export interface SloOptions {
  readonly objective: string;
  readonly window?: number;
  readonly minimumErrors?: number;
  /** Burns as [severity, share of the budget, long window]; the usual four unless said. */
  readonly burns?: readonly (readonly [BurnAlert["severity"], string, number])[];
}

const usual: NonNullable<SloOptions["burns"]> = [
  ["page", "2%", 3600],
  ["page", "5%", 6 * 3600],
  ["ticket", "10%", 86400],
  ["ticket", "10%", 3 * 86400],
];

function percent(text: string): Decimal {
  return Decimal.parse(text.slice(0, -1))!.divide(Decimal.of(100));
}

export function makeSlo(
  service: string,
  name: string,
  sli: Sli,
  { objective, window = 28 * 86400, minimumErrors = 3, burns = usual }: SloOptions,
): SliSlo {
  const share = percent(objective);
  return {
    kind: "sli",
    name,
    id: `${service}/${name}`,
    sli,
    objective: share,
    budget: Decimal.of(1).subtract(share),
    window: { kind: "rolling", length: window, origin },
    minimumErrors,
    burns: burns.flatMap(([severity, spend, within]) => {
      const outcome = resolveBurn({ spend: percent(spend), within, shrinks: true }, window, sli.step ?? 60);
      if (!outcome.ok) return [];
      return [
        {
          ...outcome.pair,
          severity,
          name: burnAlertname,
          spend: percent(spend),
          labels: {},
          annotations: {},
          notify: [],
          notifyOrigin: origin,
          origin,
        },
      ];
    }),
    budgetLeft: [],
    noData: [],
    corrections: [],
    links: { runbook: "https://runbooks.example/shop" },
    origin,
    objectiveOrigin: origin,
  };
}

export function makeService(name: string, slos: readonly Slo[], more: Partial<Service> = {}): Service {
  return {
    name,
    owner: "shop-team",
    tier: "critical",
    labels: { product: "shop" },
    environmentLabels: { env: "prod" },
    environment: "production",
    links: {},
    match: [{ label: "job", op: "=", value: name }],
    metrics: { interval: 30, declared: [], system: [], recorded: [] },
    targets: ["prometheus"],
    slis: [...new Set(overSlis(slos).map(({ sli }) => sli))],
    slos,
    alerts: [],
    anomalies: [],
    dashboards: [],
    maintenance: [],
    resolved: { value: {}, originOf: () => origin, historyOf: () => [] },
    origin,
    ...more,
  };
}
