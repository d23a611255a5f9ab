// Each folder of src/ and the folders that it may import: the architecture, executable (npm run deps).
const base = ["util", "diagnostics", "host", "model"];
const mayImport = {
  util: [],
  kits: [],
  diagnostics: ["util"],
  host: ["util", "diagnostics"],
  model: ["util", "diagnostics"],
  "1-load": base,
  "2-validate": [...base, "1-load"],
  "3-resolve": [...base, "2-validate"],
  "4-lint": base,
  "5-emit": base,
  "6-write": [...base, "5-emit"],
  "prometheus-api": base,
  backfill: [...base, "prometheus-api"],
  replay: [...base, "prometheus-api", "backfill"],
  author: ["2-validate", "4-lint", "model", "util"],
  format: [...base, "1-load"],
  convert: [...base, "5-emit"],
  diff: [...base, "replay"],
};

/** Packages and the places that may use them; a package that is not named here may be used anywhere. */
const homes = {
  "js-yaml": "^src/(1-load|5-emit/shared)/",
  yaml: "^src/(1-load|convert)/",
  "oxc-parser": "^src/1-load/typescript/",
  ajv: "^src/2-validate/",
  commander: "^src/cli/",
  picocolors: "^src/(cli|diagnostics)/",
  handlebars: "^src/(5-emit/shared|cli/init)/",
  "@grafana/grafana-foundation-sdk": "^src/5-emit/grafana/build(-panels)?\\.ts$",
  prettier: "^src/format/",
  "@prometheus-io/lezer-promql": "^src/model/promql/",
  "vscode-languageserver": "^src/(lsp/|cli/commands/lsp\\.ts$)",
};

const forbid = (name, from, to) => ({ name, severity: "error", from, to });

export default {
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^src/2-validate/generated/" },
  },
  forbidden: [
    forbid("no-cycles", {}, { circular: true }),
    forbid("no-unresolvable", {}, { couldNotResolve: true }),
    ...Object.entries(mayImport).map(([folder, allowed]) =>
      forbid(
        `${folder}-imports`,
        { path: `^src/${folder}/` },
        { path: "^src/", pathNot: `^src/(${[folder, ...allowed].join("|")})/` },
      ),
    ),
    forbid(
      "targets-are-strangers",
      { path: "^src/5-emit/([^/]+)/" },
      { path: "^src/5-emit/[^/]+/", pathNot: "^src/5-emit/($1|shared)/" },
    ),
    forbid(
      "network-only-in-host",
      { path: "^src/", pathNot: "^src/host/" },
      { path: "^(node:)?(https?|http2|net|tls|dgram)$" },
    ),
    forbid("fs-only-in-host", { path: "^src/", pathNot: "^src/host/" }, { path: "^(node:)?fs" }),
    forbid(
      "shell-is-outermost",
      { path: "^src/", pathNot: "^src/(cli|lsp)/" },
      { path: "^src/(cli|lsp)/|^src/index\\.ts$" },
    ),
    ...Object.entries(homes).map(([name, home]) =>
      forbid(`${name}-has-a-home`, { path: "^src/", pathNot: home }, { path: `^node_modules/${name}/` }),
    ),
  ],
};
