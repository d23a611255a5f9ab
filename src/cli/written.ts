import { sloAlerts } from "../model/slo/forms.ts";
import type { CompiledService } from "../compile.ts";
import type { Change, Plan } from "../6-write/output.ts";
import { countProofs, countRules } from "./counting.ts";
import type { Context } from "./context.ts";
import { paintDiff } from "./diff.ts";
import { counted, table } from "./table.ts";

/** What a run compiled. */
export interface Tally {
  count(compiled: CompiledService): void;
  rows(): readonly TallyRow[];
}

interface TallyRow {
  readonly service: string;
  readonly slos: number;
  readonly alerts: number;
  readonly rules: number;
  readonly proofs: number;
  readonly files: number;
}

/** A row for each service, with what all its environments give together; SLOs are counted once. */
export function tallyOf(): Tally {
  const rows = new Map<string, TallyRow>();
  return {
    count({ service, artifacts }) {
      const { slos: known, alerts, rules, proofs, files } = rows.get(service.name) ?? empty(service.name);
      rows.set(service.name, {
        service: service.name,
        slos: Math.max(known, service.slos.length),
        alerts:
          alerts +
          service.alerts.length +
          service.anomalies.length +
          service.slos.reduce((sum, slo) => sum + sloAlerts(slo).length, 0),
        rules: rules + countRules(artifacts),
        proofs: proofs + countProofs(artifacts),
        files: files + artifacts.length,
      });
    },
    rows: () => [...rows.values()],
  };
}

function empty(service: string): TallyRow {
  return { service, slos: 0, alerts: 0, rules: 0, proofs: 0, files: 0 };
}

function total(rows: readonly TallyRow[]): TallyRow {
  const sum = (of: (row: TallyRow) => number) => rows.reduce((so, row) => so + of(row), 0);
  return {
    service: "total",
    slos: sum((row) => row.slos),
    alerts: sum((row) => row.alerts),
    rules: sum((row) => row.rules),
    proofs: sum((row) => row.proofs),
    files: sum((row) => row.files),
  };
}

/** Beyond so many services the table is the total alone. */
const maxRows = 40;

/** What was made, as a table, and what changed on the disk. */
export function summaryOf(plan: Plan, tally: Tally, folder: string, isDryRun: boolean): string {
  const rows = tally.rows();
  const cells = ({ service, slos, alerts, rules, proofs, files }: TallyRow) => [
    service,
    slos,
    alerts,
    rules,
    proofs,
    files,
  ];
  const shown = rows.length > maxRows ? [] : rows.map(cells);
  const body = table([
    ["service", "SLOs", "alerts", "rules", "tests", "files"],
    ...shown,
    ...(rows.length > 1 ? [cells(total(rows))] : []),
  ]);
  const changes = changeLine(plan);
  const verb = isDryRun ? "would be written to" : "in";
  const next = isDryRun || plan.changes.length === 0 ? "" : nextStep(plan.changes, folder);
  return `${body}\n${counted(plan.changes.length, "file")} ${verb} ${folder}: ${changes}\n${next}`;
}

function changeLine({ changes }: Plan): string {
  const kinds = ["added", "changed", "removed", "unchanged"] as const;
  const counts = kinds.map((kind) => [kind, changes.filter((change) => change.kind === kind).length] as const);
  return (
    counts
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(", ") || "nothing to make"
  );
}

/** The proofs are the next thing to run. */
function nextStep(changes: readonly Change[], folder: string): string {
  const tests = changes
    .filter(({ path }) => /\.test\.ya?ml$/.test(path))
    .map(({ path }) => path.slice(0, path.lastIndexOf("/")));
  const [first] = tests;
  return first === undefined ? "" : `next: promtool test rules ${folder}/${first}/*.test.yaml\n`;
}

const signs = { added: "+", changed: "~", removed: "-", unchanged: " " } as const;
const reasons: Readonly<Record<Change["kind"], string>> = {
  added: "is missing",
  changed: "is stale: a spec changed since",
  removed: "is not made any more",
  unchanged: "is up to date",
};

/** What is not up to date: each file with the reason, then the differences. Nothing when all is. */
export function drift({ changes, manifest }: Plan, folder: string, colors: Context["colors"]): string {
  const stale = [...changes, manifest].filter(({ kind }) => kind !== "unchanged");
  const lines = stale.map(
    ({ kind, path, edited }) => `${signs[kind]} ${folder}/${path} ${edited ? "was edited by hand" : reasons[kind]}\n`,
  );
  const diffs = changes.flatMap(({ diff }) => (diff === undefined ? [] : [paintDiff(diff, colors)]));
  return lines.length === 0 ? "" : `${lines.join("")}\n${diffs.join("")}`;
}

export function planAsJson({ changes, manifest }: Plan, tally: Tally, folder: string): string {
  const files = [...changes, manifest].map(({ path, kind, edited, diff }) => ({
    path,
    change: kind,
    edited,
    ...(diff !== undefined && { diff }),
  }));
  return `${JSON.stringify({ formatVersion: 1, folder, services: tally.rows(), total: total(tally.rows()), files }, undefined, 2)}\n`;
}
