import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readExample } from "../support/examples.ts";
import { readCase } from "../support/golden.ts";
import { type ApiServer, startApiServer } from "../support/kubernetes.ts";
import { describeWith } from "../support/programs.ts";

const needs = [
  "etcd",
  "apiextensions-apiserver",
  "prometheus-operator-crds",
  "grafana-operator-crds",
  "openssl",
] as const;

describeWith(needs, "a real API server reads the Kubernetes manifests", (programs) => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await startApiServer(programs);
  });
  afterAll(() => server?.stop());

  const channels = "alertmanager/operator/fixture.alertmanagerconfig.yaml";
  const manifests = [
    ...Object.entries(readExample("shop")).filter(([path]) => /\/operator\/[^/]+\.yaml$/.test(path)),
    ...Object.entries(readCase("grafana-kubernetes").expected)
      .filter(([path]) => path.endsWith(".grafanadashboard.yaml"))
      .map(([path, text]) => [`golden ${path}`, text] as const),
    [`golden ${channels}`, readCase("alertmanager-channels").expected[channels] ?? ""] as const,
  ];
  const first = (kind: string) => manifests.find(([, text]) => text.includes(`kind: ${kind}\n`))?.[1] ?? "";

  it("there are manifests of every kind", () => {
    expect(first("PrometheusRule")).not.toBe("");
    expect(first("ServiceMonitor")).not.toBe("");
    expect(first("AlertmanagerConfig")).not.toBe("");
    expect(first("GrafanaDashboard")).not.toBe("");
    expect(manifests.at(-1)?.[1]).toContain("msteamsv2Configs:");
  });

  it.each(manifests)("%s is accepted", async (_, text) => {
    const { status, body } = await server.tryOut(text);
    expect(body).not.toContain('"status":"Failure"');
    expect(status).toBe(201);
  });

  describe("mistakes planted in one of them are refused", () => {
    it.each([
      ["a duration that is none", "PrometheusRule", "interval: 1m", "interval: 1 minute", 422, "should match"],
      ["a misspelt field", "PrometheusRule", "record:", "recrod:", 400, "unknown field"],
      [
        "a label that is no text",
        "PrometheusRule",
        /labels: \{ service: [\w-]+/,
        "labels: { service: 5",
        422,
        "must be of type string",
      ],
      ["two groups of one name", "PrometheusRule", /- name: (\S+)--period\n/, "- name: $1\n", 422, "Duplicate value"],
      ["a misspelt field of an endpoint", "ServiceMonitor", "path:", "paht:", 400, "unknown field"],
      [
        "a kind of matcher that is none",
        "AlertmanagerConfig",
        'matchType: "!="',
        'matchType: "<>"',
        422,
        "Unsupported",
      ],
      ["a secret that is a text", "AlertmanagerConfig", /apiURL: \{.*\}/, "apiURL: a-secret", 422, "must be of type"],
      ["a misspelt field of a route", "AlertmanagerConfig", "groupWait:", "groupwait:", 400, "unknown field"],
      ["a misspelt field of a dashboard", "GrafanaDashboard", "resyncPeriod:", "resyncperiod:", 400, "unknown field"],
      [
        "a dashboard for no Grafana",
        "GrafanaDashboard",
        / {2}instanceSelector:\n( {4}.+\n)+/,
        "",
        422,
        "Required value",
      ],
      [
        "a resync that is no duration",
        "GrafanaDashboard",
        "resyncPeriod: 10m",
        "resyncPeriod: often",
        422,
        "should match",
      ],
      ["a dashboard in two folders", "GrafanaDashboard", "  folder:", "  folderUID: x\n  folder:", 422, "folder"],
      ["a UID that Grafana cuts", "GrafanaDashboard", /\n {2}uid: /, `$&${"x".repeat(21)}`, 422, "Too long"],
      ["a missing selector", "ServiceMonitor", / {2}selector:\n( {4}.+\n)+/, "", 422, "spec.selector: Required value"],
    ] as const)("%s", async (_, kind, from, to, status, words) => {
      const broken = first(kind).replace(from, to);
      expect(broken).not.toBe(first(kind));
      const answer = await server.tryOut(broken);
      expect(answer).toMatchObject({ status, body: expect.stringContaining(words) });
    });
  });
});
