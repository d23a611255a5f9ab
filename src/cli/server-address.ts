import { linesOf } from "../diagnostics/position.ts";
import type { Environment, Workspace } from "../model/workspace.ts";
import { type Address, readAddress } from "../prometheus-api/address.ts";
import { pointerTo } from "../util/pointer.ts";
import type { Selection } from "./project.ts";

/** The server that the workspace names for an environment; a text says, with its place, why it is none. */
export function addressOf(
  workspace: Workspace,
  environment: Environment | undefined,
  show: Selection["show"],
): Address | string | undefined {
  const places = [...(environment === undefined ? [] : [pointerTo("/environments", environment.name)]), ""];
  for (const place of places) {
    const pointer = `${place}/targets/evaluator/prometheus`;
    const url = workspace.resolved.historyOf(pointer).at(-1)?.value;
    if (typeof url !== "string") continue;
    const address = url.includes("${") ? "holds a `${…}`, which is not filled there" : readAddress(url);
    if (typeof address !== "string") return address;
    const { file, start } = workspace.resolved.originOf(pointer).span;
    const { line, column } = linesOf(file.text).positionOf(start);
    return `${show(file.path)}:${line}:${column}: \`targets.evaluator.prometheus\` ${address}`;
  }
  return undefined;
}
