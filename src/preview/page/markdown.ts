import { type Block, type Inline, isSafeUrl, readMarkdown } from "../markdown.ts";
import { el } from "./dom.ts";
import { anchor } from "./links.ts";

/** Elements of the small part of Markdown that the preview reads. Headings begin below those of panels. */
export function markdown(text: string): HTMLElement {
  return el("div", { class: "markdown" }, ...readMarkdown(text).map(block));
}

function block(one: Block): HTMLElement {
  switch (one.kind) {
    case "heading":
      return el(one.level < 3 ? "h4" : "h5", {}, ...inline(one.text));
    case "list":
      return el(one.ordered ? "ol" : "ul", {}, ...one.items.map((item) => el("li", {}, ...inline(item))));
    case "code":
      return el("pre", {}, el("code", {}, one.text));
    case "rule":
      return el("hr");
    case "table": {
      const [head = [], ...rows] = one.rows;
      return el(
        "table",
        {},
        el("thead", {}, el("tr", {}, ...head.map((cell) => el("th", {}, ...inline(cell))))),
        el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((cell) => el("td", {}, ...inline(cell)))))),
      );
    }
    case "paragraph":
      return el("p", {}, ...inline(one.text));
  }
}

function inline(parts: readonly Inline[]): readonly (Node | string)[] {
  return parts.map((part) => {
    switch (part.kind) {
      case "text":
        return part.text;
      case "code":
        return el("code", {}, part.text);
      case "strong":
      case "em":
        return el(part.kind, {}, ...inline(part.text));
      case "link":
        return isSafeUrl(part.url)
          ? anchor(part.url, undefined, ...inline(part.text))
          : el("span", {}, ...inline(part.text));
    }
  });
}
