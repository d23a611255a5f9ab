import Handlebars from "handlebars";
import { schemas } from "../generated/schemas.ts";
import { templates } from "../generated/templates.ts";
import { version } from "../generated/version.ts";

/** Kinds of a first service: what it is, and a name for it. */
export const initTemplates = {
  http: { what: "answers requests over HTTP", service: "web" },
  queue: { what: "works off a queue", service: "worker" },
  batch: { what: "works through records in batches", service: "import" },
  cron: { what: "runs on a schedule", service: "nightly" },
} as const;
export type InitTemplate = keyof typeof initTemplates;

export interface InitAnswers {
  readonly workspace: string;
  readonly template: InitTemplate;
  readonly service: string;
  readonly team: string;
}

export interface InitFile {
  readonly path: string;
  readonly text: string;
  /** Below the workspace's folder, or the repository's, where workflows must stand. */
  readonly below: "workspace" | "repository";
  /** Lines are added when a file is there; other files are left as they are. */
  readonly canAppend: boolean;
}

/** @param folder of the workspace in its repository, for the workflow; "" for the root */
export async function initFiles(answers: InitAnswers, folder: string): Promise<readonly InitFile[]> {
  const render = (name: keyof typeof templates) =>
    // All values are names or versions: nothing is to be escaped, and `&` in HTML's way would be wrong in YAML.
    Handlebars.compile<object>(templates[name], { noEscape: true, strict: true })({
      ...answers,
      version,
      folder: shellWord(folder),
    });
  const file = (path: string, name: keyof typeof templates, canAppend = false): InitFile => ({
    path,
    below: "workspace",
    text: render(name),
    canAppend,
  });
  const schema = (kind: "service" | "workspace"): InitFile => ({
    path: `schemas/${kind}.schema.json`,
    below: "workspace",
    text: `${schemas[kind]}\n`,
    canAppend: false,
  });
  return [
    file("tocsin.yaml", "tocsin.yaml"),
    file(`services/${answers.service}.service.yaml`, `services/${answers.template}.yaml`),
    schema("service"),
    schema("workspace"),
    file(".gitattributes", "gitattributes", true),
    file(".gitignore", "gitignore", true),
    { ...file(".github/workflows/specs.yaml", "github/specs.yaml"), below: "repository" },
  ];
}

/** A folder as one word of a shell; nothing for the root. */
function shellWord(folder: string): string {
  return /^[\w./-]*$/.test(folder) ? folder : `'${folder.replaceAll("'", `'\\''`)}'`;
}

/** A text as a name of the language, or another one if nothing is left of it. */
export function nameFrom(text: string, otherwise: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 63)
    .replace(/-+$/, "");
  return name === "" ? otherwise : name;
}
