import type { InlayHint } from "vscode-languageserver/node";
import { humanDuration } from "../../model/quantity/duration.ts";
import type { Slo } from "../../model/service.ts";
import { ofWhat } from "../../model/slo/words.ts";
import { rangeOf } from "../convert.ts";
import type { Feature } from "../feature.ts";
import type { File } from "../session.ts";

/** Behind each objective, how long a full outage may be in its window: 99.9 % of 28 d leaves 40m 19s. */
export const inlayHints: Feature = {
  capabilities: (client) => (client.textDocument?.inlayHint === undefined ? {} : { inlayHintProvider: true }),
  register(connection, session) {
    connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }) => {
      const file = await session.current(uri);
      if (file === undefined) return null;
      return hintsIn(file).filter(({ position: { line } }) => range.start.line <= line && line <= range.end.line);
    });
  },
};

function hintsIn(file: File): readonly InlayHint[] {
  const found = new Map<string, { readonly hint: InlayHint; readonly texts: string[] }>();
  for (const { slos } of file.model.servicesOf(file.shown))
    for (const slo of slos) {
      const { span } = slo.objectiveOrigin;
      if (span.file.path !== file.shown || span.file.text !== file.text || slo.objectiveOrigin.from === "kit") continue;
      const { end } = rangeOf(span);
      const key = `${end.line} ${end.character}`;
      const text = allowed(slo);
      const known = found.get(key);
      if (known === undefined) found.set(key, { hint: { position: end, label: "", paddingLeft: true }, texts: [text] });
      else if (!known.texts.includes(text)) known.texts.push(text);
    }
  return [...found.values()].map(({ hint, texts }) => ({
    ...hint,
    label: texts.join(" or "),
    tooltip: "How long everything may fail in the SLO's window before its error budget is spent",
  }));
}

function allowed(slo: Slo): string {
  const seconds = slo.budget.toNumber() * slo.window.length;
  return `${humanDuration(seconds)} of ${ofWhat(slo) === "the time" ? "the time" : "outage"}`;
}
