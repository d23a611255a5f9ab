import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Spec } from "../../2-validate/spec.ts";
import { pointerTo } from "../../util/pointer.ts";
import { diagnostic } from "../diagnostics.ts";
import { holesOf } from "../holes/holes.ts";
import { checkParameter } from "./parameters.ts";
import type { Kit } from "./kits.ts";
import type { HoleValue, Layer } from "../layers/layer.ts";
import { kitLayer, serviceLayer } from "../layers/stack.ts";
import { placeOf } from "../place.ts";
import { misspelt } from "../spelling.ts";
import { listed } from "../check/references.ts";
import type { KitUse } from "./uses.ts";

/** A kit with the parameters that a service gives it. Reports unknown, missing and wrong ones. */
export function instantiate(kit: Kit, use: KitUse, service: Spec, report: (found: Diagnostic) => void): Layer {
  const values = new Map<string, HoleValue>();
  const { document } = service;
  const given = serviceLayer(service, service.value);
  const names = [...kit.parameters.keys()];
  for (const name of Object.keys(use.parameters)) {
    if (kit.parameters.has(name)) continue;
    const span = document.spanOf(pointerTo(use.pointer, name), "key");
    const near = misspelt(name, names, span, { taken: Object.keys(use.parameters) });
    const help = near?.help ?? (names.length === 0 ? "it has none" : `it takes ${listed(names)}`);
    report(
      diagnostic("unknown-parameter", { name, kit: kit.name }, span, { help, ...(near?.fix && { fix: near.fix }) }),
    );
  }
  for (const parameter of kit.parameters.values()) {
    const { name, type } = parameter;
    const source = { layer: given, pointer: pointerTo(use.pointer, name) };
    // A null was reported with the service's other nulls: the default counts.
    const value = Object.hasOwn(use.parameters, name) ? use.parameters[name] : null;
    if (value !== null && isScalar(value)) {
      // With holes in it, a value is checked once they are filled.
      const problem =
        typeof value === "string" && holesOf(value).length > 0
          ? undefined
          : checkParameter(parameter, value, placeOf(source));
      if (problem === undefined) values.set(name, { kind: "value", value, type, source });
      else report(problem);
    } else if (parameter.default === null) values.set(name, { kind: "nothing" });
    else if (isScalar(parameter.default)) values.set(name, { kind: "value", value: parameter.default, type });
    else if (!Object.hasOwn(use.parameters, name)) {
      const span = document.spanOf(use.pointer, use.part);
      const declared = {
        span: kit.spec.document.spanOf(parameter.pointer, "key"),
        text: "declared here, without a default",
      };
      const what = parameter.help === undefined ? `a ${type}` : `${type}: ${parameter.help}`;
      report(
        diagnostic("missing-parameter", { name, kit: kit.name }, span, {
          labels: [declared],
          help: `write \`uses: { ${kit.name}: { ${name}: … } }\` (${what})`,
        }),
      );
    }
  }
  return kitLayer(kit, use, values, service);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
