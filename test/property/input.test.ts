import fc from "fast-check";
import { describe, expect } from "vitest";
import { parse } from "yaml";
import { loadYamlFully } from "../../src/1-load/recover.ts";
import type { SpecKind } from "../../src/2-validate/spec.ts";
import { validate } from "../../src/2-validate/validate.ts";
import type { Project } from "../../src/compile.ts";
import type { ServiceV1 } from "../../src/2-validate/generated/types.ts";
import { compile, expectPlaces, languageFiles, open, shopFiles, textFiles } from "./base.ts";
import { every, property, tellCases } from "./cases.ts";
import { type Place, placesOf, print, withText } from "./places.ts";
import { texts } from "../support/promql.ts";

tellCases();

const bytes = (text: string) => new TextEncoder().encode(text);

const service = "services/checkout.service.yaml";
const kit = "kits/grpc-server.kit.yaml";
const kinds: Readonly<Record<string, SpecKind>> = { [service]: "service", [kit]: "kit", "tocsin.yaml": "workspace" };
const paths = Object.keys(kinds);

/** The neighbours of a service file, read once: only the file itself is read for each case. */
let around: Promise<Project> | undefined;
const neighbours = () => (around ??= open(languageFiles));

/** Who uses the kit, or stands in the workspace. */
const user =
  "version: 1\nservice: user\nowner: payments\nuses: grpc-server\nslos: { availability: 99%, latency: 95% }\n";

/** A file in its place in a workspace, through every phase but those that make and write files. */
async function tryFile(path: string, text: Uint8Array): Promise<void> {
  if (path !== service) {
    const [workspace, own] = [languageFiles["tocsin.yaml"]!, languageFiles[kit]!];
    const files = { "tocsin.yaml": workspace, [kit]: own, "services/user.service.yaml": user, [path]: text };
    compile(await open(files), false);
    return;
  }
  const { value, diagnostics } = await loadYamlFully(path, text);
  expectPlaces(diagnostics);
  if (value === undefined) {
    expect(diagnostics).not.toEqual([]);
    return;
  }
  const spec = validate<ServiceV1>(value, "service");
  const project = await neighbours();
  compile(
    {
      ...project,
      documents: [...project.documents.filter(({ source }) => source.path !== path), value],
      services: spec.value === undefined ? [] : [spec.value],
      diagnostics: [...diagnostics, ...spec.diagnostics],
    },
    false,
  );
}

describe("any bytes", () => {
  const ours = fc.constantFrom(service, ...paths);

  property("bytes", 150, fc.tuple(ours, fc.uint8Array({ maxLength: 400 })), ([path, text]) => tryFile(path, text));

  property("texts of every character", 150, fc.tuple(ours, texts(300)), ([path, text]) => tryFile(path, bytes(text)));

  const yamlish = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ..."{}[]:,-?|>&*!%@`'\"#\n\t $\\".split(""),
          ": ",
          "- ",
          "? ",
          " #",
          "\n  ",
          "\n- ",
          "---\n",
          "...\n",
          "\r\n",
          "&a ",
          "*a",
          "<<: ",
          "!!str ",
          "|-\n",
          ">+2\n",
          "${",
          "{{",
          "}}",
        ),
        fc.constantFrom(
          "version: 1\n",
          "service: a\n",
          "slos:\n",
          "slis: ",
          "kit: k\n",
          "workspace: w\n",
          "99%",
          "null",
          "0x1F",
          "1e1000",
          ".nan",
        ),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(""));
  property("texts of YAML's own signs", 300, fc.tuple(ours, yamlish), ([path, text]) => tryFile(path, bytes(text)));

  const spliced = fc.tuple(
    fc.constantFrom(service, service, service, kit, "tocsin.yaml"),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(20),
    yamlish,
  );
  property("a piece of a valid spec replaced", 120, spliced, ([path, where, length, piece]) => {
    const text = languageFiles[path]!;
    const start = Math.floor(where * text.length);
    return tryFile(path, bytes(text.slice(0, start) + piece + text.slice(start + length)));
  });
});

describe("any value in any place", () => {
  const nasty = fc.constantFrom(
    "null",
    "~",
    "true",
    "0",
    "-0",
    "-1",
    "1.5",
    "1e308",
    "1e1000",
    ".inf",
    "-.inf",
    ".nan",
    "0x7fffffffffffffff",
    "99999999999999999999",
    "1.10",
    "{}",
    "[]",
    "[[]]",
    "[{}]",
    "[null]",
    '{ "": 1 }',
    "{ a: }",
    "{ constructor: 1 }",
    '{ "__proto__": 1 }',
    "{ toString: x, valueOf: y }",
    '""',
    '" "',
    '"\\n"',
    "on",
    "1:30",
    "2026-02-30",
    "{ sli: a }",
    "{ of: [a] }",
    "{ gauge: a }",
    "&a [1]",
    "*none",
    "!!binary aa",
    "0s",
    "0ms",
    "99999999y",
    "100%",
    "0%",
    "-1%",
    "1e3%",
    '"${"',
    '"${}"',
    '"${match}"',
    '"${window}"',
    '"$${a}"',
    '"{{"',
    '"up{"',
    '"up{a=~\\"(\\"}"',
    '"sum(rate(x[${window}]))"',
    '"../../x"',
    '"a/b"',
    '"CON"',
  );
  const value = fc.oneof({ arbitrary: nasty, weight: 3 }, fc.json({ maxDepth: 3 }));
  const where = fc.constantFrom(
    ...paths.flatMap((path) => placesOf(parse(languageFiles[path]!)).map((place) => [path, place] as const)),
  );
  property("one value replaced", 250, fc.tuple(where, value), async ([[path, place], text]) => {
    await tryFile(path, bytes(withText(parse(languageFiles[path]!), { ...place, part: "value" }, text)));
  });

  property(
    "one value replaced, and rules made",
    60,
    fc.tuple(fc.constantFrom(...placesOf(parse(textFiles["services/texts.service.yaml"]!))), value),
    async ([place, text]) => {
      const spec = withText(
        parse(textFiles["services/texts.service.yaml"]!),
        { ...place, part: "value" } as Place,
        text,
      );
      compile(await open({ ...textFiles, "services/texts.service.yaml": spec }));
    },
  );

  property(
    "a document of any value",
    200,
    fc.tuple(fc.constantFrom(...paths), fc.json({ maxDepth: 4 })),
    ([path, text]) => tryFile(path, bytes(text)),
  );

  property(
    "any value under every key of the language",
    200,
    fc.tuple(where, fc.anything({ withNullPrototype: false, maxDepth: 2 })),
    async ([[path, place], any]) => {
      const step = place.path.at(-1)!;
      await tryFile(
        path,
        bytes(`{ "version": 1, ${print(kinds[path])}: "a", ${print(String(step))}: ${print(any) ?? "null"} }`),
      );
    },
  );
});

describe("half-typed specs", () => {
  const prefixes = function* (text: string, step = 1): Generator<string> {
    for (let end = 0; end < text.length; end += step) yield text.slice(0, end);
  };
  const short = languageFiles["services/payment.service.yaml"]!;
  const files: Readonly<Record<string, string>> = {
    "short service":
      "version: 1\nservice: checkout\nowner: payments\nuses: otel-http-server\nslos:\n  availability: 99.95%\n  latency: 99%\n",
    "service with comments": shopFiles["services/cart.service.yaml"]!.split("\n").slice(0, 24).join("\n"),
  };
  for (const [name, text] of Object.entries(files)) {
    every(
      `every prefix of the ${name}`,
      () => prefixes(text),
      (prefix) => tryFile(service, bytes(prefix)),
    );
  }
  every(
    "every eleventh prefix of the service of the language",
    () => prefixes(languageFiles[service]!, 11),
    (prefix) => tryFile(service, bytes(prefix)),
  );
  every(
    "every prefix of a workspace",
    () => prefixes(textFiles["tocsin.yaml"]!),
    (prefix) => tryFile("tocsin.yaml", bytes(prefix)),
  );
  every(
    "every third prefix of a kit",
    () => prefixes(languageFiles[kit]!, 3),
    (prefix) => tryFile(kit, bytes(prefix)),
  );

  const lines = Object.keys(languageFiles).flatMap((path) =>
    [...languageFiles[path]!.split("\n").keys()].map((line) => [path, line] as const),
  );
  every(
    "every line left out",
    () => lines.filter(([path]) => paths.includes(path)),
    ([path, line]) =>
      tryFile(
        path,
        bytes(
          languageFiles[path]!.split("\n")
            .filter((_, index) => index !== line)
            .join("\n"),
        ),
      ),
  );
  every(
    "every character left out",
    () => short.split("").keys(),
    (index) => tryFile(service, bytes(short.slice(0, index) + short.slice(index + 1))),
  );
});
