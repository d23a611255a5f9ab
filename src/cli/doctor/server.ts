import { stores } from "../../model/stores.ts";
import { matches } from "../../model/promql/selector.ts";
import { formatDuration } from "../../model/quantity/duration.ts";
import { NoAnswer, type Prometheus, type Target } from "../../prometheus-api/client.ts";
import { type Check, detailsOf } from "./check.ts";
import type { EnvironmentFacts, ServiceFacts } from "./facts.ts";
import { isAtLeast, numbersOf } from "./machine.ts";
import { checkRules } from "./rules.ts";
import { counted } from "../table.ts";

/** Questions about single series that are open at once, and how many are asked at all. */
const [atOnce, most] = [8, 1000];

/** Everything that one server is asked for one environment. @param shown its address, for people */
export async function checkServer(
  prometheus: Prometheus,
  shown: string,
  facts: EnvironmentFacts,
): Promise<readonly Check[]> {
  let version: string;
  try {
    version = await prometheus.version();
  } catch (error) {
    const check = { name: "prometheus", status: "error", found: `${shown}: ${reasonOf(error)}` } as const;
    const help = "is it the right address, and can it be reached from here?";
    return [{ ...check, help, unreachable: true }, ...serverSkipped("no Prometheus was reached")];
  }
  const checks: Check[] = [
    { name: "prometheus", status: "ok", found: `${shown} answers` },
    checkVersion(version, facts),
  ];
  let isGone = false;
  for (const [name, check] of questions) {
    if (isGone) {
      checks.push({ ...skipped(name, "the server does not answer any more"), follows: true });
      continue;
    }
    try {
      checks.push(await check(prometheus, facts));
    } catch (error) {
      isGone = error instanceof NoAnswer && error.unreachable;
      const found = reasonOf(error);
      checks.push(isGone ? { name, status: "error", found, unreachable: true } : skipped(name, found));
    }
  }
  return checks;
}

/** What else is asked, each with the name of its check. */
const questions: readonly (readonly [string, (prometheus: Prometheus, facts: EnvironmentFacts) => Promise<Check>])[] = [
  ["retention", async (prometheus, facts) => checkRetention(await prometheus.retention(), facts)],
  ["interval", async (prometheus, facts) => checkIntervals(await prometheus.targets(), facts)],
  ["rules", async (prometheus, { groups }) => checkRules(groups, await prometheus.ruleGroups())],
  ["series", checkSeries],
];

/** The checks of a server that was not asked. */
export function serverSkipped(why: string): readonly Check[] {
  return ["version", ...questions.map(([name]) => name)].map((name) => ({ ...skipped(name, why), follows: true }));
}

function skipped(name: string, found: string): Check {
  return { name, status: "skipped", found };
}

function reasonOf(error: unknown): string {
  if (error instanceof NoAnswer) return error.message;
  throw error;
}

/** The oldest that reads the output whatever the spec holds. */
const oldest = [2, 42];

export function checkVersion(version: string, { options }: Pick<EnvironmentFacts, "options">): Check {
  const name = "version";
  // Each store counts its own.
  const { title } = stores[options.store];
  if (options.store !== "prometheus") return skipped(name, `${title}${version === "" ? "" : ` ${version}`}`);
  const own = numbersOf(version);
  if (!/\d/.test(version)) return skipped(name, "the server's build does not say its version");
  if (!isAtLeast(own, oldest)) {
    return {
      name,
      status: "error",
      found: `${version} is older than 2.42`,
      help: "it may not read the rules: update it",
    };
  }
  if (options.version === "3" && own[0]! < 3) {
    const help =
      'set `targets: { prometheus: { version: "2.42" } }`: names in UTF-8 and native histograms are refused then, which it does not read';
    return { name, status: "warning", found: `${version}, and the rules are made for 3`, help };
  }
  return { name, status: "ok", found: `${version}; the rules are made for ${options.version}` };
}

export function checkRetention(
  kept: number | undefined,
  { services, options }: Pick<EnvironmentFacts, "services" | "options">,
): Check {
  const name = "retention";
  if (kept === undefined) return skipped(name, "the server does not say for how long it keeps samples");
  const windows = services.flatMap((service) => service.windows);
  const longest = Math.max(0, ...windows.map(({ length }) => length));
  const over = windows.filter(({ length }) => length > kept);
  const time = formatDuration(kept);
  if (over.length > 0) {
    const details = detailsOf(over.map(({ slo, text }) => `${slo} looks back ${text}`));
    const keep = stores[options.store].keepFor?.(formatDuration(longest));
    const shorten = `shorten the windows: their budgets are those of ${time}`;
    const help = keep === undefined ? shorten : `${keep}, or ${shorten}`;
    return {
      name,
      status: "warning",
      found: `${time}, shorter than the window of ${counted(over.length, "SLO")}`,
      details,
      help,
    };
  }
  const window = longest === 0 ? "no SLO looks back" : `the longest window is ${formatDuration(longest)}`;
  if (options.retention > kept) {
    const help = `set \`targets: { prometheus: { retention: ${time} } }\`, so that checks know it`;
    return {
      name,
      status: "warning",
      found: `${time}, and tocsin.yaml says ${formatDuration(options.retention)}`,
      help,
    };
  }
  return { name, status: "ok", found: `${time}; ${window}` };
}

export function checkIntervals(targets: readonly Target[], { services }: Pick<EnvironmentFacts, "services">): Check {
  const name = "interval";
  const judged = services.filter(({ interval, jobs }) => interval !== undefined && jobs.length > 0);
  if (judged.length === 0) return skipped(name, "no SLI reads a job that is scraped");
  const problems = judged.flatMap((service) => intervalProblems(service, targets));
  if (problems.length === 0)
    return { name, status: "ok", found: `${counted(judged.length, "service")} scraped as declared` };
  const concerned = new Set(problems.map(({ service }) => service)).size;
  return {
    name,
    status: "warning",
    found: `${concerned} of ${counted(judged.length, "service")} not scraped as declared`,
    details: detailsOf(problems.map(({ text }) => text)),
    help: "`metrics: { interval: … }` judges windows and alerts: let it and the scrape configuration say the same",
  };
}

interface Problem {
  readonly service: string;
  readonly text: string;
}

function intervalProblems(
  { name: service, interval, jobs }: ServiceFacts,
  targets: readonly Target[],
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const matchers of jobs) {
    const job = matchers.map(({ label, op, value }) => `${label}${op}"${value}"`).join(", ");
    const own = targets.filter(({ labels }) => matchers.every((matcher) => matches(matcher, labels["job"] ?? "")));
    if (own.length === 0) problems.push({ service, text: `${service}: nothing is scraped with ${job}` });
    const others = new Set(own.flatMap((target) => target.interval ?? []).filter((scraped) => scraped !== interval));
    for (const scraped of others)
      problems.push({
        service,
        text: `${service}: ${job} is scraped every ${formatDuration(scraped)}, declared is ${formatDuration(interval ?? 0)}`,
      });
    const down = own.filter(({ health }) => health === "down");
    if (down.length > 0)
      problems.push({
        service,
        text: `${service}: ${down.length} of ${counted(own.length, "target")} with ${job} down: ${down[0]?.lastError ?? "no reason given"}`,
      });
  }
  return problems;
}

async function checkSeries(prometheus: Prometheus, { services }: EnvironmentFacts): Promise<Check> {
  const name = "series";
  const all = services.flatMap(({ sources }) => sources);
  if (all.length === 0) return skipped(name, "no SLO reads series");
  const asked = all.slice(0, most);
  const missing: string[] = [];
  for (let at = 0; at < asked.length; at += atOnce) {
    const some = asked.slice(at, at + atOnce);
    const counts = await Promise.all(some.map(({ expr }) => prometheus.count(expr)));
    for (const [index, count] of counts.entries())
      if (count === 0) missing.push(`${some[index]!.slo}: nothing for ${some[index]!.expr}`);
  }
  const part = asked.length < all.length ? ` (the first ${most} of ${all.length})` : "";
  if (missing.length === 0)
    return { name, status: "ok", found: `${counted(asked.length, "source")} of SLIs have series${part}` };
  return {
    name,
    status: "warning",
    found: `${missing.length} of ${counted(asked.length, "source")} of SLIs without series${part}`,
    details: detailsOf(missing),
    help: "an SLI without series has no budget and no alert: compare names and labels with what the targets expose",
  };
}
