import { diagnostic as load } from "./1-load/diagnostics.ts";
import { diagnostic as validate } from "./2-validate/diagnostics.ts";
import { diagnostic as resolve } from "./3-resolve/diagnostics.ts";
import { diagnostic as resolveSli } from "./3-resolve/sli/diagnostics.ts";
import { diagnostic as emit } from "./5-emit/diagnostics.ts";

/** Codes of the findings that a spec can have, but for those of the lint phase, which knows its own. */
export const codes: readonly string[] = [load, validate, resolve, resolveSli, emit].flatMap(({ phase, kinds }) =>
  Object.keys(kinds).map((name) => `${phase}/${name}`),
);
