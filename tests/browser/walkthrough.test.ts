// lt-walkthrough on the built page, in Debian's Chromium.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { LtWalkthrough } from "../../web/src/elements/lt-walkthrough.ts";
import { firstPoints, pairsFrom } from "../../web/src/state/walkthrough-parameters.ts";
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

async function open(query = "", options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${site.address}walkthrough.html${query}`);
  await instrument().locator("svg.weights").waitFor();
}

const instrument = (): Locator => page.locator("lt-walkthrough");
const button = (name: string): Locator => instrument().getByRole("button", { name, exact: true });
const symbol = (id: string): Locator => instrument().locator(`button.symbol[data-symbol="${id}"]`).first();
const explained = () => instrument().locator(".explanation h3").innerText();
const place = () => instrument().locator(".place").innerText();
const settled = () => instrument().evaluate((element) => (element as LtWalkthrough).settled());
const shown = () =>
  instrument().evaluate((element) =>
    [".walk", ".sentence", ".settings"].map((part) =>
      element.shadowRoot!.querySelector(part)!.innerHTML.replace(/<!--.*?-->/g, ""),
    ),
  );
async function search(): Promise<string> {
  await settled();
  await page.waitForTimeout(200);
  return decodeURIComponent(new URL(page.url()).search);
}

test("the player goes from term to term, by its buttons and by the keyboard, and the explanation follows", async () => {
  await open("?at=1");
  expect(await place()).toBe("layer 1 of 8: weights");
  await button("Step forward").click();
  expect(await place()).toBe("layer 2 of 8: blocks");
  expect(await search()).toBe("?at=1.2");
  await page.keyboard.press("ArrowRight");
  expect(await place()).toBe("layer 2 of 8: axes");
  await page.mouse.move(5, 5);
  expect(await explained()).toContain("the axes after this layer");
  await page.keyboard.press("Home");
  expect(await place()).toBe("layer 1 of 8: start");
  await page.keyboard.press("End");
  expect(await search()).toBe("?at=8");
  await button("Momentum form").click();
  expect(await place()).toBe("layer 8 of 8: weights");
  await page.keyboard.press("ArrowLeft");
  expect(await place()).toBe("layer 8 of 8: memory");
});

test("playing ends at the last layer", async () => {
  await open("?at=7.6&speed=8");
  await button("Play").click();
  await button("Play").waitFor();
  expect(await place()).toBe("layer 8 of 8: weights");
});

test("a symbol explains itself under the pointer, under the keyboard, and stays when it is pressed", async () => {
  await open();
  await symbol("dw").hover();
  expect(await explained()).toContain("rescaling of the weights");
  expect(await instrument().locator("svg.step path.dw.lit").count()).toBe(1);
  const quote = await instrument().locator(".code").innerText();
  const { file, line, part } = quote.match(/(?<file>cpp\S+):(?<line>\d+)\n+(?<part>.*)/)!.groups!;
  expect(readFileSync(join(repository, file!), "utf8").split("\n")[Number(line) - 1]!.trim()).toBe(part);
  await page.mouse.move(5, 5);
  expect(await explained()).toContain("the weights after this layer");
  await symbol("Sigma").focus();
  expect(await explained()).toContain("spread of the inputs");
  await page.keyboard.press("Tab");
  expect(await explained()).toContain("left of their labels");
  await page.keyboard.press("Enter");
  expect(await search()).toBe("?symbol=alpha");
  await button("Step forward").click();
  expect(await explained()).toContain("left of their labels");
  await button("Follow the player").click();
  expect(await search()).toBe("?at=4.2");
});

test("any number can be changed: points, query, noise, ω; what is refused is said in its place", async () => {
  await open();
  const cell = (name: string) => instrument().getByRole("textbox", { name, exact: true });
  const type = async (name: string, text: string) => {
    await cell(name).fill(text);
    await cell(name).press("Tab");
    await settled();
  };
  const report = () => instrument().evaluate((element) => (element as LtWalkthrough).report!);
  const before = await report();
  await type("pair 1: y", "-4");
  expect((await report()).y[0]).toBe(-4);
  expect((await report()).layers[0]!.alpha).not.toEqual(before.layers[0]!.alpha);
  await type("layer 2: ω xy", "0.01");
  const { omega } = (await report()).layers[1]!;
  expect(omega).toEqual({ ...before.layers[1]!.omega!, xy: 0.01 });
  const [last, first] = [(await report()).layers[7]!.omega!, before.layers[7]!.omega!];
  for (const key of ["xx", "xy", "yx", "yy"] as const) expect(last[key]).toBeCloseTo(first[key], 14);
  expect((await cell("layer 2: ω xx").inputValue()).length).toBeLessThan(10);
  await cell("layer 2: ω yx").focus();
  expect(Number(await cell("layer 2: ω yx").inputValue())).toBe(omega!.yx);
  expect(await instrument().locator("[data-parameter=model]").count()).toBe(0);
  await button("Remove the last layer").click();
  await settled();
  expect((await report()).layers).toHaveLength(7);
  await type("layer 1: ω xx", "much");
  const problem = instrument().locator("[data-parameter=omegas] .problem");
  expect(await problem.innerText()).toBe('omegas: "much" is not a number');
  expect((await report()).layers).toHaveLength(7);
  await button("Back to the trained network").click();
  await type("x₁", "3");
  expect((await report()).query[0]).toBe(3);
  await instrument().locator("[data-parameter=points] summary").click();
  await cell("The context, as text").fill("x1, x2, y\n1, 0, 2\n0, 1, -1");
  await cell("The context, as text").press("Tab");
  expect(await search()).toBe("?points=1,0,2;0,1,-1&query=3,-0.5");
});

test("a link restores everything that is shown", async () => {
  const task = "points=1,0,2;0,1,-1;1,1,0.5&query=2,1&sigma=0.5&omegas=0,0.002,-0.03,0;0,0.01,-0.03,0";
  await open(`?${task}&form=momentum&symbol=Phi&checked=on&at=1.6667`);
  const restored = await shown();
  await button("Step back").click();
  await button("Step forward").click();
  await page.mouse.move(5, 5);
  await instrument().locator(".place").click();
  await settled();
  expect(await shown()).toEqual(restored);
  const [address, check] = [page.url(), await instrument().locator(".difference").innerText()];
  await page.goto("about:blank");
  await page.goto(address);
  await instrument().locator(".difference").waitFor();
  expect(await shown()).toEqual(restored);
  expect(await instrument().locator(".difference").innerText()).toBe(check);
});

test("hostile values in a link fall back, warn once each and run nothing", async () => {
  const context = await browser.newContext();
  page = await context.newPage();
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  page.on("dialog", () => warnings.push("dialog"));
  const script = encodeURIComponent('<img src=x onerror="alert(1)">');
  await page.goto(`${site.address}walkthrough.html?omegas=${script}&points=1,2&symbol=constructor&at=-1`);
  await instrument().locator("svg.weights").waitFor();
  expect(await search()).toBe("");
  expect(warnings).toHaveLength(4);
  for (const warning of warnings)
    expect(warning).toMatch(/^lt-walkthrough: (omegas|points|symbol|at): .*; the default is used$/);
});

test("the check shows the largest difference from the raw tokens, and the tokens", async () => {
  await open();
  await button("Check against raw tokens").click();
  const difference = await instrument().locator(".difference").getAttribute("data-token");
  expect(Number(difference)).toBeGreaterThan(0);
  expect(Number(difference)).toBeLessThan(1e-13);
  expect(await instrument().locator(".tokens tbody tr").count()).toBe(11);
});

describe.skipIf(!existsSync(cli))("the numbers on screen", () => {
  type Native = Record<string, unknown> & { layers: Record<string, unknown>[]; network: Record<string, unknown> };
  const native = (...words: string[]) =>
    JSON.parse(execFileSync(cli, ["walkthrough", ...words, "--json"], { encoding: "utf8" })) as Native;
  const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);
  const valuesOf = (id: string) =>
    symbol(id).getAttribute("data-values").then((text) => JSON.parse(text!) as number[]);
  const expectClose = (values: number[], expected: number[]) => {
    expect(values).toHaveLength(expected.length);
    expected.forEach((value, i) =>
      expect(Math.abs(values[i]! - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value) + 1e-13),
    );
  };

  test("are those of the command line, to one part in a million: state, losses and terms", async () => {
    await open("?at=4");
    const model = join(repository, "web/models/descent/diag.json");
    const json = native("--points", firstPoints, "--query", "1,-0.5", "--sigma", "2", "--network", model);
    const layer = json.layers[3]!;
    for (const id of ["alpha", "lambda", "A", "b", "c", "d", "AM", "bw", "Au", "ab", "da", "cu", "dw", "Mc"])
      expectClose(await valuesOf(id), flat(layer[id]));
    for (const id of ["M", "u", "a", "w"]) expectClose(await valuesOf(`${id}-next`), flat(layer[id]));
    await button("Momentum form").click();
    const momentum = layer["momentum"] as Record<string, unknown>;
    for (const id of ["r", "Lambda", "Gamma", "s", "Pi", "Phi", "direct"])
      expectClose(await valuesOf(id), flat(momentum[id]));
    expectClose(await valuesOf("from-memory"), flat(momentum["fromMemory"]));
    await instrument().getByText("Numbers behind the pictures").click();
    const rows = await instrument()
      .locator("table[data-run=transformer] tbody tr")
      .evaluateAll((all) =>
        all.map((row) =>
          [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent!.replace("−", "-"))),
        ),
      );
    const { w, u, a, M, loss, excess, adjusted } = json.network as Record<string, unknown[]>;
    rows.forEach((row, l) => expectClose(row, [w, u, a, M, loss, excess, adjusted].flatMap((each) => flat(each![l]))));
    expect(rows).toHaveLength(9);
  });

  test("are those of the command line for own ω", async () => {
    const omegas = "0,0.002,-0.03,-0.001;-0.01,0.01,-0.03,0";
    await open(`?omegas=${omegas}&points=1,0,2;0,1,-1;1,1,0.5&query=2,1&sigma=0.5&at=2`);
    const json = native("--points", "1,0,2;0,1,-1;1,1,0.5", "--query", "2,1", "--sigma", "0.5", "--omegas", omegas);
    for (const id of ["M", "u", "a", "w"]) expectClose(await valuesOf(`${id}-next`), flat(json.layers[1]![id]));
    expectClose(await valuesOf("w"), flat(json.layers[0]!["w"]));
  });
});

test("where the momentum form does not exist, it says why", async () => {
  await open("?model=full&form=momentum");
  expect(await instrument().locator(".missing").innerText()).toContain("A FULL layer has no ω");
  await button("One pair only").click();
  await settled();
  await button("Momentum form").click();
  expect(await instrument().locator(".missing").innerText()).toContain("do not determine it");
});

test("what is saved is a file of its kind", async () => {
  await open();
  const kinds: [string, RegExp][] = [
    ["SVG", /^<svg[^>]* xmlns=/],
    ["CSV", /^layer,symbol,row,column,value\n1,M,1,1,1\n/],
    ["JSON", /^\{\s*"settings"/],
  ];
  for (const [name, begin] of kinds) {
    const [file] = await Promise.all([page.waitForEvent("download"), button(name).click()]);
    expect(file.suggestedFilename()).toBe(`walkthrough.${name.toLowerCase()}`);
    expect(readFileSync(await file.path(), "utf8")).toMatch(begin);
  }
});

test("a token is dragged in its picture, in the middle of the layers; the picture stands still, the others keep their numbers", async () => {
  await open("?at=4");
  const before = pairsFrom(firstPoints);
  await drag(2, 14, -9);
  const points = pairsFrom(new URLSearchParams(await search()).get("points")!);
  expect(points[2]!.x).not.toEqual(before[2]!.x);
  expect(points.map(({ y }) => y)).toEqual(before.map(({ y }) => y));
  expect(points.filter((_, i) => i !== 2)).toEqual(before.filter((_, i) => i !== 2));
  const used = await instrument().evaluate((element) => [...(element as LtWalkthrough).report!.x.subarray(4, 6)]);
  expect(used).toEqual([...points[2]!.x]);
  await drag(10, 12, 10);
  expect(await search()).toMatch(/query=-?[\d.]+,-?[\d.]+/);
});

/** By the mouse, from a handle of the picture of tokens; its axes must not move meanwhile. */
async function drag(index: number, right: number, down: number): Promise<void> {
  const handles = instrument().locator("svg.tokens .handle");
  await handles.nth(index).scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await handles.nth(index).boundingBox())!;
  const [fromX, fromY] = [x + width / 2, y + height / 2];
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  const axes = () => instrument().locator("svg.tokens .tick").allInnerTexts();
  const still = await axes();
  await page.mouse.move(fromX + right, fromY + down, { steps: 4 });
  await settled();
  expect(await axes()).toEqual(still);
  await page.mouse.up();
  await settled();
}

describe("the page", () => {
  test.each(["light", "dark"] as const)("has no accessibility violations in %s, in any state", async (colorScheme) => {
    const states = [
      ["?checked=on", 320],
      ["?form=momentum&symbol=Phi", 1920],
      ["?model=full&form=momentum", 1200],
    ] as const;
    await open("", { colorScheme });
    for (const [query, width] of states) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${site.address}walkthrough.html${query}`);
      await instrument().locator("svg.weights").waitFor();
      for (const summary of await instrument().locator("summary").all()) await summary.click();
      await instrument().locator(".inspected").last().press("ArrowRight");
      await instrument().locator(".tooltip").waitFor();
      expect(await accessibilityViolations(page), `${query} at ${width} px`).toEqual([]);
    }
  });

  test("does not scroll sideways from 320 to 1920 px", async () => {
    await open("?checked=on");
    for (const summary of await instrument().locator("summary").all()) await summary.click();
    for (const width of [320, 360, 540, 768, 1000, 1440, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      await settled();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  test("can be used by touch alone", async () => {
    await open("", { hasTouch: true, viewport: { width: 360, height: 740 } });
    await button("Memory at work").tap();
    await button("Step forward").tap();
    expect(await place()).toBe("layer 4 of 6: downhill");
    await symbol("Gamma").tap();
    expect(await explained()).toContain("how much of downhill is remembered");
    expect(await search()).toContain("symbol=Gamma");
    await button("Check against raw tokens").tap();
    await instrument().locator(".difference").waitFor();
  });

  test("asks no other host, and takes its worker along when it leaves", async () => {
    const hosts = new Set<string>();
    const context = await browser.newContext();
    page = await context.newPage();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await page.goto(`${site.address}walkthrough.html`);
    await instrument().locator("svg.weights").waitFor();
    expect([...hosts].filter((host) => host !== "")).toEqual([new URL(site.address).host]);
    await instrument().evaluate((element) => element.remove());
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
  });
});
