// Behind every picture are its numbers.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import type { LtDescent } from "../../web/src/elements/lt-descent.ts";
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

async function numbersIn(page: Page, table: string): Promise<number[][]> {
  await page.locator(`${table} tbody tr`).first().waitFor();
  const rows = await page.locator(`${table} tbody tr`).evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent!)),
  );
  return rows.map((cells) => cells.map((cell) => Number(cell.replace("−", "-").replace(" × 10", "e"))));
}

test("lt-descent: the pairs of the task", async () => {
  const page = await browser.newPage();
  await page.goto(`${site.address}descent.html`);
  await page.locator("svg.map").waitFor();
  await page.getByText("Numbers behind the pictures").click();
  const shown = await numbersIn(page, 'table[data-run="pairs"]');
  const given = await page.locator("lt-descent").evaluate((element) => {
    const { x, y } = (element as LtDescent).report!;
    return Array.from(y, (label, i) => [x[2 * i]!, x[2 * i + 1]!, label]);
  });
  expect(shown).toHaveLength(given.length);
  shown.flat().forEach((number, i) => expect(Math.abs(number / given.flat()[i]! - 1)).toBeLessThan(1e-7));
  await page.close();
});

test("lt-train: ω of every layer, where GD++ has no ω_xy and ω_yy", async () => {
  const page = await browser.newPage();
  await page.goto(`${site.address}?model=gd%2B%2B&layers=3`);
  await page.locator("svg.chart").waitFor();
  await page.getByText("Numbers behind the plot").click();
  const shown = await numbersIn(page, "table:has-text('ω of each layer')");
  expect(shown).toHaveLength(3);
  for (const [, xy, yx, yy] of shown) {
    expect([xy, yy]).toEqual([0, 0]);
    expect(yx).not.toBe(0);
  }
  await page.close();
});
