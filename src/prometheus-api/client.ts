/** The questions that tocsin asks a Prometheus, by its HTTP API of version 1 (prometheus.io/docs/prometheus/latest/querying/api). */
import { type Http, HttpError } from "../host/http.ts";
import { parseDuration } from "../model/quantity/duration.ts";
import type { Seconds } from "../model/quantity/units.ts";
import type { Address } from "./address.ts";

export interface Prometheus {
  /** Version of the server; "" where its build does not say. */
  version(): Promise<string>;
  /** How long it keeps samples; undefined where a size alone bounds them, or the store does not say. */
  retention(): Promise<Seconds | undefined>;
  targets(): Promise<readonly Target[]>;
  ruleGroups(): Promise<readonly RuleGroup[]>;
  /** Number of series that an expression gives now. */
  count(expr: string): Promise<number>;
}

/** Something that is scraped. */
export interface Target {
  readonly labels: Readonly<Record<string, string>>;
  /** Between scrapes; undefined where it is not said. */
  readonly interval?: Seconds;
  readonly health: string;
  readonly lastError?: string;
}

/** A group of rules as it was loaded. */
export interface RuleGroup {
  readonly name: string;
  readonly file: string;
  readonly interval?: Seconds;
  readonly rules: readonly Rule[];
}

export interface Rule {
  /** Of the series or of the alert. */
  readonly name: string;
  readonly kind: "record" | "alert";
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** `for` of an alert. */
  readonly pending: Seconds;
  readonly lastError?: string;
}

/** A question without an answer that can be used. */
export class NoAnswer extends Error {
  /** Whether there was none at all, as against one that says no. */
  readonly unreachable: boolean;
  /** Whether there was one that is longer than was wanted. */
  readonly tooLong: boolean;
  constructor(message: string, unreachable: boolean, tooLong = false) {
    super(message);
    this.name = "NoAnswer";
    this.unreachable = unreachable;
    this.tooLong = tooLong;
  }
}

const timeLimit = 5000;
/** The rules of some thousands of services. */
const sizeLimit = 256e6;

/** @throws NoAnswer from every question */
export function prometheusAt({ base, authorization }: Address, http: Http): Prometheus {
  const headers = authorization === undefined ? {} : { headers: { authorization } };

  const ask = async (path: string): Promise<Values> => {
    const { status, text, location } = await http
      .get({ url: `${base}/api/v1/${path}`, timeLimit, sizeLimit, ...headers })
      .catch((error: unknown) => {
        throw error instanceof HttpError ? new NoAnswer(error.message, true) : error;
      });
    const answer = jsonOf(text);
    if (status >= 300 && status < 400) {
      const to = location === undefined ? "" : ` to ${hostOf(location, base)}`;
      throw new NoAnswer(`it redirects${to}: a login page, or another address`, false);
    }
    if (status === 401 || status === 403) throw new NoAnswer(`it wants to know who asks (status ${status})`, false);
    if (isMap(answer) && typeof answer["error"] === "string") throw new NoAnswer(oneLine(answer["error"]), false);
    if (status !== 200) throw new NoAnswer(`it answers with status ${status}`, false);
    if (!isMap(answer) || answer["status"] !== "success") throw new NoAnswer("its answer is not Prometheus's", false);
    return mapOf(answer["data"]);
  };

  return {
    version: async () => oneLine(textOf((await ask("status/buildinfo"))["version"])),
    retention: async () => retentionOf(textOf((await ask("status/runtimeinfo"))["storageRetention"])),
    targets: async () => listOf((await ask("targets?state=active"))["activeTargets"]).map(targetOf),
    ruleGroups: async () => listOf((await ask("rules"))["groups"]).map(groupOf),
    async count(expr) {
      const [row] = listOf((await ask(`query?query=${encodeURIComponent(`count(${expr})`)}`))["result"]);
      const value = row?.["value"];
      return Array.isArray(value) ? Number(value[1]) : 0;
    },
  };
}

type Values = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mapOf(value: unknown): Values {
  return isMap(value) ? value : {};
}

function listOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(mapOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The host that a redirect names, without what may be secret in it. */
function hostOf(location: string, base: string): string {
  try {
    return new URL(location, base).host;
  } catch {
    return "nowhere";
  }
}

/** A text of the server's that people read: no line ends, and nothing that a terminal would obey. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, 300);
}

/** `15d`, `15d or 10GB`: the time, if there is one. */
function retentionOf(text: string): Seconds | undefined {
  const [time = ""] = text.split(" or ");
  const parsed = parseDuration(time);
  return parsed.ok && parsed.value > 0 ? parsed.value : undefined;
}

function targetOf(target: Values): Target {
  const interval = parseDuration(textOf(target["scrapeInterval"]));
  const lastError = oneLine(textOf(target["lastError"]));
  return {
    labels: textsOf(target["labels"]),
    health: textOf(target["health"]),
    ...(interval.ok && { interval: interval.value }),
    ...(lastError !== "" && { lastError }),
  };
}

function groupOf(group: Values): RuleGroup {
  const { interval } = group;
  return {
    name: textOf(group["name"]),
    file: oneLine(textOf(group["file"])),
    ...(typeof interval === "number" && { interval }),
    rules: listOf(group["rules"]).map(ruleOf),
  };
}

function ruleOf(rule: Values): Rule {
  const lastError = oneLine(textOf(rule["lastError"]));
  return {
    name: textOf(rule["name"]),
    kind: rule["type"] === "alerting" ? "alert" : "record",
    expr: textOf(rule["query"]),
    labels: textsOf(rule["labels"]),
    annotations: textsOf(rule["annotations"]),
    pending: typeof rule["duration"] === "number" ? rule["duration"] : 0,
    ...(lastError !== "" && { lastError }),
  };
}
