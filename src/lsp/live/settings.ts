/** What the person at the editor may say of a live Prometheus: by a flag of the command, or as an initialization option. Nothing in a workspace can. */
import { type Address, readAddress } from "../../prometheus-api/address.ts";

/** As the flag `--prometheus`, for a URL that no list of processes should show. */
export const liveVariable = "TOCSIN_LSP_PROMETHEUS";

export interface LiveSettings {
  readonly address?: Address;
  /** Milliseconds. */
  readonly timeLimit: number;
  /** What is wrong with them; holds nothing of the URL. */
  readonly problems: readonly string[];
}

/** Long enough for a server nearby, and hardly noticed while typing. */
const usualLimit = 200;
const longestLimit = 5000;

/**
 * @param given  the flag, which goes first
 * @param option `prometheus` of the initialization options: a URL, or `{ url, timeLimit }` with milliseconds
 */
export function liveSettings(given: Address | undefined, option: unknown): LiveSettings {
  const { url, timeLimit } = (typeof option === "object" && option !== null ? option : { url: option }) as Readonly<
    Record<"url" | "timeLimit", unknown>
  >;
  const problems: string[] = [];
  let address = given;
  if (given === undefined && url !== undefined && url !== null && url !== "") {
    const read = typeof url === "string" ? readAddress(url) : "is no text";
    if (typeof read === "string") problems.push(`the initialization option \`prometheus\` ${read}`);
    else address = read;
  }
  const isLimit = typeof timeLimit === "number" && timeLimit > 0 && timeLimit <= longestLimit;
  if (timeLimit !== undefined && timeLimit !== null && !isLimit)
    problems.push(`the initialization option \`prometheus.timeLimit\` is from 1 to ${longestLimit} milliseconds`);
  return { timeLimit: isLimit ? timeLimit : usualLimit, problems, ...(address && { address }) };
}
