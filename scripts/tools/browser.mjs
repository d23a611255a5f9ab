// A headless Chromium of the tools, without a display, a sandbox of its own or fonts of the machine.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";

/**
 * @param {string} program absolute path of the tool's `chromium`
 * @returns {Promise<{ browser: import("playwright-core").Browser, close: () => Promise<void> }>}
 */
export async function launch(program) {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-browser-"));
  const fonts = join(folder, "fonts.conf");
  // The same letters on every machine.
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${dirname(program)}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  const env = { ...process.env, LD_LIBRARY_PATH: join(dirname(program), "lib"), FONTCONFIG_FILE: fonts };
  const browser = await chromium.launch({
    executablePath: program,
    // Containers have no user namespaces, and often little shared memory; the pages are our own.
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    env,
  });
  return {
    browser,
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
