/** What another machine answers, asked over HTTP. Only commands that are told to ask one use it. */
export interface Http {
  /** @throws HttpError when there is no answer in time */
  get(request: HttpRequest): Promise<HttpAnswer>;
  /** @throws HttpError when there is no answer in time */
  send(message: HttpMessage): Promise<HttpAnswer>;
}

/** One that may change something there. */
export interface HttpMessage extends HttpRequest {
  readonly method: "GET" | "POST" | "PATCH" | "PUT";
  readonly body?: string;
}

export interface HttpRequest {
  /** `http:` or `https:`, without user information. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds from the first byte sent to the last received. */
  readonly timeLimit: number;
  /** Bytes of the answer; a longer one is none. */
  readonly sizeLimit: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  /** Where a redirect leads; none is followed. */
  readonly location?: string;
}

/** There is no answer; the message says why, and names no URL. */
export class HttpError extends Error {
  /** Whether there is one that is too long. */
  readonly tooLong: boolean;
  constructor(message: string, tooLong = false) {
    super(message);
    this.name = "HttpError";
    this.tooLong = tooLong;
  }
}

/** HTTP of this machine. */
export function nodeHttp(): Http {
  return { get: (request) => send({ ...request, method: "GET" }), send };
}

async function send({ method, url, headers, body, timeLimit, sizeLimit }: HttpMessage): Promise<HttpAnswer> {
  try {
    const signal = AbortSignal.timeout(timeLimit);
    const more = { ...(headers && { headers }), ...(body !== undefined && { body }) };
    const response = await fetch(url, { method, ...more, redirect: "manual", signal });
    const text = await textOf(response, sizeLimit);
    const location = response.headers.get("location");
    return { status: response.status, text, ...(location !== null && { location }) };
  } catch (error) {
    throw error instanceof HttpError ? error : new HttpError(reasonOf(error, timeLimit));
  }
}

async function textOf({ body }: Response, sizeLimit: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > sizeLimit) throw new HttpError(`its answer is longer than ${Math.round(sizeLimit / 1e6)} MB`, true);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** What the codes of the system and of TLS mean. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "it refuses the connection",
  ECONNRESET: "it closed the connection",
  ENOTFOUND: "there is no host of this name",
  EAI_AGAIN: "its name could not be looked up",
  EHOSTUNREACH: "no way leads to this host",
  ENETUNREACH: "no way leads to this host",
  ETIMEDOUT: "the connection was not answered",
  UND_ERR_SOCKET: "it closed the connection",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is signed by itself (NODE_EXTRA_CA_CERTS can name it)",
  SELF_SIGNED_CERT_IN_CHAIN:
    "its certificate is of an authority that is not known here (NODE_EXTRA_CA_CERTS can name it)",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its certificate is of an authority that is not known here (NODE_EXTRA_CA_CERTS can name it)",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
};

function reasonOf(error: unknown, timeLimit: number): string {
  if (error instanceof Error && error.name === "TimeoutError") return `it did not answer within ${timeLimit / 1000} s`;
  const { code, message } = rootOf(error);
  return reasons[code ?? ""] ?? (code === undefined ? message : `${message} (${code})`);
}

/** `fetch` says what went wrong in the cause of its error; of several addresses that were tried, the first counts. */
function rootOf(error: unknown): { readonly code?: string; readonly message: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error) return rootOf(inner);
  const { code } = error as NodeJS.ErrnoException;
  return { message: error.message, ...(code !== undefined && { code }) };
}
