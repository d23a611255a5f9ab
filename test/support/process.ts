import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createServer } from "node:net";

/** Runs a program to its end: whether it ended well, and what it printed on both streams. */
export function run(
  program: string,
  ...args: readonly string[]
): Promise<{ readonly ok: boolean; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: mostPrinted }, (error, stdout, stderr) =>
      resolve({ ok: error === null, output: stdout + stderr }),
    );
  });
}

/** What a program printed on standard output. @throws Error with all that it printed when it fails */
export function printedBy(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: mostPrinted }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${error.message}\n${stdout}\n${stderr}`));
    });
  });
}

/** Bytes: promtool tells every sample that is not as expected. */
const mostPrinted = 64 * 1024 * 1024;

/** A server that a test started; `stop` resolves when it is gone. */
export interface Running {
  /** What it printed so far, both streams. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts a program and waits until it answers.
 *
 * @param ready  asked every 100 ms; an exception means "not yet"
 * @param within milliseconds
 * @param group  whether `stop` ends what the program has started too; not on Windows
 * @throws Error with what the program printed when it ends or does not answer in time
 */
export async function start(
  program: string,
  args: readonly string[],
  ready: () => Promise<boolean>,
  within = 30_000,
  cwd?: string,
  group = false,
): Promise<Running> {
  const child = spawn(program, args, { cwd, detached: group, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  const keep = (text: string) => (printed = (printed + text).slice(-20_000));
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  let failure: string | undefined;
  child.on("error", (error) => (failure = error.message));
  child.on("exit", (status, signal) => (failure ??= `ended with ${status ?? signal}`));
  const running = { log: () => printed, stop: () => stop(child, group) };

  const deadline = Date.now() + within;
  while (failure === undefined && Date.now() < deadline) {
    if (await ready().catch(() => false)) return running;
    await sleep(100);
  }
  await running.stop();
  throw new Error(`${program}: ${failure ?? `no answer in ${within} ms`}\n${printed}`);
}

async function stop(child: ChildProcess, group: boolean): Promise<void> {
  const { pid } = child;
  if (child.exitCode !== null || child.signalCode !== null || pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(timer);
  if (!group) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // nobody was left
  }
}

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Ports of the loopback address that nobody holds now, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.once("error", reject).listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
