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
  return document(data, plain(data), "", {
    style: `<link rel="stylesheet" href="/preview.css" nonce="${nonce}">`,
    script: `<script type="module" src="/preview.js" nonce="${nonce}"></script>`,
  });
}

/**
 * @param hash of a text, as a policy names it: `sha256-…` in base64
 * @param deflate a text in the form of zlib, in base64: numbers of many panels are long
 */
export function onePage(
  data: PageData,
  { script, style }: Assets,
  hash: (text: string) => string,
  deflate: (text: string) => string,
): string {
  const own = policy(`'${hash(script)}'`, "'none'").replace(
    `style-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
  );
  const meta = `<meta http-equiv="Content-Security-Policy" content="${own}">`;
  return document(data, deflated(deflate(JSON.stringify(data))), meta, {
    style: `<style>${style}</style>`,
    script: `<script type="module">${script}</script>`,
  });
}

function document(data: PageData, content: string, head: string, { style, script }: Assets): string {
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
${content}
${script}
</body>
</html>
`;
}

function escapeHtml(text: string): string {
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
function plain(data: PageData): string {
  return `<script type="application/json" id="data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;
}

/** Base64 has no sign that means anything in HTML. */
function deflated(base64: string): string {
  return `<script type="text/plain" id="data" data-form="deflate">${base64}</script>`;
}
