/** Alerts and series that tell of the state of an SLO, on the real promtool: no data, budget left, share of the window with data. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { emitService } from "../../src/5-emit/emit.ts";
import type { SliSlo } from "../../src/model/service.ts";
import { lowerSli, makeService, makeSlo, makeWorkspace } from "../support/model.ts";
import { describeWith, promtoolRetries } from "../support/programs.ts";
import { run } from "../support/process.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-state-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const matcher = [{ label: "job", op: "=", value: "shop" }] as const;
const { sli } = lowerSli("requests", {
  type: "availability",
  prometheus: { total: 'requests_total{job="shop"}', bad: 'requests_total{job="shop",code="500"}' },
});

function slo(): SliSlo {
  const base = makeSlo("shop", "availability", sli!, { objective: "99%", window: 86400 });
  const [burn] = base.burns;
  const { long: _, short: __, factor: ___, spend: ____, ...shared } = burn!;
  return { ...base, noData: [{ ...shared, severity: "page", name: "SLONoData", after: 600 }] };
}

const service = makeService("shop", [slo()], { labels: {}, match: matcher });
const rules = emitService(service, { workspace: makeWorkspace() }).value!.find(({ path }) =>
  path.endsWith("shop.rules.yaml"),
)!.text;
writeFileSync(join(folder, "shop.rules.yaml"), rules);

const groups = "group_eval_order: [shop--availability, shop--availability--period]";
const missing = `ALERTS{alertname="SLONoData", alertstate="firing"}`;
const fires = (minute: number) => `
      - { expr: '${missing}', eval_time: ${minute}m, exp_samples: [{ labels: 'ALERTS{alertname="SLONoData", alertstate="firing", env="prod", owner="shop-team", service="shop", severity="page", slo="availability"}', value: 1 }] }`;
const silent = (minute: number) => `
      - { expr: '${missing}', eval_time: ${minute}m, exp_samples: [] }`;
/** What the alert says of the targets; all that it says is compared. */
const says = (minute: number, targets: string) => `
      - eval_time: ${minute}m
        alertname: SLONoData
        exp_alerts:
          - exp_labels: { env: prod, owner: shop-team, service: shop, severity: page, slo: availability }
            exp_annotations:
              summary: "shop/availability: nothing has been counted for 10m and more; whether the objective is kept is not known"
              objective: 99% over 1d; fires after 10m without data
              targets: ${JSON.stringify(targets)}
              runbook_url: https://runbooks.example/shop
              dashboard_url: https://grafana.example/d/tocsin--production--shop--slo?var-slo=availability`;
const minutely = (name: string, series: string, asked: string, said = " []") => `
  - name: ${name}
    interval: 1m
    input_series:${series}
    promql_expr_test:${asked}
    alert_rule_test:${said}`;

const state = `rule_files: [shop.rules.yaml]
evaluation_interval: 1m
${groups}
tests:${minutely(
  "never any data, and no target",
  ` [{ series: 'up{job="other", instance="a"}', values: '1x30' }]`,
  // absent from the first evaluation on, and for 10 minutes
  `${silent(9)}${fires(10)}`,
  says(10, 'none is known (job="shop")'),
)}${minutely(
  "never any data, every target down",
  `
      - { series: 'up{job="shop", instance="a"}', values: '0x30' }
      - { series: 'up{job="shop", instance="b"}', values: '0x30' }`,
  `${silent(9)}${fires(10)}`,
  says(10, "0 of 2 are up"),
)}${minutely(
  "data that ends while two of three targets are up",
  `
      - { series: 'up{job="shop", instance="a"}', values: '1x40' }
      - { series: 'up{job="shop", instance="b"}', values: '1x40' }
      - { series: 'up{job="shop", instance="c"}', values: '1x20 0x20' }
      - { series: 'requests_total{job="shop", instance="a", code="200"}', values: '0+10x20 stale' }`,
  // the sample of minute 20 is seen until minute 23
  `${silent(33)}${fires(34)}`,
  says(34, "2 of 3 are up"),
)}${minutely(
  "never any data, one target up",
  `
      - { series: 'up{job="shop", instance="a"}', values: '0x30' }
      - { series: 'up{job="shop", instance="b"}', values: '1x30' }`,
  `${silent(10)}${silent(30)}`,
)}${minutely(
  "data that comes back in time",
  `
      - { series: 'up{job="shop", instance="a"}', values: '1x40' }
      - { series: 'requests_total{job="shop", instance="a", code="200"}', values: '0+10x9 stale _x8 200+10x20' }`,
  // the last sample is seen until minute 12, the next one from 20 on: the wait begins anew
  `${silent(20)}${silent(30)}${silent(39)}`,
)}`;

// Sums are fed for the second half of a day, from 12:05 to 24:00: two of its four quarters were seen.
const observed = `rule_files: [shop.rules.yaml]
evaluation_interval: 6h
${groups}
tests:
  - name: half of the window was seen
    interval: 5m
    input_series: [{ series: 'slo:sli_total:sum5m{service="shop", slo="availability", env="prod"}', values: '_x145 0x143' }]
    promql_expr_test:
      - { expr: 'slo:sli_observed:ratio6h', eval_time: 18h, exp_samples: [{ labels: 'slo:sli_observed:ratio6h{service="shop", slo="availability", env="prod"}', value: 1 }] }
      - { expr: 'round(slo:sli_observed:ratio1d * 1e6)', eval_time: 24h, exp_samples: [{ labels: '{service="shop", slo="availability", env="prod"}', value: 500000 }] }
`;

for (const version of ["promtool-2", "promtool-3"] as const) {
  describeWith([version], `what is told besides burns, ${version}`, (paths) => {
    it.each([
      ["missing data is told, unless the service is up and has never counted anything", state],
      ["the share of a window with data is what was recorded", observed],
    ])("%s", { retry: promtoolRetries }, async (name, text) => {
      const file = join(folder, `${version}-${name.length}.yaml`);
      writeFileSync(file, text.replace("[shop.rules.yaml]", `[${JSON.stringify(join(folder, "shop.rules.yaml"))}]`));
      const { output } = await run(paths[version], "test", "rules", file);
      expect(output).toMatch(/SUCCESS/);
    });
  });
}
