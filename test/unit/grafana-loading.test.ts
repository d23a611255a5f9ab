import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Files, tocsin as Tocsin } from "../support/examples.ts";

/** The module that imports the Foundation SDK, which takes longer to load than a small workspace to compile. */
const module = "../../src/5-emit/grafana/build.ts";
const loads = { count: 0 };
let tocsin: typeof Tocsin;

// The worker may have loaded it for another file.
beforeAll(async () => {
  vi.resetModules();
  vi.doMock(module, async (original) => {
    loads.count += 1;
    return await original();
  });
  ({ tocsin } = await import("../support/examples.ts"));
});
afterAll(() => {
  vi.doUnmock(module);
  vi.resetModules();
});

const workspace = (target: string): Files => ({
  "tocsin.yaml": `version: 1\nworkspace: shop\nspecs: ["services/*.service.yaml"]\ntargets: { prometheus: { retention: 40d }${target} }\n`,
  "services/cron.service.yaml": "version: 1\nservice: cron\n",
});

beforeEach(() => void (loads.count = 0));

it.each([
  ["check", ", grafana: {}", ["check"]],
  ["fmt", ", grafana: {}", ["fmt", "--check"]],
  ["explain without the target", "", ["explain", "cron#service"]],
  ["generate without the target", "", ["generate"]],
])("%s does without the Foundation SDK", async (_, target, args) => {
  const { status, printed } = await tocsin(workspace(target), ...args);
  expect(status, printed).toBe(0);
  expect(loads.count).toBe(0);
});

it("generate of dashboards loads it", async () => {
  const { status, printed, files } = await tocsin(workspace(", grafana: {}"), "generate");
  expect(status, printed).toBe(0);
  expect(Object.keys(files).filter((path) => path.endsWith("cron.json"))).toHaveLength(1);
  expect(loads.count).toBe(1);
});
