// The questions of the chapter about descent: first an answer, then the instrument shows.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { LtDescent } from "../../web/src/elements/lt-descent.ts";
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
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${site.address}descent.html`);
  await page.locator("svg.map").waitFor();
}

const question = (name: string): Locator => page.locator(`lt-prediction[question="${name}"]`);
const answer = (name: string): Locator => question(name).getByRole("status");

test("by keyboard alone: nothing is shown before an answer is given, then the instrument plays it", async () => {
  await open();
  const memory = question("memory");
  await expect(memory.getByRole("button").isDisabled()).resolves.toBe(true);
  await memory.getByRole("radio").first().focus();
  await page.keyboard.press("ArrowDown");
  expect(await answer("memory").textContent()).toBe("");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => answer("memory").textContent()).toMatch(/^It is not so\..* has the length 0\./);
  const model = () => page.locator("lt-descent").evaluate((element) => element.getAttribute("model"));
  expect(await model()).toBe("gd++");
  await memory.getByRole("radio", { name: "It is zero throughout" }).focus();
  await page.keyboard.press("Space");
  expect(await answer("memory").textContent()).toBe("");
  await memory.getByRole("button").press("Enter");
  await expect.poll(() => answer("memory").textContent()).toMatch(/^That is how it is\./);
});

test("the numbers of the answer are those of the instrument", async () => {
  await open();
  await question("ravine").getByRole("radio", { name: "Heavy ball" }).check();
  await question("ravine").getByRole("button").click();
  await expect.poll(() => answer("ravine").textContent()).toMatch(/^That is how it is\./);
  const lowest = await page.locator("lt-descent").evaluate((element) => {
    const { methods } = (element as LtDescent).report!;
    return methods.map(({ excess }) => excess.at(-1)!);
  });
  const said = (await answer("ravine").textContent())!.match(/loss of ([\d.]+)/)![1]!;
  expect(Math.abs(Number(said) / lowest[0]! - 1)).toBeLessThan(0.01);
});

test("by touch alone, on a phone", async () => {
  await open({ viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true });
  await question("noise").getByText("Nearer to ridge").tap();
  await question("noise").getByRole("button").tap();
  await expect.poll(() => answer("noise").textContent()).toMatch(/^That is how it is\./);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test.each(["light", "dark"] as const)("with an answer shown there are no accessibility violations in %s", async (colorScheme) => {
  await open({ colorScheme });
  await question("overshoot").getByRole("radio", { name: "Gradient descent" }).check();
  await question("overshoot").getByRole("button").click();
  await expect.poll(() => answer("overshoot").textContent()).not.toBe("");
  expect(await accessibilityViolations(page)).toEqual([]);
});
