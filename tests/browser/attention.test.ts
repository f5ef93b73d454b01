// lt-attention and lt-layer on the built page, in Debian's Chromium.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { LtAttention } from "../../web/src/elements/lt-attention.ts";
import type { LtLayer } from "../../web/src/elements/lt-layer.ts";
import { buildFolder } from "../../web/tools/build.mjs";
import { repository } from "../../web/tools/command.mjs";
import { accessibilityViolations } from "./accessibility.ts";
import { complaintsOf, launchChromium, serveSite, type Site } from "./site.ts";

const cli = join(buildFolder("native"), "bin/ltlab");

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

type Element = "lt-attention" | "lt-layer";

async function open(query = "", options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${site.address}attention.html${query}`);
  for (const element of ["lt-attention", "lt-layer"] as const) {
    await page.locator(element).scrollIntoViewIfNeeded();
    await page.locator(`${element} .take-away`).waitFor();
  }
}

const button = (element: Element, name: string): Locator => page.locator(element).getByRole("button", { name, exact: true });
const place = (element: Element) => page.locator(`${element} .place`).innerText();
const figure = (name: string): Locator => page.locator(`.inspected[data-figure="${name}"]`);
const tooltip = () => page.locator(".tooltip").innerText();
const settled = (element: Element) =>
  page.locator(element).evaluate((each) => (each as LtAttention | LtLayer).settled());
async function search(): Promise<string> {
  await Promise.all([settled("lt-attention"), settled("lt-layer")]);
  await page.waitForTimeout(200);
  return decodeURIComponent(new URL(page.url()).search);
}

test("one playhead moves both mechanisms, by buttons and keys; cells fill as it goes", async () => {
  await open("?at=0");
  const cells = () => page.locator("svg.attention text.cell").count();
  expect(await place("lt-attention")).toBe("step 0 of 4: start");
  const atFirst = await cells();
  expect(atFirst).toBe(4 * 15);
  await button("lt-attention", "Step forward").click();
  expect(await place("lt-attention")).toBe("step 1 of 4: score");
  expect(await cells()).toBe(atFirst + 25 + 2 * 15);
  await page.keyboard.press("ArrowRight");
  expect(await cells()).toBe(atFirst + 55 + 25 + 9 + 3);
  await page.keyboard.press("End");
  expect(await cells()).toBe(atFirst + 55 + 25 + 12 + 25 + 15 + 15 + 25 + 25);
  expect(await search()).toBe("");
});

test("a cell tells how its number was made: by mouse, by keys and by a tap", async () => {
  await open("", { hasTouch: true });
  const cell = page.locator("svg.attention text.cell").nth(60);
  await cell.hover();
  const [title, symbols, filled, value] = (await tooltip()).split("\n");
  expect(title).toBe("score: the → the");
  expect(symbols).toBe("q₁ · k₁");
  const sum = filled!.replace(/^= /, "").split(" + ").map((term) => term.replaceAll("−", "-").replace(/[()]/g, "").split("·").map(Number));
  expect(sum).toHaveLength(3);
  expect(sum.reduce((all, [a, b]) => all + a! * b!, 0)).toBeCloseTo(Number(value!.slice(2).replace("−", "-")), 1);
  await page.mouse.move(2, 2);
  await figure("matrices").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  expect(await tooltip()).toContain("P: 2 → entry 1");
  await page.keyboard.press("Escape");
  await page.locator("svg.attention text.cell").nth(0).tap();
  expect(await tooltip()).toContain("token: the → entry 1");
});

test("own numbers, words, map and mask change what is computed; what is refused is said in its place", async () => {
  await open();
  const report = () => page.locator("lt-attention").evaluate((each) => (each as LtAttention).report!);
  const field = (name: string) => page.locator("lt-attention").getByRole("textbox", { name, exact: true });
  await field("The sequence").fill("to be or not to be");
  await field("The sequence").press("Tab");
  await settled("lt-attention");
  expect((await report()).tokens).toHaveLength(18);
  await field("token 2: x₁").fill("4");
  await field("token 2: x₁").press("Tab");
  await settled("lt-attention");
  expect((await report()).tokens[3]).toBe(4);
  await button("lt-attention", "Back to the words").click();
  await field("The sequence").fill("alone");
  await field("The sequence").press("Tab");
  expect(await page.locator("[data-parameter=words] .problem").innerText()).toBe("words: 1 words are not 2 to 8");
  await button("lt-attention", "Causal").click();
  await settled("lt-attention");
  expect(await page.locator("svg.attention text.cell").count()).toBe(60 + 25 + 30 + 15 + 12 + 15 + 15 + 15 + 15 + 15);
  expect(await search()).toBe("?causal=on");
});

test("P and Q can be changed and given another head; tokens move; both instruments share the address", async () => {
  await open("?sharpness=2");
  const report = () => page.locator("lt-layer").evaluate((each) => (each as LtLayer).report!);
  const field = (name: string) => page.locator("lt-layer").getByRole("textbox", { name, exact: true });
  expect(await page.locator("lt-layer .comparison .sentence").innerText()).toMatch(/^They agree/);
  await field("row 2: P 2").fill("2");
  await field("row 2: P 2").press("Tab");
  await settled("lt-layer");
  expect((await report()).omega.yx).toBeCloseTo(-0.16, 12);
  await button("lt-layer", "Add a head").click();
  await settled("lt-layer");
  expect((await report()).heads).toHaveLength(2);
  expect(await search()).toBe("?sharpness=2&heads=0,0,-0.08,0;0,2,0,0;0,0,0,0;0,0,0,0");
  await button("lt-layer", "FULL, trained").click();
  await settled("lt-layer");
  expect(await page.locator("lt-layer .comparison .sentence").innerText()).toMatch(/^They differ/);
  expect(await page.locator("lt-layer svg.labels").count()).toBe(1);
});

test("a link restores everything that is shown", async () => {
  const query = "?words=a b a&map=performer&features=6&causal=on&length=1000&points=1,0,2;0,1,-1&omega=0,0.1,-0.2,0&step=2.5";
  await open(query);
  const shown = () => page.locator("lt-attention, lt-layer").evaluateAll((all) => all.map((each) => each.shadowRoot!.querySelector(".stage")!.innerHTML.replace(/<!--.*?-->/g, "")));
  const before = await shown();
  await button("lt-layer", "Step forward").click();
  await button("lt-layer", "Step back").click();
  expect(await search()).toContain("step=2");
  await page.goto("about:blank");
  await open(query);
  expect(await shown()).toEqual(before);
});

test("questions are answered by what the instruments show", async () => {
  await open();
  for (const [question, choice, answer] of [
    ["sharp", "It stays blunter", "That is how it is."],
    ["trained", "Far: it does something else", "It is not so."],
  ] as const) {
    const asked = page.locator(`lt-prediction[question=${question}]`);
    await asked.getByText(choice).click();
    await asked.getByRole("button").click();
    await asked.getByText(answer).waitFor();
  }
});

describe.skipIf(!existsSync(cli))("the numbers on screen are those of the command line, to one part in a million", () => {
  const native = (...words: string[]) => JSON.parse(execFileSync(cli, [...words, "--json"], { encoding: "utf8" })) as Record<string, unknown>;
  const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);
  const tables = (element: Element) =>
    page.locator(`${element} details.table table`).evaluateAll((all) =>
      all.map((table) => ({
        title: table.querySelector("caption")?.textContent ?? "",
        cells: [...table.querySelectorAll("td.amount")].map((cell) => (cell.textContent === "–" ? null : Number(cell.textContent))),
      })),
    );
  const expectClose = (shown: (number | null)[], expected: (number | null)[]) => {
    expect(shown).toHaveLength(expected.length);
    shown.forEach((value, i) => {
      if (value !== null) expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1e-6 * Math.abs(expected[i]!) + 1e-13);
    });
  };

  test("of attention", async () => {
    await open("?words=one two two three&map=performer&features=6&sharpness=2&causal=on&seed=7");
    await page.locator("lt-attention summary").filter({ hasText: "Numbers behind" }).click();
    const json = native("attention", "--words", "one two two three", "--map", "performer", "--features", "6", "--sharpness", "2", "--causal", "--seed", "7") as {
      softmax: Record<string, unknown>;
      linear: Record<string, unknown>;
      [name: string]: unknown;
    };
    const expected = [
      ...["tokens", "q", "k", "v"].map((name) => json[name]),
      ...["scores", "scaled", "weights", "output"].map((name) => json.softmax[name]),
      ...["phiQ", "phiK"].map((name) => json.linear[name]),
      (json.linear["S"] as number[][])[0]!.map((_, c) => (json.linear["S"] as number[][]).map((row) => row[c])),
      ...["z", "output", "weights"].map((name) => json.linear[name]),
      json["deviation"],
    ];
    const shown = await tables("lt-attention");
    expect(shown).toHaveLength(expected.length);
    shown.forEach(({ cells }, i) => expectClose(cells, flat(expected[i])));
    const { bracket } = native("attention", "--length", "256", "--head", "64") as { bracket: Record<string, { flops: number }> };
    await page.goto(`${site.address}attention.html`);
    const sentence = page.locator("lt-attention .bracket-figure + .sentence");
    const [left, right] = [bracket["scoresFirst"]!, bracket["stateFirst"]!].map(({ flops }) => (flops / 2).toLocaleString("en"));
    expect(await sentence.innerText()).toContain(`${left} against ${right} multiply–adds`);
  });

  test("of a layer, own and trained", async () => {
    const model = join(repository, "web/models/descent/full.json");
    for (const [query, words] of [
      ["points=1,0,2;0,1,-1;1,1,0.5&query=1,2&layer=full", ["--network", model]],
      ["points=1,0,2;0,1,-1;1,1,0.5&query=1,2&omega=0.1,0.02,-0.3,-0.01", ["--omega", "0.1,0.02,-0.3,-0.01"]],
    ] as const) {
      await page?.context().close();
      await open(`?${query}`);
      await page.locator("lt-layer summary").filter({ hasText: "Numbers behind" }).click();
      const json = native("layer", "--points", "1,0,2;0,1,-1;1,1,0.5", "--query", "1,2", ...words) as Record<string, number[][]>;
      const [table] = await tables("lt-layer");
      expectClose(table!.cells, json["tokens"]!.flatMap((token, i) => [...token, ...json["deltas"]![i]!, ...json["after"]![i]!]));
    }
  });
});

test("what is saved is a file of its kind", async () => {
  await open();
  for (const [element, name, begin] of [
    ["lt-attention", "attention", /^matrix,row,column,value\ntokens,1,1,/],
    ["lt-layer", "layer", /^matrix,head,row,column,value\nP,1,1,1,/],
  ] as const)
    for (const [kind, start] of [["SVG", /^<svg[^>]* xmlns=/], ["CSV", begin], ["JSON", /^\{\s*"settings"/]] as const) {
      const [file] = await Promise.all([page.waitForEvent("download"), button(element, kind).click()]);
      expect(file.suggestedFilename()).toBe(`${name}.${kind.toLowerCase()}`);
      expect(readFileSync(await file.path(), "utf8")).toMatch(start);
    }
});

describe("the page", () => {
  test.each(["light", "dark"] as const)("has no accessibility violations in %s, in any state", async (colorScheme) => {
    await open("", { colorScheme });
    const states = [
      ["?at=2.4&step=2.5&causal=on", 320],
      ["?map=performer&features=12&layer=full&points=1,0,2;0,1,-1", 1200],
    ] as const;
    for (const [query, width] of states) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${site.address}attention.html${query}`);
      for (const element of ["lt-attention", "lt-layer"]) {
        await page.locator(element).scrollIntoViewIfNeeded();
        await page.locator(`${element} .take-away`).waitFor();
      }
      for (const summary of await page.locator("summary").all()) await summary.click();
      await figure("matrices").press("ArrowRight");
      expect(await accessibilityViolations(page), `${query} at ${width} px`).toEqual([]);
    }
  });

  test("does not scroll sideways from 320 to 1920 px", async () => {
    await open("?words=extravagance and circumstance&map=taylor&layer=full&points=1,0,2;0,1,-1;1,1,0.5");
    for (const summary of await page.locator("summary").all()) await summary.click();
    for (const width of [320, 360, 540, 768, 1000, 1440, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      await Promise.all([settled("lt-attention"), settled("lt-layer")]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBeLessThanOrEqual(width);
    }
  });

  test("asks no other host, and takes its workers along when it leaves", async () => {
    const hosts = new Set<string>();
    await open();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await page.reload();
    await page.locator("lt-attention").scrollIntoViewIfNeeded();
    await page.locator("lt-attention .take-away").waitFor();
    expect([...hosts].filter((host) => host !== "")).toEqual([new URL(site.address).host]);
    await page.locator("lt-attention, lt-layer").evaluateAll((all) => all.forEach((each) => each.remove()));
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
  });
});
