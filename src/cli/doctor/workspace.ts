import { hasErrors } from "../../diagnostics/diagnostic.ts";
import { summarize, summaryLine } from "../../diagnostics/summary.ts";
import { joinPath } from "../../host/paths.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Context } from "../context.ts";
import { isBroken, relativePath, type Selection } from "../project.ts";
import { counted } from "../table.ts";
import { type Check, detailsOf } from "./check.ts";
import type { Facts } from "./facts.ts";

/** Which workspace counts, and why. */
export function checkWorkspace({ folder }: Context, { project }: Selection): Check {
  const name = "workspace";
  const { workspace, root } = project;
  if (isBroken(project.diagnostics))
    return { name, status: "error", found: "its file has mistakes", help: "`tocsin check` shows them" };
  if (workspace === undefined) {
    const help = "`tocsin init` makes a workspace; or run it in its folder, or with --cwd";
    return { name, status: "error", found: "no tocsin.yaml here or in a folder above", help };
  }
  const path = relativePath(folder, joinPath(root, workspace.origin.span.file.path));
  const why =
    root === folder ? "it stands in this folder" : "it is the nearest in the folders above, up to the repository";
  return { name, status: "ok", found: `${workspace.name}, by ${path}: ${why}` };
}

/** Whether the specs hold mistakes, and how many there are of them. */
export function checkSpecs({ project }: Selection, workspace: Workspace, { diagnostics }: Facts): Check {
  const name = "specs";
  const { services, environments } = { services: project.services.length, environments: workspace.environments };
  const inEnvironments =
    environments.length === 0
      ? "no environments"
      : `${counted(environments.length, "environment")} (${environments.map((one) => one.name).join(", ")})`;
  const found = `${counted(services, "service")}, ${inEnvironments}`;
  if (hasErrors(diagnostics))
    return {
      name,
      status: "error",
      found: `${found}: ${summaryLine(summarize(diagnostics))}`,
      help: "`tocsin check` shows them",
    };
  if (services === 0)
    return {
      name,
      status: "warning",
      found: `${found}: \`specs\` matches no file`,
      help: `it looks for ${workspace.specs.join(", ")}`,
    };
  return { name, status: "ok", found };
}

/** Whether what stands in the output is ours, unchanged, and what the specs give. */
export function checkOutput({ plan, outputDiagnostics, output, diagnostics }: Facts): Check {
  const name = "output";
  if (hasErrors(diagnostics)) return { name, status: "skipped", found: "the specs have errors" };
  if (plan === undefined) {
    const titles = outputDiagnostics.map(({ title }) => title);
    return {
      name,
      status: "error",
      found: `${output}: it cannot be used`,
      details: detailsOf(titles),
      help: "`tocsin generate --check` shows more",
    };
  }
  const { changes, manifest } = plan;
  const edited = changes.filter((change) => change.edited);
  const stale = [...changes, manifest].filter(({ kind, edited: isEdited }) => kind !== "unchanged" && !isEdited);
  const blocked = outputDiagnostics.filter(
    ({ severity, code }) => severity === "error" && !code.startsWith("write/edited"),
  );
  const details = detailsOf([
    ...blocked.map(({ title }) => title),
    ...edited.map(({ path }) => `${path} was edited by hand`),
    ...stale.map(
      ({ path, kind }) =>
        `${path} ${kind === "added" ? "is missing" : kind === "removed" ? "is not made any more" : "is stale"}`,
    ),
  ]);
  const same = changes.length - changes.filter(({ kind }) => kind !== "unchanged").length;
  if (details.length === 0)
    return { name, status: "ok", found: `${output}: ${counted(same, "file")}, ours and up to date` };
  if (manifest.kind === "added" && same === 0)
    return { name, status: "warning", found: `${output}: nothing was generated yet`, help: "run `tocsin generate`" };
  const help =
    edited.length > 0
      ? "put the change into the spec and run `tocsin generate`; `--force` gives the edited file up"
      : "run `tocsin generate`";
  return {
    name,
    status: blocked.length > 0 ? "error" : "warning",
    found: `${output}: ${counted(details.length, "file")} not as generated`,
    details,
    help,
  };
}
