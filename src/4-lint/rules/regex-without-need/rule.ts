import type { Matcher } from "../../../model/promql/ast.ts";
import { expressionsOf, isOwn, placeIn } from "../../expressions.ts";
import { matchersOf } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** A regex without any regex in it reads as if more were meant, and is slower to match. A hint: the result is the same. */
export const regexWithoutNeed = defineRule({
  name: "regex-without-need",
  severity: "info",
  summary: "a regex matcher is used where a regex is needed",
  check(service, report) {
    for (const expression of expressionsOf(service)) {
      for (const matcher of expression.nodes.flatMap(matchersOf)) {
        if (matcher.span === undefined || !(isLiteral(matcher) || takesAll(matcher))) continue;
        if (!isOwn(expression.origin)) continue;
        const place = placeIn(service, expression, matcher);
        const { file, start, end } = place.span;
        const written = file.text.slice(start, end);
        // A value that comes through a hole may be a regex elsewhere.
        if (written.includes("${")) continue;
        if (takesAll(matcher)) {
          report(place, {
            title: `\`${matcher.label}=~".*"\` takes every series, also those without the label`,
            help: `leave the matcher out; \`${matcher.label}=~".+"\` takes those that have the label`,
          });
          continue;
        }
        const op = matcher.op === "=~" ? "=" : "!=";
        // Only where the text is the matcher itself, and not a whole value that could not be looked into.
        const before = written.slice(0, written.indexOf(matcher.op));
        const at = before.trimEnd() === matcher.label ? start + before.length : undefined;
        report(place, {
          title: `\`${matcher.label}\` is matched by a regex that is plain text`,
          help: `write \`${matcher.label}${op}"${matcher.value}"\``,
          ...(at !== undefined && {
            fix: { title: `write \`${op}\``, edits: [{ span: { file, start: at, end: at + 2 }, text: op }] },
          }),
        });
      }
    }
  },
});

function isLiteral({ op, value }: Matcher): boolean {
  return (op === "=~" || op === "!~") && /^[^\\.+*?()|[\]{}^$]+$/.test(value);
}

function takesAll({ op, value }: Matcher): boolean {
  return op === "=~" && value === ".*";
}
