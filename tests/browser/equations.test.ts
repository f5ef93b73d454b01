// equations.html, the registry of the library as a page, behind the same strict Content-Security-Policy.
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Section } from "../../web/equations-page.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { complaintsOf, launchChromium, serveSite, type Site } from "./site.ts";

const registry = JSON.parse(
  readFileSync(new URL("../../build/wasm/equations.json", import.meta.url), "utf8"),
) as Section[];
const ids = registry.flatMap(({ equations }) => equations.map(({ id }) => id));

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

async function open(address = "equations.html", options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${site.address}${address}`);
}

test("lists every identifier of the registry exactly once", async () => {
  await open();
  expect(await page.locator("tbody tr").evaluateAll((rows) => rows.map(({ id }) => id))).toEqual(ids);
});

test("shows every formula: each has a size and none hides part of itself", async () => {
  await open();
  const sizes = await page.locator(".formulas math").evaluateAll((formulas) =>
    formulas.map((formula) => ({
      text: formula.textContent,
      width: formula.getBoundingClientRect().width,
      hidden: formula.closest(".formulas")!.scrollWidth - formula.closest(".formulas")!.clientWidth,
    })),
  );
  expect(sizes.length).toBeGreaterThanOrEqual(ids.length);
  expect(sizes.filter(({ width, hidden }) => width < 5 || hidden > 0)).toEqual([]);
});

test("an address with an identifier leads to its row, below the bar of sections", async () => {
  await open("equations.html#wrong-a-with-cw", { viewport: { width: 768, height: 800 } });
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(1000);
  const top = (selector: string) => page.locator(selector).evaluate((element) => element.getBoundingClientRect());
  expect((await top("#wrong-a-with-cw")).top).toBeGreaterThanOrEqual((await top(".sections")).bottom);
  await page.locator('#wrong-a-with-cw a[href="#recursion-a"]').click();
  await expect.poll(async () => Math.round((await top("#recursion-a")).top)).toBeLessThan(100);
});

test("the navigation stays in sight and marks the section that is being read", async () => {
  for (const width of [360, 1440]) {
    await open("equations.html", { viewport: { width, height: 800 } });
    const link = page.getByRole("navigation", { name: "Sections" }).getByRole("link").last();
    await page.locator("section").last().evaluate((section) => section.scrollIntoView());
    await expect.poll(() => link.getAttribute("aria-current")).toBe("true");
    await expect
      .poll(async () => {
        const box = (await link.boundingBox())!;
        return box.y >= 0 && box.y < 800 && box.x >= 0 && box.x + box.width <= width;
      })
      .toBe(true);
    if (width === 360) await page.context().close();
  }
});

test.each(["light", "dark"] as const)("has no accessibility violations in %s, wide or as cards", async (colorScheme) => {
  await open("equations.html#recursion-m", { colorScheme });
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await accessibilityViolations(page)).toEqual([]);
  }
});

test.each([320, 360, 768, 1024, 1440])("does not scroll sideways at %i px", async (width) => {
  await open("equations.html", { viewport: { width, height: 700 } });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
});

test("with letters of twice the size the page keeps its width, and the keyboard reaches what scrolls", async () => {
  await open("equations.html", { viewport: { width: 360, height: 700 } });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await page.locator(".formulas[tabindex='0']").first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const wide = await page.locator(".formulas").evaluateAll((formulas) =>
    formulas.map((formula) => [formula.scrollWidth > formula.clientWidth, formula.hasAttribute("tabindex")]),
  );
  expect(wide.filter(([scrolls, reachable]) => scrolls !== reachable)).toEqual([]);
});

test("is linked from the first page, leads back to it, and keeps the reader's choice of appearance", async () => {
  await open("");
  await page.getByLabel("Appearance").selectOption("dark");
  await page.getByRole("banner").getByRole("link", { name: "Equations" }).click();
  await page.getByRole("heading", { level: 1, name: /^Every equation/ }).waitFor();
  await expect.poll(() => page.getByLabel("Appearance").inputValue()).toBe("dark");
  await page.getByRole("link", { name: "linear-transformer-lab" }).click();
  await page.locator("lt-train").waitFor();
});
