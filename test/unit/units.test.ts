import * as sdk from "@grafana/grafana-foundation-sdk/units";
import { describe, expect, it } from "vitest";
import { nearestUnit, unitOf } from "../../src/5-emit/grafana/units.ts";

describe("units", () => {
  /** By hand, from UCUM, OpenTelemetry's conventions and Grafana's list of units. */
  const expected: readonly (readonly [written: string, id: string])[] = [
    // shares: what is 0 to 1 and what is 0 to 100
    ["1", "percentunit"],
    ["%", "percent"],
    // times
    ["s", "s"],
    ["ms", "ms"],
    ["us", "µs"],
    ["\u00b5s", "µs"],
    ["\u03bcs", "µs"],
    ["ns", "ns"],
    ["min", "m"],
    ["h", "h"],
    ["d", "d"],
    ["seconds", "s"],
    // Grafana's `bytes`, `kbytes` step by 1024, `deckbytes` by 1000
    ["By", "bytes"],
    ["bytes", "bytes"],
    ["KiBy", "kbytes"],
    ["kBy", "deckbytes"],
    ["MiBy", "mbytes"],
    ["MBy", "decmbytes"],
    ["GiB", "gbytes"],
    ["GB", "decgbytes"],
    ["bit", "decbits"],
    // `Bps` is by 1000 and `binBps` by 1024, `bps` is bits
    ["By/s", "binBps"],
    ["MiBy/s", "MiBs"],
    ["MBy/s", "MBs"],
    ["bit/s", "bps"],
    ["Mbit/s", "Mbits"],
    // counts
    ["{requests}/s", "reqps"],
    ["requests/min", "reqpm"],
    ["{operation}/s", "ops"],
    ["1/s", "cps"],
    ["Hz", "hertz"],
    // what a service measures
    ["Cel", "celsius"],
    ["[degF]", "fahrenheit"],
    ["K", "kelvin"],
    ["V", "volt"],
    ["mA", "mamp"],
    ["kW", "kwatt"],
    ["W.h", "watth"],
    ["hPa", "pressurehpa"],
    // money
    ["EUR", "currencyEUR"],
    ["USD", "currencyUSD"],
    ["THB", "count:THB"],
    ["USD/month", "count:USD/month"],
    // words of people's own
    ["{orders}", "count:orders"],
    ["{open carts}", "count:open carts"],
    ["{orders}/min", "count:orders/min"],
    ["orders/min", "count:orders/min"],
    ["Bestellungen/h", "count:Bestellungen/h"],
    // as Grafana calls them
    ["decbytes", "decbytes"],
    ["dtdurations", "dtdurations"],
    ["none", "none"],
  ];

  it.each(expected)("%s is %s", (written, id) => {
    expect(unitOf(written)?.id).toBe(id);
  });

  it("are all of Grafana's, and none that it does not have", () => {
    const names = new Set(
      Object.values(sdk)
        .filter((id) => typeof id === "string")
        .map(String),
    );
    expect(names.size).toBeGreaterThan(200);
    for (const name of names) expect(unitOf(name)?.id).toBe(name);
    for (const [, id] of expected) if (!id.startsWith("count:")) expect(names).toContain(id);
    for (const word of allWords) expect(names).toContain(unitOf(word)!.id);
  });

  it("have a scale where Grafana's own has ends", () => {
    expect(unitOf("%")?.range).toEqual([0, 100]);
    expect(unitOf("1")?.range).toEqual([0, 1]);
    expect(unitOf("s")?.range).toBeUndefined();
  });

  it.each([
    "byts",
    "orders",
    "percent(0-100)",
    "",
    " ",
    "{}",
    "{<b>}",
    "{$x}/s",
    "${x}",
    "count:orders",
    "constructor",
    "toString",
    "{orders}/fortnight",
    "orders/fortnight",
    `{${"long".repeat(20)}}`,
    // `mby/s` is no word of anybody's own
    "mby/s",
    "KBY",
  ])("%j is none", (written) => {
    expect(unitOf(written)).toBeUndefined();
  });

  it.each([
    ["byts", "bytes"],
    ["mby/s", "MBy/s"],
    ["KBY", "kBy"],
    ["secnds", "seconds"],
    ["percnt", "percent"],
    ["celsus", "celsius"],
    ["orders", undefined],
  ])("%s may be %s", (written, near) => {
    expect(nearestUnit(written)).toBe(near);
  });
});

/** Words with a unit of Grafana's own: one for each family. */
const allWords =
  "ratio percent day By KiBy TiBy PBy By/s TBy/s Tbit/s Gibit/s req/s op/min packets/s io/s reads/min".split(" ");
