/** The files that a spec consists of: the spec and what it imports from the project, each parsed once. */
import type { Program } from "oxc-parser";
import type { Diagnostic, SourceFile, Span } from "../../diagnostics/diagnostic.ts";
import type { Host } from "../../host/host.ts";
import { parentOf, relativeWithin, resolvePath } from "../../host/paths.ts";
import { decode } from "../bytes.ts";
import { diagnostic } from "../diagnostics.ts";
import { isClosed } from "./closed.ts";
import { needsBuild } from "./erasable.ts";
import type { Parser } from "./parse.ts";

export interface Module {
  /** Absolute, POSIX. */
  readonly path: string;
  readonly source: SourceFile;
  readonly program: Program;
  readonly comments: readonly Span[];
  /** Modules of the project by the specifier that imports them. */
  readonly imports: ReadonlyMap<string, Module>;
  /** Every specifier that is loaded when the module is. */
  readonly specifiers: readonly { readonly text: string; readonly span: Span }[];
  /** It gives the same each time, as far as it goes itself. */
  readonly closed: boolean;
  /** Names that it exports; `*` stands for all of another module. */
  readonly exports: ReadonlySet<string>;
  /** Names that it imports of `tocsin`; `*` stands for all. */
  readonly ofTocsin: ReadonlySet<string>;
}

export interface ModuleGraph {
  /** Absent when the spec must not be run. */
  readonly entry?: Module;
  readonly modules: readonly Module[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface GraphOptions {
  readonly host: Host;
  readonly parser: Parser;
  /** Absolute. */
  readonly root: string;
  /** Whether files outside the root may be run. */
  readonly anywhere: boolean;
  readonly overlays?: ReadonlyMap<string, Uint8Array> | undefined;
}

const mostModules = 200;
/** As native.mjs tries them. */
const endings = [".ts", ".mts", ".js", ".mjs", "/index.ts", "/index.js"];

export async function readModules(source: SourceFile, path: string, options: GraphOptions): Promise<ModuleGraph> {
  const modules = new Map<string, Module>();
  const diagnostics: Diagnostic[] = [];

  const read = async (source: SourceFile, path: string): Promise<Module | undefined> => {
    const span = ({ start, end }: { start: number; end: number }): Span => ({ file: source, start, end });
    const parsed = await options.parser.parse(path, source.text);
    if (parsed === undefined) {
      const help = "a spec is five or six levels deep; check that this is the file you meant";
      const reason = "it is too large, or nested too deep";
      diagnostics.push(diagnostic("typescript-syntax", { reason }, span({ start: 0, end: 0 }), { help }));
      return undefined;
    }
    const [error] = parsed.errors;
    if (error !== undefined) {
      const [label] = error.labels;
      const place = label ?? { start: 0, end: 0 };
      const reason = error.message.replace(/\.$/, "").replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase());
      const help = error.helpMessage ?? label?.message ?? "an editor with TypeScript shows what was expected here";
      diagnostics.push(diagnostic("typescript-syntax", { reason }, span(place), { help }));
      return undefined;
    }
    const builds = needsBuild(parsed.program);
    if (builds !== undefined) {
      const extras = { help: builds.help };
      diagnostics.push(diagnostic("typescript-syntax", { reason: builds.reason }, span(builds.place), extras));
      return undefined;
    }
    const { staticImports, staticExports } = parsed.module;
    const requests = [
      ...staticImports.filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType)),
      ...staticExports.flatMap(({ entries }) =>
        entries.flatMap(({ isType, moduleRequest }) => (isType || moduleRequest === null ? [] : [{ moduleRequest }])),
      ),
    ].map(({ moduleRequest }) => ({ text: moduleRequest.value, span: span(moduleRequest) }));
    const imports = new Map<string, Module>();
    const module: Module = {
      path,
      source,
      program: parsed.program,
      comments: parsed.comments.map((comment) => span(comment)),
      imports,
      specifiers: requests,
      // what else is imported is read by nobody here: packages, built-in modules, JSON
      exports: new Set(
        staticExports.flatMap(({ entries }) =>
          entries.flatMap(({ isType, exportName: { kind, name } }) =>
            isType ? [] : [kind === "Default" ? "default" : (name ?? "*")],
          ),
        ),
      ),
      ofTocsin: new Set([
        ...staticImports
          .filter(({ moduleRequest }) => moduleRequest.value === "tocsin")
          .flatMap(({ entries }) =>
            entries.flatMap(({ isType, importName: { name } }) => (isType ? [] : [name ?? "*"])),
          ),
        ...staticExports.flatMap(({ entries }) =>
          entries.flatMap(({ moduleRequest }) => (moduleRequest?.value === "tocsin" ? ["*"] : [])),
        ),
      ]),
      closed: isClosed(parsed) && requests.every(({ text }) => text === "tocsin" || isRelative(text)),
    };
    modules.set(path, module);
    for (const { text, span } of requests) {
      if (!isRelative(text) || imports.has(text)) continue;
      const found = await follow(text, path, span);
      if (found !== undefined) imports.set(text, found);
    }
    return module;
  };

  const follow = async (specifier: string, from: string, span: Span): Promise<Module | undefined> => {
    const target = resolveImport(options, specifier, from);
    const name = `\`${specifier}\``;
    if (target === undefined) {
      const help = "imports are relative to the file that holds them; `./` is its folder";
      diagnostics.push(diagnostic("typescript-import", { name, reason: "there is no such file" }, span, { help }));
      return undefined;
    }
    if (!options.anywhere && !isInside(options, target)) {
      const help = "move it into the workspace, or allow it with `policy: { typescript: any }` in tocsin.yaml";
      diagnostics.push(diagnostic("typescript-outside", { file: name }, span, { help }));
      return undefined;
    }
    const known = modules.get(target);
    if (known !== undefined || !/\.m?[jt]s$/.test(target)) return known;
    if (modules.size >= mostModules) {
      const help = "a spec is data; keep what it computes small";
      diagnostics.push(
        diagnostic("typescript-import", { name, reason: `more than ${mostModules} files` }, span, { help }),
      );
      return undefined;
    }
    const shown = relativeWithin(options.root, target) ?? target;
    const decoded = decode(shown, options.overlays?.get(target) ?? options.host.readFile(target));
    diagnostics.push(...decoded.diagnostics);
    return decoded.value === undefined ? undefined : read(decoded.value, target);
  };

  const entry = await read(source, path);
  return {
    ...(entry !== undefined && diagnostics.length === 0 && { entry }),
    modules: [...modules.values()],
    diagnostics,
  };
}

function isRelative(specifier: string): boolean {
  return /^\.{1,2}\//.test(specifier);
}

function resolveImport({ host, overlays }: GraphOptions, specifier: string, from: string): string | undefined {
  const plain = resolvePath(parentOf(from), specifier);
  const candidates = [plain, plain.replace(/\.(m?)js$/, ".$1ts"), ...endings.map((ending) => plain + ending)];
  return candidates.find((path) => {
    if (overlays?.has(path) === true) return true;
    const kind = host.stat(path)?.kind;
    return kind === "file" || (kind === "link" && host.stat(host.realpath(path))?.kind === "file");
  });
}

/** Whether a file lies in the workspace once every symbolic link is followed; one that is not on disk by its name. */
export function isInside({ host, root, overlays }: Omit<GraphOptions, "anywhere" | "parser">, path: string): boolean {
  if (overlays?.has(path) === true && host.stat(path) === undefined) return relativeWithin(root, path) !== undefined;
  return relativeWithin(host.realpath(root), host.realpath(path)) !== undefined;
}
