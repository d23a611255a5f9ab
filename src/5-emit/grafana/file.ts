/** A dashboard as the text of its file, with the origin of each panel's lines. */
import type { Service } from "../../model/service.ts";
import type { Artifact, LineOrigin } from "../artifact.ts";
import type { Built } from "./build.ts";

/**
 * Panels come last and each stands on lines of its own, so that a change of one is a change of its lines.
 *
 * @param of      the service that it shows, or the workspace
 * @param sources spec files that it is made from
 */
export function dashboardFile(
  path: string,
  built: Built,
  of: Pick<Service, "name" | "origin">,
  sources: readonly string[],
): Artifact {
  const { panels = [], ...head } = built.dashboard;
  const opening = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "panels": [\n`;
  const lines: LineOrigin[] = [];
  let text = opening;
  let line = linesIn(opening);
  for (const [at, panel] of panels.entries()) {
    const own = `${indented(JSON.stringify(panel, null, 2))}${at < panels.length - 1 ? "," : ""}\n`;
    const made = built.panels.get(panel);
    if (made !== undefined)
      lines.push({
        first: line + 1,
        last: line + linesIn(own),
        origin: made.origin ?? of.origin,
        what: `panel “${made.title}” of the dashboard of ${of.name}`,
      });
    text += own;
    line += linesIn(own);
  }
  const whole = { first: 1, last: line + 2, origin: of.origin, what: `dashboard of ${of.name}` };
  return { path, text: `${text}  ]\n}\n`, sources, lines: [whole, ...lines] };
}

/** No string of JSON holds the end of a line. */
function indented(json: string): string {
  return `    ${json.replaceAll("\n", "\n    ")}`;
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
