import type { Context } from "../context.ts";
import { exitStatus, type ExitStatus } from "../io.ts";
import { findPage } from "../pages.ts";

/** Prints the page of a finding; the code must have one. */
export function explainCode(context: Context, name: string): ExitStatus {
  const page = findPage(name);
  if (page === undefined) throw new Error(`no page for ${name}`);
  return printPage(context, page);
}

export function printPage(
  { out, colors, options }: Context,
  page: { readonly code: string; readonly text: string },
): ExitStatus {
  if (options.json === true) out(`${JSON.stringify({ formatVersion: 1, ...page }, undefined, 2)}\n`);
  else out(page.text.replace(/^#+ .*$/gm, (heading) => colors.bold(heading)));
  return exitStatus.ok;
}
