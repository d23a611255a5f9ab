import { defineDiagnostics } from "../diagnostics/define.ts";

/** What can stand in the way of writing. Spans lie in files of the output folder. */
export const diagnostic = defineDiagnostics("write", {
  "edited-by-hand": {
    severity: "error",
    title: (a: { path: string }) => `\`${a.path}\` was edited by hand since it was generated`,
  },
  "edited-and-unneeded": {
    severity: "warning",
    title: (a: { path: string }) => `\`${a.path}\` is not made any more, and was edited by hand`,
  },
  "not-ours": {
    severity: "error",
    title: (a: { path: string }) => `a file that tocsin did not make stands at \`${a.path}\``,
  },
  "link-in-output": {
    severity: "error",
    title: (a: { path: string }) => `\`${a.path}\` is a symbolic link`,
  },
  "blocked-path": {
    severity: "error",
    title: (a: { path: string; kind: string; wanted: string }) =>
      `\`${a.path}\` is a ${a.kind} where a ${a.wanted} must be`,
  },
  "output-outside": {
    severity: "error",
    title: (a: { path: string }) => `the output folder \`${a.path}\` lies outside the workspace`,
  },
  "changed-meanwhile": {
    severity: "error",
    title: (a: { path: string }) => `\`${a.path}\` was changed by another program during this run`,
  },
  "unreadable-manifest": {
    severity: "error",
    title: (a: { path: string; reason: string }) => `\`${a.path}\` cannot be read: ${a.reason}`,
  },
  "unreadable-journal": {
    severity: "error",
    title: (a: { path: string }) => `\`${a.path}\`, left by an interrupted run, is damaged`,
  },
  interrupted: {
    severity: "error",
    title: (a: { path: string }) => `a run that writes to \`${a.path}\` has not come to its end`,
  },
  locked: {
    severity: "error",
    title: (a: { path: string }) => `another run is writing to \`${a.path}\``,
  },
});
