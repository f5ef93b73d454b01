// The chapter about descent as a whole: by keys alone, and in any width.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { LtDescent } from "../../web/src/elements/lt-descent.ts";
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

async function open(address: string, options: BrowserContextOptions = {}): Promise<void> {
  page = await (await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options })).newPage();
  complaints = complaintsOf(page);
  await page.goto(`${site.address}${address}`);
  await page.locator("svg").first().waitFor();
}

const focused = () =>
  page.evaluate(() => {
    const host = document.activeElement;
    return `${host?.localName} ${host?.getAttribute("question") ?? ""} ${host?.shadowRoot?.activeElement?.localName ?? ""}`;
  });

/** Goes on with the Tab key, from wherever the focus is. */
async function tabTo(place: string): Promise<void> {
  const mostStops = 150;
  for (let stop = 0; stop < mostStops; ++stop) {
    await page.keyboard.press("Tab");
    if ((await focused()) === place) return;
  }
  throw new Error(`${place} was not reached by ${mostStops} tabs`);
}

test("by keys alone one comes from the top to the instrument, plays it, and answers every question in turn", async () => {
  await open("descent.html");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await tabTo("lt-descent  button");
  await page.keyboard.press("Enter");
  const playhead = () => page.locator("lt-descent").evaluate((element) => (element as LtDescent).playhead);
  await expect.poll(playhead).toMatchObject({ playing: true });
  const questions = await page.locator("lt-prediction").evaluateAll((all) => all.map((each) => each.getAttribute("question")));
  expect(questions.length).toBeGreaterThanOrEqual(3);
  for (const question of questions) {
    await tabTo(`lt-prediction ${question} input`);
    await page.keyboard.press("Space");
    await tabTo(`lt-prediction ${question} button`);
    await page.keyboard.press("Enter");
    const answer = page.locator(`lt-prediction[question="${question}"]`).getByRole("status");
    await expect.poll(() => answer.textContent()).toMatch(/\d/);
  }
});

test("played to and paused, the picture is the one that a link to that moment opens", async () => {
  await open("descent.html?at=0&speed=2&methods=heavy-ball,adam");
  const descent = page.locator("lt-descent");
  const picture = () =>
    descent.evaluate(async (element) => {
      await (element as LtDescent).settled();
      const scenes = [...element.shadowRoot!.querySelectorAll("svg.scene")];
      return scenes.map((scene) => scene.innerHTML.replace(/<!--.*?-->/g, ""));
    });
  await descent.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => descent.evaluate((element) => (element as LtDescent).playhead.time)).toBeGreaterThan(1.2);
  await descent.getByRole("button", { name: "Pause", exact: true }).click();
  const played = await picture();
  const at = await descent.evaluate((element) => element.getAttribute("at")!);
  expect(Number(at) % 1).not.toBe(0);
  await page.goto("about:blank");
  await page.goto(`${site.address}descent.html?at=${at}&speed=2&methods=heavy-ball,adam`);
  await descent.locator("svg.map").waitFor();
  expect(await picture()).toEqual(played);
});

test.each(["", "descent.html", "walkthrough.html"])("/%s does not scroll sideways at 320 and 1920 px, light and dark", async (path) => {
  await open(path);
  for (const summary of await page.locator("summary").all()) await summary.click();
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [320, 1920]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const scrolled = () => page.evaluate(() => document.documentElement.scrollWidth);
      await expect.poll(scrolled, { message: `${colorScheme}, ${width} px` }).toBeLessThanOrEqual(width);
    }
});
