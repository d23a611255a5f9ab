/** The page: one HTML document, with its program, its style and its data in it, or served beside it. */
import type { PageData } from "./view.ts";

export interface Assets {
  readonly script: string;
  readonly style: string;
}

/** Nothing is loaded from anywhere, and nothing runs that is not named. */
function policy(own: string, connect: string): string {
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own}`,
    `connect-src ${connect}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** @param nonce of this answer alone */
export function servedPolicy(nonce: string): string {
  return `${policy(`'nonce-${nonce}'`, "'self'")}; frame-ancestors 'none'`;
}

export function servedPage(data: PageData, nonce: string): string {
  return document(data, "", {
    style: `<link rel="stylesheet" href="/preview.css" nonce="${nonce}">`,
    script: `<script src="/preview.js" nonce="${nonce}"></script>`,
  });
}

/** @param hash of a text, as a policy names it: `sha256-…` in base64 */
export function onePage(data: PageData, { script, style }: Assets, hash: (text: string) => string): string {
  const own = policy(`'${hash(script)}'`, "'none'").replace(
    `style-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
  );
  const meta = `<meta http-equiv="Content-Security-Policy" content="${own}">`;
  return document(data, meta, { style: `<style>${style}</style>`, script: `<script>${script}</script>` });
}

function document(data: PageData, head: string, { style, script }: Assets): string {
  return `<!doctype html>
<html lang="en" data-theme="${data.theme}">
<head>
<meta charset="utf-8">
${head}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="tocsin preview">
<title>${escapeHtml(data.title)}</title>
<link rel="icon" href="data:,">
${style}
</head>
<body>
<noscript>This page draws charts with a program of its own (JavaScript), which is turned off here.</noscript>
<div id="app"></div>
<script type="application/json" id="data">${inScript(data)}</script>
${script}
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign]!);
}

/** JSON that cannot end the element it stands in, nor open a comment. */
function inScript(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll("<", "\\u003c")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}
