/**
 * What other generators of SLO rules accept in silence, and tocsin finds. What they count wrongly is in `test/real/peers.test.ts`, alerts about missing
 * data in `test/real/state.test.ts`, runs that fail part of the way in `test/real/kill.test.ts` and `test/examples.test.ts`.
 */
import { describe, expect, it } from "vitest";
import { burnRateName, errorRatioName } from "../../src/model/slo/names.ts";
import { findingsOf, marksOf, workspace } from "../support/findings.ts";

const head = (service = "cart") => `version: 1
service: ${service}
owner: shop
links: { runbook: "https://runbooks.example/${service}" }
match: { job: ${service} }
`;
const slis = `slis:
  requests:
    type: availability
    prometheus: { total: requests_total, bad: failures_total }
`;
const one = `${head()}${slis}`;

const codesOf = async (files: Readonly<Record<string, string>>) =>
  [
    ...new Set(marksOf(await findingsOf({ "tocsin.yaml": workspace, ...files })).map((mark) => mark.split(" ")[2])),
  ].sort();
const ofService = (text: string) => codesOf({ "services/cart.service.yaml": text });

describe("what others accept in silence is found", () => {
  it("nothing in a spec that is as it should be", async () => {
    expect(await ofService(`${one}slos: { requests: 99.9% }\n`)).toEqual([]);
  });

  it.each([
    ["an objective of 100 %", `${one}slos: { requests: 100% }\n`, "validate/malformed-value"],
    ["an objective of 0.999", `${one}slos: { requests: 0.999 }\n`, "validate/malformed-value"],
    [
      "a threshold that no share of errors can reach: 14.4 times a budget of 7 % is 100.8 %",
      `${one}slos: { requests: { objective: 93%, alerting: { page: { burns: [{ burnRate: 14.4, within: 1h }] } } } }\n`,
      "lint/unreachable-threshold",
    ],
    [
      "two windows that come to nothing",
      `${one}slos: { requests: { objective: 99%, alerting: { page: { burns: [{ burnRate: 2, within: 1s, short: 1s }] } } } }\n`,
      "resolve/burn-not-possible",
    ],
    ["a second document in a file", `${one}slos: { requests: 99.9% }\n---\n${head("till")}`, "load/second-document"],
    ["a misspelt key", `${one}slos: { requests: { objetive: 99.9%, objective: 99.9% } }\n`, "validate/unknown-key"],
  ])("%s", async (_, text, code) => {
    expect(await ofService(text)).toContain(code);
  });

  it("a glob that matches nothing", async () => {
    const text = workspace.replace("services/**/*.service.yaml", "specs/*.service.yaml");
    expect(await codesOf({ "tocsin.yaml": text })).toContain("load/glob-matches-nothing");
  });

  it("two files for one service", async () => {
    const text = `${one}slos: { requests: 99.9% }\n`;
    expect(await codesOf({ "services/a.service.yaml": text, "services/b.service.yaml": text })).toContain(
      "resolve/duplicate-service",
    );
  });
});

describe("series are named for what they hold", () => {
  it("a ratio of errors and a burn rate are two things", () => {
    expect([errorRatioName(3600), burnRateName(3600)]).toEqual(["slo:sli_error:ratio1h", "slo:burn_rate:ratio1h"]);
  });
});
