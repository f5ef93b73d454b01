// What is there where no script runs.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { launchChromium, serveSite, type Site } from "./site.ts";

let site: Site;
let browser: Browser;

beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

test.each([
  ["index.html", "lt-train"],
  ["descent.html", "lt-descent"],
  ["walkthrough.html", "lt-walkthrough"],
  ["attention.html", "lt-attention"],
  ["attention.html", "lt-layer"],
  ["race.html", "lt-race"],
  ["race.html", "lt-stream"],
])("%s: a picture and a sentence stand in for %s", async (address, element) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 700 } });
  const page = await context.newPage();
  await page.goto(`${site.address}${address}`);
  const poster = page.locator(`${element} img`);
  await poster.scrollIntoViewIfNeeded();
  const { width, height } = (await poster.boundingBox())!;
  const [given, tall] = await Promise.all(["width", "height"].map((name) => poster.getAttribute(name)));
  expect(width).toBeGreaterThan(200);
  expect(width).toBeLessThanOrEqual(360);
  expect(Math.abs(height / width - Number(tall) / Number(given))).toBeLessThan(0.02);
  expect((await poster.getAttribute("alt"))!.length).toBeGreaterThan(60);
  expect(await page.locator(element).innerText()).toMatch(/needs JavaScript and WebAssembly/);
  await context.close();
});
