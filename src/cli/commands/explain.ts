import { absolutePath } from "../../host/paths.ts";
import { nearest } from "../../util/nearest.ts";
import type { Context } from "../context.ts";
import { explainCode, printPage } from "../explain/code.ts";
import { explainLine } from "../explain/line.ts";
import { explainValue } from "../explain/value.ts";
import { tellFindings } from "../findings.ts";
import { CannotRun, type ExitStatus } from "../io.ts";
import { findPage, nearestCode } from "../pages.ts";

export interface ExplainOptions {
  readonly env?: readonly string[];
}

/** A code, a value of a spec, a line of a spec or of a generated file. */
export async function explain(
  context: Context,
  [subject = ""]: readonly string[],
  options: ExplainOptions,
): Promise<ExitStatus> {
  if (findPage(subject) !== undefined) return explainCode(context, subject);
  if (subject.startsWith("own/")) return explainOwn(context, subject);
  const hash = subject.indexOf("#");
  if (hash >= 0) return explainValue(context, subject.slice(0, hash), subject.slice(hash + 1), options.env);
  const [, path = subject, line = "1"] = /^(.+?):(\d{1,9})(?::\d+)?$/.exec(subject) ?? [];
  if (context.io.host.stat(absolutePath(context.folder, path))?.kind === "file")
    return explainLine(context, path, Number(line), options.env);
  const [, service, slo] = /^([a-z][a-z0-9-]*)\/([a-z][a-z0-9-]*)$/.exec(subject) ?? [];
  const near = nearestCode(subject);
  if (near === undefined && service !== undefined && slo !== undefined)
    return explainValue(context, service, `slos.${slo}`, options.env);
  throw new CannotRun(
    `there is nothing to explain under \`${subject}\``,
    near === undefined
      ? "name a code (`lint/…`), a value (`checkout#slos.availability`), or a line of a file (`FILE:LINE`)"
      : `did you mean \`${near}\`?`,
  );
}

/** The page of a rule of the workspace's own. */
async function explainOwn(context: Context, code: string): Promise<ExitStatus> {
  const [{ ownRulesAround }, { pageOf }] = await Promise.all([
    import("../own-rules.ts"),
    import("../../own-rules/page.ts"),
  ]);
  const { rules, problems, show } = await ownRulesAround(context, "list");
  tellFindings(context, problems, show);
  const rule = rules.find(({ name }) => code === `own/${name}`);
  if (rule !== undefined) return printPage(context, { code, text: pageOf(rule) });
  const near = nearest(
    code,
    rules.map(({ name }) => `own/${name}`),
  );
  throw new CannotRun(
    `the workspace has no rule \`${code}\` of its own`,
    near === undefined ? "`tocsin rules` lists them" : `did you mean \`${near}\`?`,
  );
}
