/** What a Prometheus that the person at the editor named knows: names, values, and what SLOs measured. Nothing it says is trusted. */
import type { Http } from "../../host/http.ts";
import type { Matcher } from "../../model/promql/ast.ts";
import { equals, selector } from "../../model/promql/build.ts";
import { printExpr } from "../../model/promql/print.ts";
import { escapeRegex } from "../../model/promql/regex.ts";
import type { Seconds } from "../../model/quantity/units.ts";
import type { Address } from "../../prometheus-api/address.ts";
import { NoAnswer, oneLine } from "../../prometheus-api/client.ts";
import { labelValues, type Metadata, metadata, queryInstant } from "../../prometheus-api/instant.ts";
import { Answers, type Known, type Question } from "./answers.ts";

export interface LiveOptions {
  readonly address: Address;
  readonly http: Http;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** Unix time. */
  readonly time: () => Seconds;
  /** Milliseconds that an answer to the editor may wait for this server. */
  readonly timeLimit: number;
  /** A line for the log, and for those who look into the editor's output. */
  readonly say: (line: string) => void;
}

/** Names or values, and whether there are more. */
interface Names {
  readonly names: readonly string[];
  readonly isCut: boolean;
}

/** Series that had samples in so many seconds count. */
const recent = 3600;
const minute = 60_000;
/** Of an answer in the background, which the editor does not wait for. */
const limits = { timeLimit: 10_000, sizeLimit: 2e6 } as const;
const most = { metrics: 10_000, others: 2000, rows: 200 } as const;
/** From so many letters on a server with more names than that is asked for those that begin like them. */
const leastLetters = 2;

export class Live {
  /** As people may see it. */
  readonly name: string;
  private readonly options: LiveOptions;
  private readonly answers: Answers;

  constructor(options: LiveOptions) {
    const { address, say, now, timeLimit } = options;
    this.options = options;
    this.name = address.shown.replace(/^https?:\/\/(?:\*\*\*@)?/, "");
    this.answers = new Answers({
      now,
      timeLimit,
      onAway: (reason) => say(`${address.shown}: ${oneLine(reason)}; completion goes on without it`),
      onBack: () => say(`${address.shown} answers again`),
    });
  }

  /** When an answer that is begun now must be given. */
  get until(): number {
    return this.options.now() + this.options.timeLimit;
  }

  /** Names of metrics; of a server that has too many those that begin like the word. */
  metrics(word: string, until: number): Promise<Known<readonly string[]>> {
    return this.namesLike("__name__", undefined, word, most.metrics, until);
  }

  /** Names of labels, of one metric or of all. */
  async labels(metric: string | undefined, until: number): Promise<Known<readonly string[]>> {
    const { value, isPending } = await this.answers.get(this.names(undefined, metric, "", most.others), until);
    const names = value?.names.filter((name) => name !== "__name__");
    return { isPending, ...(names && { value: names }) };
  }

  /** Values of a label, of one metric or of all; where there are too many those that begin like the word. */
  values(label: string, metric: string | undefined, word: string, until: number): Promise<Known<readonly string[]>> {
    return this.namesLike(label, metric, word, most.others, until);
  }

  /** What a metric is; a series of a histogram or summary is of its family. */
  async metadata(until: number): Promise<(series: string) => Metadata | undefined> {
    const { value } = await this.answers.get(this.allMetadata(), until);
    return (series) => value?.get(series) ?? value?.get(series.replace(/_(?:bucket|sum|count|total|created)$/, ""));
  }

  /** Values now of recorded series with these labels, by their names. At most some hundreds. */
  measured(
    names: readonly string[],
    labels: Readonly<Record<string, string>>,
    until: number,
  ): Promise<Known<readonly Measured[]>> {
    const { address, http, time } = this.options;
    const expr = printSelector([{ label: "__name__", op: "=~", value: names.join("|") }, ...equals(labels)]);
    return this.answers.get(
      {
        key: `measured ${expr}`,
        life: minute / 2,
        ask: async () => {
          const rows = await queryInstant(address, http, expr, time(), { ...limits, timeLimit: 5000 });
          return rows.slice(0, most.rows).flatMap(({ labels: { __name__: name = "", ...own }, points }) => {
            const value = points[0]?.[1];
            return typeof value === "number" && Number.isFinite(value) ? [{ name, labels: own, value }] : [];
          });
        },
        // One that refuses it may yet know names.
        optional: true,
        sizeOf: (rows) => rows.length * 8,
      },
      until,
    );
  }

  private async namesLike(
    label: string,
    metric: string | undefined,
    word: string,
    limit: number,
    until: number,
  ): Promise<Known<readonly string[]>> {
    const all = await this.answers.get(this.names(label, metric, "", limit), until);
    const { value } = all;
    if (value === undefined) return { isPending: all.isPending };
    if (!value.isCut || word.length < leastLetters) return { value: value.names, isPending: false };
    // An answer to fewer letters may hold all that there is.
    for (let length = leastLetters; length < word.length; length++) {
      const { key } = this.names(label, metric, word.slice(0, length), limit);
      const known = this.answers.peek<Names>(key);
      if (known?.isCut === false) return { value: known.names, isPending: false };
    }
    const like = await this.answers.get(this.names(label, metric, word, limit), until);
    const names = new Set([...(like.value?.names ?? []), ...value.names]);
    return { value: [...names], isPending: like.isPending };
  }

  /** @param label undefined: the names of labels */
  private names(label: string | undefined, metric: string | undefined, word: string, limit: number): Question<Names> {
    const { address, http, time } = this.options;
    const matchers: readonly Matcher[] = [
      ...(metric === undefined ? [] : equals({ __name__: metric })),
      ...(word === "" ? [] : [{ label: label ?? "__name__", op: "=~", value: `${escapeRegex(word)}.*` } as const]),
    ];
    return {
      key: JSON.stringify([label, metric, word]),
      life: 5 * minute,
      ask: async () => {
        const now = time();
        const range = { from: Math.floor(now - recent), to: Math.ceil(now), limit };
        const chosen = matchers.length === 0 ? undefined : printSelector(matchers);
        try {
          const found = await labelValues(address, http, label, chosen, range, limits);
          return { names: found.filter(isUsable).slice(0, limit), isCut: found.length >= limit };
        } catch (error) {
          if (error instanceof NoAnswer && error.tooLong) return { names: [], isCut: true };
          throw error;
        }
      },
      sizeOf: ({ names }) => names.length,
    };
  }

  private allMetadata(): Question<ReadonlyMap<string, Metadata>> {
    const { address, http } = this.options;
    return {
      key: "metadata",
      life: 10 * minute,
      ask: async () => {
        const found = await metadata(address, http, most.metrics, { ...limits, sizeLimit: 4e6 });
        const clean = (text: string | undefined) => (text === undefined ? undefined : oneLine(text));
        return new Map(
          [...found].map(([name, { type, help, unit }]) => [
            name,
            Object.fromEntries(
              Object.entries({ type: clean(type), help: clean(help), unit: clean(unit) }).filter(
                ([, text]) => text !== undefined,
              ),
            ) as Metadata,
          ]),
        );
      },
      // A store may not have it.
      optional: true,
      sizeOf: (all) => all.size * 2,
    };
  }
}

/** A recorded series as it is now. */
export interface Measured {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

function printSelector(matchers: readonly Matcher[]): string {
  return printExpr(selector(undefined, matchers), { width: Number.MAX_SAFE_INTEGER });
}

/** Longer names nobody completes; what cannot be seen, or is no character, could hide what is written. */
const longest = 200;

function isUsable(name: string): boolean {
  return name !== "" && name.length <= longest && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u.test(name);
}
