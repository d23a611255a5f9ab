import { toTypescript } from "../../convert/to-typescript.ts";
import { toYaml } from "../../convert/to-yaml.ts";
import { formatSpec } from "../../format/format.ts";
import { differentValue } from "../../format/same.ts";
import { absolutePath, parentOf } from "../../host/paths.ts";
import { hasRules } from "../../own-rules/find.ts";
import { Reader } from "../../read.ts";
import type { Document } from "../../1-load/document.ts";
import type { Context } from "../context.ts";
import { tellFindings } from "../findings.ts";
import { CannotRun, exitStatus, type ExitStatus } from "../io.ts";
import { relativePath } from "../project.ts";

export interface ConvertOptions {
  readonly write?: boolean;
}

type Kind = "service" | "kit" | "workspace";

/** A spec in the other language: from YAML to TypeScript or back. What comes out is read again, and must say the same. */
export async function convert(
  context: Context,
  paths: readonly string[],
  options: ConvertOptions,
): Promise<ExitStatus> {
  if (paths.length > 1 && options.write !== true)
    throw new CannotRun("several files cannot all be printed", "--write puts each in the place of the old one");
  for (const typed of paths) await convertOne(context, typed, options.write === true);
  return exitStatus.ok;
}

async function convertOne(context: Context, typed: string, writes: boolean): Promise<void> {
  const { io, folder, options } = context;
  if (options.typescript === false) throw new CannotRun("--no-typescript leaves nothing to convert");
  const path = absolutePath(folder, typed);
  if (io.host.stat(path)?.kind !== "file") throw new CannotRun(`there is no file \`${typed}\``);
  const { kind, other } = kindOf(path, typed);
  const root = parentOf(path);
  const overlays = new Map<string, Uint8Array>();
  const reader = new Reader({ host: io.host, root, overlays, timeLimit: undefined });
  try {
    const document = await only(context, reader, path, kind, typed);
    if (kind === "workspace" && path.endsWith(".ts")) await refuseRules(reader, path, typed);
    const text = path.endsWith(".ts")
      ? await inStyle(other, toYaml(document.value as Readonly<Record<string, unknown>>))
      : toTypescript(document.source.text, kind);
    overlays.set(other, new TextEncoder().encode(text));
    const again = await only(context, reader, other, kind, typed);
    const difference = differentValue(document.value, again.value);
    if (difference !== undefined)
      throw new CannotRun(
        `${typed} was left as it is: ${difference === "" ? "its value" : `\`${difference}\``} would change`,
      );
    if (!writes) return context.out(text);
    if (io.host.stat(other) !== undefined)
      throw new CannotRun(`${relativePath(folder, other)} is there already`, "move it away first");
    io.host.writeFile(other, text);
    io.host.removeFile(path);
    context.out(`${relativePath(folder, other)}\n`);
  } finally {
    reader.close();
  }
}

/** Rules are programs: YAML has no place for them. */
async function refuseRules(reader: Reader, path: string, typed: string): Promise<void> {
  let found = false;
  await reader.readRules(path, ({ exports }) => {
    found = hasRules(exports);
    return [];
  });
  if (found)
    throw new CannotRun(
      `\`${typed}\` exports rules, which YAML cannot hold: it is left as it is`,
      "move them to a file of their own, convert, and make that one tocsin.config.ts, beside tocsin.yaml",
    );
}

/** As `tocsin fmt` would leave it. */
async function inStyle(path: string, text: string): Promise<string> {
  const formatted = await formatSpec(path, new TextEncoder().encode(text));
  return formatted.kind === "formatted" ? formatted.after : text;
}

/** What a file is by its name, and what it is called in the other language. */
function kindOf(path: string, typed: string): { readonly kind: Kind; readonly other: string } {
  const workspace = /^(.*\/)tocsin\.(yaml|config\.ts)$/.exec(path);
  if (workspace !== null)
    return {
      kind: "workspace",
      other: `${workspace[1]}${workspace[2] === "yaml" ? "tocsin.config.ts" : "tocsin.yaml"}`,
    };
  const spec = /^(.*\.(service|kit)\.)(yaml|ts)$/.exec(path);
  if (spec === null)
    throw new CannotRun(
      `\`${typed}\` is no spec by its name`,
      "such end in `.service.yaml`, `.service.ts`, `.kit.yaml`, `.kit.ts`",
    );
  return { kind: spec[2] as Kind, other: `${spec[1]}${spec[3] === "yaml" ? "ts" : "yaml"}` };
}

async function only(context: Context, reader: Reader, path: string, kind: Kind, typed: string): Promise<Document> {
  const specs = await reader.read(path, kind);
  const errors = reader.diagnostics.filter(({ severity }) => severity === "error");
  const [first, second] = specs;
  if (errors.length > 0 || first === undefined) {
    tellFindings(context, errors, (shown) => shown);
    throw new CannotRun(`\`${typed}\` has mistakes: it is left as it is`);
  }
  if (second !== undefined)
    throw new CannotRun(
      `\`${typed}\` gives ${specs.length} services`,
      "a file of YAML holds one: give each a file of its own first",
    );
  return first.document;
}
