// The place that a page keeps free for an instrument is as high as the instrument.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instrumentNames } from "../../web/src/embed/instruments.ts";
import { heightAt } from "../../web/src/embed/reserved-space.ts";
import { launchChromium, serveSite, type Site } from "./site.ts";

let browser: Browser;
let site: Site;
let page: Page;
beforeAll(async () => {
  [browser, site] = await Promise.all([launchChromium(), serveSite()]);
  page = await browser.newPage();
  await page.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><body style="margin: 0"><script type="module" src="assets/linear-transformer-lab.js"></script>`,
    }),
  );
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

test.each(instrumentNames)("%s needs no more, and hardly less; npm run measure:heights writes the table anew", async (name) => {
  await page.goto(`${site.address}host.html`);
  for (const width of [330, 730, 1210]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate((tag) => (document.body.innerHTML = `<${tag}></${tag}>`), name);
    // lt-train has no report; its chart is there from the beginning.
    await page.waitForFunction((tag) => {
      const element = document.querySelector(tag) as { report?: unknown; shadowRoot: ShadowRoot | null } | null;
      return element?.report !== undefined || element?.shadowRoot?.querySelector("svg.chart");
    }, name);
    const height = await page.evaluate(async (tag) => {
      const element = document.querySelector(tag) as HTMLElement & { settled(): Promise<void> };
      await element.settled();
      element.style.minBlockSize = "";
      const now = () => element.getBoundingClientRect().height;
      // It measures its room and draws again.
      for (let before = -1, same = 0; same < 3; ) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        same = now() === before ? same + 1 : 0;
        before = now();
      }
      return now();
    }, name);
    expect(height, `at ${width} px`).toBeLessThanOrEqual(heightAt(name, width) + 1);
    expect(height, `at ${width} px`).toBeGreaterThan(0.85 * heightAt(name, width));
  }
});
