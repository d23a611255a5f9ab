import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { diagnostic } from "../diagnostics.ts";
import { isMap } from "../layers/lay.ts";
import type { Place } from "../place.ts";

/** Reports data sources without a name that Grafana can find; `placeOf` gives the place of a key, `logs/datasource`. */
export function checkGrafanaOptions(
  options: unknown,
  placeOf: (key: string) => Place,
  report: (found: Diagnostic) => void,
): void {
  if (!isMap(options)) return;
  const named: readonly (readonly [key: string, of: unknown])[] = [
    ["datasource", options],
    ["logs/datasource", options["logs"]],
    ["traces/datasource", options["traces"]],
  ];
  for (const [key, of] of named) {
    const name = isMap(of) ? of["datasource"] : undefined;
    const problem = typeof name === "string" ? problemOf(name) : undefined;
    if (problem === undefined) continue;
    const { span, labels } = placeOf(key);
    report(
      diagnostic("unclear-datasource", { key: key.replace("/", "."), problem }, span, {
        labels,
        help: "write the name or UID under which Grafana knows it, or leave it out for the usual one",
      }),
    );
  }
}

function problemOf(name: string): string | undefined {
  if (name.trim() === "") return "has no name";
  const variable = /\$\{[^}]*\}?|\$\w+|\[\[\w+(?::\w+)?\]\]/.exec(name)?.[0];
  if (variable !== undefined) return `holds \`${variable}\`, which Grafana takes for a variable`;
  return name !== name.trim() || /[\p{Cc}<>]/u.test(name) ? "has a name that no data source has" : undefined;
}
