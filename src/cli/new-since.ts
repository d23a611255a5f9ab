import { compileProject, openProject } from "../compile.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { newFindings } from "../diagnostics/fingerprint.ts";
import type { Context } from "./context.ts";
import { atRevision } from "./revision.ts";

/**
 * Findings that the workspace did not have at a revision, wherever their cause is: both are analysed whole.
 *
 * @param root absolute folder of the workspace
 */
export async function newSince(
  context: Context,
  revision: string,
  root: string,
  findings: readonly Diagnostic[],
): Promise<readonly Diagnostic[]> {
  const { io, options } = context;
  const before = await atRevision(context, revision, root, async ({ folder }) => {
    const project = await openProject({
      host: io.host,
      folder,
      messages: false,
      ownRules: { today: io.today },
      ...(options.typescript === false && { typescript: false }),
    });
    // without a workspace of its own, what is found further up is another's
    if (project.root !== folder) return [];
    return compileProject(project, { today: io.today, artifacts: false }).diagnostics;
  });
  return newFindings(findings, before);
}
