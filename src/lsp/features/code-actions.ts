import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic as LspDiagnostic,
  type TextEdit,
} from "vscode-languageserver/node";
import type { Diagnostic, Fix } from "../../diagnostics/diagnostic.ts";
import { applyFixes } from "../../diagnostics/fix.ts";
import { rangeOf } from "../convert.ts";
import type { Feature } from "../feature.ts";
import { canIgnore } from "../ignores.ts";
import type { File, Session } from "../session.ts";
import { placeAt } from "../yaml/place.ts";

const fixAll = `${CodeActionKind.SourceFixAll}.tocsin`;

/** The fix of each finding, and a comment that silences it with a reason. */
export const codeActions: Feature = {
  capabilities: (client) => ({
    codeActionProvider:
      client.textDocument?.codeAction?.codeActionLiteralSupport === undefined
        ? true
        : { codeActionKinds: [CodeActionKind.QuickFix, fixAll] },
  }),
  register(connection, session) {
    connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
      const file = await session.anyCurrent(uri);
      if (file === undefined) return null;
      const wants = (kind: string) =>
        context.only === undefined || context.only.some((only) => `${kind}.`.startsWith(`${only}.`));
      const [start, end] = [file.document.offsetAt(range.start), file.document.offsetAt(range.end)];
      const all = file.model.findingsOf(file.shown).filter(({ span }) => span.file.text === file.text);
      const here = all.filter(({ span }) => span.start <= end && start <= span.end);
      const actions = wants(CodeActionKind.QuickFix)
        ? here.flatMap((found) => actionsFor(session, file, found, context.diagnostics))
        : [];
      return wants(fixAll) && context.only !== undefined ? [...actions, ...everything(file, all)] : actions;
    });
  },
};

function actionsFor(
  session: Session,
  file: File,
  found: Diagnostic,
  told: readonly LspDiagnostic[],
): readonly CodeAction[] {
  const { code, fix, severity, span } = found;
  const { start } = rangeOf(span);
  const diagnostics = told.filter(
    (one) => one.code === code && one.range.start.line === start.line && one.range.start.character === start.character,
  );
  const actions: CodeAction[] = [];
  if (fix !== undefined)
    actions.push({
      title: sentence(fix.title),
      kind: CodeActionKind.QuickFix,
      diagnostics,
      isPreferred: true,
      edit: { changes: changesOf(session, file, fix) },
    });
  if (canIgnore(file, code, severity))
    actions.push({
      title: `Ignore ${code} here, and say why`,
      kind: CodeActionKind.QuickFix,
      diagnostics,
      edit: { changes: { [file.uri]: [ignoring(file, found)] } },
    });
  return actions;
}

function sentence(title: string): string {
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function changesOf(session: Session, file: File, { edits }: Fix): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { span, text } of edits) {
    const uri = session.uriFor(file.model, span.file.path);
    const newText = span.file.text.includes("\r\n") ? text.replace(/\r?\n/g, "\r\n") : text;
    changes[uri] = [...(changes[uri] ?? []), { range: rangeOf(span), newText }];
  }
  return changes;
}

/** A comment on a line of its own, above the key or item that holds what was found. */
function ignoring(file: File, { code, span }: Diagnostic): TextEdit {
  const { text } = file;
  const isTypescript = file.path.endsWith(".ts");
  const place = isTypescript ? undefined : placeAt(text, file.outline, span.start);
  const at = place?.entry?.key.start ?? span.start;
  const lineStart = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))![0];
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const sign = isTypescript ? "//" : "#";
  return {
    range: file.range(lineStart, lineStart),
    newText: `${indent}${sign} tocsin-ignore ${code}: say why this is fine${end}`,
  };
}

/** Every fix of the file that is in no other's way. */
function everything(file: File, all: readonly Diagnostic[]): readonly CodeAction[] {
  const source = all.find(({ fix }) => fix !== undefined)?.span.file;
  const fixed = source === undefined ? undefined : applyFixes([source], all).texts.get(source.path);
  if (fixed === undefined) return [];
  const range = file.range(0, file.text.length);
  return [
    {
      title: "Mend all that can be mended for certain",
      kind: fixAll,
      edit: { changes: { [file.uri]: [{ range, newText: fixed }] } },
    },
  ];
}
