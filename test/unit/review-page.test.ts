/** The page of reviews shows what the commands print. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { commandsOf, printedAsShown } from "../../scripts/readme.mjs";
import { tocsinIn } from "../support/command.ts";

const shop = resolve("examples/shop");
const changed = mkdtempSync(join(tmpdir(), "tocsin-review-"));
afterAll(() => rmSync(changed, { recursive: true, force: true }));

it("shows what `tocsin diff` says of a change of the shop", async () => {
  for (const part of ["tocsin.yaml", "kits", "services"])
    cpSync(join(shop, part), join(changed, part), { recursive: true });
  const payments = join(changed, "services/payments.service.yaml");
  const text = readFileSync(payments, "utf8");
  const other = text
    .replace("availability: 99.95%", "availability: 99.9%")
    .replace("retention: 400d", "retention: 200d");
  writeFileSync(payments, other);
  const [page] = commandsOf(readFileSync("docs/review.md", "utf8"));
  expect(page?.command).toBe("npx tocsin diff origin/main");
  const { out } = await tocsinIn(changed, ["diff", shop]);
  expect(printedAsShown(page!.shown, out), out).toBe(true);
});
