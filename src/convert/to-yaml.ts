/** A spec in TypeScript, which was run, as one in YAML: its value alone, for comments stand beside code that may not be there any more. */
import { printYaml, type Yaml, type YamlMap } from "../5-emit/shared/yaml.ts";
import { noted } from "../5-emit/shared/yaml.ts";

/** Maps so small stand on one line. */
const mostInLine = 100;

/** @param schema URL or path of the JSON Schema, for editors */
export function toYaml(value: Readonly<Record<string, unknown>>, schema?: string): string {
  const root = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, yamlOf(inner)])) as YamlMap;
  const { text } = printYaml(root, schema === undefined ? [] : [`yaml-language-server: $schema=${schema}`]);
  return text;
}

function yamlOf(value: unknown): Yaml {
  if (typeof value !== "object" || value === null) return value as Yaml;
  const flow = JSON.stringify(value).length <= mostInLine && !hasDepth(value);
  const inner = Array.isArray(value)
    ? value.map(yamlOf)
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, yamlOf(item)]));
  return flow ? noted(inner as Yaml, { flow: true }) : (inner as Yaml);
}

function hasDepth(value: object): boolean {
  return Object.values(value).some((inner) => typeof inner === "object" && inner !== null);
}
