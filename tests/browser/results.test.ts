// results.html, made from the figures that are shipped, behind the same strict Content-Security-Policy.
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { readModelIndex } from "../../web/src/engine/stored-model.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { complaintsOf, launchChromium, serveSite, type Site } from "./site.ts";

let site: Site;
let browser: Browser;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});
afterEach(async () => {
  await page?.context().close();
  expect(complaints).toEqual([]);
});

async function open(options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${site.address}results.html`);
}

test("has a cell for every shipped model, with the loss of the index", async () => {
  const file = new URL("../../web/public/models/index.json", import.meta.url);
  const losses = readModelIndex(readFileSync(file, "utf8")).map(({ adjustedLoss }) => adjustedLoss);
  await open();
  const shown = await page.locator(".losses tbody td b").allTextContents();
  const numbers = shown.map((text) => Number(text.replace(" × 10", "e").replace(/[⁰¹²³⁴-⁹⁻]/g, asciiOf)));
  for (const loss of losses) expect(numbers.some((number) => Math.abs(number / loss - 1) < 0.06)).toBe(true);
  expect(numbers.filter((number) => number > 0).length).toBeGreaterThanOrEqual(losses.length);
});

const asciiOf = (superscript: string) => (superscript === "⁻" ? "-" : String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(superscript)));

test("draws every panel, and every picture says what it shows", async () => {
  await open();
  await page.locator("details").evaluateAll((all) => all.forEach((each) => each.setAttribute("open", "")));
  const pictures = await page.locator("main svg").evaluateAll((all) =>
    all.map((svg) => ({ label: svg.getAttribute("aria-label"), width: svg.getBoundingClientRect().width })),
  );
  expect(pictures.length).toBeGreaterThan(10);
  for (const { label, width } of pictures) {
    expect(label).toMatch(/\d/);
    expect(width).toBeGreaterThan(100);
  }
});

test.each(["light", "dark"] as const)("has no accessibility violations in %s, wide or narrow", async (colorScheme) => {
  await open({ colorScheme });
  await page.locator("details").evaluateAll((all) => all.forEach((each) => each.setAttribute("open", "")));
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await accessibilityViolations(page)).toEqual([]);
  }
});

test.each([320, 768, 1920])("does not scroll sideways at %i px", async (width) => {
  await open({ viewport: { width, height: 700 } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
});

test("the keyboard reaches the table where it scrolls", async () => {
  await open({ viewport: { width: 320, height: 700 } });
  await page.locator(".losses[tabindex='0']").waitFor();
});
