import { type Hover, MarkupKind } from "vscode-languageserver/node";
import { meaningOf } from "../../cli/explain/meaning.ts";
import { originInWords } from "../../cli/explain/origins.ts";
import { aggregations, functions } from "../../model/promql/functions.ts";
import { Decimal } from "../../model/quantity/decimal.ts";
import { formatDuration, humanDuration } from "../../model/quantity/duration.ts";
import type { Service, Slo } from "../../model/service.ts";
import { detectionTime } from "../../model/slo/detection.ts";
import { stepOfSlo } from "../../model/slo/forms.ts";
import { inEnvironment } from "../../model/workspace.ts";
import { pointerTo } from "../../util/pointer.ts";
import { namesOf } from "../complete/known.ts";
import type { Feature } from "../feature.ts";
import { rulesFrom } from "../generated.ts";
import { ignoreAt } from "../ignores.ts";
import type { Live } from "../live/live.ts";
import { measuredAt } from "../live/measured.ts";
import { literal, plain, withoutImages } from "../markdown.ts";
import { definedAt, inService, namedAt } from "../names/kinds.ts";
import { type KnownMetric, metricsOf } from "../promql/metrics.ts";
import { documentationOf, schemaAt, typeInWords } from "../schema.ts";
import type { File } from "../session.ts";
import { type Place, scalarText } from "../yaml/place.ts";

/** What a place is, what it means in numbers, where its value comes from, and what is made of it. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register(connection, session) {
    connection.onHover(async ({ textDocument: { uri }, position }): Promise<Hover | null> => {
      const file = await session.current(uri);
      if (file === undefined) return null;
      const offset = file.document.offsetAt(position);
      const ignore = ignoreAt(file, offset);
      const place = file.placeAt(position);
      const hasName = place?.scalar !== undefined && place.path.at(-1) !== "";
      const scalar = ignore ?? place?.scalar;
      const range = scalar && file.range(scalar.start, scalar.end);
      const parts =
        ignore !== undefined
          ? await pageOf(file, ignore.code)
          : hasName
            ? await hoverAt(file, place, offset, session.live)
            : [];
      if (parts.length === 0 || range === undefined) return null;
      const takesMarkdown = session.client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false;
      const value = withoutImages(parts.join("\n\n"));
      return {
        contents: takesMarkdown
          ? { kind: MarkupKind.Markdown, value }
          : { kind: MarkupKind.PlainText, value: plain(value) },
        range,
      };
    });
  },
};

/** What `tocsin explain` says of a finding. */
async function pageOf({ model }: File, code: string): Promise<readonly string[]> {
  const own = model.ownRules.find(({ name }) => code === `own/${name}`);
  if (own !== undefined) return [(await import("../../own-rules/page.ts")).pageOf(own).trim()];
  const { findPage } = await import("../../cli/pages.ts");
  const page = findPage(code);
  return page === undefined ? [] : [page.text.trim()];
}

async function hoverAt(file: File, place: Place, offset: number, live: Live | undefined): Promise<readonly string[]> {
  const { path } = place;
  const part = place.part === "key" ? "key" : "value";
  const node = schemaAt(file.kind, file.text, file.outline, path);
  const isPromql = part === "value" && (node?.format === "promql" || node?.format === "selector");
  const word = isPromql ? promqlWord(file, offset, live) : [];
  const about = node === undefined ? [] : [`**${path.at(-1)}** \`${typeInWords(node)}\``, documentationOf(node)];
  // Both are of the text as it is now: nothing is waited for before.
  const said = [...named(file, place, part), ...about, ...computed(file, path)];
  const measured = live === undefined ? [] : measuredAt(live, file, path);
  const ofWord = await word;
  return ofWord.length > 0 ? ofWord : [...said, ...(await measured)].filter((text) => text !== "");
}

/** What a name stands for. */
function named(file: File, place: Place, part: "key" | "value"): readonly string[] {
  const kind = namedAt(file.kind, place.path, part);
  if (kind === undefined) return [];
  const name = scalarText(file.text, place.scalar!);
  const found = namesOf(file, kind, place.path).find((one) => one.name === name);
  if (found === undefined) return [];
  return [`**${name}** ${found.detail ?? ""}`.trim(), found.documentation ?? ""];
}

// --- PromQL

function promqlWord(
  file: File,
  offset: number,
  live: Live | undefined,
): readonly string[] | Promise<readonly string[]> {
  const before = /[A-Za-z_:][\w:]*$/.exec(file.text.slice(0, offset))?.[0] ?? "";
  const after = /^[\w:]*/.exec(file.text.slice(offset))![0];
  const word = before + after;
  const fn = functions.get(word);
  if (fn !== undefined) {
    const since = fn.since === undefined ? "" : ` Prometheus ${fn.since} and later.`;
    const flag = fn.experimental ? " Needs `--enable-feature=promql-experimental-functions`." : "";
    return [`**${word}** \`(${fn.args.join(", ")}) → ${fn.returns}\``, `A function of PromQL.${since}${flag}`];
  }
  const aggregation = aggregations.get(word);
  if (aggregation !== undefined)
    return [
      `**${word}** \`(${aggregation.param === undefined ? "" : `${aggregation.param}, `}instant) → instant\``,
      "An aggregation of PromQL.",
    ];
  const [spec] = file.model.specsOf(file.shown);
  const metric = metricsOf(file.model, spec).metrics.get(word);
  const said =
    metric === undefined
      ? []
      : [`**${word}** ${metric.type ?? "metric"}, of ${metric.of}`, literal(metric.help ?? ""), labelsOf(metric)];
  const told = said.filter((text) => text !== "");
  return live === undefined || word === "" || metric?.help !== undefined ? told : withLive(word, told, live);
}

function labelsOf({ labels }: KnownMetric): string {
  if (labels.size === 0) return "";
  return `Labels: ${[...labels]
    .sort()
    .map((label) => `\`${label}\``)
    .join(", ")}`;
}

/** What the server says of a metric that the specs do not explain. */
async function withLive(word: string, told: readonly string[], live: Live): Promise<readonly string[]> {
  const { type, help, unit } = (await live.metadata(live.until))(word) ?? {};
  if (type === undefined && help === undefined) return told;
  const kind = [type ?? "metric", ...(unit === undefined ? [] : [`in ${unit}`]), `of ${live.name}`].map(literal);
  const [head = `**${word}** ${kind.join(", ")}`, ...labels] = told;
  const isKnown = told.length > 0;
  return [head, ...(isKnown ? [kind.join(", ")] : []), ...(help === undefined ? [] : [literal(help)]), ...labels];
}

// --- what it means

/** Ratios of errors for which detection times are told. */
const ratios = [Decimal.of(1), Decimal.of(1, 10), Decimal.of(1, 100)];

function computed(file: File, path: readonly string[]): readonly string[] {
  if (file.kind !== "service") return [];
  const own = inService("service", path);
  const only = path[0] === "environments" ? path[1] : undefined;
  const services = file.model
    .servicesOf(file.shown)
    .filter(({ environment }) => only === undefined || environment === only);
  // What environments share is said once.
  const told = new Map<string, string[]>();
  for (const service of services) {
    const text = ofService(file, service, own).join("\n\n");
    if (text !== "")
      told.set(text, [...(told.get(text) ?? []), ...(service.environment === undefined ? [] : [service.environment])]);
  }
  const parts = [...told].map(([text, environments]) =>
    environments.length > 0 && told.size > 1 ? `*in ${environments.join(", ")}*\n\n${text}` : text,
  );
  return [...parts, ...made(file, own, path)];
}

function ofService(file: File, service: Service, path: readonly string[]): readonly string[] {
  const { workspace } = file.model.project ?? {};
  if (workspace === undefined) return [];
  const environment = workspace.environments.find(({ name }) => name === service.environment);
  const means: string[] = [];
  for (const [word, text] of meaningOf(service, path, inEnvironment(workspace, environment))) {
    const isBlock = text.includes("\n");
    if (word === "" && !isBlock && means.length > 0) means[means.length - 1] += `; ${text}`;
    else means.push(`- ${word}: ${isBlock ? `\n  \`\`\`promql\n  ${text.replaceAll("\n", "\n  ")}\n  \`\`\`` : text}`);
  }
  const slo = path[0] === "slos" && path.length <= 3 ? service.slos.find(({ name }) => name === path[1]) : undefined;
  const isWhole = path.length === 2 || path[2] === "objective" || path[2] === "alerting";
  const table = slo !== undefined && isWhole ? detection(service, slo, workspace.targets.prometheus.step) : "";
  return [means.join("\n"), table, history(service, path)].filter((text) => text !== "");
}

/** How soon each burn-rate alert fires. */
function detection(service: Service, slo: Slo, evaluated: number): string {
  if (slo.burns.length === 0) return "";
  const { traffic } = service;
  const watched = { slo, step: stepOfSlo(service, slo, evaluated), ...(traffic && { traffic }) };
  const rows = slo.burns.map((burn) => {
    const times = ratios.map((ratio) => {
      const time = detectionTime(watched, burn, ratio);
      return time === undefined ? "never" : humanDuration(time);
    });
    return `| ${burn.severity} ${formatDuration(burn.long)} | ${times.join(" | ")} |`;
  });
  return ["| fires after, at | 100% bad | 10% | 1% |", "| --- | ---: | ---: | ---: |", ...rows].join("\n");
}

/** The layers that a value came through, where there is more than one. */
function history(service: Service, path: readonly string[]): string {
  const pointer = path.reduce(pointerTo, "");
  const layers = service.resolved.historyOf(pointer).filter(({ value }) => typeof value !== "object" || value === null);
  if (layers.length < 2) return "";
  const lines = layers.map(({ value, origin }) => `- \`${String(value)}\` ${originInWords(origin, (shown) => shown)}`);
  return ["Comes through:", ...lines].join("\n");
}

const mostRules = 12;

/** Rules that are generated from it. */
function made(file: File, own: readonly string[], path: readonly string[]): readonly string[] {
  const isNamed = definedAt("service", own, "key") !== undefined || ["alerts", "anomalies"].includes(own[0] ?? "");
  if (!isNamed || own.length !== 2 || path[0] === "environments") return [];
  const names = rulesFrom(file, own).map(
    ({ kind, name, times }) => `- ${kind} \`${name}\`${times > 1 ? ` (${times})` : ""}`,
  );
  if (names.length === 0) return [];
  const rest = names.length - mostRules;
  return [["Rules:", ...names.slice(0, mostRules), ...(rest > 0 ? [`- and ${rest} more`] : [])].join("\n")];
}
