import { defineDiagnostics } from "../diagnostics/define.ts";

/** Mistakes in the text of a file, before its meaning. Titles say what is wrong; the maker adds what to do. */
export const diagnostic = defineDiagnostics("load", {
  "unreadable-file": {
    severity: "error",
    title: (a: { what: string; reason: string }) => `the ${a.what} cannot be read: ${a.reason}`,
  },
  "not-utf8": {
    severity: "error",
    title: (a: { found: string; offset: number }) => `the file is not UTF-8: ${a.found} at byte ${a.offset}`,
  },
  "file-too-large": {
    severity: "error",
    title: (a: { bytes: number; limit: number }) => `the file has ${a.bytes} bytes, over the limit of ${a.limit}`,
  },
  "invisible-character": {
    severity: "error",
    title: (a: { name: string }) => `an invisible character stands here: ${a.name}`,
  },
  "empty-file": { severity: "error", title: (a: { what: string }) => `the file holds ${a.what}` },
  "not-a-map": {
    severity: "error",
    title: (a: { found: string }) => `the file holds ${a.found}, not keys with values`,
  },
  directive: {
    severity: "error",
    title: (a: { directive: string }) => `\`${a.directive}\` is a YAML directive, which a spec may not have`,
  },
  "second-document": { severity: "error", title: () => "a second YAML document starts here" },
  tag: { severity: "error", title: (a: { tag: string }) => `\`${a.tag}\` is a YAML tag, which a spec may not have` },
  "merge-key": { severity: "error", title: () => "`<<` merges maps in YAML 1.1 only" },
  "duplicate-key": { severity: "error", title: (a: { key: string }) => `\`${a.key}\` is set twice in one map` },
  "reserved-key": { severity: "error", title: (a: { key: string }) => `\`${a.key}\` cannot be a key` },
  "empty-key": { severity: "error", title: () => "a value without a key" },
  "key-not-text": { severity: "error", title: (a: { found: string }) => `a key must be text; this one is ${a.found}` },
  "key-too-long": {
    severity: "error",
    title: (a: { length: number; limit: number }) => `the key has ${a.length} characters, over the limit of ${a.limit}`,
  },
  "unknown-alias": {
    severity: "error",
    title: (a: { name: string }) => `\`*${a.name}\` refers to no anchor before it`,
  },
  "too-many-aliases": { severity: "error", title: (a: { what: string }) => `too many YAML aliases: ${a.what}` },
  "too-deep": { severity: "error", title: (a: { limit: number }) => `nested more than ${a.limit} levels deep` },
  "value-is-comment": {
    severity: "error",
    title: (a: { key: string; comment: string }) => `\`${a.key}\` is empty: \`${a.comment}\` is read as a comment`,
  },
  "entry-without-value": {
    severity: "error",
    title: (a: { entry: string; cause: string }) => `\`${a.entry}\` has no value${a.cause}`,
  },
  "unquoted-selector": { severity: "error", title: () => "an expression with brackets must be quoted here" },
  "unquoted-template": { severity: "error", title: () => "a template with `{{ }}` must be quoted here" },
  "unquoted-start": {
    severity: "error",
    title: (a: { character: string }) => `a value that starts with ${a.character} must be quoted`,
  },
  "missing-comma": { severity: "error", title: (a: { key: string }) => `a \`,\` is missing before \`${a.key}\`` },
  "unquoted-colon": { severity: "error", title: () => "a text with `: ` in it must be quoted" },
  "text-after-quote": { severity: "error", title: () => "text goes on after the closing quote" },
  "unclosed-quote": { severity: "error", title: (a: { quote: string }) => `\`${a.quote}\` is never closed` },
  "unclosed-bracket": { severity: "error", title: (a: { bracket: string }) => `\`${a.bracket}\` is never closed` },
  "stray-bracket": { severity: "error", title: (a: { bracket: string }) => `\`${a.bracket}\` closes nothing` },
  "bad-escape": {
    severity: "error",
    title: (a: { escape: string }) => `\`${a.escape}\` is no escape of a double-quoted text`,
  },
  "tab-indentation": { severity: "error", title: () => "a tab stands in the indentation" },
  "bad-indentation": { severity: "error", title: () => "the indentation does not line up" },
  "missing-space": { severity: "error", title: () => "a space is missing after `:`" },
  "missing-colon": { severity: "error", title: (a: { line: string }) => `\`${a.line}\` has no \`:\`` },
  "list-on-key-line": { severity: "error", title: () => "a list with `-` starts on the line of its key" },
  syntax: { severity: "error", title: (a: { reason: string }) => `the YAML cannot be read: ${a.reason}` },
  "too-many-mistakes": {
    severity: "error",
    title: (a: { limit: number }) => `there are more than ${a.limit} mistakes; the rest of the file was not read`,
  },
  "typescript-off": { severity: "error", title: () => "TypeScript specs are not run here" },
  "typescript-outside": {
    severity: "error",
    title: (a: { file: string }) => `${a.file} lies outside the workspace and is not run`,
  },
  "typescript-syntax": {
    severity: "error",
    title: (a: { reason: string }) => `the TypeScript cannot be read: ${a.reason}`,
  },
  "typescript-import": {
    severity: "error",
    title: (a: { name: string; reason: string }) => `${a.name} cannot be imported: ${a.reason}`,
  },
  "typescript-denied": { severity: "error", title: (a: { what: string }) => `the spec may not ${a.what}` },
  "typescript-threw": { severity: "error", title: (a: { message: string }) => `the spec throws: ${a.message}` },
  "typescript-timeout": {
    severity: "error",
    title: (a: { seconds: number }) => `the spec does not end within ${a.seconds}s`,
  },
  "typescript-stopped": { severity: "error", title: (a: { why: string }) => `the spec was stopped: ${a.why}` },
  "typescript-export": { severity: "error", title: (a: { problem: string }) => `the file ${a.problem}` },
  "typescript-value": { severity: "error", title: (a: { what: string }) => `${a.what} cannot stand in a spec` },
  "typescript-policy": {
    severity: "error",
    title: () => "`policy.typescript` cannot be set by a file that is itself run",
  },
  "two-workspaces": {
    severity: "error",
    title: (a: { other: string }) => `the folder holds \`${a.other}\` too, and one workspace has one file`,
  },
  "rules-off": {
    severity: "warning",
    title: (a: { file: string }) => `\`${a.file}\` was not run, nor the workspace's own rules in it`,
  },
  "rules-list": { severity: "error", title: (a: { problem: string }) => `what is exported as \`rules\` ${a.problem}` },
  "rule-malformed": { severity: "error", title: (a: { problem: string }) => a.problem },
  "rule-twice": { severity: "error", title: (a: { name: string }) => `two rules have the name \`${a.name}\`` },
  "rule-built-in": {
    severity: "warning",
    title: (a: { name: string }) => `\`${a.name}\` is the name of a built-in rule too`,
  },
  "rule-threw": { severity: "error", title: (a: { what: string }) => a.what },
  "rule-timeout": {
    severity: "error",
    title: (a: { what: string; seconds: number }) => `${a.what} not end within ${a.seconds}s`,
  },
  "rule-stopped": {
    severity: "error",
    title: (a: { why: string }) => `the process of the rules was stopped: ${a.why}`,
  },
  "rule-misused": {
    severity: "error",
    title: (a: { name: string; problem: string }) => `the rule \`${a.name}\` cannot be heard: ${a.problem}`,
  },
  "rule-example": { severity: "error", title: (a: { what: string }) => a.what },
  "glob-matches-nothing": { severity: "error", title: (a: { glob: string }) => `\`${a.glob}\` matches no file` },
});
