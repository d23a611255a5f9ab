import { parseRegex } from "./parse.ts";
import type { CharacterSet, RegexNode } from "./syntax.ts";

type Instruction =
  | { readonly op: "set"; readonly set: CharacterSet; readonly next: number }
  | { readonly op: "split"; readonly next: readonly number[] }
  | { readonly op: "assertion"; readonly at: string; readonly next: number }
  | { readonly op: "match" };

/** Most instructions of a compiled pattern; a larger one matches nothing (`isTooLarge` tells). */
const mostInstructions = 20_000;

/**
 * A matcher for whole texts, as Prometheus anchors its regexes (`^(?:…)$`). Time is linear in the text for any pattern: states are followed side by side, nothing is tried again.
 * @returns undefined when the pattern is no RE2, or too large
 */
export function fullMatcher(pattern: string): ((text: string) => boolean) | undefined {
  const parsed = parseRegex(pattern);
  if ("fault" in parsed) return undefined;
  const program = compile(parsed.node);
  return program === undefined ? undefined : (text) => run(program, text);
}

interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
}

/** Built from the end: each part is given what follows it. */
function compile(node: RegexNode): Program | undefined {
  const instructions: Instruction[] = [{ op: "match" }];
  const put = (instruction: Instruction): number => instructions.push(instruction) - 1;
  const build = (part: RegexNode, next: number): number => {
    if (instructions.length > mostInstructions) return next;
    switch (part.kind) {
      case "set":
        return put({ op: "set", set: part.set, next });
      case "assertion":
        return put({ op: "assertion", at: part.at, next });
      case "sequence":
        return part.parts.reduceRight((after, one) => build(one, after), next);
      case "choice":
        return put({ op: "split", next: part.options.map((option) => build(option, next)) });
      case "repeat": {
        let after = next;
        if (part.max === Infinity) {
          // the loop's own address is known only after its body was built
          const loop = put({ op: "split", next: [next] });
          instructions[loop] = { op: "split", next: [build(part.inner, loop), next] };
          after = loop;
        } else {
          for (let i = part.min; i < part.max; i++)
            after = put({ op: "split", next: [build(part.inner, after), next] });
        }
        for (let i = 0; i < part.min; i++) after = build(part.inner, after);
        return after;
      }
    }
  };
  const start = build(node, 0);
  return instructions.length > mostInstructions ? undefined : { instructions, start };
}

function run({ instructions, start }: Program, text: string): boolean {
  const points = Array.from(text, (c) => c.codePointAt(0)!);
  let states = follow([start], 0);
  for (let i = 0; i < points.length && states.length > 0; i++) {
    const next: number[] = [];
    for (const state of states) {
      const instruction = instructions[state]!;
      if (instruction.op === "set" && contains(instruction.set, points[i]!)) next.push(instruction.next);
    }
    states = follow(next, i + 1);
  }
  return states.some((state) => instructions[state]!.op === "match");

  /** States that are reached without reading a character. */
  function follow(from: readonly number[], at: number): number[] {
    const seen = new Set<number>();
    const todo = [...from];
    for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
      if (seen.has(state)) continue;
      seen.add(state);
      const instruction = instructions[state]!;
      if (instruction.op === "split") todo.push(...instruction.next);
      else if (instruction.op === "assertion" && holds(instruction.at, at)) todo.push(instruction.next);
    }
    return [...seen];
  }

  function holds(assertion: string, at: number): boolean {
    const before = points[at - 1];
    const after = points[at];
    switch (assertion) {
      case "text-start":
        return before === undefined;
      case "text-end":
        return after === undefined;
      case "line-start":
        return before === undefined || before === 10;
      case "line-end":
        return after === undefined || after === 10;
      default:
        return (isWord(before) !== isWord(after)) === (assertion === "word");
    }
  }
}

function isWord(point: number | undefined): boolean {
  return point !== undefined && /^\w$/.test(String.fromCodePoint(point));
}

export function contains(set: CharacterSet, point: number): boolean {
  const inside = (p: number): boolean =>
    set.ranges.some(([low, high]) => low <= p && p <= high) ||
    set.properties.some(({ pattern, negated }) => pattern.test(String.fromCodePoint(p)) !== negated);
  const c = String.fromCodePoint(point);
  const found =
    inside(point) ||
    (set.ignoreCase && [c.toLowerCase(), c.toUpperCase()].some((other) => inside(other.codePointAt(0)!)));
  return found !== set.negated;
}
