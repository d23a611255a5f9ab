import { afterEach, describe, expect, it } from "vitest";
import { baselineText } from "../../src/cli/baseline.ts";
import { LspClient, uri } from "../support/lsp-client.ts";
import { cart, files, paths } from "../support/lsp-shop.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const path = "tocsin-baseline.json";
/** The service as it is, with two SLIs that nobody reads and a mistake. */
const unread = (name: string) => `  ${name}: { type: availability, prometheus: { total: a_total, bad: b_total } }\n`;
const withUnread = (...names: readonly string[]) => cart.replace("slos:", `${names.map(unread).join("")}slos:`);
const known = (name: string, count = 1) => ({
  code: "lint/unused-sli",
  file: paths.cart,
  title: `no SLO of \`cart\` stands on the SLI \`${name}\``,
  count,
});

async function open(baseline: string | undefined, initializationOptions: unknown = { baseline: true }) {
  const client = await LspClient.start({
    files: { ...files, [paths.cart]: withUnread("a", "b"), ...(baseline !== undefined && { [path]: baseline }) },
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    initializationOptions,
  });
  stops.push(() => client.stop());
  await client.open(paths.cart);
  const unused = (count: number) =>
    client
      .findings(paths.cart, (found) => found.filter(({ code }) => code === "lint/unused-sli").length === count)
      .then((found) => found.filter(({ code }) => code === "lint/unused-sli").map(({ message }) => message));
  const change = async (text: string | undefined) => {
    const host = client.host!;
    if (host.stat(`/w/${path}`) !== undefined) host.removeFile(`/w/${path}`);
    if (text !== undefined) host.writeFile(`/w/${path}`, text);
    await client.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: uri(path), type: 2 }] });
  };
  return { client, unused, change };
}

describe("the baseline of a workspace", () => {
  it("is left aside unless the editor wants it", async () => {
    const { unused } = await open(baselineText([known("a"), known("b")]), {});
    expect(await unused(2)).toHaveLength(2);
  });

  it("leaves out what it knows, and follows the file", async () => {
    const { unused, change } = await open(baselineText([known("a")]));
    expect((await unused(1))[0]).toContain("`b`");
    await change(baselineText([known("b")]));
    await expect.poll(async () => (await unused(1))[0]).toContain("`a`");
    await change(undefined);
    expect(await unused(2)).toHaveLength(2);
    await change(baselineText([known("a"), known("b")]));
    expect(await unused(0)).toEqual([]);
  });

  it("shows everything where it cannot be read, and says so", async () => {
    const { client, unused, change } = await open("{");
    expect(await unused(2)).toHaveLength(2);
    expect(client.logged).toContain(
      "/w/tocsin-baseline.json is no JSON: nothing is left out; `tocsin baseline` writes it anew",
    );
    await change('{ "formatVersion": 7 }');
    await expect
      .poll(() => client.logged)
      .toContain(
        "/w/tocsin-baseline.json is no baseline of this version: nothing is left out; `tocsin baseline` writes it anew",
      );
    expect(await unused(2)).toHaveLength(2);
  });

  it("knows no error, and no more of one kind than it counts", async () => {
    const { client, unused } = await open(baselineText([known("a")]));
    expect(await unused(1)).toHaveLength(1);
    await client.edit(paths.cart, withUnread("a").replace("owner: web", "owner: wbe"));
    await client.findings(paths.cart, (found) => found.some(({ code }) => code === "resolve/unknown-team"));
  });
});
