// Elements on somebody else's page: what it looks like there, and what it costs while nobody looks.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { complaintsOf, launchChromium, serveFolder, serveSite, type Site } from "./site.ts";

let site: Site;
let host: Site;
let folder: string;
let browser: Browser;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  [site, browser, folder] = await Promise.all([
    serveSite(),
    launchChromium(),
    mkdtemp(join(tmpdir(), "ltlab-host-")),
  ]);
  host = await serveFolder(folder);
});
afterAll(async () => {
  await browser?.close();
  for (const server of [site, host]) server?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await page?.context().close();
  expect(complaints).toEqual([]);
});

/** A page of another origin with these elements. */
async function open(body: string, options: BrowserContextOptions = {}): Promise<void> {
  const script = `<script type="module" src="${site.address}assets/linear-transformer-lab.js"></script>`;
  const head = `<title>A blog</title><link rel="icon" href="data:,">${script}`;
  await writeFile(join(folder, "post.html"), `<!doctype html><html lang="en">${head}${body}`);
  page = await (await browser.newContext(options)).newPage();
  complaints = complaintsOf(page);
  await page.goto(`${host.address}post.html`);
}

const element = (name: string): Locator => page.locator(name);

/** What it is: from the lightness of the paper it draws on. */
const schemeOf = (name: string) =>
  element(name).evaluate(async (instrument) => {
    await new Promise(requestAnimationFrame);
    const paper = getComputedStyle(instrument.shadowRoot!.querySelector(".frame")!).backgroundColor;
    const levels = paper.match(/[\d.]+/g)!.slice(0, 3).map(Number);
    return levels.reduce((sum, level) => sum + level, 0) > 384 ? "light" : "dark";
  });

/** Does something to the root of the page. */
const dress = (change: { theme?: string; className?: string }) =>
  page.evaluate(({ theme, className }) => {
    const root = document.documentElement;
    if (theme === undefined) delete root.dataset["theme"];
    else root.dataset["theme"] = theme;
    root.className = className ?? "";
  }, change);

describe.each(["lt-train", "lt-descent", "lt-walkthrough", "lt-attention", "lt-layer", "lt-race", "lt-stream"])("%s", (name) => {
  test("follows its attribute, else the root of the page, else the system", async () => {
    await open(`<${name}></${name}>`, { colorScheme: "dark" });
    await element(name).locator(".frame").waitFor();
    expect(await schemeOf(name)).toBe("dark");
    await dress({ theme: "light" });
    expect(await schemeOf(name)).toBe("light");
    await dress({ theme: "dark", className: "light" });
    expect(await schemeOf(name)).toBe("dark");
    await dress({ theme: "sepia", className: "wide light" });
    expect(await schemeOf(name)).toBe("light");
    for (const [theme, shown] of [["dark", "dark"], ["auto", "light"], ["neon", "light"]] as const) {
      await element(name).evaluate((instrument, given) => instrument.setAttribute("theme", given), theme);
      expect(await schemeOf(name), theme).toBe(shown);
    }
    await dress({});
    expect(await schemeOf(name)).toBe("dark");
    await page.emulateMedia({ colorScheme: "light" });
    expect(await schemeOf(name)).toBe("light");
  });
});

test("an element moved into a page that has a color-scheme of its own keeps to that", async () => {
  await open(`<p id="place"></p><lt-walkthrough></lt-walkthrough>`, { colorScheme: "dark" });
  await page.addStyleTag({ content: ":root { color-scheme: light }" });
  await element("lt-walkthrough").evaluate((instrument) => document.querySelector("#place")!.before(instrument));
  expect(await schemeOf("lt-walkthrough")).toBe("light");
  await dress({ className: "dark" });
  expect(await schemeOf("lt-walkthrough")).toBe("dark");
});

describe("without script", () => {
  test.each(["", "descent.html", "walkthrough.html", "attention.html"])("/%s says what would be there, and leaves no hole", async (path) => {
    // It reports every script as a request that failed: no complaint here.
    complaints = [];
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(`${site.address}${path}`);
    await page.locator(".instrument .no-script").first().waitFor();
    for (const instrument of await page.locator(".instrument > :last-child").all()) {
      const [whole, poster, sentence] = await Promise.all(
        [instrument, instrument.locator(".poster"), instrument.locator(".no-script")].map((each) => each.boundingBox()),
      );
      expect(whole!.height).toBeLessThan(poster!.height + sentence!.height + 60);
    }
    expect(await page.getByLabel("Appearance").isVisible()).toBe(false);
    for (const question of await page.locator("lt-prediction").all())
      await expect(question.textContent()).resolves.toMatch(/needs JavaScript/);
  });
});

test("what stands in the tag is seen until the element is there, and no longer", async () => {
  complaints = [];
  page = await (await browser.newContext()).newPage();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${site.address}walkthrough.html`, { waitUntil: "commit" });
  const sentence = page.locator("lt-walkthrough > .no-script");
  await sentence.waitFor();
  release();
  await sentence.waitFor({ state: "hidden" });
});

describe("while nobody looks", () => {
  /** How many frames the page asks for in a fifth of a second. */
  const framesAsked = () =>
    page.evaluate(async () => {
      const request = window.requestAnimationFrame;
      let asked = 0;
      window.requestAnimationFrame = (frame) => {
        asked += 1;
        return request(frame);
      };
      await new Promise((resolve) => setTimeout(resolve, 200));
      window.requestAnimationFrame = request;
      return asked;
    });

  const setVisibility = (state: "visible" | "hidden") =>
    page.evaluate((visibilityState) => {
      Object.defineProperty(document, "visibilityState", { value: visibilityState, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);

  test.each(["lt-descent", "lt-walkthrough", "lt-attention"])("%s asks for no frame, off screen or in a hidden tab", async (name) => {
    await open(`<${name} at="0" speed="0.25"></${name}><p id="below" tabindex="0">`, {
      viewport: { width: 1000, height: 600 },
    });
    await element(name).getByRole("button", { name: "Play", exact: true }).click();
    expect(await framesAsked()).toBeGreaterThan(0);
    await setVisibility("hidden");
    expect(await framesAsked()).toBe(0);
    await setVisibility("visible");
    expect(await framesAsked()).toBeGreaterThan(0);
    await page.evaluate(() => {
      document.body.style.paddingBottom = "2000px";
      scrollTo(0, document.body.scrollHeight);
    });
    await expect.poll(framesAsked).toBe(0);
  });
});

test.each([
  ["lt-train", { layers: "1e9", model: "<b>" }],
  ["lt-descent", { sigma: "-1", points: '"><img src=x onerror=alert(1)>' }],
  ["lt-walkthrough", { omegas: "javascript:alert(1)", query: "1,2,3" }],
  ["lt-attention", { words: "<img/src=x/onerror=alert(1)>", map: "constructor" }],
  ["lt-layer", { points: "1,2;1,2,3", heads: "1,2,3,4" }],
])("hostile attributes of %s fall back, warn once however often they are given, and run nothing", async (name, hostile) => {
  const words = Object.entries(hostile).map(([attribute, value]) => `${attribute}="${value.replace(/"/g, "&quot;")}"`);
  const told: string[] = [];
  await open("");
  page.on("console", (message) => message.type() === "warning" && told.push(message.text()));
  page.on("dialog", () => told.push("dialog"));
  await page.evaluate(([tag, text]) => document.body.insertAdjacentHTML("beforeend", `<${tag} ${text}></${tag}>`), [
    name,
    words.join(" "),
  ] as const);
  await element(name).locator("svg").first().waitFor();
  await element(name).evaluate((instrument, [attribute, value]) => {
    instrument.removeAttribute(attribute);
    instrument.setAttribute(attribute, value);
  }, Object.entries(hostile)[0]!);
  await element(name).evaluate((instrument) => (instrument as HTMLElement & { settled(): Promise<void> }).settled());
  expect(told.map((warning) => warning.match(/^(lt-\w+: \w+): .*; the default is used$/)?.[1] ?? warning).sort()).toEqual(
    Object.keys(hostile).map((attribute) => `${name}: ${attribute}`).sort(),
  );
});
