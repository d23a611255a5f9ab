/** Where a Prometheus is asked. What a person typed may hold a password: only `shown` is ever printed. */
export interface Address {
  /** Without user information, query and a slash at its end. */
  readonly base: string;
  /** Of `user:password@`, as HTTP's basic authentication. */
  readonly authorization?: string;
  /** For people: `http://***@prometheus:9090`. */
  readonly shown: string;
}

/** @returns why it is no address of a Prometheus, as the end of a sentence that begins with it; the text itself is not repeated */
export function readAddress(text: string): Address | string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return "is not a URL, such as `http://prometheus:9090`";
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    // `prometheus:9090` parses as a URL whose scheme is the host's name.
    return "must start with `http://` or `https://`";
  }
  const rest = `${url.host}${url.pathname.replace(/\/+$/, "")}`;
  const base = `${url.protocol}//${rest}`;
  if (url.username === "" && url.password === "") return { base, shown: base };
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return {
    base,
    authorization: `Basic ${Buffer.from(user, "utf8").toString("base64")}`,
    shown: `${url.protocol}//***@${rest}`,
  };
}
