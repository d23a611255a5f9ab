import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadYaml } from "../../src/1-load/yaml.ts";
import { checkFormat } from "../../src/2-validate/formats.ts";
import { schemaIndex, schemaNodeAt, type SchemaNode } from "../../src/2-validate/generated/schema-index.ts";
import type { ServiceV1 } from "../../src/2-validate/generated/types.ts";
import { validators, type SchemaName } from "../../src/2-validate/generated/validators.js";
import type { SpecKind } from "../../src/2-validate/spec.ts";
import { validate } from "../../src/2-validate/validate.ts";
import { withoutNulls } from "../../src/2-validate/without-nulls.ts";
import { madeFromSchemas, staleFiles } from "../../scripts/gen.mjs";
import { editorSchemas } from "../../scripts/gen/editor-schemas.mjs";
import { makeAjv } from "../../scripts/gen/keywords.mjs";
import { bundle, fileOf, loadSchemas, resolve, type Schema } from "../../scripts/gen/schemas.mjs";

const schemas = loadSchemas();
const language = new URL("../fixtures/language/", import.meta.url);
const text = (name: string) => readFileSync(new URL(name, language), "utf8");
const documents: readonly [file: string, kind: SpecKind][] = [
  ["service.yaml", "service"],
  ["short.service.yaml", "service"],
  ["workspace.yaml", "workspace"],
  ["kit.yaml", "kit"],
];

function load(path: string, source: string) {
  const { value, diagnostics } = loadYaml(path, new TextEncoder().encode(source));
  expect(diagnostics).toEqual([]);
  return value!;
}

interface Property {
  /** `$ref` from the schema folder. */
  readonly where: string;
  readonly schema: Schema;
  readonly file: string;
}

/** Each property of each schema file, and each value of a map whose keys are free. */
function* propertiesOf(schema: Schema, file: string, pointer: string): Generator<Property> {
  const inside = function* (child: Schema, at: string): Generator<Property> {
    yield { where: `${file}#${at}`, schema: child, file };
    yield* propertiesOf(child, file, at);
  };
  for (const [key, child] of Object.entries(schema.properties ?? {}))
    yield* inside(child, `${pointer}/properties/${key}`);
  if (typeof schema.additionalProperties === "object")
    yield* inside(schema.additionalProperties, `${pointer}/additionalProperties`);
  if (schema.items) yield* propertiesOf(schema.items, file, `${pointer}/items`);
  for (const [key, child] of Object.entries(schema.definitions ?? {}))
    yield* propertiesOf(child, file, `${pointer}/definitions/${key}`);
}

/** `complete` says again which keys must be there, which the layers describe; `output/` is of what we print, not of what people write. */
const properties = [...schemas]
  .filter(([file]) => file !== "complete.schema.json" && !file.startsWith("output/"))
  .flatMap(([file, schema]) => [...propertiesOf(schema, file, "")]);

describe("schemas", () => {
  test("every property has a description and an example", () => {
    expect(properties.length).toBeGreaterThan(400);
    const silent = properties.filter(({ schema, file }) => {
      const { description, examples } = resolve(schemas, schema, fileOf(schema, file));
      return !description || !examples?.length;
    });
    expect(silent.map(({ where }) => where)).toEqual([]);
  });

  test("every description is a sentence", () => {
    const odd = properties.filter(({ schema, file }) => {
      const { description } = resolve(schemas, schema, fileOf(schema, file));
      return !/^[A-Z`].*[.]$/s.test(description ?? "");
    });
    expect(odd.map(({ where }) => where)).toEqual([]);
  });

  test("examples and defaults hold for the schema that gives them", () => {
    const ajv = makeAjv();
    // In one schema, so that what they share is compiled once.
    ajv.addSchema(
      bundle(
        schemas,
        properties.map(({ where }, index) => [`p${index}`, where]),
      ),
      "all",
    );
    const wrong = properties.flatMap(({ where, schema, file }, index) => {
      const { examples = [], default: fallback } = resolve(schemas, schema, fileOf(schema, file));
      const holds = ajv.getSchema(`all#/definitions/p${index}`)!;
      const values = fallback === undefined ? examples : [...examples, fallback];
      return values.filter((value) => !holds(value)).map((value) => ({ where, value, errors: holds.errors }));
    });
    expect(wrong).toEqual([]);
  });

  test("examples are well formed for their value type", () => {
    const seen = new Set<SchemaNode>();
    const wrong: unknown[] = [];
    const check = (node: SchemaNode, value: unknown, where: string): void => {
      if (typeof value === "string") {
        const malformed = checkFormat(node, value);
        if (malformed !== undefined) wrong.push({ where, value, malformed });
      } else if (Array.isArray(value)) value.forEach((item) => node.item && check(node.item, item, where));
      else if (typeof value === "object" && value !== null)
        for (const [key, part] of Object.entries(value)) {
          const below = schemaNodeAt(node, [key], value);
          if (below !== undefined) check(below, part, `${where}.${key}`);
        }
    };
    const visit = (node: SchemaNode, where: string): void => {
      if (seen.has(node)) return;
      seen.add(node);
      check(node, node.example, where);
      check(node, node.default, where);
      for (const [key, child] of Object.entries(node.keys ?? {})) visit(child, `${where}.${key}`);
      if (node.entry) visit(node.entry, `${where}.*`);
      if (node.item) visit(node.item, `${where}[]`);
    };
    for (const [name, node] of Object.entries(schemaIndex)) visit(node, name);
    expect(seen.size).toBeGreaterThan(400);
    expect(wrong).toEqual([]);
  });

  test("required and excluded keys are keys", () => {
    const wrong: string[] = [];
    const seen = new Set<SchemaNode>();
    const visit = (node: SchemaNode, where: string): void => {
      if (seen.has(node)) return;
      seen.add(node);
      const named = [
        ...(node.required ?? []),
        ...(node.exclusive ?? []).flatMap(({ of, given }) => [...of.flat(), ...(given === undefined ? [] : [given])]),
        ...(node.needs ?? []).flatMap(({ any, when }) => [...any.flat(), ...(when?.in ?? [])]),
      ];
      for (const key of named)
        if (!Object.hasOwn(node.keys ?? {}, key) && node.variants === undefined) wrong.push(`${where}: ${key}`);
      for (const [key, child] of Object.entries(node.keys ?? {})) visit(child, `${where}.${key}`);
      if (node.entry) visit(node.entry, `${where}.*`);
      if (node.item) visit(node.item, `${where}[]`);
      for (const [key, child] of Object.entries(node.variants?.of ?? {})) visit(child, `${where}(${key})`);
    };
    for (const [name, node] of Object.entries(schemaIndex)) visit(node, name);
    expect(wrong).toEqual([]);
  });

  test("ajv's strict mode takes them all", () => {
    const ajv = makeAjv();
    for (const [file, schema] of schemas) ajv.addSchema(schema, `tocsin:/${file}`);
    for (const file of schemas.keys()) expect(() => ajv.getSchema(`tocsin:/${file}`)).not.toThrow();
  });

  test("what is made from them is up to date", async () => {
    expect(staleFiles(await madeFromSchemas())).toEqual([]);
  });
});

describe("the language page", () => {
  test.each(documents)("%s is a clean %s", (file, kind) => {
    const { value, diagnostics } = validate(load(file, text(file)), kind);
    expect(diagnostics).toEqual([]);
    expect(value?.kind).toBe(kind);
  });

  test("uses every key that a service, its SLIs, SLOs, alerts and anomalies may have, or this list says why not", () => {
    const used = new Set<string>();
    const collect = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(collect);
      else if (typeof value === "object" && value !== null)
        for (const [key, part] of Object.entries(value)) {
          used.add(key);
          collect(part);
        }
    };
    collect(load("service.yaml", text("service.yaml")).value);
    const unused = Object.keys(schemaIndex.service.keys ?? {}).filter((key) => !used.has(key));
    expect(unused).toEqual(["aws"]); // stands for `kubernetes` where there is none
  });

  test("a service as a typed value takes the same shape", () => {
    const service: ServiceV1 = {
      version: 1,
      service: "checkout",
      uses: ["otel-http-server"],
      slis: { latency: { type: "latency", threshold: "300ms", prometheus: { histogram: "x_seconds" } } },
      slos: { latency: "99%", journey: { of: { latency: 2 }, objective: "99%" } },
    };
    expect(validators.service(service)).toBe(true);
  });
});

/** keyword and place of each error */
function errors(schema: SchemaName, value: unknown): readonly string[] {
  if (validators[schema](value)) return [];
  return validators[schema].errors!.map(({ keyword, instancePath }) => `${keyword} ${instancePath}`);
}

describe("validators", () => {
  const service = (parts: object) => ({ version: 1, service: "a", ...parts });

  test.each([
    [
      "good and bad beside total",
      { slis: { a: { prometheus: { total: "a", good: "b", bad: "c" } } } },
      ["x-exclusive /slis/a/prometheus"],
    ],
    ["good and bad alone", { slis: { a: { prometheus: { good: "b", bad: "c" } } } }, []],
    ["total beside a histogram", { slis: { a: { prometheus: { histogram: "b", total: "c" } } } }, []],
    [
      "total beside a gauge",
      { slis: { a: { prometheus: { gauge: "b", total: "c" } } } },
      ["x-exclusive /slis/a/prometheus"],
    ],
    ["two kinds of condition", { alerts: { A: { when: "a", cloudwatch: {} } } }, ["x-exclusive /alerts/A"]],
    ["an SLI and a composition", { slos: { a: { sli: "b", of: ["c"] } } }, ["x-exclusive /slos/a"]],
    ["two faults", { chaos: { a: { inject: { podKill: {}, diskFill: {} } } } }, ["x-exclusive /chaos/a/inject"]],
    ["pulled and pushed", { metrics: { scrape: {}, push: "otlp" } }, ["x-exclusive /metrics"]],
    [
      "a burn without its size",
      { alerting: { page: { burns: [{ within: "1h" }] } } },
      ["x-needs /alerting/page/burns/0"],
    ],
    ["an objective as a number", { slos: { a: 99.9 } }, ["type /slos/a"]],
    ["a misspelt key", { slos: { a: { objctive: "99%" } } }, ["additionalProperties /slos/a"]],
    ["a hole where a number stands", { slis: { a: { atMost: "${limit}" } } }, []],
    ["a text where a number stands", { slis: { a: { type: "custom", atMost: "many" } } }, ["pattern /slis/a/atMost"]],
    ["a parameter that is a list", { uses: { kit: { topic: ["a"] } } }, ["type /uses/kit/topic"]],
  ])("%s", (_, parts, expected) => {
    expect(errors("service", service(parts))).toEqual(expected);
  });

  test.each([
    ["latency without threshold", { type: "latency", prometheus: { histogram: "a" } }, ["required "]],
    ["one count of two", { type: "availability", prometheus: { total: "a" } }, ["x-needs /prometheus"]],
    [
      "a key of another type",
      { type: "availability", threshold: "1s", prometheus: { gauge: "a" } },
      ["additionalProperties "],
    ],
    ["no source", { type: "freshness", maxAge: "1m" }, ["x-needs "]],
    ["a gauge without bound", { type: "custom", prometheus: { gauge: "a" } }, ["x-needs "]],
    ["counts need no bound", { type: "custom", prometheus: { good: "a", bad: "b" } }, []],
    ["a ratio needs no bound", { type: "custom", prometheus: { errorRatio: "a[${window}]" } }, []],
    ["CloudWatch alone", { type: "latency", threshold: "1s", cloudwatch: { namespace: "a", duration: "b" } }, []],
    ["an unknown type", { type: "speed" }, ["discriminator "]],
  ])("a complete SLI: %s", (_, value, expected) => {
    expect(errors("sli", value)).toEqual(expected);
  });

  test("what the merged service must hold", () => {
    const value = {
      service: "a",
      slos: { bare: "99%", none: { window: "7d" } },
      alerts: { A: { for: "1m" }, B: { predict: { value: "a", over: "1h", within: "1h" } } },
      chaos: {
        a: { inject: { networkDelay: {} }, duration: "1m" },
        b: { hypothesis: "b", inject: {}, duration: "1m" },
      },
      maintenance: { a: { from: "2026-01-01T00:00:00Z" } },
      corrections: { a: { slo: "bare" } },
      metrics: { declare: { a_total: { help: "a" } } },
    };
    expect(errors("complete", value).toSorted()).toEqual(
      [
        "required /slos/none",
        "x-needs /alerts/A",
        "x-needs /alerts/B/predict",
        "required /chaos/a/inject/networkDelay",
        "required /chaos/a",
        "minProperties /chaos/b/inject",
        "x-needs /maintenance/a",
        "required /corrections/a",
        "required /corrections/a",
        "required /corrections/a",
        "required /metrics/declare/a_total",
      ].toSorted(),
    );
  });

  test("keys of Object.prototype are ordinary keys", () => {
    const hostile = JSON.parse(
      '{"version": 1, "service": "a", "__proto__": {"owner": 1}, "constructor": 2, "slis": {"__proto__": {"type": 3}}}',
    );
    expect(errors("service", hostile).toSorted()).toEqual(
      [
        "additionalProperties ",
        "additionalProperties ",
        "enum /slis/__proto__/type",
        "type /slis/__proto__/type",
      ].toSorted(),
    );
    expect(errors("service", Object.create({ version: 1, service: "a" }))).toEqual(["required ", "required "]);
  });

  test("one document's errors are not left to the next", () => {
    expect(errors("service", {})).toHaveLength(2);
    expect(errors("service", service({}))).toEqual([]);
  });
});

describe("schema index", () => {
  test("follows a path through maps, lists and SLI types", () => {
    const { service, complete } = schemaIndex;
    expect(schemaNodeAt(service, ["slos", "any", "objective"])?.format).toBe("objective");
    expect(schemaNodeAt(service, ["alerting", "page", "burns", "0", "within"])?.format).toBe("duration");
    expect(schemaNodeAt(service, ["slis", "a", "prometheus", "total", "0"])?.format).toBe("selector");
    expect(schemaNodeAt(service, ["slos", "a", "objctive"])).toBeUndefined();
    expect(schemaNodeAt(service, ["constructor"])).toBeUndefined();
    expect(schemaNodeAt(service, ["labels", "constructor"])?.format).toBe("text");
    const value = { slis: { a: { type: "latency" } } };
    expect(Object.keys(schemaNodeAt(complete, ["slis", "a"], value)?.keys ?? {})).toContain("threshold");
    expect(Object.keys(schemaNodeAt(complete, ["slis", "a"], value)?.keys ?? {})).not.toContain("maxAge");
  });

  test("a key at the top of a list of numbers is not taken for a position", () => {
    expect(schemaNodeAt(schemaIndex.service, ["slos", "0", "sli"], { slos: { 0: { sli: "a" } } })?.format).toBe("name");
  });
});

describe("schemas for editors", () => {
  const made = new Map([...editorSchemas()].map(([file, json]) => [file, JSON.parse(json) as Schema]));
  const ajv = makeAjv({ strictTypes: false });
  ajv.addVocabulary(["defaultSnippets", "errorMessage"]);
  /** ajv keeps what it has compiled, by the schema object. */
  const compiled = (kind: SpecKind) => ajv.compile(made.get(`${kind}.schema.json`)!);

  test("stand alone and hold none of our own keywords", () => {
    for (const json of editorSchemas().values()) {
      expect(json).not.toMatch(/"\$ref": "(?!#\/definitions\/)/);
      expect(json).not.toMatch(/"(x-[a-z]+|discriminator)":/);
      expect(json).not.toMatch(/"format": "/);
    }
  });

  test.each(documents)("%s is right, nulls and all", (file, kind) => {
    const holds = compiled(kind);
    const { value } = load(file, text(file));
    holds(value);
    expect(holds.errors).toBeNull();
  });

  test("null may stand for any key that need not be there, and for no other", () => {
    const holds = compiled("service");
    const all = Object.keys(schemaIndex.service.keys ?? {}).filter((key) => key !== "version" && key !== "service");
    expect(holds({ version: 1, service: "a", ...Object.fromEntries(all.map((key) => [key, null])) })).toBe(true);
    expect(holds({ version: 1, service: null })).toBe(false);
    expect(holds({ version: 1, service: "a", slos: { a: { objective: null, alerting: { page: null } } } })).toBe(true);
    expect(holds({ version: 1, service: "a", alerting: { page: { burns: [null] } } })).toBe(false);
  });

  test("what is wrong for us is wrong in the editor", () => {
    const holds = compiled("service");
    for (const parts of [
      { slos: { a: 99.9 } },
      { slos: { a: { objctive: "99%" } } },
      { alerts: { A: { when: "a", predict: {} } } },
      { slis: { a: { prometheus: { total: "a", good: "b", bad: "c" } } } },
      { alerting: { page: { burns: [{ within: "1h" }] } } },
    ]) {
      expect(holds({ version: 1, service: "a", ...parts })).toBe(false);
    }
  });
});

describe("kits that are built in", () => {
  const folder = new URL("../../src/kits/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".kit.yaml"));

  test("are these", () => {
    expect(files).toEqual(
      [
        "aws-alb",
        "blackbox",
        "cron-job",
        "envoy",
        "istio",
        "kafka-consumer",
        "kubernetes-workload",
        "nginx-ingress",
        "otel-http-server",
        "otel-rpc-server",
        "postgres",
        "prom-http",
        "redis",
        "span-metrics",
      ].map((name) => `${name}.kit.yaml`),
    );
  });

  /** What a service must say, since nothing that holds for all could stand in its place. */
  const required: Readonly<Record<string, readonly string[]>> = {
    "aws-alb": ["load-balancer"],
    blackbox: ["job"],
    "cron-job": ["max-age"],
    "kafka-consumer": ["topic"],
    postgres: ["job"],
    redis: ["job"],
  };

  test.each(files)("%s is clean, typed and helpful", (file) => {
    const document = load(file, readFileSync(new URL(file, folder), "utf8"));
    const { value, diagnostics } = validate<Record<string, unknown>>(document, "kit");
    expect(diagnostics).toEqual([]);
    const kit = withoutNulls(value!.value) as {
      kit: string;
      description: string;
      parameters: Record<string, { type: string; default?: unknown; help?: string }>;
      slis?: Record<string, { type: string; prometheus?: { histogram?: string } }>;
      slos?: unknown;
      metrics?: { declare: Record<string, { type: string; buckets?: string[] }> };
    };
    expect(`${kit.kit}.kit.yaml`).toBe(file);
    expect(kit.slos).toBeUndefined();
    const written = document.value as { parameters: Record<string, { default?: unknown; help?: string }> };
    const without = Object.entries(written.parameters).filter(([, parameter]) => !Object.hasOwn(parameter, "default"));
    expect(without.map(([name]) => name)).toEqual(required[kit.kit] ?? []);
    for (const { help } of Object.values(kit.parameters)) expect(help).toMatch(/\.$/);
    // `lag` is the one word for what has no type of its own.
    for (const [name, sli] of Object.entries(kit.slis ?? {})) expect(sli.type).toBe(name === "lag" ? "custom" : name);
    const bounds = Object.values(kit.metrics?.declare ?? {}).flatMap(({ buckets = [] }) => buckets);
    const histograms = Object.values(kit.slis ?? {}).filter(({ prometheus }) => prometheus?.histogram !== undefined);
    if (histograms.length > 0) expect(bounds).toContain(kit.parameters["threshold"]!.default);
  });
});

test("a bundle names each definition once and refers to no file", () => {
  const { definitions } = bundle(schemas, [["service", "service.schema.json"]]);
  const references = JSON.stringify(definitions).match(/"\$ref":"[^"]*"/g) ?? [];
  const known = new Set(Object.keys(definitions).map((name) => `"$ref":"#/definitions/${name}"`));
  expect(references.filter((reference) => !known.has(reference))).toEqual([]);
});
