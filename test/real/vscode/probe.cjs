// An extension beside ours: asks the editor what it knows of a spec, as other extensions may, and writes it to a file beside the workspace.
const { writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const vscode = require("vscode");

exports.activate = () => {
  void tell();
  vscode.workspace.onDidGrantWorkspaceTrust(tell);
};

async function tell() {
  const [folder] = vscode.workspace.workspaceFolders;
  const trusted = vscode.workspace.isTrusted;
  const told = { trusted };
  try {
    Object.assign(told, await ask(vscode.Uri.joinPath(folder.uri, "services/checkout.service.yaml"), trusted));
  } catch (error) {
    told.problem = String(error.stack ?? error);
  }
  writeFileSync(
    join(dirname(folder.uri.fsPath), `told-${trusted ? "trusted" : "restricted"}.json`),
    JSON.stringify(told),
  );
}

async function ask(uri, trusted) {
  const document = await vscode.workspace.openTextDocument(uri);
  const everything = new vscode.Range(0, 0, document.lineCount, 0);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const slos = document.getText().split("\n").indexOf("slos:");
  editor.revealRange(new vscode.Range(slos - 12, 0, slos + 12, 0), vscode.TextEditorRevealType.AtTop);

  const typescript = () => codesOf(vscode.Uri.joinPath(uri, "../search.service.ts"));
  // In a workspace that is trusted another server comes, which runs it and says other things of it.
  await until("findings in TypeScript", () =>
    trusted && typescript().includes("load/typescript-off") ? [] : typescript(),
  );

  const diagnostics = await until("diagnostics", () => vscode.languages.getDiagnostics(uri));
  const hints = await until("inlay hints", () =>
    vscode.commands.executeCommand("vscode.executeInlayHintProvider", uri, everything),
  );
  const lenses = await until("code lenses", () =>
    vscode.commands.executeCommand("vscode.executeCodeLensProvider", uri),
  );
  const legend = await vscode.commands.executeCommand("vscode.provideDocumentSemanticTokensLegend", uri);
  const tokens = await until("semantic tokens", async () => {
    const found = await vscode.commands.executeCommand("vscode.provideDocumentSemanticTokens", uri);
    return found === undefined ? [] : decoded(document, legend, found.data);
  });
  const all = await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", uri);
  return {
    language: document.languageId,
    diagnostics: diagnostics.map(({ source, code, message, range }) => ({
      source,
      code: code?.value ?? code,
      link: code?.target?.toString(),
      message,
      text: document.getText(range),
    })),
    hints: hints.map(({ label, position }) => ({
      label: typeof label === "string" ? label : label.map(({ value }) => value).join(""),
      line: document.lineAt(position.line).text.slice(0, position.character).trim(),
    })),
    lenses: lenses.map(({ range, command }) => ({ at: document.getText(range), title: command?.title })),
    tokens,
    symbols: all.map(({ name }) => name),
    opened: await opened(lenses[0]),
    typescript: typescript(),
    seen: await back(document),
    ...(trusted && { without: await withoutServer(uri) }),
  };
}

/** Turns the server off, and on again; beside it stands what takes the place of "YAML" by Red Hat. */
async function withoutServer(uri) {
  const schema = () => {
    const yaml = vscode.extensions.getExtension("redhat.vscode-yaml");
    // Nobody starts it that does not need it.
    const [asked] = yaml.isActive ? yaml.exports.contributors : [];
    const found = asked?.requestSchema(uri.toString());
    return found === undefined ? undefined : JSON.parse(asked.requestSchemaContent(found)).description;
  };
  const turn = (on) => vscode.workspace.getConfiguration("tocsin").update("server.enable", on, false);
  const findings = () => vscode.languages.getDiagnostics(uri);
  const before = schema();
  await turn(false);
  await until("end of findings", () => (findings().length === 0 ? [true] : []));
  await until("schema", () => (schema() === undefined ? [] : [true]));
  const off = schema();
  await turn(true);
  await until("findings again", findings);
  return [before, off, schema()].map((one) => one ?? null);
}

function codesOf(uri) {
  return vscode.languages.getDiagnostics(uri).map(({ code }) => code?.value ?? code);
}

/** Where a lens leads to. */
async function opened({ command }) {
  await vscode.commands.executeCommand(command.command, ...command.arguments);
  const [editor] = await until("the generated file", () => {
    const active = vscode.window.activeTextEditor;
    return active?.document.uri.path.includes("/generated/") ? [active] : [];
  });
  return { path: editor.document.uri.path, line: editor.document.lineAt(editor.selection.active.line).text };
}

async function back(document) {
  await vscode.window.showTextDocument(document, { preview: false });
  return vscode.window.activeTextEditor?.document.uri.path === document.uri.path;
}

function decoded(document, legend, data) {
  const found = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    character = data[at] === 0 ? character + data[at + 1] : data[at + 1];
    line += data[at];
    const text = document.lineAt(line).text.slice(character, character + data[at + 2]);
    found.push([text, legend.tokenTypes[data[at + 3]]]);
  }
  return found;
}

/** Asks again until there is something. */
async function until(what, question) {
  for (let left = 300; left > 0; left--) {
    const answer = await question();
    if (answer?.length > 0) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no ${what} within 30 s`);
}
