import { expressionsOf, placeIn } from "../../expressions.ts";
import { isMap, matchersOf, valueAt } from "../../lookup.ts";
import { defineRule } from "../../rule.ts";

/** What every service has for `${…}`, besides its `vars`. */
const given = ["service", "owner", "environment"];

/**
 * `job="$service"` is the text `$service`, which no series bears. In a regex nothing can follow the end that `$` stands for; in a plain text a `$` may be meant
 * (`route="/users/$id"`), so there the whole value must be one word, or name what `${…}` gives.
 */
export const variableWithoutBraces = defineRule({
  name: "variable-without-braces",
  severity: "warning",
  summary: "a variable in a selector is written `${name}`, which is filled",
  check(service, report) {
    const vars = valueAt(service, "vars");
    const known = new Set([...given, ...Object.keys(isMap(vars) ? vars : {})]);
    for (const expression of expressionsOf(service)) {
      for (const matcher of expression.nodes.flatMap(matchersOf)) {
        const { label, op, value } = matcher;
        const name = [...value.matchAll(/(?<!\\)\$([A-Za-z_]\w*)/g)]
          .map(([, word = ""]) => word)
          .find((word) => known.has(word) || op.endsWith("~") || value === `$${word}`);
        if (name === undefined) continue;
        report(placeIn(service, expression, matcher), {
          title: `\`$${name}\` in \`${label}${op}"${value}"\` is not filled: no series has it as it stands`,
          help: known.has(name)
            ? `write \`\${${name}}\``
            : `write the value itself, or name it (\`vars: { ${name}: … }\`) and write \`\${${name}}\``,
        });
      }
    }
  },
});
