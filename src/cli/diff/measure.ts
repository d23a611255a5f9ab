import type { Measured, MeasuredSubject } from "../../diff/measured.ts";
import type { Snapshot } from "../../diff/snapshot.ts";
import { momentOf, rangeOf, spanOf } from "../../preview/time.ts";
import { type Address, readAddress } from "../../prometheus-api/address.ts";
import { NoAnswer } from "../../prometheus-api/client.ts";
import { queryRange } from "../../prometheus-api/range.ts";
import { furthest, replay, TimeIsOver } from "../../replay/replay.ts";
import { type ReplayRule, RuleSet } from "../../replay/rules.ts";
import type { Context } from "../context.ts";
import { CannotRun } from "../io.ts";
import { startProgress } from "../progress.ts";
import { chosenEnvironments } from "../project.ts";
import type { Version } from "./versions.ts";

export interface MeasureOptions {
  readonly prometheus?: string;
  readonly env?: string;
  readonly from?: string;
  readonly to?: string;
}

/** What is asked of which server; no other command line asks a network. */
export interface MeasureRequest {
  readonly address: Address;
  /** "" where neither version declares environments. */
  readonly environment: string;
  /** Unix times. */
  readonly from: number;
  readonly to: number;
}

/** In milliseconds: no reviewer waits for longer, and no server is kept busy for longer. */
const allTime = 120_000;
const oneAnswer = 30_000;

/** What the flags ask for; undefined without `--prometheus`. @throws CannotRun when they do not say it, or say what none is asked */
export function measureRequest(
  { io }: Context,
  { prometheus, env, ...time }: MeasureOptions,
  versions: readonly Version[],
): MeasureRequest | undefined {
  if (prometheus === undefined) {
    if (env !== undefined) throw new CannotRun("--env says whose Prometheus is asked", "name it with `--prometheus`");
    const flag = (["from", "to"] as const).find((key) => time[key] !== undefined);
    if (flag !== undefined)
      throw new CannotRun(`--${flag} says which time a Prometheus is asked for`, "name it with `--prometheus`");
    return undefined;
  }
  const { from = "14d", to = "now" } = time;
  if (io.http === undefined) throw new CannotRun("no network here");
  const address = readAddress(prometheus);
  if (typeof address === "string") throw new CannotRun(`--prometheus: this ${address}`);
  const now = Math.floor(Date.now() / 1000);
  const start = spanOf(from) === undefined ? from : `now-${from}`;
  const forms = "write `14d`, `now-7d` or an instant such as `2026-11-01T00:00:00Z`";
  if (momentOf(to, now) === undefined) throw new CannotRun(`--to: \`${to}\` is no time`, forms);
  if (momentOf(start, now) === undefined) throw new CannotRun(`--from: \`${from}\` is no time`, forms);
  const range = rangeOf(start, to, now);
  if (range === undefined) throw new CannotRun("--from must lie before --to");
  if (range.to - range.from > furthest)
    throw new CannotRun(`--from: at most ${furthest / 86_400} days before --to are asked for`);
  const declared = versions.flatMap(({ project }) => project?.workspace?.environments ?? []);
  const names = [...new Set(declared.map(({ name }) => name))].sort();
  const environments = names.map((name) => ({ name }));
  if (env !== undefined) chosenEnvironments(environments, [env]);
  else if (names.length > 1)
    throw new CannotRun(
      "--prometheus: the server of which environment is it?",
      `\`--env\` with one of ${names.join(", ")}`,
    );
  return { address, environment: env ?? names[0] ?? "", from: Math.floor(range.from), to: Math.floor(range.to) };
}

interface Rules extends Snapshot {
  readonly rules?: ReadonlyMap<string, readonly ReplayRule[]>;
}

/** What the changes would have come to; what the server does not answer is said in the result. */
export async function measure(
  context: Context,
  { address, environment, from, to }: MeasureRequest,
  base: Rules,
  head: Rules,
): Promise<Measured> {
  const { http } = context.io;
  const end = Date.now() + allTime;
  const progress = startProgress(context, "measuring");
  const hidden = hiddenOf(environment, [base, head]);
  const rulesIn = ({ rules }: Rules) =>
    new RuleSet((rules?.get(environment) ?? []).filter(({ slo }) => !hidden.has(slo.split("/")[0]!)));
  const common = { server: address.shown, ...(environment !== "" && { environment }), from, to };
  const options = { waits: [1000], sizeLimit: 64e6 };
  try {
    // whether it answers at all, and as a Prometheus
    await queryRange(
      address,
      http!,
      { expr: "vector(1)", from: to, to, step: 60 },
      { ...options, timeLimit: oneAnswer },
    );
    const { subjects, unasked } = await replay({
      base: rulesIn(base),
      head: rulesIn(head),
      from,
      to,
      ask(query) {
        const left = end - Date.now();
        if (left <= 0) throw new TimeIsOver(`${allTime / 60_000} minutes were over`);
        return queryRange(address, http!, query, { ...options, timeLimit: Math.min(oneAnswer, left) });
      },
      onSubject: (subject) => progress.step(subject),
    });
    return {
      ...common,
      subjects: subjects.map((one): MeasuredSubject => ({
        ...one,
        windows: windowsOf(one.subject, environment, base, head),
      })),
      missing: [
        ...[...hidden].map((name) => `${name}: errors keep its rules from being made`),
        ...(unasked === undefined ? [] : [`${unasked.subjects.join(", ")}: ${unasked.reason}`]),
      ],
      ...(unasked !== undefined && { failed: unasked.reason }),
    };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { ...common, subjects: [], missing: [], failed: error.message };
  } finally {
    progress.end();
  }
}

/** Services that one version has no rules of for its errors, while the other has some: nothing can be said of them. */
function hiddenOf(environment: string, versions: readonly Rules[]): ReadonlySet<string> {
  const withRules = new Set(
    versions.flatMap(({ rules }) => (rules?.get(environment) ?? []).map(({ slo }) => slo.split("/")[0]!)),
  );
  const broken = versions.flatMap(({ services }) =>
    [...(services.get(environment) ?? [])].flatMap(([name, facts]) => (facts.rules === undefined ? [name] : [])),
  );
  return new Set(broken.filter((name) => withRules.has(name)));
}

function windowsOf(subject: string, environment: string, base: Snapshot, head: Snapshot): MeasuredSubject["windows"] {
  const [service = "", slo = ""] = subject.split("/");
  const [was, is] = [base, head].map(({ services }) => services.get(environment)?.get(service)?.slos.get(slo)?.window);
  return { ...(was !== undefined && { base: was }), ...(is !== undefined && { head: is }) };
}

/** Whether something was to be measured, and the server could not tell all of it. */
export function isUnknown(measured: Measured | undefined): boolean {
  if (measured === undefined) return false;
  const { subjects, failed } = measured;
  const isBlind = ({ base, head }: MeasuredSubject) => (head ?? base)?.seen === 0;
  return failed !== undefined || (subjects.length > 0 && subjects.every(isBlind));
}

/** On standard error, what stands in the result too: why measured numbers are missing. */
export function warnOf({ warn, colors }: Context, measured: Measured | undefined): void {
  if (measured?.failed !== undefined) warn(`${colors.red("error")}: ${measured.server}: ${measured.failed}`);
}
