/** What `tocsin COMMAND --help` says below the flags. */

/** Commands with what they are for. */
export type Examples = readonly (readonly [command: string, purpose: string])[];

export function examples(shown: Examples): string {
  if (shown.length === 0) return "";
  const width = Math.max(...shown.map(([command]) => command.length));
  return `\nExamples:\n${shown.map(([command, purpose]) => `  ${command.padEnd(width)}  ${purpose}`).join("\n")}`;
}

export const firstSteps: Examples = [
  ["tocsin init shop", "make a workspace with one service"],
  ["tocsin check shop", "find mistakes"],
  ["tocsin generate shop", "write the rules and their proofs"],
  ["promtool test rules shop/generated/prometheus/*.test.yaml", "let Prometheus run the proofs"],
];
export const initExamples: Examples = [
  ["tocsin init", "ask what is needed, here"],
  ["tocsin init shop --yes", "the defaults, in the new folder shop"],
  ["tocsin init jobs --template cron", "for a job that runs on a schedule"],
];
export const generateExamples: Examples = [
  ["tocsin generate", "everything, for every environment"],
  ["tocsin generate services/checkout.service.yaml", "one service"],
  ["tocsin generate --env staging", "one environment"],
  ["tocsin generate --watch", "while you write"],
  ["tocsin generate --check", "in CI: is what is committed up to date?"],
];
export const checkExamples: Examples = [
  ["tocsin check", "the workspace here"],
  ["tocsin check services/checkout.service.yaml", "one service"],
  ["tocsin check - < draft.yaml", "a service from standard input"],
  ["tocsin check - --stdin-filename services/cart.service.yaml", "standard input in the place of that file"],
  ["tocsin check --fix --dry-run", "what could be mended for certain?"],
  ["tocsin check --fix", "mend it, and say what is left"],
  ["tocsin check --new-from origin/main", "only what this branch brings"],
  ["tocsin check -f sarif > findings.sarif", "for a program that reads them"],
  ["tocsin check -f github --fail-on warning", "in a workflow, strict"],
];
export const diffExamples: Examples = [
  ["tocsin diff", "what is not committed yet"],
  ["tocsin diff origin/main", "what this branch means"],
  ["tocsin diff v1.2 v1.3 -f markdown", "between two revisions, for a comment"],
  ["tocsin diff ../old . --fail-on breaking", "between two folders, as a gate"],
  ["tocsin diff --prometheus http://prometheus:9090 --env production", "would it have paged?"],
];
export const measuredStatus = `The exit status is 3 when the Prometheus that was named gave no answer, or has no data: what the specs say is told all the same.
A password in the URL is sent and never printed.
`;
export const commentExamples: Examples = [
  ["tocsin comment --dry-run origin/main", "what would it say?"],
  ["tocsin comment", "in a workflow of a pull request, with GITHUB_TOKEN"],
];
export const baselineExamples: Examples = [
  ["tocsin baseline", "begin with what there is"],
  ["tocsin check --baseline", "and be told of what is new alone"],
  ["tocsin baseline --prune", "once some of it is mended"],
];
export const convertExamples: Examples = [
  ["tocsin convert services/checkout.service.yaml", "print it in TypeScript; comments stay"],
  ["tocsin convert --write services/checkout.service.ts", "in YAML, in its place"],
];
export const completionExamples: Examples = [
  ['eval "$(tocsin completion bash)"', "in ~/.bashrc"],
  ['eval "$(tocsin completion zsh)"', "in ~/.zshrc, after compinit"],
  ["tocsin completion fish | source", "in config.fish"],
];
export const fmtExamples: Examples = [
  ["tocsin fmt", "every spec of the workspace here"],
  ["tocsin fmt services/checkout.service.yaml", "one file"],
  ["tocsin fmt --check", "in CI: is everything formatted?"],
  ["tocsin fmt - < draft.yaml", "from standard input to standard output"],
];
export const fmtStyle = `The style is Prettier's, with lines up to 120 characters and nothing to configure. Comments, the order of
keys and lists, and every value stay; long expressions are not folded. A file that would not be read the
same afterwards is left alone. TypeScript specs are left to your project's own Prettier.
`;
export const explainExamples: Examples = [
  ["tocsin explain lint/page-without-runbook", "why this is found, and what to do"],
  ["tocsin explain checkout#slos.availability.objective", "a value, the layers that it came through, what it means"],
  ["tocsin explain generated/prometheus/checkout.rules.yaml:31", "where a generated line comes from"],
  ["tocsin explain services/checkout.service.yaml:14", "what is made from a line of a spec"],
];
export const schemaExamples: Examples = [
  ["tocsin schema service > service.schema.json", "for an editor or another program"],
];
export const kitsExamples: Examples = [["tocsin kits prom-http", "its parameters, metrics and SLIs"]];
export const routesExamples: Examples = [
  ["tocsin routes", "every alert: receivers, grouping, what silences it, when it is muted"],
  ["tocsin routes --service checkout --env production", "those of one service in one environment"],
  ["tocsin routes --alert checkout/availability --label severity=page", "which routes it goes through, and why"],
  ["tocsin routes --alert Watchdog --label severity=none", "where an alert goes that is not ours"],
];
export const routesStatus = `It reads specs, not generated files, and asks no Alertmanager. The exit status is 1 when an alert does not reach
those who are to be told.
`;
export const doctorExamples: Examples = [
  ["tocsin doctor", "versions, the workspace, its output, and the Prometheus that tocsin.yaml names"],
  ["tocsin doctor --prometheus http://127.0.0.1:9090", "does this one have our rules, and the series that they read?"],
];
export const doctorStatus = `It writes nothing. The exit status is 0 without errors (warnings are none), 1 with one, and 3 when all that is wrong
is that Prometheus gave no answer. A password in the URL is sent and never printed.
`;
export const backfillExamples: Examples = [
  ["tocsin backfill checkout --prometheus http://prometheus:9090 --from 2026-10-28T00:00:00Z", "all SLOs of a service"],
  ["tocsin backfill checkout/availability --prometheus … --from …", "one of them; run again, it goes on where it was"],
];
export const backfillStatus = `It asks one query a day and rule, changes nothing on the server, and prints the commands that load what it made.
The exit status is 3 when the server gave no answer: what was answered is kept. A password in the URL is sent and never printed.
`;
export const previewExamples: Examples = [
  ["tocsin preview --prometheus http://prometheus:9090", "serve the dashboards of the workspace here, until Ctrl-C"],
  ["tocsin preview --prometheus … --output preview.html", "one file, to be opened anywhere or attached to a review"],
  ["tocsin preview generated/production --from 7d --set slo=latency", "some of them, over a week, for one SLO"],
];
export const previewStatus = `It reads the generated JSON alone, and is no Grafana: what it cannot draw, it says in the panel. With --output the
exit status is 1 when a file is no dashboard or Prometheus refuses a query, and 3 when it gives no answer.
A password in the URL is sent by tocsin, never by the page, and never printed.
`;
export const lspExamples: Examples = [
  ["tocsin lsp --stdio", "what an editor starts; see docs/editors.md for its settings"],
  ["tocsin lsp --log /tmp/tocsin-lsp.log", "the same, and a log to attach to a report"],
  ["tocsin lsp --prometheus http://prometheus:9090", "the same, completing the names that this server has too"],
];
export const lspStatus = `The URL of a Prometheus is taken from this flag, from the variable TOCSIN_LSP_PROMETHEUS or from the editor, never from
a workspace. A password in it is sent and never printed.
`;
export const rulesExamples: Examples = [
  ["tocsin rules page-without-runbook", "its page"],
  ["tocsin rules --test", "do the workspace's own rules find what their examples say?"],
];
