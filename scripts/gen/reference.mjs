import { fileOf, resolve, sliTypes } from "./schemas.mjs";

/** Sections of `docs/reference.md`: what each says first, and the schemas that it lists with the path that people write. */
const sections = [
  {
    title: "Service",
    about:
      "A file of one service. Defaults, tiers, kits and environments are partial services and take the same keys, but for those marked ° that stand in the service alone.",
    root: "service.schema.json",
    groups: [
      ["Who and what", ["version", "service", "description", "owner", "tier", "links", "labels"]],
      [
        "Where it runs and what it is made of",
        ["match", "vars", "traffic", "dependsOn", "kubernetes", "aws", "uses", "targets"],
      ],
      ["SLIs", ["slis"]],
      ["SLOs and their alerts", ["window", "alerting", "slos"]],
      ["Promises and exceptions", ["sla", "maintenance", "corrections"]],
      ["Other alerts", ["alerts", "anomalies"]],
      ["Telemetry", ["metrics", "logs", "traces", "rum", "dashboards"]],
      ["Limits and experiments", ["budgets", "chaos"]],
      ["Environments", ["environments"]],
    ],
  },
  {
    title: "Workspace",
    about: "`tocsin.yaml`: what all services share.",
    root: "workspace.schema.json",
    groups: [
      ["Files", ["version", "workspace", "description", "specs", "output"]],
      ["Layers", ["defaults", "tiers", "environments"]],
      ["People and where they are told", ["teams", "receivers", "routing", "severities", "hours"]],
      ["Targets and destinations", ["targets", "destinations"]],
      ["Rules for all", ["policy", "budgets"]],
    ],
  },
  {
    title: "Kit",
    about:
      "A partial service with parameters. Besides these keys it takes those of a service, but for `vars` and those marked °.",
    root: "kit.schema.json",
    groups: [["Kit", ["version", "kit", "description", "parameters"]]],
  },
];

const serviceOnly = new Set(["version", "service", "description", "owner", "tier", "uses", "environments"]);

/** The page that lists every key. */
export function reference(schemas) {
  const out = [
    "# Reference",
    "",
    "<!-- Made by `npm run gen` from schemas/. Do not edit. -->",
    "",
    "Every key of a spec, with its type, its default and an example. `*` stands for a name of yours. `null` takes away what a lower layer gave.",
    "",
    "- [Value types](#value-types)",
    ...sections.flatMap(({ title, groups }) => [
      `- [${title}](#${anchor(title)})`,
      ...(groups.length > 1 ? groups.map(([group]) => `  - [${group}](#${anchor(group)})`) : []),
    ]),
    "- [SLI types](#sli-types)",
    "",
    "## Value types",
    "",
    "| type | what it is | example |",
    "| --- | --- | --- |",
    ...valueTypes.map(([type, what, example]) => `| ${type} | ${what} | ${code(example)} |`),
    "",
  ];
  for (const { title, about, root, groups } of sections) {
    const schema = resolve(schemas, schemas.get(root), root);
    const missing = Object.keys(schema.properties).filter((key) => !groups.some(([, keys]) => keys.includes(key)));
    if (root !== "kit.schema.json" && missing.length > 0)
      throw new Error(`${root}: no section for ${missing.join(", ")}`);
    out.push(`## ${title}`, "", about, "");
    for (const [group, keys] of groups) {
      if (groups.length > 1) out.push(`### ${group}`, "");
      out.push(...table());
      for (const key of keys) {
        const mark = root === "service.schema.json" && serviceOnly.has(key) ? " °" : "";
        out.push(...rows(schemas, schema.properties[key], root, key, schema.required?.includes(key), mark));
      }
      out.push("");
    }
  }
  out.push("## SLI types", "", "What each `type` needs once all layers are laid over one another.", "");
  for (const type of sliTypes) {
    const file = `sli/${type}.schema.json`;
    const schema = resolve(schemas, schemas.get(file), file);
    out.push(
      `### ${type}`,
      "",
      `${schema.description} Needs ${listed(needsOf(schemas, schema, file))}.`,
      "",
      "```yaml",
      ...yaml(schema.examples[0]),
      "```",
      "",
    );
  }
  return out.join("\n");
}

const valueTypes = [
  ["name", "lower-case words joined by `-`, at most 63 characters", "checkout"],
  ["alertname", "a letter, then letters, digits, `_` and `-`, at most 128 characters", "HighCpu"],
  ["metric-name, label-name, attribute-name", "as Prometheus and OpenTelemetry have them", "user.id"],
  ["duration", "whole numbers with `ms s m h d w y`, large to small, no space", "1h30m"],
  ["percentage", "a decimal and `%`", "25%"],
  ["objective", "a percentage between 0 and 100, both excluded", "99.95%"],
  ["rate", "a decimal, `/`, and `s m h d month`", "5/s"],
  ["size", "bytes with a unit (`MB`, `MiB`), and `/` with a time where they recur", "50 GiB/d"],
  ["money", "an amount and an ISO 4217 currency, and `/` with a time where it recurs", "4000 USD/month"],
  ["instant", "RFC 3339 with an offset", "2026-12-05T22:00:00Z"],
  ["date", "`YYYY-MM-DD`", "2026-04-01"],
  ["time-of-day", "`HH:MM`, quoted", '"09:00"'],
  ["schedule", "cron of five fields, quoted", '"0 3 * * SUN"'],
  ["timezone", "a name of the IANA time zone database", "Europe/Berlin"],
  ["selector", "a PromQL selector without range, or an expression with `${window}`", 'up{job="a"}'],
  ["promql", "a PromQL expression", "sum(rate(x_total[5m]))"],
  ["regex", "a regular expression of RE2", "5.."],
  ["template", "text that takes Prometheus's template syntax", "{{ $value }} orders wait"],
  ["text", "any text", "Users who registered"],
  ["url, path", "an absolute URL; a POSIX path inside the workspace", "https://runbooks.example/checkout"],
];

function table() {
  return ["| key | type | default | what it is | example |", "| --- | --- | --- | --- | --- |"];
}

/** The row of a key and those of the keys below it. A layer that is a service again is not repeated. */
function rows(schemas, schema, file, path, required = false, mark = "") {
  const node = resolve(schemas, schema, fileOf(schema, file));
  const row = (child, name, isRequired) => rows(schemas, child, fileOf(child, file), name, isRequired);
  const type = typeText(schemas, node, file);
  const fallback = required ? "required" : node.default === undefined ? "" : code(value(node.default));
  const out = [
    `| \`${path}\`${mark} | ${cell(type)} | ${fallback} | ${cell(node.description ?? "")} | ${code(value(node.examples?.[0]))} |`,
  ];
  if (isLayer(node) || Object.hasOwn(elsewhere, path)) return out;
  for (const [key, child] of Object.entries(node.properties ?? {}))
    out.push(...row(child, `${path}.${key}`, node.required?.includes(key)));
  if (node.additionalProperties) {
    const entry = resolve(schemas, node.additionalProperties, fileOf(node.additionalProperties, file));
    if (hasKeys(entry)) out.push(...row(node.additionalProperties, `${path}.*`));
  }
  if (node.items) {
    const item = resolve(schemas, node.items, fileOf(node.items, file));
    if (hasKeys(item)) {
      for (const [key, child] of Object.entries(item.properties))
        out.push(...row(child, `${path}[].${key}`, item.required?.includes(key)));
    }
  }
  return out;
}

/** Parts that would be listed twice. */
const elsewhere = { "environments.*.targets": true };

function isLayer(node) {
  return node.title === "LayerV1" || node.title === "WorkspaceEnvironment" || node["x-noun"] === "a tier";
}

function hasKeys(node) {
  return node.properties !== undefined || node.additionalProperties?.properties !== undefined;
}

function typeText(schemas, node, file) {
  if (node.const !== undefined) return code(String(node.const));
  if (node.enum) return node.enum.map((word) => code(String(word))).join(" ");
  if (isLayer(node)) return node["x-noun"] === "a tier" ? "map of partial services" : "a partial service";
  const kinds = [node.type].flat().map((kind) => {
    if (kind === "string") {
      const plain = node.format ?? (node.pattern === undefined ? "text" : code("${name}"));
      return [...(node["x-words"] ?? []).map(code), plain].join(" ");
    }
    if (kind === "array") return `list of ${grouped(typeText(schemas, ...below(schemas, node.items, file)))}`;
    if (kind !== "object") return kind;
    if (node.properties) return "map";
    const [entry, home] = below(schemas, node.additionalProperties, file);
    return hasKeys(entry) ? "map by name" : `map of ${grouped(typeText(schemas, entry, home))}`;
  });
  return [...new Set(kinds)].join(" or ");
}

function below(schemas, child, file) {
  const home = fileOf(child, file);
  return [resolve(schemas, child, home), home];
}

function grouped(type) {
  return type.includes(" or ") ? `(${type})` : type;
}

function needsOf(schemas, schema, file) {
  const prometheus = schema.properties.prometheus;
  const source = resolve(schemas, prometheus, fileOf(prometheus, file));
  const own = schema.required.filter((key) => key !== "type").map(code);
  const judged = schema["x-needs"].filter(({ when }) => when !== undefined).map(({ say }) => say);
  return [...own, ...source["x-needs"].map(({ say }) => `in \`prometheus\` ${say}`), ...judged];
}

function listed(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** A value in YAML's flow form, as it stands in a spec. */
function value(data) {
  if (data === undefined) return "";
  if (Array.isArray(data)) return `[${data.map(value).join(", ")}]`;
  if (data !== null && typeof data === "object") {
    const entries = Object.entries(data).map(([key, part]) => `${key}: ${value(part)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return scalar(data);
}

/** Inside flow maps what YAML could misread is quoted. */
function scalar(data) {
  const text = String(data);
  if (typeof data !== "string") return text;
  const plain =
    /^[A-Za-z0-9/$(.+-][^"'#:{}[\],&*!|>%@`]*%?$/.test(text) &&
    !/^(\d+(\.\d+)?|true|false|null|~)$/.test(text) &&
    !text.endsWith(" ");
  if (plain || /^[a-z]+:\/\/[^\s,{}[\]]+$/.test(text)) return text;
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

function yaml(data, indent = "") {
  return Object.entries(data).flatMap(([key, part]) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? [`${indent}${key}:`, ...yaml(part, `${indent}  `)]
      : [`${indent}${key}: ${value(part)}`],
  );
}

function code(text) {
  if (text === "") return "";
  const escaped = cell(text);
  return text.includes("`") ? `\`\` ${escaped} \`\`` : `\`${escaped}\``;
}

function cell(text) {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function anchor(title) {
  return title.toLowerCase().replaceAll(" ", "-");
}
