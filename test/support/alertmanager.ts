/** A real Alertmanager on loopback, and sinks that take what it sends: one for HTTP, one for mail with STARTTLS and a login. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { TLSSocket } from "node:tls";
import { load } from "js-yaml";
import { freePorts, type Running, sleep, start } from "./process.ts";

export interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Mail {
  readonly to: readonly string[];
  /** Whether it came by TLS, and as whom the sender logged in. */
  readonly encrypted: boolean;
  readonly login: string | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly generatorURL?: string;
  /** Milliseconds from now. */
  readonly endsIn?: number;
}

export interface Alertmanager extends Running {
  readonly requests: readonly Request[];
  readonly mails: readonly Mail[];
  post(alerts: readonly PostedAlert[]): Promise<void>;
  /** Waits until something is there. */
  until<T>(what: string, within: number, look: () => T | undefined): Promise<T>;
}

interface Programs {
  readonly "alertmanager-0.25": string;
  readonly openssl: string;
}

/**
 * @param files what tocsin wrote below `alertmanager/`; of the configuration, receivers are pointed at the sinks and told by a webhook as well
 */
export async function startAlertmanager(
  programs: Programs,
  files: Readonly<Record<string, string>>,
): Promise<Alertmanager> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-alertmanager-"));
  const [web, mailPort, http] = (await freePorts(3)) as [number, number, number];
  const requests: Request[] = [];
  const mails: Mail[] = [];
  const stops: (() => Promise<void>)[] = [];
  try {
    stops.push(await httpSink(http, requests));
    stops.push(await mailSink(mailPort, mails, certificate(programs.openssl, folder)));
    mkdirSync(join(folder, "templates"));
    writeFileSync(join(folder, "templates/tocsin.tmpl"), files["templates/tocsin.tmpl"]!);
    const config = pointedAt(files["alertmanager.yaml"]!, folder, `http://127.0.0.1:${http}`, mailPort);
    writeFileSync(join(folder, "alertmanager.yml"), JSON.stringify(config));
    const url = `http://127.0.0.1:${web}`;
    const args = [
      `--config.file=${join(folder, "alertmanager.yml")}`,
      `--storage.path=${join(folder, "data")}`,
      `--web.listen-address=127.0.0.1:${web}`,
      `--web.external-url=${url}`,
      "--cluster.listen-address=",
    ];
    const program = relocated(programs["alertmanager-0.25"], folder);
    const isReady = async () => (await fetch(`${url}/-/ready`)).ok;
    const running = await start(program, args, isReady, 30_000, folder);
    stops.push(running.stop);
    return {
      log: running.log,
      requests,
      mails,
      async post(alerts) {
        const body = alerts.map(({ endsIn = 3_600_000, ...alert }) => ({
          ...alert,
          endsAt: new Date(Date.now() + endsIn).toISOString(),
        }));
        const headers = { "content-type": "application/json" };
        const answer = await fetch(`${url}/api/v2/alerts`, { method: "POST", headers, body: JSON.stringify(body) });
        if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      },
      async until(what, within, look) {
        const deadline = Date.now() + within;
        for (;;) {
          const seen = look();
          if (seen !== undefined) return seen;
          if (Date.now() > deadline) throw new Error(`not seen in ${within} ms: ${what}\n${running.log()}`);
          await sleep(100);
        }
      },
      async stop() {
        for (const stop of stops.toReversed()) await stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    for (const stop of stops.toReversed()) await stop();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Debian's build reads the templates that Alertmanager brings along from a folder of the system, and the unpacked package lies elsewhere: a copy of the
 * program that looks in `share` of its working folder, under a path of the same length.
 */
function relocated(program: string, folder: string): string {
  const built = "/usr/share/prometheus/alertmanager";
  const copy = join(folder, "alertmanager");
  const bytes = readFileSync(program);
  const instead = Buffer.from(`.${"share".padStart(built.length - 1, "/")}`);
  for (let at = bytes.indexOf(built); at >= 0; at = bytes.indexOf(built, at + 1)) instead.copy(bytes, at);
  writeFileSync(copy, bytes, { mode: 0o755 });
  symlinkSync(join(dirname(dirname(program)), "share/prometheus/alertmanager"), join(folder, "share"));
  return copy;
}

type Integration = Record<string, unknown>;
interface Receiver extends Record<string, unknown> {
  readonly name: string;
}

/** Only places change: URLs, hosts, and where files lie. Each receiver that has a channel tells a webhook of its name as well. */
function pointedAt(text: string, folder: string, sink: string, mailPort: number): unknown {
  const config = load(text) as { receivers: Receiver[] };
  let files = 0;
  const file = (content: string) => {
    const path = join(folder, `secret-${files++}`);
    writeFileSync(path, content);
    return path;
  };
  const places: Readonly<Record<string, (receiver: string) => Integration>> = {
    slack_configs: (name) => ({ api_url_file: file(`${sink}/slack/${name}\n`) }),
    pagerduty_configs: (name) => ({ url: `${sink}/pagerduty/${name}`, routing_key_file: file("a-routing-key") }),
    email_configs: () => ({
      smarthost: `127.0.0.1:${mailPort}`,
      // 0.25 takes the whole file; a line break at its end is cut off since 0.27
      auth_password_file: file("a-password"),
      // signed by nobody
      tls_config: { insecure_skip_verify: true },
    }),
  };
  for (const receiver of config.receivers) {
    const kinds = Object.keys(receiver).filter((key) => key.endsWith("_configs"));
    for (const kind of kinds)
      receiver[kind] = (receiver[kind] as Integration[]).map((one) => ({ ...one, ...places[kind]!(receiver.name) }));
    if (kinds.length > 0)
      receiver["webhook_configs"] = [{ send_resolved: true, url: `${sink}/webhook/${receiver.name}` }];
  }
  return config;
}

async function httpSink(port: number, requests: Request[]): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part) => (body += part));
    request.on("end", () => {
      requests.push({ path: request.url ?? "", headers: request.headers, body });
      // PagerDuty answers 202, Slack "ok"
      response.writeHead(request.url?.startsWith("/pagerduty/") === true ? 202 : 200).end("ok");
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
}

interface Certificate {
  readonly key: string;
  readonly cert: string;
}

function certificate(openssl: string, folder: string): Certificate {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const out = ["-keyout", "mail.key", "-out", "mail.crt", "-subj", "/CN=127.0.0.1"];
  execFileSync(openssl, ["req", "-x509", ...key, ...out], { cwd: folder, stdio: "pipe" });
  return { key: readFileSync(join(folder, "mail.key"), "utf8"), cert: readFileSync(join(folder, "mail.crt"), "utf8") };
}

async function mailSink(port: number, mails: Mail[], certificate: Certificate): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    socket.write("220 sink\r\n");
    converse(socket, mails, certificate);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return () =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
}

/** SMTP, as far as Alertmanager speaks it. */
function converse(plain: Socket, mails: Mail[], certificate: Certificate): void {
  let socket: Socket = plain;
  let unread = "";
  let data: string[] | undefined;
  let to: string[] = [];
  let login: string | undefined;
  const say = (...lines: readonly string[]) => void socket.write(lines.map((line) => `${line}\r\n`).join(""));
  const commands: Readonly<Record<string, (rest: string) => void>> = {
    EHLO: () => (socket instanceof TLSSocket ? say("250-sink", "250 AUTH PLAIN") : say("250-sink", "250 STARTTLS")),
    STARTTLS() {
      say("220 go on");
      plain.removeAllListeners("data");
      socket = new TLSSocket(plain, { isServer: true, ...certificate });
      socket.on("error", () => {});
      listen();
    },
    AUTH(rest) {
      login = Buffer.from(rest.replace(/^PLAIN /, ""), "base64")
        .toString("utf8")
        .replaceAll("\0", "/");
      say("235 welcome");
    },
    MAIL: () => say("250 ok"),
    RCPT(rest) {
      to.push(/<(.*)>/.exec(rest)?.[1] ?? "");
      say("250 ok");
    },
    DATA() {
      data = [];
      say("354 go on");
    },
    QUIT() {
      say("221 bye");
      socket.end();
    },
  };
  const take = (line: string) => {
    if (data === undefined) {
      const [command = "", ...rest] = line.split(" ");
      const known = commands[command.toUpperCase()];
      if (known === undefined) say("500 what?");
      else known(rest.join(" "));
    } else if (line === ".") {
      mails.push({ to, encrypted: socket instanceof TLSSocket, login, ...readMail(data.join("\n")) });
      data = undefined;
      to = [];
      say("250 taken");
    } else {
      data.push(line.replace(/^\.\./, "."));
    }
  };
  const listen = () => {
    socket.on("data", (part: Buffer) => {
      unread += part.toString("latin1");
      for (let end = unread.indexOf("\r\n"); end >= 0; end = unread.indexOf("\r\n")) {
        const line = unread.slice(0, end);
        unread = unread.slice(end + 2);
        take(line);
      }
    });
  };
  listen();
}

function readMail(text: string): Pick<Mail, "subject" | "text" | "html"> {
  const [head = "", ...rest] = text.split("\n\n");
  const boundary = /boundary=(\S+)/.exec(head)?.[1] ?? "";
  const parts = rest.join("\n\n").split(`--${boundary}`);
  const partOf = (type: string) => {
    const part = parts.find((one) => one.includes(`Content-Type: ${type}`)) ?? "";
    return quotedPrintable(part.slice(part.indexOf("\n\n") + 2)).replace(/\n$/, "");
  };
  const subject = /^Subject: (.*)$/m.exec(head)?.[1] ?? "";
  return { subject: encodedWords(subject), text: partOf("text/plain"), html: partOf("text/html") };
}

function quotedPrintable(text: string): string {
  const joined = text.replace(/=\n/g, "");
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8").replaceAll("\r\n", "\n");
}

function encodedWords(text: string): string {
  return text
    .replace(/\?= =\?/g, "?==?")
    .replace(/=\?utf-8\?q\?(.*?)\?=/gi, (_, words: string) => quotedPrintable(words.replaceAll("_", " ")));
}
