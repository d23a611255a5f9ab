/** Where panels stand: rows as sections, panels that repeat for each value of a variable. */
import type { Dashboard, Panel } from "./dashboard.ts";
import { allValue, type Chosen, type Scope, valuesOf } from "./variables.ts";

/** A panel in its place, with the variables that are set for it alone. */
export interface Placed {
  readonly panel: Panel;
  readonly scope: Scope;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Section {
  readonly row?: Panel;
  readonly scope: Scope;
  readonly panels: readonly Placed[];
}

const columns = 24;

export function layOut({ panels }: Dashboard, scope: Scope): readonly Section[] {
  const groups: { row?: Panel; panels: Panel[] }[] = [{ panels: [] }];
  for (const panel of [...panels].sort((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x)) {
    if (panel.type === "row") groups.push({ row: panel, panels: [...panel.panels] });
    else groups.at(-1)!.panels.push(panel);
  }
  return groups
    .filter(({ row, panels: inside }) => row !== undefined || inside.length > 0)
    .flatMap(({ row, panels: inside }) =>
      scopesOf(row, scope).map((own) => ({ ...(row && { row }), scope: own, panels: place(inside, own) })),
    );
}

/** One scope for each value of the variable that a row or panel repeats by. */
function scopesOf(panel: Panel | undefined, scope: Scope): readonly Scope[] {
  const chosen = panel?.repeat === undefined ? undefined : scope.get(panel.repeat.variable);
  if (chosen === undefined) return [scope];
  return valuesFor(chosen).map(
    (value) => new Map([...scope, [chosen.variable.name, { ...chosen, selected: [value] }]]),
  );
}

/** Each value by itself, whatever the value of "All" is. */
function valuesFor(chosen: Chosen): readonly string[] {
  return chosen.selected.includes(allValue) ? chosen.options.map(({ value }) => value) : valuesOf(chosen);
}

function place(panels: readonly Panel[], scope: Scope): readonly Placed[] {
  const sorted = [...panels].sort((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x);
  const top = Math.min(...sorted.map(({ grid }) => grid.y));
  const placed: Placed[] = [];
  /** What repeated panels push down what stands below them. */
  let pushed = 0;
  for (const panel of sorted) {
    const { x, w, h } = panel.grid;
    const y = panel.grid.y - top + pushed;
    const scopes = scopesOf(panel, scope);
    if (panel.repeat === undefined) placed.push({ panel, scope, x, y, w: Math.min(w, columns - x), h });
    else if (panel.repeat.vertical) {
      scopes.forEach((own, at) => placed.push({ panel, scope: own, x, y: y + at * h, w, h }));
      pushed += (scopes.length - 1) * h;
    } else {
      const wide = Math.max(
        Math.floor(columns / Math.max(1, scopes.length)),
        Math.floor(columns / panel.repeat.perRow),
      );
      const perRow = Math.floor(columns / wide);
      scopes.forEach((own, at) =>
        placed.push({ panel, scope: own, x: (at % perRow) * wide, y: y + Math.floor(at / perRow) * h, w: wide, h }),
      );
      pushed += (Math.ceil(scopes.length / perRow) - 1) * h;
    }
  }
  return compacted(placed);
}

/** Grafana lets panels float up to what is above them. */
function compacted(placed: readonly Placed[]): readonly Placed[] {
  /** How far down each column is filled. */
  const filled = Array.from({ length: columns }, () => 0);
  return [...placed]
    .sort((a, b) => a.y - b.y || a.x - b.x)
    .map((one) => {
      const below = filled.slice(one.x, one.x + one.w);
      const y = Math.max(0, ...below);
      filled.fill(y + one.h, one.x, one.x + one.w);
      return { ...one, y };
    });
}
