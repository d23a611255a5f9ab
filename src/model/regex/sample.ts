import { contains, fullMatcher } from "./match.ts";
import { parseRegex } from "./parse.ts";
import type { CharacterSet, RegexNode } from "./syntax.ts";

const mostSamples = 16;
const mostLength = 200;
/** Characters that read well in a made-up label value, tried in this order. */
const pleasant = "0a1b2cx-_./ A:éαж中\n";

/**
 * Texts that a regex matches as a whole, for made-up series: one for each alternative, repetitions shortest but not empty first (`5..` gives `500`, `a|b` gives `a` and `b`).
 * @returns at most 16; none when the pattern is no RE2 or matches nothing that is easily found
 */
export function sampleRegex(pattern: string): readonly string[] {
  const parsed = parseRegex(pattern);
  const matches = fullMatcher(pattern);
  if ("fault" in parsed || matches === undefined) return [];
  return [...new Set(samples(parsed.node))]
    .filter((text) => text.length <= mostLength && matches(text))
    .slice(0, mostSamples);
}

function samples(node: RegexNode): string[] {
  switch (node.kind) {
    case "assertion":
      return [""];
    case "set": {
      const one = member(node.set);
      return one === undefined ? [] : [one];
    }
    case "choice":
      return node.options.flatMap(samples).slice(0, mostSamples);
    case "sequence":
      return node.parts.reduce<string[]>((all, part) => combine(all, samples(part)), [""]);
    case "repeat": {
      const count = Math.min(Math.max(node.min, 1), node.max, mostLength);
      const one = samples(node.inner);
      const repeated = one.map((text) => text.repeat(count));
      return node.min === 0 ? [...repeated, ""] : repeated;
    }
  }
}

/** Each of the left with the first of the right, and the first of the left with each of the right: every alternative is seen without multiplying them. */
function combine(left: readonly string[], right: readonly string[]): string[] {
  if (left.length === 0 || right.length === 0) return [];
  const out = [...left.map((text) => text + right[0]!), ...right.slice(1).map((text) => left[0]! + text)];
  return out.filter((text) => text.length <= mostLength).slice(0, mostSamples);
}

function member(set: CharacterSet): string | undefined {
  const edges = set.ranges.flatMap(([low, high]) => [low, high, low - 1, high + 1]);
  const isChoice = !set.negated && set.ranges.length > 0 && set.properties.length === 0;
  // of `[a-z0-9]` the first range, of `[^5]` and `.` a pleasant one
  const candidates = isChoice ? edges : [...Array.from(pleasant, (c) => c.codePointAt(0)!), ...edges];
  const found = candidates.find(
    (point) => point >= 0 && point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000) && contains(set, point),
  );
  return found === undefined ? undefined : String.fromCodePoint(found);
}
