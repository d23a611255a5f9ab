/** Texts of specs and servers within Markdown, and Markdown for editors. */

const marks = /[\\`*[\]<]/g;

/** A text that means itself in Markdown. */
export function literal(text: string): string {
  return text.replace(marks, "\\$&");
}

/** Markdown that shows no image, whoever wrote the text: an editor would ask the network for it. */
export function withoutImages(markdown: string): string {
  return markdown.replaceAll("![", "!\\[");
}

/** Markdown for editors that show plain text. */
export function plain(markdown: string): string {
  return markdown
    .replace(/(?<!\\)(?:\*\*|`)/g, "")
    .replace(/^\| ?-.*\n/gm, "")
    .replace(/\\([\\`*[\]<])/g, "$1");
}
