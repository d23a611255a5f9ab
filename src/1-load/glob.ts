/** Braces can multiply; a pattern that people write has a handful of forms. */
const mostForms = 64;

/** `a/{b,c}.yaml` as `a/b.yaml` and `a/c.yaml`; a brace that does not close is taken as it stands. */
export function braceForms(glob: string): readonly string[] {
  const done: string[] = [];
  const pending = [glob];
  for (let form = pending.pop(); form !== undefined && done.length + pending.length < mostForms; form = pending.pop()) {
    const match = /\{([^{}]*,[^{}]*)\}/.exec(form);
    if (match === null) done.push(form);
    else
      for (const part of match[1]!.split(","))
        pending.push(form.slice(0, match.index) + part + form.slice(match.index + match[0].length));
  }
  return done;
}

/** The folder that a glob without braces starts with: `services/**` starts with `services`. */
export function literalFolder(glob: string): string {
  const steps = glob.split("/");
  const wild = steps.findIndex((step) => /[*?]/.test(step));
  return steps.slice(0, wild === -1 ? -1 : wild).join("/");
}

export interface GlobPattern {
  test(path: string): boolean;
  /** Whether a path below this folder may match. */
  reaches(folder: string): boolean;
}

/** A glob without braces as a pattern over a POSIX path. Steps are matched one by one, so the time is linear in practice: no step spans a `/`. */
export function globToPattern(glob: string): GlobPattern {
  const steps = glob.split("/").map((step) => (step === "**" ? undefined : stepPattern(step)));
  return {
    test(path) {
      return matches(steps, path.split("/"));
    },
    reaches(folder) {
      const names = folder === "" ? [] : folder.split("/");
      const star = steps.indexOf(undefined);
      const literal = star === -1 ? names : names.slice(0, star);
      if (!literal.every((name, at) => steps[at]?.test(name))) return false;
      return star === -1 ? names.length < steps.length : names.slice(star).every((name) => !name.startsWith("."));
    },
  };
}

/** Two pointers and one place to come back to, as for `*` in a word: a `**` takes as few steps as it can. */
function matches(steps: readonly (RegExp | undefined)[], names: readonly string[]): boolean {
  let step = 0;
  let name = 0;
  let star: { step: number; name: number } | undefined;
  while (name < names.length) {
    const pattern = steps[step];
    if (step < steps.length && pattern === undefined) {
      star = { step, name };
      step++;
    } else if (pattern !== undefined && pattern.test(names[name]!)) {
      step++;
      name++;
    } else if (star !== undefined && !names[star.name]!.startsWith(".")) {
      star.name++;
      step = star.step + 1;
      name = star.name;
    } else return false;
  }
  while (step < steps.length && steps[step] === undefined) step++;
  return step === steps.length;
}

function stepPattern(step: string): RegExp {
  const body = step
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${/^[*?]/.test(step) ? "(?!\\.)" : ""}${body}$`, "u");
}
