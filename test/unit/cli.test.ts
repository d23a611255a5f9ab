import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { createContext, takesColor } from "../../src/cli/context.ts";
import { nameFrom } from "../../src/cli/init/files.ts";
import type { Io, Stream } from "../../src/cli/io.ts";
import { startProgress } from "../../src/cli/progress.ts";
import { relativePath } from "../../src/cli/project.ts";
import { run } from "../../src/cli/run.ts";
import { startTiming } from "../../src/cli/timing.ts";
import { table } from "../../src/cli/table.ts";
import { failure } from "../../src/host/failure.ts";
import { HostError } from "../../src/host/host.ts";
import { memoryHost, memoryProcesses, type MemoryHost } from "../../src/host/memory.ts";

interface Seen {
  out: string;
  err: string;
}

function ioOf(host: MemoryHost, folder: string, rest: Partial<Io> = {}): { io: Io; seen: Seen } {
  const seen: Seen = { out: "", err: "" };
  const stream = (to: keyof Seen): Stream => ({
    isTerminal: false,
    columns: undefined,
    write: (text) => void (seen[to] += text),
  });
  const io: Io = {
    host,
    processes: memoryProcesses(),
    folder,
    today: "2026-11-25",
    variables: {},
    stdout: stream("out"),
    stderr: stream("err"),
    readStdin: async () => new Uint8Array(),
    asker: () => undefined,
    ...rest,
  };
  return { io, seen };
}

const workspace = `version: 1
workspace: shop
teams: { web: { notify: { page: oncall, ticket: oncall } } }
receivers: { oncall: { pagerduty: { routingKeyFile: /etc/secret } } }
targets: { prometheus: { retention: 40d } }
`;
const cart = `version: 1
service: cart
owner: web
links: { runbook: "https://runbooks.example/cart" }
uses: prom-http
slos: { availability: 99.9% }
`;

describe("time by phase", () => {
  it("counts a phase inside another once, and what is loaded first as the start", () => {
    let clock = 10;
    const timing = startTiming(() => clock);
    const pass = (ms: number) => void (clock += ms);
    pass(5);
    timing.begun();
    timing.time("rules", () => {
      pass(100);
      timing.time("tests", () => pass(30));
      expect(() =>
        timing.time("lint", () => {
          pass(7);
          throw new Error("a bug");
        }),
      ).toThrow("a bug");
      pass(1);
    });
    pass(2);
    const rows = timing.report().trimEnd().split("\n");
    expect(rows.map((row) => row.split(/ +/).slice(0, 2).join(" "))).toEqual([
      "start 15.0",
      "lint 7.0",
      "rules 101.0",
      "tests 30.0",
      "other 2.0",
      "total 155.0",
    ]);
  });
});

describe("exit status and streams", () => {
  const shop = (root: string) =>
    memoryHost({ files: { [`${root}/tocsin.yaml`]: workspace, [`${root}/services/cart.service.yaml`]: cart } });

  it.each(["/work/shop", "C:/work/shop"])("compiles below %s, the same files whatever the root", async (root) => {
    const host = shop(root);
    const { io, seen } = ioOf(host, root);
    expect(await run(["generate"], io)).toBe(0);
    expect(seen.err).toBe("");
    const tree = Object.entries(host.tree(`${root}/generated`));
    const other = shop("/elsewhere");
    await run(["generate"], ioOf(other, "/elsewhere").io);
    expect(tree.map(([path, text]) => [path.slice(root.length), text])).toEqual(
      Object.entries(other.tree("/elsewhere/generated")).map(([path, text]) => [path.slice("/elsewhere".length), text]),
    );
  });

  it("says what the machine refused, with 2, and leaves everything as it was", async () => {
    const host = shop("/shop");
    const before = host.tree();
    host.before = (operation, path) => {
      if (operation === "rename")
        throw new HostError("ENOSPC", path, `cannot replace ${path}: no space left on the disk`);
    };
    const { io, seen } = ioOf(host, "/shop");
    expect(await run(["generate"], io)).toBe(2);
    expect(seen).toEqual({
      out: "",
      err: "error: cannot replace /shop/generated/.tocsin/journal: no space left on the disk; everything was put back as it was\n",
    });
    expect(host.tree()).toEqual(before);
  });

  it("asks for a report of our own mistakes, and shows the stack only when told to", async () => {
    const host = shop("/shop");
    host.before = () => {
      throw new TypeError("x is not a function");
    };
    const { io, seen } = ioOf(host, "/shop");
    expect(await run(["check"], io)).toBe(2);
    expect(seen.err).toBe(
      "error: this is a bug in tocsin: x is not a function\nRun it again with --verbose for the details, and please report it, with the spec that shows it.\n",
    );
    const verbose = ioOf(host, "/shop");
    expect(await run(["check", "--verbose"], verbose.io)).toBe(2);
    expect(verbose.seen.err).toMatch(/TypeError: x is not a function\n +at /);
  });

  it("gives 2 when the workspace itself cannot be read", async () => {
    const host = memoryHost({
      files: { "/shop/tocsin.yaml": "version: 1\nworkspace: [\n", "/shop/services/cart.service.yaml": cart },
    });
    for (const command of ["check", "generate"])
      expect(await run([command, "--quiet"], ioOf(host, "/shop").io)).toBe(2);
    expect(Object.keys(host.tree())).toHaveLength(2);
  });

  it("waits for another run and says so", async () => {
    const host = shop("/shop");
    host.edit("/shop/generated/.tocsin/lock", "here 7 7\n");
    const { io, seen } = ioOf(host, "/shop", { processes: memoryProcesses("here 1 1", ["here 7 7"]) });
    expect(await run(["generate"], io)).toBe(1);
    expect(seen.err).toContain("waiting for another run of tocsin …\n");
    expect(seen.err).toContain("error[write/locked]: another run is writing to `generated`");
  });

  it("brings an interrupted run to its end first", async () => {
    const host = shop("/shop");
    let renames = 0;
    host.before = (operation) => {
      if (operation === "rename" && renames++ >= 2) throw new Error("killed");
    };
    await run(["generate"], ioOf(host, "/shop").io);
    host.before = undefined;
    expect(Object.keys(host.tree("/shop/generated")).some((path) => path.endsWith("/.tocsin/journal"))).toBe(true);
    const { io, seen } = ioOf(host, "/shop", { processes: memoryProcesses("here 2 2") });
    expect(await run(["generate"], io)).toBe(0);
    expect(seen.err).toBe("an interrupted run was finished first\n");
    expect(await run(["generate", "--check"], ioOf(host, "/shop").io)).toBe(0);
  });
});

describe("results as JSON", () => {
  it.each([
    ["findings", ["check"], 1],
    ["generate", ["generate", "--dry-run"], 0],
    ["generate", ["generate", "--check"], 1],
    ["generate", ["generate", "--list"], 0],
    ["generate", ["generate"], 0],
    ["explain", ["explain", "cart#slos"], 0],
    ["explain", ["explain", "cart#slos.availability.objective"], 0],
    ["explain", ["explain", "generated/prometheus/cart.rules.yaml:9"], 0],
    ["explain", ["explain", "services/cart.service.yaml:5"], 0],
    ["explain", ["explain", "write/locked"], 0],
    ["rules", ["rules"], 0],
    ["kits", ["kits"], 0],
    ["kits", ["kits", "prom-http"], 0],
    ["version", ["version"], 0],
    ["doctor", ["doctor"], 0],
    ["routes", ["routes"], 0],
    ["routes", ["routes", "--alert", "SLONoData"], 0],
  ])("%s keeps to its schema: %j", async (name, args, status) => {
    const host = memoryHost({ files: { "/shop/tocsin.yaml": workspace, "/shop/services/cart.service.yaml": cart } });
    if (args[0] === "explain") await run(["generate"], ioOf(host, "/shop").io);
    // Something to find.
    if (args[0] === "check")
      host.edit("/shop/services/bad.service.yaml", "version: 1\nservice: bad\nowner: nobody-knows\n");
    if (args[0] === "routes")
      host.edit("/shop/services/cart.service.yaml", `${cart}targets: [prometheus, alertmanager]\n`);
    const { io, seen } = ioOf(host, "/shop");
    expect(await run([...args, "--json"], io), seen.err).toBe(status);
    const ajv = new Ajv({ allErrors: true, strict: false });
    const schema = JSON.parse(readFileSync(`schemas/output/${name}.schema.json`, "utf8")) as object;
    expect(ajv.validate(schema, JSON.parse(seen.out)), ajv.errorsText()).toBe(true);
  });
});

describe("init on a terminal", () => {
  it("asks, asks again after a wrong answer, and takes what is proposed for an empty one", async () => {
    const host = memoryHost({ files: { "/repo/.git/": "", "/repo/My Shop/": "" } });
    const answers = ["", "batch", "Import!", "orders", ""];
    const questions: string[] = [];
    const { io, seen } = ioOf(host, "/repo/My Shop", {
      asker: () => async (question) => (questions.push(question), answers.shift() ?? ""),
    });
    expect(await run(["init"], io)).toBe(0);
    expect(questions).toEqual([
      "Name of the workspace [my-shop] ",
      "What does it do?\n  http   answers requests over HTTP\n  queue  works off a queue\n  batch  works through records in batches\n  cron   runs on a schedule\nKind [http] ",
      "Name of the first service [import] ",
      "Name of the first service [import] ",
      "Team that is told [platform] ",
    ]);
    expect(Object.keys(host.tree("/repo/My Shop/services"))).toEqual(["/repo/My Shop/services/orders.service.yaml"]);
    // A workflow is read from the root of the repository alone.
    expect(host.tree()["/repo/.github/workflows/specs.yaml"]).toContain("generate --check 'My Shop'\n");
    expect(seen.err).toContain("`Import!`");
    expect(await run(["check", "--fail-on", "info"], ioOf(host, "/repo/My Shop").io)).toBe(0);
  });

  it.each([
    ["My Shop", "my-shop"],
    ["42-api_v2", "api-v2"],
    ["über", "ber"],
    ["日本", "other"],
    ["-", "other"],
    ["a".repeat(80), "a".repeat(63)],
  ])("makes a name of %j", (text, name) => {
    expect(nameFrom(text, "other")).toBe(name);
  });
});

describe("colour", () => {
  const terminal: Stream = { isTerminal: true, columns: 80, write() {} };
  const file: Stream = { ...terminal, isTerminal: false };
  const decide = (stream: Stream, variables: Io["variables"], color?: "auto" | "always" | "never") =>
    takesColor(stream, ioOf(memoryHost(), "/", { variables }).io, color === undefined ? {} : { color });

  it.each([
    ["a terminal", terminal, {}, undefined, true],
    ["a file", file, {}, undefined, false],
    ["a dumb terminal", terminal, { TERM: "dumb" }, undefined, false],
    ["NO_COLOR", terminal, { NO_COLOR: "1" }, undefined, false],
    ["an empty NO_COLOR", terminal, { NO_COLOR: "" }, undefined, true],
    ["FORCE_COLOR", file, { FORCE_COLOR: "1" }, undefined, true],
    ["FORCE_COLOR=0", terminal, { FORCE_COLOR: "0" }, undefined, false],
    ["NO_COLOR before FORCE_COLOR", terminal, { NO_COLOR: "1", FORCE_COLOR: "1" }, undefined, false],
    ["the flag before all", file, { NO_COLOR: "1" }, "always", true],
    ["the flag against a terminal", terminal, { FORCE_COLOR: "1" }, "never", false],
  ] as const)("%s", (_, stream, variables, flag, wanted) => {
    expect(decide(stream, variables, flag)).toBe(wanted);
  });
});

describe("progress", () => {
  const watch = (isTerminal: boolean, options = {}) => {
    let written = "";
    let time = 0;
    const stderr: Stream = { isTerminal, columns: 30, write: (text) => void (written += text) };
    const context = createContext(ioOf(memoryHost(), "/", { stderr }).io, options);
    const progress = startProgress(context, "compiling", () => time);
    for (const [now, what] of [
      [0, "a"],
      [499, "b"],
      [500, "c"],
      [550, "d"],
      [600, "a-very-long-name-of-a-service"],
    ] as const) {
      time = now;
      progress.step(what);
    }
    progress.end();
    return written;
  };

  it("shows nothing in the first half second, then ten lines a second at most, cut to the terminal", () => {
    expect(watch(true)).toBe("\r\u001b[Kcompiling 3: c\r\u001b[Kcompiling 5: a-very-long-name\r\u001b[K");
  });

  it("shows nothing where nobody watches, and nothing when told so", () => {
    expect([watch(false), watch(true, { progress: false }), watch(true, { quiet: true })]).toEqual(["", "", ""]);
  });
});

describe("words", () => {
  it("aligns numbers to the right and texts to the left, without blanks at the end", () => {
    expect(
      table([
        ["name", "n", "what"],
        ["a", 10, "x"],
        ["long", 9, ""],
      ]),
    ).toBe("name   n  what\na     10  x\nlong   9\n");
  });

  it("writes paths as seen from the working folder, unless that climbs to the root", () => {
    const seen = [
      ["/a/b", "/a/b/c"],
      ["/a/b", "/a/x"],
      ["/a/b", "/a/b"],
      ["/a/b", "/a"],
      ["/a/b", "/x/y"],
      ["C:/a/b", "C:/a/c"],
    ] as const;
    expect(seen.map(([folder, path]) => relativePath(folder, path))).toEqual(["c", "../x", ".", "..", "/x/y", "../c"]);
  });
});

describe("files of a person's", () => {
  const broken = `\ufeff${cart.replace("99.9%", "99.9")}`.replaceAll("\n", "\r\n");
  const at = "/w/services/cart.service.yaml";
  const bytesOf = (host: MemoryHost, path: string) => Buffer.from(host.readFile(path)).toString("utf8");
  const shop = (links: Record<string, string> = {}) =>
    memoryHost({ files: { "/w/tocsin.yaml": workspace, [at]: broken, "/w/real.yaml": broken }, links });

  it.each([["check", "--fix"], ["fmt"]])("keep their byte order mark and line ends: %s %s", async (...args) => {
    const host = shop();
    // `fmt` does not mend a percentage: only what YAML would misread.
    if (args[0] === "fmt") host.edit(at, broken.replace("owner: web", "owner:   web"));
    expect(await run(args, ioOf(host, "/w").io)).toBe(0);
    const text = bytesOf(host, at);
    expect(text).toBe(args[0] === "fmt" ? broken : broken.replace("99.9", "99.9%"));
  });

  it("are formatted beside one that cannot be read, which is named", async () => {
    const host = shop();
    host.edit(at, broken.replace("owner: web", "owner:   web"));
    host.edit("/w/services/shut.service.yaml", "version: 1");
    host.before = (operation, path) => {
      if (operation === "readFile" && path.includes("shut")) throw failure("read", path, "EACCES");
    };
    const { io, seen } = ioOf(host, "/w");
    expect(await run(["fmt"], io)).toBe(1);
    expect(seen.err).toContain("services/shut.service.yaml is left as it is: permission denied\n");
    expect(bytesOf(host, at)).toBe(broken);
  });

  it("are not mended through a link, and stay as they are when nothing may be written", async () => {
    const host = shop({ "/w/services/other.service.yaml": "../real.yaml" });
    await run(["check", "--fix"], ioOf(host, "/w").io);
    expect(bytesOf(host, "/w/real.yaml")).toBe(broken);
    for (const args of [
      ["check", "--fix", "--dry-run"],
      ["fmt", "--check"],
      ["fmt", "--diff"],
    ]) {
      const other = shop();
      other.edit(at, broken.replace("owner: web", "owner:   web"));
      const before = other.tree("/w");
      other.before = (operation) => {
        expect(["readFile", "stat", "list", "realpath"]).toContain(operation);
      };
      await run(args, ioOf(other, "/w").io);
      other.before = undefined;
      expect(other.tree("/w")).toEqual(before);
    }
  });

  it("that were changed while they were read are left to the person", async () => {
    const host = shop();
    let reads = 0;
    host.before = (operation, path) => {
      if (operation === "readFile" && path === at && ++reads === 2) host.edit(at, `${cart}# mine\n`);
    };
    const { io, seen } = ioOf(host, "/w");
    await run(["check", "--fix"], io);
    expect(bytesOf(host, at)).toBe(`${cart}# mine\n`);
    expect(seen.err).toContain("was changed meanwhile");
  });

  it("stay whole when the disk is full", async () => {
    const host = shop();
    host.before = (operation, path) => {
      if (operation === "replaceFile") throw new HostError("ENOSPC", path, `cannot replace ${path}: no space left`);
    };
    const { io, seen } = ioOf(host, "/w");
    expect(await run(["check", "--fix"], io)).toBe(2);
    expect(seen.err).toContain("no space left");
    host.before = undefined;
    expect(bytesOf(host, at)).toBe(broken);
  });
});
