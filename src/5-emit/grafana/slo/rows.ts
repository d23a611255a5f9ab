/** Rows of the dashboard of SLOs, in their order; a spec leaves one out by its name. Some are there for some SLOs alone. */
export const sloRows: readonly string[] = [
  "all",
  "now",
  "budget",
  "calendar",
  "burns",
  "history",
  "groups",
  "parts",
  "counted",
  "known",
];
