import { expressionsOf, isOwn, placeIn } from "../../expressions.ts";
import { matchersOf } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** A dot between two words, as in a host name, or an IPv4 address; not `5..`, `.*` or `a.?b`. */
const dotted = /[a-z0-9-]{2,}\.[a-z][a-z0-9-]+|\d+\.\d+\.\d+\.\d+/i;

/** In a regex `.` is any character: `shop.example` takes `shop-example` too. A hint: mostly nothing else is there to be taken. */
export const unescapedDot = defineRule({
  name: "unescaped-dot",
  severity: "info",
  summary: "a dot of a host name is escaped in a regex",
  check(service, report) {
    for (const expression of expressionsOf(service)) {
      for (const matcher of expression.nodes.flatMap(matchersOf)) {
        const { label, op, value } = matcher;
        const found = op === "=~" || op === "!~" ? dotted.exec(value)?.[0] : undefined;
        if (found === undefined || !isOwn(expression.origin)) continue;
        const place = placeIn(service, expression, matcher);
        const escaped = found.replaceAll(".", "\\\\.");
        report(place, {
          title: `\`.\` in \`${label}${op}"${value}"\` stands for any character`,
          help: `write \`${escaped}\`, or \`${label}${op === "=~" ? "=" : "!="}"…"\` where one value is meant`,
        });
      }
    }
  },
});
