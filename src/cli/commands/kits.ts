import type { Kit } from "../../3-resolve/resolve.ts";
import { parsePromql } from "../../model/promql/parse.ts";
import { selectorsOf } from "../../model/promql/visit.ts";
import { nearest } from "../../util/nearest.ts";
import type { Context } from "../context.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { openAround, type Selection } from "../project.ts";
import { table } from "../table.ts";

/** Prints the kits of the workspace and those that are built in, or what one of them gives. */
export async function kits(context: Context, [name]: readonly string[]): Promise<ExitStatus> {
  const selection = await openAround(context, context.folder, { builtinKits: "all" });
  const all = [...selection.project.kits.byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (name === undefined) return list(context, all);
  const kit = all.find((known) => known.name === name);
  if (kit === undefined) {
    const near = nearest(
      name,
      all.map((known) => known.name),
    );
    throw new CannotRun(
      `there is no kit \`${name}\``,
      near === undefined ? "`tocsin kits` lists them" : `did you mean \`${near}\`?`,
    );
  }
  show(context, kit, selection);
  return exitStatus.ok;
}

function list({ out, say, options }: Context, all: readonly Kit[]): ExitStatus {
  const rows = all.map((kit) => ({
    name: kit.name,
    builtIn: kit.builtIn,
    slis: namesIn(kit, "slis"),
    description: kit.description ?? "",
  }));
  if (options.json === true) {
    out(`${JSON.stringify({ formatVersion: 1, kits: rows }, undefined, 2)}\n`);
    return exitStatus.ok;
  }
  out(
    table([
      ["kit", "SLIs", "what it is for"],
      ...rows.map(({ name, slis, description }) => [name, slis.join(", "), description]),
    ]),
  );
  say("\n`tocsin kits NAME` shows its parameters and the metrics that it reads; `uses: NAME` in a service takes it");
  return exitStatus.ok;
}

/** The kit's own file is its best description: every name in it stands beside its source. */
function show({ out, colors, options }: Context, kit: Kit, { show: shown }: Selection): void {
  const parameters = [...kit.parameters.values()].map(({ name, type, default: value, help }) => ({
    name,
    type,
    default: value,
    help,
  }));
  const { source } = kit.spec.document;
  const gives = { slis: namesIn(kit, "slis"), alerts: namesIn(kit, "alerts"), metrics: metricsOf(kit) };
  if (options.json === true) {
    out(
      `${JSON.stringify({ formatVersion: 1, name: kit.name, builtIn: kit.builtIn, description: kit.description, parameters, ...gives }, undefined, 2)}\n`,
    );
    return;
  }
  const rows = parameters.map(({ name, type, default: value, help }) => [
    `  ${name}`,
    type,
    defaultInWords(value),
    help ?? "",
  ]);
  const part = (title: string, lines: string) => (lines === "" ? "" : `\n${colors.bold(title)}\n${lines}`);
  const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}\n`).join("");
  out(
    [
      `${colors.bold(kit.name)}${kit.builtIn ? " (built in)" : ` (${shown(source.path)})`}\n`,
      kit.description === undefined ? "" : `${kit.description}\n`,
      part("parameters", rows.length === 0 ? "" : table(rows)),
      part("SLIs", indent(gives.slis)),
      part("alerts", indent(gives.alerts)),
      part("metrics that it reads", indent(gives.metrics)),
      part("its file", indent(source.text.trimEnd().split("\n"))),
    ].join(""),
  );
}

function defaultInWords(value: unknown): string {
  if (value === undefined) return "required";
  return value === null ? "none" : `default ${typeof value === "string" ? value : JSON.stringify(value)}`;
}

function namesIn({ gives }: Kit, key: string): readonly string[] {
  const map = gives[key];
  return typeof map === "object" && map !== null ? Object.keys(map) : [];
}

/** Metrics that its SLIs and alerts read, those of CloudWatch among them, and what stands in `declare`. */
function metricsOf({ gives }: Kit): readonly string[] {
  const found = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    if (typeof value === "string" && metricKeys.has(key)) {
      const { expr } = parsePromql(filled(value));
      for (const { name } of expr === undefined ? [] : selectorsOf(expr)) if (name !== undefined) found.add(name);
    } else if (Array.isArray(value)) for (const item of value) visit(item, key);
    else if (typeof value === "object" && value !== null)
      for (const [name, part] of Object.entries(value)) visit(part, name);
  };
  for (const part of ["slis", "alerts"]) visit(gives[part], "");
  const metrics = gives["metrics"] as { readonly declare?: object } | undefined;
  for (const name of Object.keys(metrics?.declare ?? {})) found.add(name);
  return [...found].sort();
}

/** A text that parses as the kit's would with any values: only the names in it are asked for. */
function filled(text: string): string {
  return text.replaceAll(/\$\{(\w[\w-]*)\}/g, (_, name: string) => ({ match: "", window: "1m" })[name] ?? "1");
}

const metricKeys = new Set(
  "total good bad gauge histogram events timestamp age errorRatio duration when value metric".split(" "),
);
