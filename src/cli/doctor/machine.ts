import manifest from "../../../package.json" with { type: "json" };
import type { Programs } from "../../host/programs.ts";
import type { Check } from "./check.ts";

/** What runs tocsin, and the programs that read what it makes. */
export async function checkMachine(programs: Programs | undefined, node: string): Promise<readonly Check[]> {
  return [
    { name: "tocsin", status: "ok", found: manifest.version },
    checkNode(node, manifest.engines.node),
    ...(await Promise.all(tools.map((tool) => checkTool(tool, programs)))),
  ];
}

/** @param range as in package.json, of `^a.b.c` and `>=a.b.c` joined by `||` */
export function checkNode(version: string, range: string): Check {
  const own = numbersOf(version);
  const holds = range.split("||").some((part) => {
    const least = numbersOf(part);
    return part.trim().startsWith("^") ? own[0] === least[0] && isAtLeast(own, least) : isAtLeast(own, least);
  });
  return holds
    ? { name: "node", status: "ok", found: version }
    : {
        name: "node",
        status: "error",
        found: `${version}, which is not supported`,
        help: `install a Node of ${range.replaceAll("||", "or")}`,
      };
}

export function numbersOf(version: string): readonly number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? "").split(".").map(Number);
}

export function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  const at = least.findIndex((part, index) => (version[index] ?? 0) !== part);
  return at < 0 || (version[at] ?? 0) > least[at]!;
}

interface Tool {
  readonly name: string;
  readonly missing: Pick<Check, "status" | "help">;
}

const tools: readonly Tool[] = [
  {
    name: "promtool",
    missing: { status: "warning", help: "install Prometheus, which brings it: it runs the generated proofs" },
  },
  {
    name: "amtool",
    missing: { status: "skipped", help: "it comes with Alertmanager, and is needed to check a configuration of it" },
  },
];

async function checkTool({ name, missing }: Tool, programs: Programs | undefined): Promise<Check> {
  const path = programs?.find(name);
  if (programs === undefined || path === undefined) return { name, found: "not on PATH", ...missing };
  const printed = await programs.askVersion(path);
  const version = /version ([^\s,()]+)/.exec(printed ?? "")?.[1];
  return { name, status: "ok", found: `${version ?? "a build without a version"} (${path})` };
}
