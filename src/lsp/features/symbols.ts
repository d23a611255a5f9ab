import {
  type DocumentSymbol,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceSymbol,
} from "vscode-languageserver/node";
import type { Spec } from "../../2-validate/spec.ts";
import type { Span } from "../../diagnostics/diagnostic.ts";
import { pointerTo } from "../../util/pointer.ts";
import { rangeOf } from "../convert.ts";
import type { Feature } from "../feature.ts";
import type { WorkspaceModel } from "../model.ts";
import { definitionsOf } from "../names/definitions.ts";
import { mapAt } from "../names/family.ts";
import { type SectionKind, sections } from "../names/kinds.ts";
import { metricsGivenBy } from "../promql/metrics.ts";
import { selectedIn } from "../promql/selected.ts";
import type { File } from "../session.ts";
import type { Outline, OutlineEntry } from "../yaml/outline.ts";
import { keyText, scalarText } from "../yaml/place.ts";

/** Keys below these hold things with names. */
const named: Readonly<Record<string, SymbolKind>> = {
  slis: SymbolKind.Function,
  slos: SymbolKind.Event,
  alerts: SymbolKind.Event,
  anomalies: SymbolKind.Event,
  chaos: SymbolKind.Event,
  maintenance: SymbolKind.Event,
  corrections: SymbolKind.Event,
  environments: SymbolKind.Namespace,
  teams: SymbolKind.Class,
  receivers: SymbolKind.Interface,
  destinations: SymbolKind.Interface,
  parameters: SymbolKind.Variable,
  vars: SymbolKind.Variable,
  uses: SymbolKind.Module,
  declare: SymbolKind.Field,
  record: SymbolKind.Field,
};
const deepest = 4;

export const documentSymbols: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  register(connection, session) {
    connection.onDocumentSymbol(({ textDocument: { uri } }) => {
      const file = session.file(uri);
      if (file?.outline === undefined) return null;
      const symbols = symbolsIn(file, file.outline, [], 0);
      const isTree = session.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
      return isTree ? symbols : flat(symbols, uri, "");
    });
  },
};

function symbolsIn(file: File, node: Outline | undefined, path: readonly string[], depth: number): DocumentSymbol[] {
  if (node?.kind !== "map" || depth > deepest) return [];
  return node.entries.flatMap((entry) => {
    const name = keyText(file.text, entry);
    if (name === "") return [];
    const { value, key } = entry;
    const end = Math.max(value?.end ?? key.end, key.end);
    const detail = value?.kind === "scalar" ? oneLine(scalarText(file.text, value)) : undefined;
    return [
      {
        name,
        kind: kindOf(path, entry),
        range: file.range(key.start, end),
        selectionRange: file.range(key.start, key.end),
        ...(detail !== undefined && { detail }),
        children: symbolsIn(file, value, [...path, name], depth + 1),
      },
    ];
  });
}

function oneLine(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function kindOf(path: readonly string[], { value }: OutlineEntry): SymbolKind {
  const kind = named[path.at(-1) ?? ""];
  if (kind !== undefined) return kind;
  if (value?.kind === "map") return SymbolKind.Object;
  return value?.kind === "list" ? SymbolKind.Array : SymbolKind.Property;
}

function flat(symbols: readonly DocumentSymbol[], uri: string, containerName: string): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children }) => [
    { name, kind, location: { uri, range }, ...(containerName !== "" && { containerName }) },
    ...flat(children ?? [], uri, name),
  ]);
}

const mostSymbols = 500;

/** Names of every workspace that something is open of. A series, an alert or a rule group as Prometheus shows it finds what it is made of. */
export const workspaceSymbols: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  register(connection, session) {
    connection.onWorkspaceSymbol(async ({ query }) => {
      const wanted = sourceOf(query).toLowerCase();
      const found: WorkspaceSymbol[] = [];
      for (const model of session.workspaces())
        for (const { name, kind, place, container } of namesIn(model)) {
          if (found.length >= mostSymbols) return found;
          if (!isLike(`${container ?? ""}/${name}`.toLowerCase(), wanted)) continue;
          const span = place();
          if (span === undefined || span.file.path.startsWith("<")) continue;
          const location = { uri: session.uriFor(model, span.file.path), range: rangeOf(span) };
          found.push({ name, kind, location, ...(container !== undefined && { containerName: container }) });
        }
      return found;
    });
  },
};

/** Whether the letters come in this order. */
function isLike(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

interface Name {
  readonly name: string;
  readonly kind: SymbolKind;
  readonly container?: string;
  readonly place: () => Span | undefined;
}

const kindsOf: Readonly<Record<SectionKind, SymbolKind>> = {
  sli: SymbolKind.Function,
  slo: SymbolKind.Event,
  alert: SymbolKind.Event,
  anomaly: SymbolKind.Event,
  experiment: SymbolKind.Event,
  maintenance: SymbolKind.Event,
  correction: SymbolKind.Event,
  stream: SymbolKind.Field,
  event: SymbolKind.Field,
  span: SymbolKind.Field,
  dashboard: SymbolKind.Object,
};

function* namesIn(model: WorkspaceModel): Iterable<Name> {
  const { workspace, kits, index } = model.project ?? {};
  for (const { name, origin } of index?.services.values() ?? [])
    yield { name, kind: SymbolKind.Module, place: () => origin.span };
  const own = [...(kits?.byName.values() ?? [])].filter(({ builtIn }) => !builtIn);
  for (const spec of [...model.allSpecs(), ...own.map((kit) => kit.spec)]) yield* namesInSpec(spec);
  // What kits and the workspace give is where the service has its own.
  for (const { name: container, slos, origin } of index?.services.values() ?? []) {
    const spec = model.specsOf(origin.span.file.path).find(({ value }) => value.service === container);
    const written = mapAt(spec?.value, sections.slo);
    for (const name of slos)
      if (!Object.hasOwn(written, name))
        yield {
          name,
          kind: SymbolKind.Event,
          container,
          place: () => spec?.document.spanOf(pointerTo("/slos", name), "key"),
        };
  }
  for (const { name, origin } of own) yield { name, kind: SymbolKind.Package, place: () => origin.span };
  for (const { name, origin } of workspace?.teams.values() ?? [])
    yield { name, kind: SymbolKind.Class, place: () => origin.span };
  for (const { name, origin } of workspace?.receivers.values() ?? [])
    if (name !== "nobody") yield { name, kind: SymbolKind.Interface, place: () => origin.span };
  for (const { name, origin } of workspace?.environments ?? [])
    yield { name, kind: SymbolKind.Namespace, place: () => origin.span };
  for (const kind of ["destination", "hours"] as const)
    for (const name of Object.keys(mapAt(workspace?.resolved.value, [kind === "hours" ? "hours" : "destinations"])))
      yield {
        name,
        kind: SymbolKind.Interface,
        place: () => definitionsOf(model, { kind, name, scope: "" })[0],
      };
}

function* namesInSpec(spec: Spec): Iterable<Name> {
  const { service, kit } = spec.value as { service?: string; kit?: string };
  const container = service ?? kit ?? "";
  const place = (pointer: string, part: "key" | "value") => () => spec.document.spanOf(pointer, part);
  for (const [kind, at] of Object.entries(sections))
    for (const name of Object.keys(mapAt(spec.value, at)))
      yield {
        name,
        kind: kindsOf[kind as SectionKind],
        container,
        place: place(pointerTo(at.reduce(pointerTo, ""), name), "key"),
      };
  for (const { name, pointer, part } of metricsGivenBy(spec).values())
    yield { name, kind: SymbolKind.Field, container, place: place(pointer, part) };
}

/** What is made of a name leads to it: `slo:objective:ratio{service="a", slo="b"}` and the rule group `a--b` to `a/b`. */
function sourceOf(query: string): string {
  const values = new Map(selectedIn(query).map(({ label, value }) => [label, value]));
  const name = values.get("slo") ?? values.get("anomaly") ?? values.get("alertname");
  const service = values.get("service");
  if (name === undefined && service === undefined)
    return query.replace(/--(?:period|alerts|anomalies|record)$/, "").replace("--", "/");
  return [service, name].filter((part) => part !== undefined).join("/");
}
