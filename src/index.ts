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

/** What a workspace's own lint rules are written with, besides. */
export { defineRule } from "./4-lint/rule.ts";
export {
  isMap,
  matchersOf,
  originOfSource,
  pointer,
  sameFile,
  sourcesOf,
  textAt,
  usedSlis,
  valueAt,
} from "./4-lint/lookup.ts";
export { alertsOf, constantOf, expressionsOf, isOwn, placeIn, rangeSelector, uses } from "./4-lint/expressions.ts";
export { routedWorkspaces } from "./4-lint/routing.ts";
export { exact, list, percent as percentOf, percentAtMost, rounded } from "./4-lint/words.ts";
export { declaredKind, likelyKind } from "./4-lint/metrics.ts";
export { eventsPerSecond, isTraffic } from "./4-lint/pace.ts";
export { parsePromql } from "./model/promql/parse.ts";
export { printExpr } from "./model/promql/print.ts";
export { comparisons } from "./model/promql/operators.ts";
export { mayHave, resultLabels } from "./model/promql/result-labels.ts";
export { hasMatcher, matches } from "./model/promql/selector.ts";
export { typeOf } from "./model/promql/types.ts";
export { bare, equalExpr, selectorsOf, walk } from "./model/promql/visit.ts";
export { formatDuration, humanDuration, parseDuration } from "./model/quantity/duration.ts";
export { reached } from "./model/routing/proof.ts";
export { alertSeverities } from "./model/service.ts";
export { canFire } from "./model/slo/burn.ts";
export {
  countedWords,
  groupsOf,
  isMeanOfSlices,
  overSlis,
  sloAlerts,
  stepOfSlo,
  typeOfSlo,
} from "./model/slo/forms.ts";
export { effectiveStep } from "./model/slo/windows.ts";
export { nobody } from "./model/workspace.ts";
export { nearest } from "./util/nearest.ts";
export type { Finding, LintContext, LintRule, Report } from "./4-lint/rule.ts";
export type { LintSummary, ReadSummary, SloSummary } from "./4-lint/summary.ts";
export type { Expression, WrittenAlert } from "./4-lint/expressions.ts";
export type { ReadSource } from "./4-lint/lookup.ts";
export type { Expr, Matcher, Selector } from "./model/promql/ast.ts";
