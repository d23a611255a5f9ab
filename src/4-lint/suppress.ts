import { type Diagnostic, isLint, type SourceFile, type Span, type TextEdit } from "../diagnostics/diagnostic.ts";
import { nearest } from "../util/nearest.ts";
import { diagnostic } from "./diagnostics.ts";
import { type Ignore, readIgnores } from "./ignore.ts";
import { lintRules } from "./registry.ts";

/** A text that may hold `tocsin-ignore` comments. */
export interface CommentedText {
  readonly source: SourceFile;
  /** In order, the sign that opens each included. */
  readonly comments: readonly Span[];
}

export interface SuppressOptions {
  readonly policy?: { readonly locked: ReadonlySet<string> };
  /** `YYYY-MM-DD`; without it no comment expires. */
  readonly today?: string;
  /** Every code that there is, to know a misspelt one of another phase by; those of this phase are known. */
  readonly codes?: Iterable<string>;
  /** Whether the workspace has rules of its own and nobody asked which: `own/…` may be one. */
  readonly ownIsUnknown?: boolean;
  /** Whether findings of this code in this file were looked for, so that a comment without effect is told. Default: they were. */
  readonly complete?: (path: string, code: string) => boolean;
}

/**
 * Marks what `tocsin-ignore` comments silence, with the reason given, and adds findings about the comments themselves.
 * Lints of any severity can be silenced and whatever is no error; what stops the compile cannot, nor what the policy locks.
 */
export function applySuppressions(
  documents: readonly CommentedText[],
  diagnostics: readonly Diagnostic[],
  options: SuppressOptions = {},
): readonly Diagnostic[] {
  const ignores = documents.flatMap(({ source, comments }) => readIgnores(source, comments));
  if (ignores.length === 0) return diagnostics;

  const known = new Set([...lintCodes(), ...(options.codes ?? [])]);
  const lockedCodes = new Set([...(options.policy?.locked ?? [])].flatMap((name) => [`lint/${name}`, `own/${name}`]));
  const byFile = new Map<string, Diagnostic[]>();
  for (const found of diagnostics) {
    const { path } = found.span.file;
    const others = byFile.get(path);
    if (others === undefined) byFile.set(path, [found]);
    else others.push(found);
  }
  const reasons = new Map<Diagnostic, string>();
  const problems: Diagnostic[] = [];
  // A phase that did not run found nothing: then no comment can be called useless.
  const stopped = diagnostics.some(isFinal);

  for (const ignore of ignores) {
    if (ignore.problem !== undefined) {
      problems.push(diagnostic("malformed-ignore", { problem: ignore.problem }, ignore.span, { help: ignore.help }));
      continue;
    }
    const refused = refuse(ignore, known, problems.length < mostProposals ? known : [], options);
    if (refused !== undefined) {
      problems.push(refused);
      continue;
    }
    const { code } = ignore;
    const matching = (byFile.get(ignore.span.file.path) ?? []).filter((found) => covers(ignore, found));
    const open = matching.filter((found) => !isFinal(found) && !lockedCodes.has(code));
    for (const found of open) if (!reasons.has(found)) reasons.set(found, ignore.reason);
    if (open.length > 0) continue;
    if (matching.length > 0) {
      const why = lockedCodes.has(code) ? "the workspace's `policy.locked` names it" : "it stops the compile";
      problems.push(
        diagnostic("ignore-not-allowed", { code, why }, ignore.codeSpan, {
          help: "mend what was found, and take this comment away",
        }),
      );
    } else if (!stopped && (options.complete?.(ignore.span.file.path, code) ?? true)) {
      const help = "take the comment away; it silences the node that follows it, not one above or beside it";
      problems.push(
        diagnostic("unused-ignore", { code }, ignore.span, {
          help,
          fix: { title: "take the comment away", edits: [removal(ignore.span)] },
        }),
      );
    }
  }
  const marked = diagnostics.map((found) => {
    const suppressed = reasons.get(found);
    return suppressed === undefined ? found : { ...found, suppressed };
  });
  return [...marked, ...problems];
}

/** Codes are compared letter by letter for a proposal: not in the ten-thousandth comment of a hostile text. */
const mostProposals = 100;

type ValidIgnore = Extract<Ignore, { problem?: never }>;

function refuse(
  { code, codeSpan, reason, until, untilSpan, span }: ValidIgnore,
  known: ReadonlySet<string>,
  proposals: Iterable<string>,
  { codes, today, ownIsUnknown }: SuppressOptions,
) {
  const isOpen = code.startsWith("own/") && ownIsUnknown === true;
  if (!known.has(code) && !isOpen && (codes !== undefined || code.startsWith("lint/") || !code.includes("/"))) {
    const near = [`lint/${code}`, `own/${code}`].find((one) => known.has(one)) ?? nearest(code, proposals);
    const extras =
      near === undefined
        ? { help: "write the code as the finding shows it, between brackets" }
        : {
            help: `did you mean \`${near}\`?`,
            fix: { title: `write \`${near}\``, edits: [{ span: codeSpan, text: near }] },
          };
    return diagnostic("ignore-of-unknown-code", { code }, codeSpan, extras);
  }
  if (reason === "") {
    return diagnostic("ignore-without-reason", { code }, span, {
      help: "say why, after a colon: `# tocsin-ignore <code>: <reason>`",
    });
  }
  if (until !== undefined && today !== undefined && today > until) {
    return diagnostic("expired-ignore", { code, until }, untilSpan ?? span, {
      help: "mend what it silenced, or give a later date with a reason that still holds",
    });
  }
  return undefined;
}

function covers({ code, subject, reach }: ValidIgnore, found: Diagnostic): boolean {
  if (found.code !== code) return false;
  if (found.span.start < reach.start || found.span.end > reach.end) return false;
  return subject === undefined || found.title.includes(`\`${subject}\``);
}

/** An error of a phase before or after this one: nothing can be written then. */
function isFinal({ code, severity }: Diagnostic): boolean {
  return severity === "error" && !isLint(code);
}

function lintCodes(): readonly string[] {
  return [...lintRules.map(({ name }) => name), ...Object.keys(diagnostic.kinds)].map((name) => `lint/${name}`);
}

/** Takes a comment away, with the line that it stands on if there is nothing else. */
function removal({ file, start, end }: Span): TextEdit {
  const lineStart = file.text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = file.text.indexOf("\n", end);
  const isAlone = /^\s*$/.test(
    file.text.slice(lineStart, start) + file.text.slice(end, lineEnd === -1 ? undefined : lineEnd),
  );
  if (!isAlone) return { span: { file, start, end }, text: "" };
  return { span: { file, start: lineStart, end: lineEnd === -1 ? file.text.length : lineEnd + 1 }, text: "" };
}
