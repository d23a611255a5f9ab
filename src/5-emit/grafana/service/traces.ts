import { formatDuration } from "../../../model/quantity/duration.ts";
import type { Seconds } from "../../../model/quantity/units.ts";
import type { Panel, ValueLink } from "../panel.ts";
import type { Context } from "./subject.ts";

/** Traces of requests that were slow, and of those that failed. */
export function traces(context: Context): readonly Panel[] {
  const { workspace } = context;
  const { traces: source } = workspace.targets.grafana;
  if (source === undefined) return [];
  const about = {
    slow: `Requests that took longer than ${formatDuration(slowerThan(context))}. Open one to see which of its parts took the time.`,
    failed: "Requests that ended in an error. Open one to see which of its parts failed first.",
  };
  if (source.type === "jaeger")
    // Grafana's dashboards cannot search in Jaeger, its Explore can.
    return [
      {
        kind: "text",
        key: "search",
        title: "Search traces",
        description: "Jaeger is searched in Explore, over the time that is shown here.",
        width: 24,
        height: 4,
        markdown: (["failed", "slow"] as const)
          .map((which) => `- [${titles[which]}](${exploreUrl(context, which)}): ${about[which]}`)
          .join("\n"),
      },
    ];
  return (["failed", "slow"] as const).map((which): Panel => ({
    kind: "table",
    key: which,
    title: titles[which],
    description: about[which],
    width: 12,
    height: 9,
    unit: "none",
    quiet: which === "failed" ? "no failed trace" : "no slow trace",
    queries: [{ kind: "tempo", ref: "A", text: traceQl(context, which) }],
    columns: [],
  }));
}

type Which = "slow" | "failed";
const titles: Readonly<Record<Which, string>> = { failed: "Traces that failed", slow: "Slow traces" };

/** From a point of a panel to the traces of its time. */
export function traceLinks(context: Context, which: Which): readonly ValueLink[] {
  if (context.workspace.targets.grafana.traces === undefined) return [];
  return [{ title: titles[which], url: exploreUrl(context, which) }];
}

/** What an SLO calls slow; else a second. */
function slowerThan({ service }: Context): Seconds {
  const thresholds = service.slis.flatMap(({ signal }) => (signal.kind === "histogram" ? [signal.threshold] : []));
  return thresholds.length === 0 ? 1 : Math.min(...thresholds);
}

/** TraceQL. A service's name holds nothing that would need an escape. */
function traceQl(context: Context, which: Which): string {
  const own = `resource.service.name = "${context.service.name}"`;
  return which === "failed"
    ? `{ ${own} && status = error }`
    : `{ ${own} && kind = server && duration > ${goDuration(slowerThan(context))} }`;
}

/** As TraceQL and Jaeger read it: in whole milliseconds. */
function goDuration(seconds: Seconds): string {
  return `${Math.round(seconds * 1000)}ms`;
}

/** Explore, with a search over the time that is shown. Variables stay as they are: Grafana fills them in. */
function exploreUrl(context: Context, which: Which): string {
  const { type } = context.workspace.targets.grafana.traces!;
  const ofJaeger = {
    queryType: "search",
    service: context.service.name,
    ...(which === "failed" ? { tags: "error=true" } : { minDuration: goDuration(slowerThan(context)) }),
  };
  const search = type === "tempo" ? { queryType: "traceql", query: traceQl(context, which) } : ofJaeger;
  const panes = {
    traces: {
      datasource: "${traces}",
      queries: [{ refId: "A", datasource: { type, uid: "${traces}" }, ...search, limit: 20 }],
      range: { from: "${__from}", to: "${__to}" },
    },
  };
  const encoded = encodeURIComponent(JSON.stringify(panes)).replace(/%24%7B(\w+)%7D/g, "${$1}");
  return `/explore?schemaVersion=1&panes=${encoded}`;
}
