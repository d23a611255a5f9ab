import type { Diagnostic, Outcome } from "../../diagnostics/diagnostic.ts";
import type { Spec } from "../../2-validate/spec.ts";
import { parseTemplate } from "../../model/promql/holes.ts";
import type { Origin } from "../../model/origin.ts";
import { pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { builtinHoles, holesOf, unknownHole } from "../holes/holes.ts";
import { checkParameter, readParameters, type Parameter } from "./parameters.ts";
import type { Layer } from "../layers/layer.ts";
import { isMap } from "../layers/lay.ts";
import { serviceShape, shapeBelow, takesWindow, type Shape } from "../layers/shape.ts";
import { reportNulls } from "../check/nulls.ts";
import { promqlProblem } from "../promql.ts";

/** A partial service with parameters. */
export interface Kit {
  readonly name: string;
  readonly description?: string;
  readonly builtIn: boolean;
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** What it gives, holes unfilled. */
  readonly gives: Readonly<Record<string, unknown>>;
  readonly spec: Spec;
  readonly origin: Origin;
}

export interface Kits {
  readonly byName: ReadonlyMap<string, Kit>;
}

/** Built-in kits are embedded under this folder, which no file of a workspace can have. */
const builtinFolder = "<built-in>/";

/** Reads kits: each is checked once, whoever uses it. A kit with mistakes is still known by its name. */
export function resolveKits(specs: readonly Spec[]): Outcome<Kits> {
  const diagnostics: Diagnostic[] = [];
  const byName = new Map<string, Kit>();
  for (const spec of specs) {
    const kit = readKit(spec, (found) => diagnostics.push(found));
    if (kit === undefined) continue;
    const first = byName.get(kit.name);
    if (first === undefined) byName.set(kit.name, kit);
    else diagnostics.push(duplicate(kit, first));
  }
  return { value: { byName }, diagnostics };
}

function duplicate(kit: Kit, first: Kit): Diagnostic {
  const labels = first.builtIn ? [] : [{ span: first.origin.span, text: "the other one" }];
  const help = first.builtIn
    ? `a kit of this name is built in (\`tocsin kits ${kit.name}\`): choose another name`
    : "choose another name for one of them";
  return diagnostic("duplicate-kit", { name: kit.name }, kit.origin.span, { labels, help });
}

function readKit(spec: Spec, report: (found: Diagnostic) => void): Kit | undefined {
  const { document, value } = spec;
  if (!isMap(value) || typeof value["kit"] !== "string") return undefined;
  const { version: _version, kit: name, description, parameters: declared, ...gives } = value;
  const origin: Origin = { from: "spec", span: document.spanOf("/kit") };
  const parameters = readParameters(isMap(declared) ? declared : {});
  for (const key of ["version", "kit", "parameters"]) {
    reportNulls(
      value[key],
      `/${key}`,
      (at) => document.spanOf(at),
      report,
      (at) => /^\/parameters\/[^/]+\/default$/.test(at),
    );
  }
  for (const parameter of parameters.values()) {
    if ([...builtinHoles, "window", "kit"].includes(parameter.name)) {
      const help = `\`\${${parameter.name}}\` has a meaning of its own: choose another name`;
      report(
        diagnostic("reserved-parameter", { name: parameter.name }, document.spanOf(parameter.pointer, "key"), { help }),
      );
    }
    if (parameter.default === undefined || parameter.default === null) continue;
    const place = { span: document.spanOf(`${parameter.pointer}/default`), labels: [] };
    const problem = checkParameter(parameter, parameter.default, place);
    if (problem !== undefined) report(problem);
  }
  const layer: Layer = {
    by: "service",
    value: gives,
    originOf: (pointer, part) => ({ from: "spec", span: document.spanOf(pointer, part) }),
    spanInside: (pointer, start, end) => document.spanInside?.(pointer, start, end) ?? document.spanOf(pointer),
  };
  checkTexts(gives, "", serviceShape, layer, [...parameters.keys(), ...builtinHoles], report);
  return {
    name: name as string,
    ...(typeof description === "string" && { description }),
    builtIn: document.source.path.startsWith(builtinFolder),
    parameters,
    gives,
    spec,
    origin,
  };
}

/** Holes that nothing fills, and PromQL that does not parse whatever fills it. */
function checkTexts(
  value: unknown,
  pointer: string,
  shape: Shape,
  layer: Layer,
  names: readonly string[],
  report: (found: Diagnostic) => void,
): void {
  if (typeof value === "string") {
    const known = shape.promql !== undefined && takesWindow(shape.promql) ? [...names, "window"] : names;
    const source = { layer, pointer };
    const unknown = holesOf(value).filter(({ name }) => !known.includes(name));
    for (const range of unknown) report(unknownHole(range, source, names));
    if (unknown.length > 0 || shape.promql === undefined) return;
    for (const error of parseTemplate(value).errors) report(promqlProblem("promql-syntax", error, source));
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      checkTexts(item, pointerTo(pointer, key), shapeBelow(shape, key), layer, names, report);
    }
  }
}
