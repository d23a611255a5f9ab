import { isOwn } from "../../expressions.ts";
import { isMap, pointer, valueAt } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** A text under `vars` that no hole asks for: left over, or misspelt where it was to be used. A hint: it does no harm. */
export const unusedVar = defineRule({
  name: "unused-var",
  severity: "info",
  summary: "every text under `vars` is used",
  check(service, report, { workspace }) {
    const vars = valueAt(service, "vars");
    for (const name of Object.keys(isMap(vars) ? vars : {})) {
      const origin = service.resolved.originOf(pointer("vars", name), "key");
      const { file } = origin.span;
      // What stands in the workspace is for all its services.
      if (!isOwn(origin) || file.path !== service.origin.span.file.path) continue;
      if ([file.text, workspace.origin.span.file.text].some((text) => uses(text, name))) continue;
      report(origin, {
        title: `nothing in \`${service.name}\` uses the text \`${name}\``,
        help: `use it as \`\${${name}}\`, or take it away`,
      });
    }
  },
});

/** `$${name}` is no use of it. */
function uses(text: string, name: string): boolean {
  const hole = `\${${name}}`;
  for (let at = text.indexOf(hole); at >= 0; at = text.indexOf(hole, at + 1)) if (text[at - 1] !== "$") return true;
  return false;
}
