import { afterAll, beforeAll, expect, it } from "vitest";
import { locate } from "../../scripts/tools/programs.mjs";
import { readExample } from "../support/examples.ts";
import { LspClient } from "../support/lsp-client.ts";
import { describeWith } from "../support/programs.ts";
import { type Alert, type Prometheus, type Rule, startPrometheus } from "../support/prometheus.ts";
import { type ShopServer, startShop } from "../support/shop-server.ts";

// The rules of the whole shop, as they are committed, in a real Prometheus that scrapes a real server whose requests are made to fail.
// A group is evaluated each minute, so this takes three to four of them, hardly any of it of the processor.

const versions = ["prometheus-2", "prometheus-3"] as const;
const folder = `${process.cwd()}/examples/shop/generated/production/prometheus`;
const selector = `{service="storefront", slo="availability", route=""}`;
const [works, fails] = [150, 50];

interface Seen {
  readonly quiet: readonly Alert[];
  readonly burning: readonly Alert[];
  readonly rules: readonly Rule[];
  /** Events as the rules counted them. */
  readonly counted: { readonly total: number; readonly errors: number };
  readonly ratios: Readonly<Record<string, readonly number[]>>;
  readonly url: string;
}

const seen = new Map<string, Seen>();
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const programs = versions.filter((version) => locate(version) !== undefined);
  const scenes = programs.map(async (version) => seen.set(version, await scene(locate(version) ?? "")));
  await Promise.all(scenes);
}, 420_000);

afterAll(async () => {
  for (const stop of stops.toReversed()) await stop();
});

async function scene(program: string): Promise<Seen> {
  const shop = await startShop();
  stops.push(shop.stop);
  const prometheus = await startPrometheus(program, configuration(shop));
  stops.push(prometheus.stop);

  // The first events of a series count when its target was already there one step ago.
  const scrapes = 'count_over_time(up{job="storefront"}[10m])';
  await prometheus.until("a step of scrapes", 120_000, async () => {
    return (await prometheus.query(scrapes)).some(({ value }) => value > 70) || undefined;
  });
  await shop.order(works, "works");
  await prometheus.until("good orders are counted", 150_000, () => countedIn(prometheus, "total", works));
  const quiet = await ofStorefront(prometheus);

  await shop.order(fails, "fails");
  const burning = await prometheus.until("the page fires", 180_000, async () => {
    const alerts = await ofStorefront(prometheus);
    return alerts.some(({ labels, state }) => labels["severity"] === "page" && state === "firing") ? alerts : undefined;
  });
  await prometheus.until("failed orders are counted", 90_000, () => countedIn(prometheus, "errors", fails));
  await prometheus.until("every rule was evaluated", 150_000, async () => {
    return (await prometheus.rules()).every(({ health }) => health !== "unknown") || undefined;
  });
  const ratio = (name: string) =>
    prometheus.query(`slo:sli_error:ratio${name}`).then((rows) => rows.map(({ value }) => value));
  return {
    quiet,
    burning,
    rules: await prometheus.rules(),
    counted: { total: await sumOf(prometheus, "total"), errors: await sumOf(prometheus, "errors") },
    ratios: {
      availability: await ratio(`1h${selector}`),
      latency: await ratio('1h{service="storefront", slo="latency"}'),
    },
    url: prometheus.url,
  };
}

function configuration(shop: ShopServer): string {
  return `
global: { scrape_interval: 1s, evaluation_interval: 1m }
rule_files: ["${folder}/*.rules.yaml"]
scrape_configs:
  - job_name: storefront
    static_configs: [{ targets: ["${shop.address}"] }]
`;
}

async function sumOf(prometheus: Prometheus, events: "total" | "errors"): Promise<number> {
  const rows = await prometheus.query(`sum(sum_over_time(slo:sli_${events}:step${selector}[30m]))`);
  return rows[0]?.value ?? 0;
}

async function countedIn(prometheus: Prometheus, events: "total" | "errors", least: number): Promise<true | undefined> {
  return (await sumOf(prometheus, events)) >= least || undefined;
}

async function ofStorefront(prometheus: Prometheus): Promise<readonly Alert[]> {
  return (await prometheus.alerts()).filter(({ labels }) => labels["service"] === "storefront");
}

for (const version of versions) {
  describeWith([version], `the shop's rules in a running ${version}`, () => {
    const get = () => seen.get(version)!;

    it("count every request once, the first error too", () => {
      expect(get().counted).toEqual({ total: works + fails, errors: fails });
    });

    it("record the share of bad requests", () => {
      expect(get().ratios["availability"]).not.toEqual([]);
      for (const ratio of get().ratios["availability"]!) expect(ratio).toBeCloseTo(fails / (works + fails), 9);
      expect(new Set(get().ratios["latency"])).toEqual(new Set([0]));
    });

    it("are silent while nothing fails, and page when requests do", () => {
      expect(get().quiet).toEqual([]);
      const pages = get().burning.filter(({ labels }) => labels["severity"] === "page");
      expect(pages.map(({ labels }) => labels["slo"])).toContain("availability");
      expect(pages.map(({ labels }) => labels["slo"])).not.toContain("latency");
    });

    it("give a page that a person can act on", () => {
      const page = get().burning.find(({ labels }) => labels["severity"] === "page")!;
      expect(page.labels).toMatchObject({
        alertname: "SLOErrorBudgetBurn",
        service: "storefront",
        owner: "web",
        env: "production",
      });
      const said = Object.values(page.annotations).join("\n");
      expect(said).toContain("https://runbooks.acme.example/storefront");
      expect(said).not.toMatch(/\{\{|<no value>|NaN|Inf|error expanding/);
      expect(page.annotations["summary"]).toMatch(/storefront/);
    });

    it("are seen in the editor: what was measured, and what is there", async () => {
      const files = Object.fromEntries(Object.entries(readExample("shop")).filter(([path]) => !path.endsWith(".ts")));
      const prometheus = { url: get().url, timeLimit: 5000 };
      const client = await LspClient.start({ files, initializationOptions: { prometheus } });
      try {
        const path = "services/storefront.service.yaml";
        await client.open(path);
        const hover = await client.ask<{ contents: { value: string } }>("hover", path, "slos:\n  |availability");
        // 50 of 200; the whole window may be recorded already, or not yet
        const measured = "(?:.*, )?25% bad over the last 1h";
        const start = "- production, availability: ";
        expect(hover.contents.value).toMatch(
          new RegExp(`^${start}${measured}\n${start}worst of 1 group, route="/orders": ${measured}$`, "m"),
        );
        const text = client.textOf(path);
        await client.edit(path, `${text}alerts:\n  A:\n    when: 'max(scrape_samples_sc) + up{job="", instanc}'\n`);
        expect(await client.labels(path, "max(scrape_samples_sc|")).toContain("scrape_samples_scraped");
        expect(await client.labels(path, '{job="|"')).toContain("storefront");
        expect(await client.labels(path, "instanc|}")).toContain("instance");
        expect(client.logged.join("\n")).not.toContain("without it");
      } finally {
        await client.stop();
      }
    });

    it("are all evaluated without an error, of every service", () => {
      const { rules } = get();
      expect(rules.filter(({ health }) => health !== "ok")).toEqual([]);
      expect(new Set(rules.map(({ file }) => file)).size).toBeGreaterThanOrEqual(8);
    });
  });
}
