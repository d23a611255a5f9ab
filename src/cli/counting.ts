import type { Artifact } from "../5-emit/artifact.ts";

/** Rules in rule files; the same rules in a Kubernetes object or in the form of a store are not counted again. */
export function countRules(artifacts: readonly Artifact[]): number {
  return countIn(artifacts, /^prometheus\/[^/]+\.rules\.yaml$/, /^ +- (?:record|alert): /gm);
}

/** Generated unit tests: each is a history with what must be true of it. */
export function countProofs(artifacts: readonly Artifact[]): number {
  return countIn(artifacts, /\.test\.yaml$/, /^ +- name: /gm);
}

function countIn(artifacts: readonly Artifact[], path: RegExp, item: RegExp): number {
  return artifacts
    .filter((artifact) => path.test(artifact.path))
    .reduce((sum, { text }) => sum + (text.match(item)?.length ?? 0), 0);
}
