/** Links: to dashboards that are here they stay in the preview; others must be of the web. */
import { isSafeUrl } from "../markdown.ts";
import { placeOf } from "../links.ts";
import { el } from "./dom.ts";

/** UIDs of the dashboards that the preview has. */
const known = new Set<string>();

export function knowDashboards(uids: Iterable<string>): void {
  known.clear();
  for (const uid of uids) known.add(uid);
}

/** An anchor; text alone where the address leads nowhere from here. */
export function anchor(url: string, title: string | undefined, ...children: readonly (Node | string)[]): HTMLElement {
  const place = placeOf(url);
  if (place !== undefined && known.has(place.uid)) {
    const parameters = place.parameters === "" ? "" : `?${place.parameters}`;
    return el("a", { href: `#/d/${encodeURIComponent(place.uid)}${parameters}`, title }, ...children);
  }
  if (url.startsWith("#/")) return el("a", { href: url, title }, ...children);
  const note = place === undefined ? url : `${url} (a dashboard that is not in this preview)`;
  if (/^https?:\/\//i.test(url) || /^mailto:/i.test(url))
    return el("a", { href: url, rel: "noopener noreferrer", target: "_blank", title: title ?? note }, ...children);
  return el(
    "span",
    {
      class: "dead-link",
      title: isSafeUrl(url) ? `In Grafana this leads to ${note}` : `This link is not followed: ${note}`,
    },
    ...children,
  );
}
