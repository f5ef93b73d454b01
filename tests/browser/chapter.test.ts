// The chapters as wholes: by keys alone, by touch alone, and in any width.
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
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

describe("by touch alone, on a phone, a chapter is finished", () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const tap = (name: string) => page.getByRole("button", { name, exact: true }).first().tap();

  /** Every question of the page gets its first answer, and tells a number. */
  async function answerAll(): Promise<void> {
    for (const question of await page.locator("lt-prediction").all()) {
      await question.locator("label").first().tap();
      await question.getByRole("button").tap();
      await expect.poll(() => question.getByRole("status").textContent()).toMatch(/\d/);
    }
  }

  /** A finger that takes hold in the middle of something and lets go elsewhere. */
  async function dragFinger(from: Locator, dx: number, dy: number): Promise<void> {
    await from.scrollIntoViewIfNeeded();
    const box = (await from.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: { x: number; y: number }[]) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", [{ x, y }]);
    for (let step = 1; step <= 4; ++step) await touch("touchMove", [{ x: x + (dx * step) / 4, y: y + (dy * step) / 4 }]);
    await touch("touchEnd", []);
  }

  test("about descent: play, scrub, drag, choose, look, answer, take the link along", async () => {
    await open("descent.html", phone);
    const instrument = page.locator("lt-descent");
    await instrument.locator("svg.map").waitFor();
    await tap("GD++ cliff");
    await tap("Pause");
    const place = () => instrument.locator("svg.map").evaluate((map) => map.getBoundingClientRect().top + scrollY);
    const before = await place();
    await dragFinger(instrument.locator("svg.map .handle"), 40, 20);
    await expect.poll(() => instrument.getAttribute("start")).not.toBeNull();
    expect(await place()).toBe(before);
    await instrument.locator("svg.loss").tap({ position: { x: 60, y: 60 } });
    await expect.poll(() => instrument.getAttribute("at")).toMatch(/^[0-2](\.|$)/);
    await instrument.locator(".inspected[data-figure=data]").tap();
    await instrument.locator(".tooltip").waitFor();
    await answerAll();
    await tap("Copy link");
    await expect.poll(() => instrument.locator(".told, .by-hand").first().textContent()).not.toBe("");
  });

  test("about the numbers: step, open a symbol, change a number, check, answer", async () => {
    await open("walkthrough.html", phone);
    const instrument = page.locator("lt-walkthrough");
    await instrument.locator("svg.weights").waitFor();
    await tap("Memory at work");
    await tap("Step forward");
    await instrument.locator('button.symbol[data-symbol="Gamma"]').first().tap();
    await expect.poll(() => instrument.locator(".explanation h3").textContent()).toMatch(/remembered/);
    await instrument.locator("svg.tokens path.query").tap({ force: true });
    await instrument.locator(".tooltip").waitFor();
    await answerAll();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

describe("by touch alone, on a phone, the chapters on attention are finished", () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
  const tapIn = (element: string, name: string) =>
    page.locator(element).getByRole("button", { name, exact: true }).first().tap();
  const answer = async (name: string) => {
    const question = page.locator(`lt-prediction[question="${name}"]`);
    await question.locator("label").first().tap();
    await question.getByRole("button").tap();
    await expect.poll(() => question.getByRole("status").textContent()).toMatch(/\d/);
  };

  test("step by step: choose, step, look at a cell, answer", async () => {
    await open("attention.html", phone);
    await page.locator("lt-attention .inspected svg").first().waitFor();
    await tapIn("lt-attention", "Causal");
    await tapIn("lt-attention", "Step back");
    await page.locator("lt-attention .inspected").first().tap({ position: { x: 60, y: 60 } });
    await page.locator("lt-attention .tooltip").waitFor();
    await tapIn("lt-layer", "Rescaling");
    for (const name of ["bracket", "sharp", "scaled", "trained"]) await answer(name);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });

  test("race and stream: choose, replay, play the stream, answer", async () => {
    await open("race.html", phone);
    await page.locator("lt-race svg.plot").waitFor();
    await tapIn("lt-race", "Edge device");
    await tapIn("lt-race", "Step back");
    await page.locator("lt-stream").scrollIntoViewIfNeeded();
    await page.locator("lt-stream svg.errors").waitFor();
    await tapIn("lt-stream", "Play");
    await tapIn("lt-stream", "Pause");
    for (const name of ["cache", "drift"]) await answer(name);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
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
