/** For those who want no server: which schema a file has, as the extension "YAML" by Red Hat asks it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What that extension exports: https://github.com/redhat-developer/vscode-yaml/wiki/Extension-API. */
export interface YamlExtension {
  registerContributor(
    scheme: string,
    requestSchema: (resource: string) => string | undefined,
    requestSchemaContent: (uri: string) => string | undefined,
    label?: string,
  ): boolean;
}

const scheme = "tocsin";
const schemas: readonly (readonly [RegExp, string])[] = [
  [/\.service\.yaml$/, "service.schema.json"],
  [/\.kit\.yaml$/, "kit.schema.json"],
  [/^(?!.*\/\.github\/).*\/tocsin\.yaml$/, "workspace.schema.json"],
];

/**
 * @param folder   of the extension
 * @param isWanted asked each time, as nobody can take back what was registered: beside the server everything would be said twice
 */
export function registerSchemas(yaml: YamlExtension, folder: string, isWanted: () => boolean): void {
  yaml.registerContributor(
    scheme,
    (resource) => {
      const name = isWanted() ? schemas.find(([pattern]) => pattern.test(resource))?.[1] : undefined;
      return name === undefined ? undefined : `${scheme}://schemas/${name}`;
    },
    (uri) => {
      const name = schemas.find(([, one]) => uri === `${scheme}://schemas/${one}`)?.[1];
      return name === undefined ? undefined : readFileSync(join(folder, "schemas", name), "utf8");
    },
    "tocsin",
  );
}
