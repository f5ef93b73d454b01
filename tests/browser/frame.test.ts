// What all instruments share, on the built pages in Debian's Chromium: the cursor on marks, what can be taken away.
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { LtDescent } from "../../web/src/elements/lt-descent.ts";
import { complaintsOf, launchChromium, serveSite, type Site } from "./site.ts";

let site: Site;
let browser: Browser;
let page: Page;
let complaints: string[];

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
  await page.locator(".inspected svg").first().waitFor();
}

const figure = (name: string): Locator => page.locator(`.inspected[data-figure="${name}"]`);
const tooltip = (): Locator => page.locator(".tooltip");
const button = (name: string): Locator => page.getByRole("button", { name, exact: true });
const time = () => page.locator("lt-descent").evaluate((element) => (element as LtDescent).playhead.time);

/** How far the tooltip's edge is from the ring around the mark, in pixels of the screen. */
async function gapToMark(name: string): Promise<number> {
  const [box, ring] = [await tooltip().boundingBox(), await figure(name).locator("path.cursor").boundingBox()];
  return Math.max(box!.y - (ring!.y + ring!.height), ring!.y - (box!.y + box!.height));
}

/** Whether the tooltip lies in its instrument. */
async function tooltipIsInside(instrument: string): Promise<boolean> {
  const [box, room] = [await tooltip().boundingBox(), await page.locator(instrument).boundingBox()];
  return (
    box!.x >= room!.x &&
    box!.y >= room!.y &&
    box!.x + box!.width <= room!.x + room!.width &&
    box!.y + box!.height <= room!.y + room!.height
  );
}

describe("the cursor", () => {
  test("follows the mouse to the nearest mark, tells its numbers, and goes when the mouse goes", async () => {
    await open("descent.html?at=8");
    const map = figure("map");
    await map.scrollIntoViewIfNeeded();
    const head = await page.locator("svg.map .head.transformer").boundingBox();
    await page.mouse.move(head!.x + head!.width / 2 + 4, head!.y + head!.height / 2 - 3);
    const shown = await tooltip().textContent();
    expect(shown).toMatch(/^\s*DIAG, layer 8/);
    const { w, loss } = await page.locator("lt-descent").evaluate((element) => {
      const { network } = (element as LtDescent).report!;
      return { w: network!.w.slice(-2), loss: network!.excess.at(-1)! };
    });
    for (const value of [...Object.values(w), loss])
      expect(shown).toContain(value.toPrecision(3).replace("-", "−"));
    await expect(map.locator("path.cursor").count()).resolves.toBe(1);
    await page.mouse.move(2, 2);
    await tooltip().waitFor({ state: "detached" });
  });

  test("goes by arrow keys where the figure has the focus; elsewhere they move the playhead", async () => {
    await open("descent.html?at=2");
    await figure("loss").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(tooltip().locator("b").textContent()).resolves.toBe("DIAG, layer 1");
    await expect(figure("loss").locator("[aria-live]").textContent()).resolves.toMatch(/^DIAG, layer 1, w = /);
    await page.keyboard.press("ArrowDown");
    await expect(tooltip().locator("b").textContent()).resolves.toBe("Heavy ball, step 1");
    expect(await time()).toBe(2);
    await page.keyboard.press("Escape");
    await expect(tooltip().count()).resolves.toBe(0);
    await button("Step forward").focus();
    await page.keyboard.press("ArrowRight");
    expect(await time()).toBe(3);
  });

  test("placed by keys stays when the page scrolls under a mouse at rest", async () => {
    await open("descent.html");
    await figure("data").focus();
    await page.keyboard.press("ArrowRight");
    // What browsers send then: a movement of no length, and that the mouse has left.
    await figure("data").evaluate(async (element) => {
      const { left, top } = element.getBoundingClientRect();
      const at = { clientX: left + 1, clientY: top + 1, pointerType: "mouse" };
      for (const name of ["pointermove", "pointerleave"]) element.dispatchEvent(new PointerEvent(name, at));
      await new Promise(requestAnimationFrame);
    });
    await expect(tooltip().locator("b").allTextContents()).resolves.toEqual(["Pair 1"]);
    await page.keyboard.press("Escape");
    await expect(tooltip().count()).resolves.toBe(0);
  });

  test.each([
    ["lt-descent", "descent.html", 320],
    ["lt-descent", "descent.html", 1200],
    ["lt-walkthrough", "walkthrough.html?at=3", 320],
    ["lt-walkthrough", "walkthrough.html?at=3", 1200],
  ])("never leaves %s (%s) at %i px, in any figure", async (instrument, address, width) => {
    await open(address, { viewport: { width, height: 800 } });
    const names = await page.locator(".inspected").evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.figure!));
    expect(names.length).toBeGreaterThanOrEqual(3);
    for (const name of names) {
      await figure(name).focus();
      for (const key of ["ArrowRight", "ArrowRight", "ArrowDown", "End", "ArrowRight", "Home"]) {
        await page.keyboard.press(key);
        expect(await tooltipIsInside(instrument), `${name}, ${key}`).toBe(true);
        const gap = await gapToMark(name);
        expect(gap).toBeGreaterThanOrEqual(0);
        expect(gap).toBeLessThanOrEqual(16);
      }
    }
  });

  test("comes by a tap, in the matrices of lt-train too", async () => {
    await open("?model=full&layers=1&steps=20", { hasTouch: true, viewport: { width: 360, height: 740 } });
    const matrix = figure("Q of layer 1");
    await matrix.tap({ position: { x: 3, y: 3 } });
    await expect(tooltip().locator("b").textContent()).resolves.toBe("Q of layer 1: row x1, column x1");
    expect(await tooltipIsInside("lt-train")).toBe(true);
    await figure("chart").focus();
    await tooltip().waitFor({ state: "detached" });
    await page.keyboard.press("ArrowRight");
    await expect(tooltip().textContent()).resolves.toMatch(/This transformer, training step 0/);
  });
});

describe("what can be taken away", () => {
  test("where the clipboard is denied, the text to copy is shown and selected by its focus", async () => {
    await open("descent.html?sigma=2");
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await button("Copy embed").click();
    const text = page.getByLabel("Copy it from here");
    await text.focus();
    const selected = await text.evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    );
    expect(selected).toMatch(/^<script type="module" src="http.*linear-transformer-lab\.js"><\/script>\n/);
    expect(selected).toMatch(/<lt-descent sigma="2"><a href="http[^"]*\/descent\.html\?sigma=2"><img [^>]+><\/a><\/lt-descent>$/);
  });

  test.each([
    ["SVG", /^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/],
    ["PNG", /^.PNG/],
    ["CSV", /^curve,step,loss\nvalidation,0,/],
    ["JSON", /^\{\s*"phase"/],
  ])("the %s of a training is a file of that kind, and it is said", async (name, begin) => {
    await open("?steps=20&layers=1");
    await page.locator(".chart circle").waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), button(name).click()]);
    const file = `training.${name.toLowerCase()}`;
    expect(download.suggestedFilename()).toBe(file);
    await page.getByText(`${file} saved`).waitFor();
    expect(readFileSync(await download.path()).toString("latin1")).toMatch(begin);
  });
});
