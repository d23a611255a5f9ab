import { parsed, quoted, refused, type Parsed } from "../parsed.ts";

/** Any text that every format can hold: no control characters but line breaks and tabs, no half characters. */
export function parseText(text: string): Parsed<string> {
  const bad = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/u.exec(text)?.[0];
  if (bad === undefined) return parsed(text);
  const code = bad.codePointAt(0)!.toString(16).padStart(4, "0").toUpperCase();
  return refused(`the text holds U+${code}, which no output can hold`, "take it away");
}

/** Schemes that a link or an address may have. None of them runs anything in a page that shows it. */
const schemes: ReadonlySet<string> = new Set(["http:", "https:", "ssh:", "git:"]);

/** An absolute URL without a password in it. */
export function parseUrl(text: string): Parsed<string> {
  const error = `${quoted(text)} is not a URL`;
  if (/[\s\p{Cc}<>"`{}|\\^]/u.test(text))
    return refused(error, "a URL has no blanks, quotes or brackets: write `%20` for a blank");
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    const help = text.startsWith("/")
      ? "a URL is absolute: `https://host/path`"
      : /^[^/]+\.[a-z]+/i.test(text)
        ? `write the scheme too: \`https://${text.slice(0, 60)}\``
        : "write it whole: `https://host/path`";
    return refused(error, help);
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !text.slice(url.protocol.length).startsWith("//"))
    return refused(error, "write it whole: `https://host/path`");
  if (!schemes.has(url.protocol)) return refused(error, "a URL begins with `https://` or `http://`");
  if (url.hostname === "") return refused(error, "the host is missing");
  if (url.password !== "")
    return refused("the URL holds a password", "nothing secret stands in a spec: name a file or a variable instead");
  return parsed(text);
}

/** A POSIX path inside the workspace, relative to its root. It may end in `/`. */
export function parsePath(text: string): Parsed<string> {
  const error = `${quoted(text)} is not a path inside the workspace`;
  if (text === "") return refused("the path is empty");
  if (text.length > 1024) return refused(`${quoted(text)} is longer than 1,024 characters`);
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(text)) return refused(error, "it holds characters that cannot be seen");
  if (text.includes("\\")) {
    const fix = text.replaceAll("\\", "/");
    return parsePath(fix).ok ? refused(error, `write \`${fix}\``, fix) : refused(error, "write it with `/`");
  }
  if (text.startsWith("/") || text.startsWith("~") || /^[A-Za-z]:/.test(text))
    return refused(error, "write it relative to the workspace");
  const parts = text.replace(/\/$/, "").split("/");
  if (parts.includes("..")) return refused(error, "`..` leads out of it");
  if (parts.includes("") || (parts.includes(".") && parts.length > 1)) {
    const fix = parts.filter((part) => part !== "" && part !== ".").join("/");
    return fix === "" ? refused(error) : refused(error, `write \`${fix}\``, fix);
  }
  return parsed(text);
}
