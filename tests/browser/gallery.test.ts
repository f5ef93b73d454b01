// The gallery: a form made of each parameter table, a preview and a snippet that follow it.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { instrumentNames, type InstrumentName } from "../../web/src/embed/instruments.ts";
import { snippetWords } from "../../web/src/messages/gallery.ts";
import { instrumentTables } from "../../web/src/state/instrument-tables.ts";
import { accessibilityViolations } from "./accessibility.ts";
import { complaintsOf, launchChromium, serveSite, type Site } from "./site.ts";

let browser: Browser;
let site: Site;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  [browser, site] = await Promise.all([launchChromium(), serveSite()]);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});
afterEach(async () => {
  await page.context().close();
  expect(complaints).toEqual([]);
});

async function open(hash = "", options: Parameters<Browser["newContext"]>[0] = {}): Promise<void> {
  page = await (await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options })).newPage();
  complaints = complaintsOf(page);
  await page.goto(`${site.address}gallery.html${hash}`);
}

const shown = (name: InstrumentName) => page.locator(`.preview ${name}`);
const form = () => page.locator("section.form");
const snippet = () => page.locator("#snippet").inputValue();
const queryOf = (name: InstrumentName) =>
  shown(name).evaluate((element) => [...(element as unknown as { query(): URLSearchParams }).query()]);

test.each(instrumentNames)("%s has a control for each of its parameters, and only it is there", async (name) => {
  await open(`#${name}`);
  await shown(name).waitFor();
  const named = await form().locator("[data-parameter]").evaluateAll((all) => all.map((each) => each.getAttribute("data-parameter")));
  expect(named).toEqual(Object.keys(instrumentTables[name]));
  expect(await page.locator(".preview > *").count()).toBe(1);
  expect(await page.getByRole("radio", { checked: true }).getAttribute("value")).toBe(name);
});

test("form, preview, snippet and address say the same, whoever changes", async () => {
  await open("#lt-descent");
  await shown("lt-descent").locator("svg").first().waitFor();
  await form().getByLabel("Noise").fill("2");
  await expect.poll(() => queryOf("lt-descent")).toEqual([["sigma", "2"]]);
  await expect.poll(snippet).toContain('<lt-descent sigma="2">');
  expect(new URL(page.url()).hash).toBe("#lt-descent?sigma=2");
  await shown("lt-descent").evaluate((element) => element.setAttribute("steps", "20"));
  await expect.poll(snippet).toContain('<lt-descent sigma="2" steps="20">');
  await page.reload();
  await expect.poll(() => queryOf("lt-descent")).toEqual([["sigma", "2"], ["steps", "20"]]);
  await form().getByRole("button", { name: "Reset" }).click();
  await expect.poll(snippet).toContain("<lt-descent><a ");
  expect(new URL(page.url()).hash).toBe("#lt-descent");
});

test("what is refused is said beside its control and changes nothing", async () => {
  await open("#lt-train?layers=3&steps=-4");
  await shown("lt-train").waitFor();
  expect(await queryOf("lt-train")).toEqual([["layers", "3"]]);
  await form().getByLabel("Seed").fill("many");
  await form().getByLabel("Seed").blur();
  await form().getByText('seed: "many" is not a number').waitFor();
  expect(await snippet()).toContain('<lt-train layers="3">');
});

test("width and appearance are those that were chosen", async () => {
  await open("#lt-stream");
  await shown("lt-stream").locator("svg").first().waitFor();
  await page.locator("#width").selectOption("320");
  expect((await shown("lt-stream").boundingBox())!.width).toBe(320);
  await page.locator("#appearance").selectOption("dark");
  expect(await shown("lt-stream").getAttribute("theme")).toBe("dark");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1200);
});

test("the snippet, put into a page, gives the instrument that was set", async () => {
  await open("#lt-stream?drift=0.2");
  await shown("lt-stream").waitFor();
  const wanted = await queryOf("lt-stream");
  expect(wanted.length).toBeGreaterThan(0);
  const text = await snippet();
  await page.route("**/post.html", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>A post</title>${text}` }));
  await page.goto(`${site.address}post.html`);
  await page.locator("lt-stream svg").first().waitFor();
  const got = await page.locator("lt-stream").evaluate((element) => [...(element as unknown as { query(): URLSearchParams }).query()]);
  expect(got).toEqual(wanted);
});

test("every form of snippet has a place and names the state; it is copied", async () => {
  await open("#lt-descent?sigma=2", { permissions: ["clipboard-read", "clipboard-write"] });
  await shown("lt-descent").waitFor();
  for (const [form, { where }] of Object.entries(snippetWords)) {
    await page.locator("#form").selectOption(form);
    await page.getByText(where).waitFor();
    if (form !== "markdown" && form !== "picture") expect(await snippet(), form).toMatch(/sigma(=|":\s*)"?2/);
  }
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByText("Copied").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await snippet());
});

test("the keyboard chooses another instrument", async () => {
  await open("#lt-attention");
  await shown("lt-attention").waitFor();
  await page.getByRole("radio", { checked: true }).focus();
  await page.keyboard.press("ArrowRight");
  await shown("lt-layer").waitFor();
  expect(new URL(page.url()).hash).toBe("#lt-layer");
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test.each([320, 1200])("nothing is inaccessible at %d px, and nothing scrolls sideways", async (width) => {
    await open("#lt-train", { viewport: { width, height: 900 }, colorScheme });
    await shown("lt-train").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await accessibilityViolations(page)).toEqual([]);
  });
});
