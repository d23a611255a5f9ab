/** Where comments stand: the APIs of GitHub and GitLab, as far as one comment needs them. */
import { type Http, HttpError } from "../../host/http.ts";
import type { Host } from "../../host/host.ts";
import { CannotRun } from "../io.ts";

/** The thread of one pull request. */
export interface Thread {
  /** The comment that begins with the marker, if there is one. */
  find(marker: string): Promise<{ readonly id: string; readonly body: string } | undefined>;
  /** @throws Refused when the token may not write */
  create(body: string): Promise<void>;
  /** @throws Refused when the token may not write */
  update(id: string, body: string): Promise<void>;
}

/** The token may read and not write: that of a pull request from a fork. */
export class Refused extends Error {}

type Variables = Readonly<Record<string, string | undefined>>;

const timeLimit = 15_000;
const sizeLimit = 16e6;
/** A thread is read up to here. */
const mostPages = 30;

interface Api {
  readonly http: Http;
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function ask(api: Api, method: "GET" | "POST" | "PATCH" | "PUT", path: string, body?: object): Promise<unknown> {
  const url = `${api.base}${path}`;
  let answer;
  try {
    answer = await api.http.send({
      method,
      url,
      headers: { ...api.headers, ...(body !== undefined && { "Content-Type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      timeLimit,
      sizeLimit,
    });
  } catch (error) {
    if (error instanceof HttpError) throw new CannotRun(`${api.base}: ${error.message}`);
    throw error;
  }
  const { status, text } = answer;
  if (method !== "GET" && (status === 401 || status === 403 || status === 404)) throw new Refused();
  if (status < 200 || status >= 300)
    throw new CannotRun(`${api.base} answers ${status} to ${method} ${path}`, "is the token one that may read here?");
  try {
    return JSON.parse(text);
  } catch {
    throw new CannotRun(`${api.base} answers with what is no JSON`);
  }
}

interface Found {
  readonly id?: number;
  readonly body?: string;
}

function threadOf(
  api: Api,
  path: string,
  update: { readonly method: "PATCH" | "PUT"; readonly path: (id: string) => string },
): Thread {
  return {
    async find(marker) {
      for (let page = 1; page <= mostPages; page++) {
        const some = (await ask(api, "GET", `${path}?per_page=100&page=${page}`)) as readonly Found[];
        if (!Array.isArray(some)) throw new CannotRun(`${api.base} lists no comments`);
        const found = some.find(({ body }) => body?.startsWith(marker));
        if (found?.id !== undefined) return { id: String(found.id), body: found.body ?? "" };
        if (some.length < 100) return undefined;
      }
      return undefined;
    },
    create: async (body) => void (await ask(api, "POST", path, { body })),
    update: async (id, body) => void (await ask(api, update.method, update.path(id), { body })),
  };
}

/** The pull request whose workflow this is. */
export function githubThread(http: Http, host: Host, variables: Variables): Thread {
  const {
    GITHUB_REPOSITORY: repository,
    GITHUB_TOKEN: token,
    GITHUB_API_URL: api = "https://api.github.com",
  } = variables;
  if (repository === undefined || !/^[\w.-]+\/[\w.-]+$/.test(repository))
    throw new CannotRun("GITHUB_REPOSITORY does not name a repository", "this is for a workflow of GitHub");
  if (token === undefined || token === "")
    throw new CannotRun("GITHUB_TOKEN is empty", "`env: { GITHUB_TOKEN: ${{ github.token }} }` in the step");
  const number = pullRequestOf(host, variables);
  const headers = {
    Accept: "application/vnd.github+json",
    Authorization: `Bearer ${token}`,
    "X-GitHub-Api-Version": "2022-11-28",
    "User-Agent": "tocsin",
  };
  const comments = `/repos/${repository}/issues`;
  return threadOf({ http, base: safe(api), headers }, `${comments}/${number}/comments`, {
    method: "PATCH",
    path: (id) => `${comments}/comments/${id}`,
  });
}

function pullRequestOf(host: Host, { GITHUB_EVENT_PATH: path, GITHUB_REF: ref = "" }: Variables): number {
  const fromRef = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
  if (fromRef !== undefined) return Number(fromRef);
  if (path !== undefined) {
    try {
      const event = JSON.parse(new TextDecoder().decode(host.readFile(path.replaceAll("\\", "/")))) as {
        readonly pull_request?: { readonly number?: unknown };
      };
      const number = event.pull_request?.number;
      if (typeof number === "number" && Number.isSafeInteger(number)) return number;
    } catch {
      // no event that can be read: said below
    }
  }
  throw new CannotRun("this is no pull request", "run it on the event `pull_request`");
}

/** The merge request whose pipeline this is. */
export function gitlabThread(http: Http, variables: Variables): Thread {
  const { CI_API_V4_URL: api, CI_PROJECT_ID: project, CI_MERGE_REQUEST_IID: request, GITLAB_TOKEN: token } = variables;
  if (api === undefined || !/^\d+$/.test(project ?? "") || !/^\d+$/.test(request ?? ""))
    throw new CannotRun(
      "this is no pipeline of a merge request",
      '`rules: [if: $CI_PIPELINE_SOURCE == "merge_request_event"]`',
    );
  if (token === undefined || token === "")
    throw new CannotRun(
      "GITLAB_TOKEN is empty",
      "make a project access token with the scope `api`, and a masked variable of it",
    );
  const notes = `/projects/${project}/merge_requests/${request}/notes`;
  const headers = { "PRIVATE-TOKEN": token, "User-Agent": "tocsin" };
  return threadOf({ http, base: safe(api), headers }, notes, { method: "PUT", path: (id) => `${notes}/${id}` });
}

/** A token goes over TLS, or to this machine. */
function safe(api: string): string {
  let url: URL;
  try {
    url = new URL(api);
  } catch {
    throw new CannotRun(`${api} is no URL`);
  }
  const isLocal = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal))
    throw new CannotRun(`${api} is not https: no token is sent there`);
  return api.replace(/\/+$/, "");
}
