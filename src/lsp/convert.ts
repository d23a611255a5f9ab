import { pathToFileURL, fileURLToPath } from "node:url";
import {
  type Diagnostic as LspDiagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from "vscode-languageserver/node";
import type { Diagnostic, SourceFile, Span } from "../diagnostics/diagnostic.ts";
import { type Lines, linesOf } from "../diagnostics/position.ts";
import { fromNative, joinPath, toNative } from "../host/paths.ts";

/** Absolute POSIX path of a `file:` URI; undefined for what is in no file. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fromNative(fileURLToPath(uri));
  } catch {
    return undefined;
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(toNative(path)).href;
}

const known = new WeakMap<SourceFile, Lines>();

function linesIn(file: SourceFile): Lines {
  let lines = known.get(file);
  if (lines === undefined) known.set(file, (lines = linesOf(file.text)));
  return lines;
}

/** Lines and columns from 0, columns in UTF-16 code units. */
export function rangeOf({ file, start, end }: Span): Range {
  const lines = linesIn(file);
  const at = (offset: number) => {
    const { line, column } = lines.positionOf(offset);
    return { line: line - 1, character: column - 1 };
  };
  return { start: at(start), end: at(end) };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** Findings about what has no effect: editors show it faded. */
const withoutEffect = /^lint\/unused-|^emit\/not-compiled$/;

/** @param root absolute folder that paths of findings are relative to */
export function toLsp(
  { code, severity, title, help, labels = [], span }: Diagnostic,
  root: string,
  takes: { readonly related: boolean; readonly tags: boolean },
): LspDiagnostic {
  return {
    range: rangeOf(span),
    severity: severities[severity],
    code,
    source: "tocsin",
    message: help === undefined ? title : `${title}\n${help}`,
    data: { explain: `tocsin explain ${code}` },
    ...(takes.tags && withoutEffect.test(code) && { tags: [DiagnosticTag.Unnecessary] }),
    ...(takes.related &&
      labels.length > 0 && {
        relatedInformation: labels
          .filter(({ span: { file } }) => !file.path.startsWith("<"))
          .map(({ span: own, text }) => ({
            location: { uri: uriOf(joinPath(root, own.file.path)), range: rangeOf(own) },
            message: text,
          })),
      }),
  };
}
