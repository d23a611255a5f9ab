import type { Theme } from "../colors.ts";

export type ThemeChoice = "auto" | Theme;

const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

/** What is drawn now. */
export function theme(): Theme {
  const chosen = themeChoice();
  return chosen === "auto" ? (dark.matches ? "dark" : "light") : chosen;
}

export function themeChoice(): ThemeChoice {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "auto";
}

export function setTheme(choice: ThemeChoice): void {
  document.documentElement.dataset["theme"] = choice;
  try {
    localStorage.setItem("tocsin-preview-theme", choice);
  } catch {
    // A file may have no storage: the choice holds as long as the page.
  }
  for (const listener of listeners) listener();
}

/** The choice of last time, unless the page was made for one theme. */
export function restoreTheme(): void {
  if (themeChoice() !== "auto") return;
  try {
    const kept = localStorage.getItem("tocsin-preview-theme");
    if (kept === "light" || kept === "dark") document.documentElement.dataset["theme"] = kept;
  } catch {
    // As above.
  }
}

export function onTheme(listener: () => void): void {
  listeners.add(listener);
}

dark.addEventListener("change", () => listeners.forEach((listener) => listener()));

export interface Inks {
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly panel: string;
}

export function inks(): Inks {
  return theme() === "dark"
    ? { text: "#d8dbe2", muted: "#9aa1ad", line: "#2b3038", panel: "#181b20" }
    : { text: "#1f2430", muted: "#5a6270", line: "#e6e8ec", panel: "#ffffff" };
}
