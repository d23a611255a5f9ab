import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePorts, sleep, start } from "./process.ts";

export interface ApiServer {
  /** Asks the server to accept a manifest without keeping it, with strict reading of fields. */
  tryOut(manifest: string): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Programs {
  readonly etcd: string;
  readonly "apiextensions-apiserver": string;
  readonly openssl: string;
  readonly "prometheus-operator-crds": string;
  readonly "grafana-operator-crds": string;
}

/** Where the objects of a kind are posted. */
const collections: Readonly<Record<string, { readonly plural: string; readonly path: string }>> = {
  PrometheusRule: { plural: "prometheusrules", path: "monitoring.coreos.com/v1" },
  ServiceMonitor: { plural: "servicemonitors", path: "monitoring.coreos.com/v1" },
  AlertmanagerConfig: { plural: "alertmanagerconfigs", path: "monitoring.coreos.com/v1alpha1" },
  GrafanaDashboard: { plural: "grafanadashboards", path: "grafana.integreatly.org/v1beta1" },
};
const definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

/** A real Kubernetes API server for custom resources, on loopback, that knows the definitions of the operators of Prometheus and Grafana. */
export async function startApiServer(programs: Programs): Promise<ApiServer> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-kubernetes-"));
  const [client, peer, secure, closed] = (await freePorts(4)) as [number, number, number, number];
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.toReversed()) await one();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const certificates = makeCertificates(programs.openssl, folder);
    const ask = (method: string, path: string, body?: string) =>
      call({ ...certificates, port: secure, method, path, body });

    const store = `http://127.0.0.1:${client}`;
    const listen = ["--listen-client-urls", store, "--advertise-client-urls", store];
    const peers = ["--listen-peer-urls", `http://127.0.0.1:${peer}`];
    const etcd = await start(programs.etcd, ["--data-dir", join(folder, "etcd"), ...listen, ...peers], async () => {
      return (await fetch(`${store}/health`)).ok;
    });
    stops.push(etcd.stop);

    // It wants to ask a full API server about tokens and permissions; a client certificate of this group needs neither.
    const config = join(folder, "kubeconfig");
    writeFileSync(config, kubeconfig(closed));
    const off =
      "NamespaceLifecycle,MutatingAdmissionWebhook,ValidatingAdmissionWebhook,ValidatingAdmissionPolicy,MutatingAdmissionPolicy";
    const args = [
      ["--etcd-servers", store],
      ["--bind-address", "127.0.0.1"],
      ["--secure-port", String(secure)],
      ["--cert-dir", join(folder, "server")],
      ["--client-ca-file", join(folder, "ca.crt")],
      ["--kubeconfig", config],
      ["--authentication-kubeconfig", config],
      ["--authorization-kubeconfig", config],
      ["--authentication-skip-lookup"],
      ["--disable-admission-plugins", off],
    ].flat();
    const server = await start(programs["apiextensions-apiserver"], args, async () => {
      return (await ask("GET", definitions)).status === 200; // "/readyz" waits for a full API server
    });
    stops.push(server.stop);

    await define([programs["prometheus-operator-crds"], programs["grafana-operator-crds"]], ask);
    return {
      stop,
      tryOut(manifest) {
        const kind = /^kind: (\w+)$/m.exec(manifest)?.[1] ?? "";
        const namespace = /^ {2}namespace: (\S+)$/m.exec(manifest)?.[1] ?? "default";
        const options = "dryRun=All&fieldValidation=Strict";
        const { plural, path } = collections[kind] ?? { plural: `unknown-kind-${kind}`, path: "none/v1" };
        return ask("POST", `/apis/${path}/namespaces/${namespace}/${plural}?${options}`, manifest);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Posts the definitions and waits until the server serves them. */
async function define(
  folders: readonly string[],
  ask: (method: string, path: string, body?: string) => Promise<Answer>,
) {
  for (const file of folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))) {
    if (!Object.values(collections).some(({ plural }) => file.endsWith(`_${plural}.yaml`))) continue;
    const { status, body } = await ask("POST", definitions, readFileSync(file, "utf8"));
    if (status !== 201) throw new Error(`${file}: ${status} ${body}`);
  }
  for (let tries = 0; tries < 100; tries++) {
    const answers = await Promise.all(
      Object.values(collections).map(({ plural, path }) => ask("GET", `/apis/${path}/namespaces/default/${plural}`)),
    );
    if (answers.every((answer) => answer.status === 200)) return;
    await sleep(100);
  }
  throw new Error("the API server does not serve the definitions that it took");
}

interface Certificates {
  readonly cert: string;
  readonly key: string;
}

/** A throw-away authority and a client certificate whose group may do everything. */
function makeCertificates(openssl: string, folder: string): Certificates {
  const run = (...args: readonly string[]) => execFileSync(openssl, args, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  run("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.crt", "-subj", "/CN=test-ca");
  run("req", ...key, "-keyout", "client.key", "-out", "client.csr", "-subj", "/O=system:masters/CN=test");
  run(
    "x509",
    "-req",
    "-in",
    "client.csr",
    "-CA",
    "ca.crt",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-days",
    "2",
    "-out",
    "client.crt",
  );
  return {
    cert: readFileSync(join(folder, "client.crt"), "utf8"),
    key: readFileSync(join(folder, "client.key"), "utf8"),
  };
}

function kubeconfig(port: number): string {
  return `apiVersion: v1
kind: Config
clusters: [{ name: none, cluster: { server: "http://127.0.0.1:${port}" } }]
contexts: [{ name: none, context: { cluster: none, user: none } }]
current-context: none
users: [{ name: none, user: {} }]
`;
}

interface Call extends Certificates {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
}

function call({ port, method, path, body, cert, key }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/yaml", accept: "application/json" };
    // The server signs its own certificate; the connection stays on loopback.
    const options = {
      host: "127.0.0.1",
      port,
      method,
      path,
      headers,
      cert,
      key,
      rejectUnauthorized: false,
      agent: false,
    };
    const sent = request(options, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => (text += part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on("error", reject).end(body);
  });
}
