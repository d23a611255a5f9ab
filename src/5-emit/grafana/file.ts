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
  return new DashboardFile(path, built, { name: of.name, origin: of.origin }, sources);
}

class DashboardFile implements Artifact {
  readonly path: string;
  readonly text: string;
  readonly sources: readonly string[];
  private readonly built: Built;
  private readonly of: Pick<Service, "name" | "origin">;

  constructor(path: string, built: Built, of: Pick<Service, "name" | "origin">, sources: readonly string[]) {
    const { panels = [], ...head } = built.dashboard;
    this.path = path;
    this.text = `${JSON.stringify({ ...head, panels }, null, 2)}\n`;
    this.sources = sources;
    this.built = built;
    this.of = of;
  }

  /** Worked out when it is asked for: few ask. */
  get lines(): readonly LineOrigin[] {
    const { name, origin } = this.of;
    const { panels = [], ...head } = this.built.dashboard;
    // its last line, a brace, is that of the whole; below it stands the opening of the list
    let line = linesIn(JSON.stringify(head, null, 2));
    const lines = panels.flatMap((panel): readonly LineOrigin[] => {
      const first = line + 1;
      line += linesIn(JSON.stringify(panel, null, 2));
      const made = this.built.panels.get(panel);
      if (made === undefined) return [];
      const what = `panel “${made.title}” of the dashboard of ${name}`;
      return [{ first, last: line, origin: made.origin ?? origin, what }];
    });
    return [{ first: 1, last: line + 2, origin, what: `dashboard of ${name}` }, ...lines];
  }
}

function linesIn(text: string): number {
  return text.split("\n").length;
}
