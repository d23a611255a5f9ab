/** Why something cannot be renamed, in words for the person who wanted to. */
import { schemaIndex, schemaNodeAt } from "../../2-validate/generated/schema-index.ts";
import { checkFormat } from "../../2-validate/formats.ts";
import { builtinHoles } from "../../3-resolve/holes/holes.ts";
import { isGeneratedDashboard } from "../../model/slo/names.ts";
import type { WorkspaceModel } from "../model.ts";
import type { File, Session } from "../session.ts";
import { definitionsOf } from "./definitions.ts";
import { type Family, isBorne, keyOf, metricTypes } from "./family.ts";
import { isOwned, isSectionKind, labelKinds, nouns } from "./kinds.ts";
import { isSame, type Occurrence, type Subject } from "./occurrences.ts";
import { fileOf, type InFile, occurrencesIn } from "./places.ts";

/** Why what is named cannot be renamed, whatever its new name is. */
export function refusalOf(
  session: Session,
  model: WorkspaceModel,
  family: Family,
  places: readonly InFile[],
): string | undefined {
  const { subject } = family;
  const what = `the ${nouns[subject.kind]} \`${subject.name}\``;
  const all = places.flatMap(({ file, found }) => found.map((one) => ({ file, one })));
  const defined = all.find(({ one }) => one.role === "definition" && isSame(one, subject));
  if (defined === undefined) return `${what} ${whereElse(model, subject)}`;
  if (isFixed(defined.one)) return `${what} is a word of the language`;
  const rival = family.rivals().find(({ scope }) => all.some(({ one }) => one.scope === scope));
  if (rival !== undefined)
    return `${rival.subject.scope.replace(" ", " `")}\` has ${what} too: where it stands it cannot be told which is meant`;
  const layer = isOwned(subject.kind) ? layerOver(session, model, family) : undefined;
  if (layer !== undefined) return `\`${layer}\` lays something over ${what} of every service: rename it by hand`;
  const pattern = all.find(({ one }) => one.isPattern === true) ?? patternOf(session, model, family);
  if (pattern !== undefined) return `${placeOf(pattern.file, pattern.one)} may mean ${what} too: rename it by hand`;
  const unclear = all.find(({ one }) => !one.exact);
  if (unclear !== undefined)
    return `${placeOf(unclear.file, unclear.one)} gives ${what} without writing it: rename it by hand`;
  return unread(model, family) ?? inBase(model, subject);
}

/** TypeScript that was not run, or that gave nothing, may name it: then nobody knows where. */
function unread(model: WorkspaceModel, { subject, members }: Family): string | undefined {
  const quoted = [...members.values()].map(({ name }) => new RegExp(`["'\`/]${asPattern(name)}["'\`/]`));
  for (const [path, { specs }] of model.files()) {
    const shown = model.shown(path);
    const text = path.endsWith(".ts") && specs.length === 0 ? (model.sourceOf(shown)?.text ?? "") : "";
    if (quoted.some((pattern) => pattern.test(text)))
      return `the ${nouns[subject.kind]} \`${subject.name}\` may be named in \`${shown}\`, which was not run: rename it by hand`;
  }
  return undefined;
}

/** Why it cannot have this name. */
export function nameRefused(
  { model }: File,
  { subject, members }: Family,
  places: readonly InFile[],
  name: string,
): string | undefined {
  if (name === subject.name) return undefined;
  const wanted = { ...subject, name };
  const at = places.flatMap(({ file, found }) =>
    found.filter((one) => one.role === "definition" && isSame(one, subject)).map((one) => ({ file, one })),
  )[0];
  const malformed = at === undefined ? undefined : checkFormat({ format: formatOf(at.file, at.one) }, name);
  if (malformed !== undefined)
    return malformed.help === undefined ? malformed.error : `${malformed.error}; ${malformed.help}`;
  if (/^(?:null|true|false|yes|no|on|off|y|n)$/i.test(name))
    return `YAML takes \`${name}\` for something else than a name`;
  const { kind } = subject;
  if (kind === "metric") return metricTypes(model, name).size > 0 ? taken(wanted) : undefined;
  if (kind === "hole" && [...builtinHoles, "window"].includes(name)) return taken(wanted);
  if (kind === "hole" && name === "kit") return "`kit` beside the parameters of a kit names the kit";
  if (kind === "use" && model.project?.kits.byName.has(name) === true)
    return `\`${name}\` is a kit: what it gives would have no prefix`;
  if (kind === "receiver" && name === "nobody") return taken(wanted);
  if (kind === "hours" && name === "always") return taken(wanted);
  const clash = [...members.values()]
    .map((member) => ({ ...member, name: member.write(name) }))
    .find((wanted) => !members.has(keyOf(wanted)) && isTaken(model, wanted));
  return clash === undefined ? undefined : taken(clash);
}

function isTaken(model: WorkspaceModel, wanted: Subject): boolean {
  if (isSectionKind(wanted.kind)) return isBorne(model, wanted.kind, wanted);
  const isKit = wanted.kind === "kit" && model.project?.kits.byName.has(wanted.name) === true;
  return isKit || definitionsOf(model, wanted).length > 0;
}

function taken({ kind, name }: Subject): string {
  return `there ${counted(nouns[kind])} \`${name}\` already`;
}

/** A name that is still being typed may hold anything. */
function asPattern(name: string): string {
  return name.replaceAll(/[^\w-]/g, "\\$&");
}

function counted(noun: string): string {
  if (noun === "hours") return `are ${noun}`;
  return `is ${/^(?:[aeio]|S)/.test(noun) ? "an" : "a"} ${noun}`;
}

function whereElse(model: WorkspaceModel, { kind, name, scope }: Subject): string {
  if (scope.startsWith("kit ") && kind !== "hole")
    return `is given by the kit \`${scope.slice(4)}\`, which is built in`;
  if (kind === "kit" && model.project?.kits.byName.has(name) === true) return "is built in";
  return "is not defined in a file of this workspace";
}

/** Vitals of browsers and generated dashboards have names that are given. */
function isFixed({ kind, path, name }: Occurrence): boolean {
  return (
    (kind === "sli" && path.includes("vitals") && path.includes("rum")) ||
    (kind === "dashboard" && isGeneratedDashboard(name))
  );
}

/** The workspace's layers have the name for all services. */
function layerOver(session: Session, model: WorkspaceModel, { members }: Family): string | undefined {
  const names = new Set([...members.values()].map(({ kind, name }) => `${kind} ${name}`));
  for (const [path, { kind }] of model.files()) {
    const file = kind === "workspace" ? fileOf(session, model, model.shown(path)) : undefined;
    const found = file === undefined ? [] : occurrencesIn(file);
    if (found.some((one) => names.has(`${one.kind} ${one.name}`) && isOwned(one.kind))) return file!.shown;
  }
  return undefined;
}

/** A regular expression in a matcher that would select it. */
function patternOf(session: Session, model: WorkspaceModel, { subject, members }: Family) {
  if (!Object.values(labelKinds).includes(subject.kind)) return undefined;
  for (const path of model.files().keys()) {
    const shown = model.shown(path);
    const text = model.sourceOf(shown)?.text ?? "";
    if (shown.startsWith("<") || !text.includes("~") || !/slo:|anomaly:|service:muted|ALERTS/.test(text)) continue;
    const file = fileOf(session, model, shown);
    for (const one of file === undefined ? [] : occurrencesIn(file))
      if (one.isPattern === true && [...members.values()].some((member) => mayMean(one, member)))
        return { file: file!, one };
  }
  return undefined;
}

function mayMean(pattern: Occurrence, { kind, name, scope }: Subject): boolean {
  if (pattern.kind !== kind || (pattern.scope !== "*" && pattern.scope !== scope)) return false;
  try {
    return new RegExp(`^(?:${pattern.name.replaceAll("\\\\", "\\")})$`).test(name);
  } catch {
    return true;
  }
}

/** The workspace's own Alertmanager configuration may route by the name. */
function inBase(model: WorkspaceModel, { kind, name }: Subject): string | undefined {
  const base = model.project?.workspace?.targets.alertmanager.base?.path;
  const source = base === undefined ? undefined : model.sourceOf(base);
  const labels = Object.entries(labelKinds).flatMap(([label, named]) => (named === kind ? [label] : []));
  if (source === undefined || labels.length === 0) return undefined;
  const pattern = new RegExp(`\\b(?:${labels.join("|")})\\b.*(?<![\\w-])${asPattern(name)}(?![\\w-])`);
  const line = source.text.split("\n").findIndex((text) => pattern.test(text));
  return line < 0
    ? undefined
    : `\`${source.path}\` line ${line + 1} may mean the ${nouns[kind]} \`${name}\` too: rename it by hand`;
}

function formatOf({ kind }: File, { path, part }: Occurrence): string {
  const node = schemaNodeAt(schemaIndex[kind], part === "key" ? path.slice(0, -1) : path);
  return (part === "key" ? node?.keyFormat : node?.format) ?? "name";
}

function placeOf({ shown, document }: File, { start }: Occurrence): string {
  return `\`${shown}\` line ${document.positionAt(start).line + 1}`;
}
