/** Texts of specs and servers within Markdown, whose images an editor loads: what could be one is written as it is. */

const marks = /[\\`*[\]<]/g;

/** A text that means itself in Markdown. */
export function literal(text: string): string {
  return text.replace(marks, "\\$&");
}

/** Markdown for editors that show plain text. */
export function plain(markdown: string): string {
  return markdown
    .replace(/(?<!\\)(?:\*\*|`)/g, "")
    .replace(/^\| ?-.*\n/gm, "")
    .replace(/\\([\\`*[\]<])/g, "$1");
}
