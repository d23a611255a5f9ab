import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, it } from "vitest";
import { type Host, HostError } from "../../src/host/host.ts";
import { memoryHost } from "../../src/host/memory.ts";
import { nodeHost } from "../../src/host/node.ts";
import { absolutePath, fromNative, joinPath, parentOf, relativeWithin, toNative } from "../../src/host/paths.ts";
import { nodeProcesses } from "../../src/host/processes.ts";

const temporary: string[] = [];
function realFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "tocsin-host-")));
  temporary.push(folder);
  return fromNative(folder);
}
afterEach(() => {
  for (const folder of temporary.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

/** The same story on both hosts: the memory host is only worth something if it behaves as the disk does. */
const hosts: readonly [string, () => { host: Host; root: string; link: (at: string, to: string) => void }][] = [
  [
    "the disk",
    () => {
      const root = realFolder();
      return { host: nodeHost(), root, link: (at, to) => fs.symlinkSync(to, toNative(at)) };
    },
  ],
  [
    "memory",
    () => {
      const host = memoryHost({ files: { "/work/": "" } });
      return { host, root: "/work", link: host.link };
    },
  ],
];

function codeOf(call: () => unknown): string {
  try {
    call();
    return "no error";
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return error.code;
  }
}

describe.each(hosts)("files of %s", (_, make) => {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

  it("writes new files, reads them back, lists them by code unit", () => {
    const { host, root } = make();
    host.makeFolder(`${root}/a/b`);
    host.writeFile(`${root}/a/b/ä.txt`, "grün\n");
    host.writeFile(`${root}/a/Z`, new Uint8Array([0, 255]));
    expect(text(host.readFile(`${root}/a/b/ä.txt`))).toBe("grün\n");
    expect([...host.readFile(`${root}/a/Z`)]).toEqual([0, 255]);
    expect(host.list(`${root}/a`)).toEqual([
      { name: "Z", kind: "file" },
      { name: "b", kind: "folder" },
    ]);
    expect(host.stat(`${root}/a/Z`)).toMatchObject({ kind: "file", size: 2 });
    expect(host.stat(`${root}/nothing`)).toBeUndefined();
    expect(host.stat(`${root}/a/Z/below-a-file`)).toBeUndefined();
  });

  it("replaces by rename alone, and never writes over what is there", () => {
    const { host, root } = make();
    host.writeFile(`${root}/old`, "old");
    host.writeFile(`${root}/new`, "new");
    expect(codeOf(() => host.writeFile(`${root}/old`, "x"))).toBe("EEXIST");
    host.rename(`${root}/new`, `${root}/old`);
    expect(text(host.readFile(`${root}/old`))).toBe("new");
    expect(host.stat(`${root}/new`)).toBeUndefined();
    expect(host.createExclusive(`${root}/old`, "x")).toBe(false);
    expect(host.createExclusive(`${root}/lock`, "me")).toBe(true);
    expect(text(host.readFile(`${root}/lock`))).toBe("me");
    host.syncFolder(root);
  });

  it("removes files, and folders only when they are empty", () => {
    const { host, root } = make();
    host.makeFolder(`${root}/a`);
    host.makeFolder(`${root}/a`);
    host.writeFile(`${root}/a/f`, "");
    host.removeEmptyFolder(`${root}/a`);
    expect(host.stat(`${root}/a`)?.kind).toBe("folder");
    host.removeFile(`${root}/a/f`);
    host.removeEmptyFolder(`${root}/a`);
    expect(host.stat(`${root}/a`)).toBeUndefined();
    host.removeEmptyFolder(`${root}/a`);
  });

  it("reports links and follows them only where a path goes through them", () => {
    const { host, root, link } = make();
    host.makeFolder(`${root}/real`);
    host.writeFile(`${root}/real/f`, "x");
    link(`${root}/short`, "real");
    link(`${root}/broken`, "nowhere");
    link(`${root}/loop`, "loop");
    expect(host.stat(`${root}/short`)?.kind).toBe("link");
    expect(host.list(root).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "broken link",
      "loop link",
      "real folder",
      "short link",
    ]);
    expect(text(host.readFile(`${root}/short/f`))).toBe("x");
    expect(host.realpath(`${root}/short/f`)).toBe(`${root}/real/f`);
    expect(codeOf(() => host.readFile(`${root}/broken`))).toBe("ENOENT");
    expect(codeOf(() => host.realpath(`${root}/loop`))).toBe("ELOOP");
    // A link is never written through, and removing it leaves what it points to.
    expect(codeOf(() => host.writeFile(`${root}/broken`, "x"))).toBe("EEXIST");
    host.removeFile(`${root}/short`);
    expect(host.stat(`${root}/real/f`)?.kind).toBe("file");
  });

  it("gives a HostError for what cannot be done, in words", () => {
    const { host, root } = make();
    host.writeFile(`${root}/f`, "");
    host.makeFolder(`${root}/d`);
    host.writeFile(`${root}/d/x`, "");
    expect(() => host.readFile(`${root}/nothing`)).toThrow(`cannot read ${root}/nothing: it does not exist`);
    const codes = [
      () => host.readFile(`${root}/d`),
      () => host.list(`${root}/f`),
      () => host.list(`${root}/nothing`),
      () => host.writeFile(`${root}/nothing/f`, ""),
      () => host.makeFolder(`${root}/f/x`),
      () => host.rename(`${root}/nothing`, `${root}/g`),
      () => host.rename(`${root}/f`, `${root}/d`),
      () => host.removeFile(`${root}/nothing`),
    ].map(codeOf);
    expect(codes).toEqual(["EISDIR", "ENOTDIR", "ENOENT", "ENOENT", "ENOTDIR", "ENOENT", "EISDIR", "ENOENT"]);
  });
});

describe("the memory host", () => {
  it("knows Windows roots", () => {
    const host = memoryHost({ files: { "C:/a/b.yaml": "1", "D:/x": "2" } });
    expect(host.list("C:/").map(({ name }) => name)).toEqual(["a"]);
    expect(host.realpath("C:/a/b.yaml")).toBe("C:/a/b.yaml");
    expect(Object.keys(host.tree("D:/"))).toEqual(["D:/x"]);
  });

  it("fails where a test says so, before anything is done", () => {
    const host = memoryHost({ files: { "/a": "1" } });
    host.before = (operation, at) => {
      if (operation === "rename") throw new HostError("ENOSPC", at, `cannot replace ${at}: no space left on the disk`);
    };
    expect(() => host.rename("/a", "/b")).toThrow("no space left");
    expect(host.tree()).toEqual({ "/a": "1" });
  });
});

describe("paths", () => {
  it("translates at the border", () => {
    expect(toNative("C:/a/b", "win32")).toBe("C:\\a\\b");
    expect(fromNative("c:\\a\\b", "win32")).toBe("C:/a/b");
    expect(fromNative("/a\\b", "linux")).toBe("/a\\b");
    expect(absolutePath("/work", "../x", "linux")).toBe("/x");
    expect(absolutePath("C:/work", "sub\\..\\y", "win32")).toBe("C:/work/y");
    expect(absolutePath("C:/work", "D:/y", "win32")).toBe("D:/y");
  });

  it("joins and takes apart", () => {
    expect(["/a/b", "/a", "/", "C:/a/b", "C:/a", "C:/"].map(parentOf)).toEqual(["/a", "/", "/", "C:/a", "C:/", "C:/"]);
    expect([joinPath("/", "a"), joinPath("/a", "b"), joinPath("/a", "")]).toEqual(["/a", "/a/b", "/a"]);
    const cases = [
      ["/a", "/a/b"],
      ["/a", "/ab"],
      ["/a", "/a"],
      ["/", "/x"],
      ["C:/", "C:/x"],
    ] as const;
    expect(cases.map(([folder, at]) => relativeWithin(folder, at))).toEqual(["b", undefined, "", "x", "x"]);
  });
});

describe("processes", () => {
  it("knows itself, one that has ended, an earlier one of the same number, and nothing of other machines", () => {
    const { self, stateOf } = nodeProcesses();
    const [machine, pid, start] = self.split(" ");
    expect(stateOf(`${self}\n`)).toBe("running");
    const ended = spawnSync(process.execPath, ["-e", ""]).pid;
    expect(stateOf(`${machine} ${ended} 1`)).toBe("gone");
    if (start !== "-") expect(stateOf(`${machine} ${pid} 1`)).toBe("gone");
    expect(stateOf(`elsewhere ${pid} ${start}`)).toBe("unknown");
    expect(stateOf("rubbish")).toBe("unknown");
  });
});
