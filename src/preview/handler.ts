/** What the server of the preview answers. It knows three files of its own and two questions; no path reaches the disk. */
import { isOwnHost, type WebAnswer, type WebRequest } from "../host/server.ts";
import { drawPanel } from "./draw.ts";
import { openDashboard, rangeShown, type Opened, type Wishes } from "./open.ts";
import { type Assets, servedPage, servedPolicy } from "./html.ts";
import type { Loaded } from "./load.ts";
import type { SourceFor } from "./source.ts";
import type { PageData } from "./view.ts";

export interface Serving {
  readonly assets: Assets;
  /** Reads the files anew. */
  load(): Loaded;
  page(loaded: Loaded): PageData;
  /** Of the dashboard of a file; undefined: nothing is asked. */
  sourceFor(file: string): SourceFor | undefined;
  /** What holds where the page wishes nothing else. */
  readonly wishes: Wishes;
  /** Seconds since 1970. */
  now(): number;
  nonce(): string;
  /** The name or address that it listens at. */
  readonly host: string;
}

const safe = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
};

function answer(status: number, type: string, body: string, more: Readonly<Record<string, string>> = {}): WebAnswer {
  return { status, headers: { ...safe, "content-type": `${type}; charset=utf-8`, ...more }, body };
}

const refuse = (status: number, why: string) => answer(status, "text/plain", `${why}\n`);
const json = (value: unknown) => answer(200, "application/json", JSON.stringify(value));

/** Answers of a dashboard's opening are kept for its panels, milliseconds. */
const keptFor = 60_000;
const mostKept = 32;

export function handlerOf(serving: Serving): (request: WebRequest) => Promise<WebAnswer> {
  const opened = new Map<string, { readonly at: number; readonly opening: Promise<Opened | undefined> }>();

  const open = (uid: string, query: URLSearchParams, anew: boolean): Promise<Opened | undefined> => {
    const wishes = wishesOf(query, serving.wishes);
    const key = JSON.stringify([uid, wishes.from, wishes.to, [...wishes.variables]]);
    const now = serving.now();
    const known = opened.get(key);
    if (!anew && known !== undefined && now - known.at < keptFor / 1000) return known.opening;
    const opening = openNow(uid, wishes, now);
    opened.delete(key);
    opened.set(key, { at: now, opening });
    for (const old of [...opened.keys()].slice(0, -mostKept)) opened.delete(old);
    return opening;
  };

  const openNow = async (uid: string, wishes: Wishes, now: number): Promise<Opened | undefined> => {
    const found = serving.load().dashboards.find(({ key }) => key === uid);
    if (found === undefined) return undefined;
    const { dashboard, file } = found;
    return openDashboard(dashboard, file, wishes, now, serving.sourceFor(file)?.(rangeShown(dashboard, wishes, now)));
  };

  return async ({ method, url, headers }) => {
    if (!isOwnHost(headers["host"], serving.host))
      return refuse(403, "This is asked under a name that is not its own.");
    if (method !== "GET" && method !== "HEAD")
      return { ...refuse(405, "Only GET."), headers: { ...safe, allow: "GET, HEAD" } };
    const [path = "", search = ""] = url.split(/\?(.*)/s);
    if (path === "/preview.js") return answer(200, "text/javascript", serving.assets.script);
    if (path === "/preview.css") return answer(200, "text/css", serving.assets.style);
    if (path === "/") {
      const nonce = serving.nonce();
      return answer(200, "text/html", servedPage(serving.page(serving.load()), nonce), {
        "content-security-policy": servedPolicy(nonce),
        "x-frame-options": "DENY",
      });
    }
    if (path !== "/api/dashboard" && path !== "/api/panel") return refuse(404, "There is nothing here.");
    // Pages of others may not ask, even though they could not read the answer.
    const site = headers["sec-fetch-site"] ?? "same-origin";
    if (site !== "same-origin" && site !== "none") return refuse(403, "This is asked from another page.");
    const query = new URLSearchParams(search);
    const found = await open(query.get("uid") ?? "", query, path === "/api/dashboard");
    if (found === undefined) return refuse(404, "There is no such dashboard.");
    if (path === "/api/dashboard") return json(found.view);
    const index = Number(query.get("panel"));
    if (!Number.isInteger(index) || index < 0 || index >= found.placed.length)
      return refuse(404, "There is no such panel.");
    const source = serving.sourceFor(found.file)?.(found.range);
    return json(await drawPanel(found, index, source));
  };
}

/** `from`, `to` and `var-NAME`, as in the addresses of Grafana. Values count only where they are among a variable's options. */
function wishesOf(query: URLSearchParams, standing: Wishes): Wishes {
  const variables = new Map<string, readonly string[]>();
  for (const [name, value] of query)
    if (name.startsWith("var-")) variables.set(name.slice(4), [...(variables.get(name.slice(4)) ?? []), value]);
  for (const [name, values] of standing.variables) if (!variables.has(name)) variables.set(name, values);
  const [from, to] = [query.get("from"), query.get("to")];
  if (from === null && to === null) return { ...standing, variables };
  return { ...(from !== null && from !== "" && { from }), ...(to !== null && to !== "" && { to }), variables };
}
