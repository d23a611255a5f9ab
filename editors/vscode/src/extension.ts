import {
  commands,
  type DocumentSelector,
  type ExtensionContext,
  extensions,
  languages,
  LanguageStatusSeverity,
  window,
  workspace,
} from "vscode";
import { LanguageClient, State } from "vscode-languageclient/node";
import { registerSchemas, type YamlExtension } from "./schemas.ts";
import { chooseServer, type Server, variablesFor } from "./server.ts";

const ours: readonly { readonly scheme: "file"; readonly pattern: string }[] = [
  { scheme: "file", pattern: "**/tocsin.{yaml,config.ts}" },
  { scheme: "file", pattern: "**/*.{service,kit}.{yaml,ts}" },
];
/** The server leaves other YAML alone; `specs` of a workspace may find files by any name. */
const read = [...ours, { scheme: "file", language: "yaml" } as const];
/** Settings that the server is started with. */
const ofServer = ["path", "server.enable", "prometheus", "prometheusTimeLimit", "baseline"].map(
  (name) => `tocsin.${name}`,
);

export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("tocsin", { log: true });
  const status = languages.createLanguageStatusItem("tocsin", ours as DocumentSelector);
  status.name = "tocsin";
  status.command = { command: "tocsin.showOutput", title: "Show output" };
  const say = (text: string, detail = "", severity = LanguageStatusSeverity.Information) =>
    Object.assign(status, { text, detail, severity });

  const settings = () => workspace.getConfiguration("tocsin");
  const isEnabled = () => settings().get<boolean>("server.enable", true);
  let client: LanguageClient | undefined;

  const stop = async () => {
    const before = client;
    client = undefined;
    // One that did not start cannot be stopped either.
    await before?.dispose().catch((error: unknown) => log.warn(`stopping: ${wordsOf(error)}`));
  };

  const start = async () => {
    if (!isEnabled()) return void say("tocsin: server is off", "`tocsin.server.enable` is false");
    const server = chooseServer({
      path: settings().get<string>("path", ""),
      trusted: workspace.isTrusted,
      folders: (workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === "file")
        .map(({ uri }) => uri.fsPath),
      extension: context.extensionPath,
      ownNode: process.execPath,
      env: { ...process.env, ...variablesFor(settings().inspect<string>("prometheus")) },
    });
    log.info(`starting ${[server.command, ...server.args].join(" ")}`);
    if (server.note !== undefined) log.info(server.note);
    status.busy = true;
    client = clientOf(server);
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) say("tocsin", detailOf(server));
      else if (newState === State.Stopped) say("tocsin: server is not running", "", LanguageStatusSeverity.Warning);
    });
    try {
      await client.start();
      const { name, version } = client.initializeResult?.serverInfo ?? { name: "the server", version: undefined };
      log.info(`${name} ${version ?? ""} runs`);
      say(`tocsin ${version ?? ""}`.trim(), detailOf(server));
    } catch (error) {
      log.error(`${server.file} did not start: ${wordsOf(error)}`);
      say("tocsin: server did not start", wordsOf(error), LanguageStatusSeverity.Error);
    } finally {
      status.busy = false;
    }
  };

  const clientOf = (server: Server) =>
    new LanguageClient(
      "tocsin",
      "tocsin",
      {
        command: server.command,
        args: [...server.args],
        options: { env: { ...server.env }, ...(folder() !== undefined && { cwd: folder()! }) },
      },
      {
        documentSelector: [...read],
        outputChannel: log,
        diagnosticCollectionName: "tocsin",
        initializationOptions: {
          prometheus: { timeLimit: settings().get<number>("prometheusTimeLimit") },
          baseline: settings().get<boolean>("baseline"),
        },
      },
    );
  const folder = () => workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath;

  // One after another, however often they are asked for.
  let turn = Promise.resolve();
  const restart = () => (turn = turn.then(stop).then(start));

  let hasSchemas = false;
  const offerSchemas = async () => {
    const yaml = extensions.getExtension<YamlExtension | undefined>("redhat.vscode-yaml");
    if (hasSchemas || isEnabled() || yaml === undefined) return;
    hasSchemas = true;
    try {
      const exported = await yaml.activate();
      if (exported === undefined) throw new Error("it takes none");
      registerSchemas(exported, context.extensionPath, () => !isEnabled());
      log.info("YAML by Red Hat gets the schemas");
    } catch (error) {
      log.warn(`schemas for YAML by Red Hat: ${wordsOf(error)}`);
    }
  };

  context.subscriptions.push(
    log,
    status,
    { dispose: () => void stop() },
    commands.registerCommand("tocsin.restart", restart),
    commands.registerCommand("tocsin.showOutput", () => log.show()),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((event) => {
      if (!ofServer.some((setting) => event.affectsConfiguration(setting))) return;
      void restart();
      void offerSchemas();
    }),
  );
  void restart();
  void offerSchemas();
}

function detailOf({ from, note }: Server): string {
  const whose = { setting: "of `tocsin.path`", workspace: "of the workspace", extension: "of the extension" }[from];
  return note === undefined ? whose : `${whose}; ${note}`;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
