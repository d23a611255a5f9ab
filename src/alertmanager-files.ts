/** What the target `alertmanager` needs besides specs: configurations that people wrote by hand, and templates of what notifications say. */
import type { Document } from "./1-load/document.ts";
import { loadYamlFully } from "./1-load/recover.ts";
import type { WorkspaceV1 } from "./2-validate/generated/types.ts";
import type { Spec } from "./2-validate/spec.ts";
import { diagnostic as resolving } from "./3-resolve/diagnostics.ts";
import { isMap } from "./3-resolve/layers/lay.ts";
import { diagnostic as emitting } from "./5-emit/diagnostics.ts";
import type { MessageName } from "./5-emit/shared/messages.ts";
import type { Diagnostic, Outcome, SourceFile, Span } from "./diagnostics/diagnostic.ts";
import { type Host, HostError } from "./host/host.ts";
import { joinPath } from "./host/paths.ts";
import type { Workspace } from "./model/workspace.ts";
import { pointerSteps, pointerTo } from "./util/pointer.ts";

/** Templates of the workspace's own, each in the place of ours. */
const ownTemplates = "templates/notifications";

/** Whether any layer asks for the target `alertmanager`. */
export function notifies(specs: readonly (Spec | undefined)[]): boolean {
  return specs.some((spec) => spec !== undefined && asks(spec.value as Readonly<Record<string, unknown>>));
}

function asks(layer: Readonly<Record<string, unknown>>): boolean {
  const { targets, environments, defaults, tiers } = layer;
  const named = Array.isArray(targets) ? targets : Object.keys(isMap(targets) ? targets : {});
  const inner = [defaults, ...[environments, tiers].flatMap((map) => Object.values(isMap(map) ? map : {}))];
  return named.includes("alertmanager") || inner.some((one) => isMap(one) && asks(one));
}

/** The configurations that a workspace names as `targets.alertmanager.base`, by path. What cannot be read is reported where it is named. */
export async function readBases(
  host: Host,
  root: string,
  { document, value }: Spec<WorkspaceV1>,
  overlays?: ReadonlyMap<string, Uint8Array>,
): Promise<Outcome<ReadonlyMap<string, Document>>> {
  const diagnostics: Diagnostic[] = [];
  const documents = new Map<string, Document>();
  const places = [
    "/targets",
    ...Object.keys(value.environments ?? {}).map((name) => `${pointerTo("/environments", name)}/targets`),
  ];
  for (const place of places) {
    const pointer = `${place}/alertmanager/base`;
    const path = valueAt(value, pointer);
    if (typeof path !== "string" || documents.has(path)) continue;
    const read = readInside(host, root, path, overlays);
    if ("reason" in read) {
      diagnostics.push(unreadable(path, read.reason, document.spanOf(pointer)));
      continue;
    }
    const loaded = await loadYamlFully(path, read.bytes);
    diagnostics.push(...loaded.diagnostics);
    if (loaded.value !== undefined) documents.set(path, loaded.value);
  }
  return { value: documents, diagnostics };
}

function valueAt(value: unknown, pointer: string): unknown {
  let inner = value;
  for (const step of pointerSteps(pointer))
    inner = isMap(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined;
  return inner;
}

function unreadable(path: string, reason: string, span: Span): Diagnostic {
  const help = "name a file of the workspace; it may be no link, nor lie behind one";
  return resolving("base-unreadable", { path, reason }, span, { help });
}

/** A file of the workspace: what a link leads to may lie anywhere, and is not read. */
function readInside(
  host: Host,
  root: string,
  path: string,
  overlays?: ReadonlyMap<string, Uint8Array>,
): { readonly bytes: Uint8Array } | { readonly reason: string } {
  const at = joinPath(root, path);
  try {
    const given = overlays?.get(at);
    if (given !== undefined) return { bytes: given };
    const stat = host.stat(at);
    if (stat === undefined) return { reason: "there is no such file" };
    if (stat.kind === "link" || host.realpath(at) !== joinPath(host.realpath(root), path))
      return { reason: "it is a link, or lies behind one" };
    if (stat.kind !== "file") return { reason: "it is no file" };
    return { bytes: host.readFile(at) };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { reason: error.reason };
  }
}

/**
 * What notifications say, made with Handlebars: loaded here, and only when it is needed.
 *
 * @param wanted false: nothing is made where the workspace has no templates of its own
 */
export async function messageTemplates(
  host: Host,
  root: string,
  workspace: Workspace,
  wanted: boolean,
): Promise<Outcome<string>> {
  const hasOwn = host.stat(joinPath(root, ownTemplates))?.kind === "folder";
  if (!wanted && !hasOwn) return { diagnostics: [] };
  const { messageParts, renderMessages } = await import("./5-emit/shared/messages.ts");
  const own = new Map<MessageName, SourceFile>();
  const diagnostics: Diagnostic[] = [];
  const isName = (name: string): name is MessageName => Object.hasOwn(messageParts, name);
  for (const entry of hasOwn ? namesIn(host, root, diagnostics) : []) {
    if (!entry.endsWith(".hbs")) continue;
    const name = entry.slice(0, -".hbs".length);
    const path = `${ownTemplates}/${entry}`;
    const read = readInside(host, root, path);
    const file = { path, text: "bytes" in read ? new TextDecoder().decode(read.bytes).replaceAll("\r\n", "\n") : "" };
    const start = { file, start: 0, end: 0 };
    if ("reason" in read) diagnostics.push(noTemplate(read.reason, start));
    else if (isName(name)) own.set(name, file);
    else
      diagnostics.push(
        emitting("message-template", { problem: `there is no channel \`${name}\`` }, start, {
          help: `name it after one: ${Object.keys(messageParts).join(", ")}`,
        }),
      );
  }
  const rendered = renderMessages(workspace, own);
  return { ...rendered, diagnostics: [...diagnostics, ...rendered.diagnostics] };
}

function namesIn(host: Host, root: string, diagnostics: Diagnostic[]): readonly string[] {
  try {
    return host.list(joinPath(root, ownTemplates)).map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const file = { path: ownTemplates, text: "" };
    diagnostics.push(noTemplate(error.reason, { file, start: 0, end: 0 }));
    return [];
  }
}

function noTemplate(reason: string, span: Span): Diagnostic {
  const help = "let the user that runs tocsin read it; it may be no link, nor lie behind one";
  return emitting("message-template", { problem: `it cannot be read: ${reason}` }, span, { help });
}
