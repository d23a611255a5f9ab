/** The compiler as a library: open a workspace, compile it, read what it found and made. The command line stands on the same functions. */
export { compileProject, openProject } from "./compile.ts";
export type { CompiledService, CompileOptions, CompileResult, OpenOptions, Project } from "./compile.ts";

export { hasErrors } from "./diagnostics/diagnostic.ts";
export type {
  Diagnostic,
  DiagnosticSeverity,
  Fix,
  Label,
  Outcome,
  SourceFile,
  Span,
  TextEdit,
} from "./diagnostics/diagnostic.ts";
export { renderGithub } from "./diagnostics/render-github.ts";
export { renderJson } from "./diagnostics/render-json.ts";
export { renderText } from "./diagnostics/render-text.ts";

export { HostError } from "./host/host.ts";
export type { DirectoryEntry, FileStat, Host } from "./host/host.ts";
export { memoryHost } from "./host/memory.ts";
export { nodeHost } from "./host/node.ts";

export { Decimal } from "./model/quantity/decimal.ts";
export type { Origin } from "./model/origin.ts";
export type { BurnAlert, GroupLabel, Labels, Service, Signal, Sli, Slo } from "./model/service.ts";
export type { Environment, Workspace } from "./model/workspace.ts";

export type { Artifact, LineOrigin } from "./5-emit/artifact.ts";
export type { KitV1, ServiceV1, WorkspaceV1 } from "./2-validate/generated/types.ts";

/** What TypeScript specs are written with. */
export {
  days,
  hours,
  kit,
  minutes,
  ms,
  percent,
  perDay,
  perHour,
  perMinute,
  perSecond,
  seconds,
  service,
  weeks,
  workspace,
} from "./author/author.ts";
export type { KitSpec, ServiceSpec, Uses, WorkspaceSpec } from "./author/types.ts";
