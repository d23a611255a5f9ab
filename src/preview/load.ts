/** The dashboards that are to be shown, from their files. */
import { type Host, HostError } from "../host/host.ts";
import { joinPath, parentOf } from "../host/paths.ts";
import { type Dashboard, readDashboard } from "./dashboard.ts";

export interface LoadedDashboard {
  /** What the page calls it: its uid, else its file. */
  readonly key: string;
  readonly dashboard: Dashboard;
  /** As seen from the working folder. */
  readonly file: string;
  readonly folder: string;
}

export interface Loaded {
  readonly dashboards: readonly LoadedDashboard[];
  /** Files that are no dashboards, and why: the end of a sentence that begins with the file's name. */
  readonly problems: readonly { readonly file: string; readonly reason: string }[];
}

/** A dashboard of more bytes is none that a person made or tocsin wrote. */
const sizeLimit = 16e6;
const deepest = 8;

/** JSON files in folders `grafana` below a folder, without those for Kubernetes; where there are none, the JSON files in it. Sorted. */
export function dashboardFiles(host: Host, folder: string): readonly string[] {
  const below = walk(host, folder, deepest).filter((path) => isDashboard(path.slice(parentOf(folder).length)));
  if (below.length > 0) return below;
  return host
    .list(folder)
    .filter(({ kind, name }) => kind === "file" && name.endsWith(".json"))
    .map(({ name }) => joinPath(folder, name));
}

function isDashboard(path: string): boolean {
  return /\/grafana\/(?!(?:.*\/)?(?:kubernetes|provisioning)\/).*\.json$/.test(path);
}

function walk(host: Host, folder: string, depth: number): readonly string[] {
  return host.list(folder).flatMap(({ name, kind }) => {
    const path = joinPath(folder, name);
    if (kind === "folder")
      return depth === 0 || name.startsWith(".") || name === "node_modules" ? [] : walk(host, path, depth - 1);
    return kind === "file" ? [path] : [];
  });
}

/** @param paths absolute @param show the path as people read it */
export function loadDashboards(host: Host, paths: readonly string[], show: (path: string) => string): Loaded {
  const dashboards: LoadedDashboard[] = [];
  const problems: { file: string; reason: string }[] = [];
  for (const path of paths) {
    const file = show(path);
    const read = readFile(host, path);
    if (typeof read === "string") {
      problems.push({ file, reason: read });
      continue;
    }
    const dashboard = readDashboard(read.text);
    if (typeof dashboard === "string") {
      problems.push({ file, reason: dashboard });
      continue;
    }
    const same = dashboards.find(({ dashboard: { uid } }) => uid !== "" && uid === dashboard.uid);
    if (same !== undefined)
      problems.push({ file, reason: `has the uid of ${same.file}, ${dashboard.uid}: Grafana keeps one of them` });
    else dashboards.push({ key: dashboard.uid === "" ? file : dashboard.uid, dashboard, file, folder: folderOf(file) });
  }
  return { dashboards, problems };
}

function readFile(host: Host, path: string): { readonly text: string } | string {
  try {
    const bytes = host.readFile(path);
    if (bytes.byteLength > sizeLimit) return `is larger than ${sizeLimit / 1e6} MB`;
    return { text: new TextDecoder().decode(bytes) };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return `cannot be read: ${error.reason}`;
  }
}

/** The folder that holds `grafana`, which is the environment's, else its own. */
function folderOf(file: string): string {
  const parts = file.split("/").slice(0, -1);
  const at = parts.lastIndexOf("grafana");
  return (at < 0 ? parts : parts.slice(0, at)).join("/") || ".";
}
