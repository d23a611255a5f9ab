/** Texts of specs and servers within Markdown: an editor loads the images that it names, and follows its links. */

const marks = /[\\`*_{}[\]<>()#+\-.!|~&:]/g;

/** A text as it is, whatever it means in Markdown. */
export function literal(text: string): string {
  return text.replace(marks, "\\$&");
}

/** Markdown for editors that show plain text. */
export function plain(markdown: string): string {
  return markdown
    .replace(/(?<!\\)(?:\*\*|`)/g, "")
    .replace(/^\| ?-.*\n/gm, "")
    .replace(/\\([\\`*_{}[\]<>()#+\-.!|~&:])/g, "$1");
}
