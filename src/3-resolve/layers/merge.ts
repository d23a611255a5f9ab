import type { DiagnosticExtras } from "../../diagnostics/define.ts";
import type { Diagnostic, Span } from "../../diagnostics/diagnostic.ts";
import type { Spec } from "../../2-validate/spec.ts";
import type { Tier } from "../../model/service.ts";
import type { Environment, Workspace } from "../../model/workspace.ts";
import { builtinDefaults, tierDefaults } from "../defaults.ts";
import { diagnostic } from "../diagnostics.ts";
import type { Scope } from "../holes/holes.ts";
import type { Kits } from "../kits/kits.ts";
import { emptyHelp, keyOf, nullsWithin } from "../check/nulls.ts";
import { placeOf } from "../place.ts";
import { misspelt } from "../spelling.ts";
import { listed } from "../check/references.ts";
import type { UsedKit } from "../holes/scope.ts";
import { normalizeUses } from "../kits/uses.ts";
import { pointerSteps, pointerTo } from "../../util/pointer.ts";
import { instantiate } from "../kits/instantiate.ts";
import { withEntryDefaults } from "./entry-defaults.ts";
import { checkClashes, type Clash } from "./kit-clashes.ts";
import { isMap, lay, type EmptyNull, type Node } from "./lay.ts";
import type { Layer } from "./layer.ts";
import { serviceShape, shapeBelow, type Shape } from "./shape.ts";
import { defaultLayer, serviceLayer, workspaceLayer } from "./stack.ts";

export interface MergeInput {
  readonly spec: Spec;
  readonly value: Readonly<Record<string, unknown>>;
  readonly tier: Tier;
  readonly workspace?: Workspace;
  readonly environment?: Environment;
  readonly kits: Kits;
  readonly onEmptyNull: (found: EmptyNull) => void;
  readonly report: (found: Diagnostic) => void;
}

export interface Merged {
  readonly root: Node;
  readonly used: readonly UsedKit[];
  /** Reports keys on which two kits differ and that the service does not set. */
  checkKits(scope: Scope): void;
}

/** All layers of a service, laid over one another in the order of the language. */
export function mergeLayers(input: MergeInput): Merged {
  const { spec, tier, workspace, environment, report } = input;
  const used = useKits(input);
  const own = overlays(input);
  const clashes: Clash[] = [];
  const layers: readonly (Layer | undefined)[] = [
    defaultLayer(builtinDefaults, spec),
    workspace && workspaceLayer(workspace.resolved, ["defaults"], "defaults"),
    defaultLayer(tierDefaults[tier], spec),
    workspace && workspaceLayer(workspace.resolved, ["tiers", tier], `tier ${tier}`),
    ...used.map(({ layer }) => layer),
    own.service,
    workspace &&
      environment &&
      workspaceLayer(
        workspace.resolved,
        ["environments", environment.name],
        environment.name,
        targetOptions(workspace, environment),
      ),
    own.environment,
  ];
  let root: Node | undefined;
  for (const layer of layers) {
    if (layer === undefined) continue;
    root = lay(root, layer, serviceShape, {
      ...(layer.by === "service" && { onEmptyNull: input.onEmptyNull }),
      onReplace(path, below, above) {
        if (layer.by === "kit" && below.source.layer.by === "kit")
          clashes.push({ path, first: { value: below.value, source: below.source }, second: above });
      },
    });
    if (layer.by === "service") reportInnerNulls(layer, report);
  }
  const complete = withEntryDefaults(root!, tier);
  return { root: complete, used, checkKits: (scope) => checkClashes(complete, clashes, scope, report) };
}

/** In an environment of the workspace, `targets` may be options of targets, which are no part of a service. */
function targetOptions({ resolved }: Workspace, { name }: Environment): readonly string[] {
  const environments = resolved.value["environments"];
  const layer = isMap(environments) ? environments[name] : undefined;
  return isMap(layer) && isMap(layer["targets"]) ? ["targets"] : [];
}

function useKits({ spec, value, kits, report }: MergeInput): readonly UsedKit[] {
  return normalizeUses(value["uses"]).flatMap((use) => {
    const kit = kits.byName.get(use.kit);
    if (kit !== undefined) return [{ kit, layer: instantiate(kit, use, spec, report) }];
    const span = spec.document.spanOf(use.named.pointer, use.named.part);
    const uses = value["uses"];
    const taken = use.named.part === "key" && isMap(uses) ? Object.keys(uses) : [];
    const { near, help = unknownKitHelp(kits), fix } = misspelt(use.kit, kits.byName.keys(), span, { taken }) ?? {};
    const origin = near === undefined ? undefined : kits.byName.get(near);
    const labels =
      origin === undefined || origin.builtIn ? [] : [{ span: origin.origin.span, text: `\`${near}\` is defined here` }];
    report(diagnostic("unknown-kit", { name: use.kit }, span, { labels, help, ...(fix && { fix }) }));
    return [];
  });
}

function unknownKitHelp({ byName }: Kits): string {
  return `there is ${listed([...byName.keys()])}; \`tocsin kits\` tells of each`;
}

/** The service's own layers, and what is wrong with its `environments` as such. */
function overlays({ spec, value, workspace, environment, report }: MergeInput): {
  readonly service: Layer;
  readonly environment?: Layer;
} {
  const { version: _version, environments, ...rest } = value;
  const service = serviceLayer(spec, rest);
  if (!isMap(environments)) return { service };
  for (const name of Object.keys(environments)) {
    if (workspace === undefined || workspace.environments.some((one) => one.name === name)) continue;
    const names = workspace.environments.map((one) => one.name);
    const span = spec.document.spanOf(`/environments/${name}`, "key");
    const meant = misspelt(name, names, span, { taken: Object.keys(environments) });
    const origin = workspace.environments.find((one) => one.name === meant?.near)?.origin;
    const declare = "declare it under `environments` in the workspace";
    report(
      diagnostic("unknown-environment", { name }, span, {
        labels: origin === undefined ? [] : [{ span: origin.span, text: `\`${meant?.near}\` is defined here` }],
        help: meant?.help ?? (names.length === 0 ? declare : `${declare}; there is ${listed(names)}`),
        ...(meant?.fix && { fix: meant.fix }),
      }),
    );
  }
  const overlay =
    environment !== undefined && Object.hasOwn(environments, environment.name)
      ? environments[environment.name]
      : undefined;
  if (environment === undefined || !isMap(overlay)) return { service };
  return { service, environment: serviceLayer(spec, overlay, `/environments/${environment.name}`, environment.name) };
}

/** Nulls in what is replaced as a whole: a list, `match`. */
function reportInnerNulls(layer: Layer, report: (found: Diagnostic) => void): void {
  const path: string[] = [];
  const visit = (value: unknown, shape: Shape): void => {
    if (Array.isArray(value) || (isMap(value) && shape.whole)) {
      for (const pointer of nullsWithin(value, shape, path.reduce(pointerTo, ""))) {
        const { span, labels } = placeOf({ layer, pointer });
        const key = keyOf(pointer);
        const mending =
          path[0] === "uses" && pointerSteps(pointer).length === 2 ? noParameters(key, span) : { help: emptyHelp };
        report(diagnostic("null-outside-a-layer", { key }, span, { labels, ...mending }));
      }
    } else if (isMap(value))
      for (const key of Object.keys(value)) {
        path.push(key);
        visit(value[key], shapeBelow(shape, key));
        path.pop();
      }
  };
  visit(layer.value, serviceShape);
}

/** A kit that is used without parameters: `prom-http:` was written, `prom-http: {}` is meant. */
function noParameters(kit: string, span: Span): DiagnosticExtras {
  const text = span.start === span.end ? " {}" : "{}";
  return { help: `write \`${kit}: {}\``, fix: { title: `write \`${kit}: {}\``, edits: [{ span, text }] } };
}
