// lt-race and lt-stream on the built page, in Debian's Chromium.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { LtRace } from "../../web/src/elements/lt-race.ts";
import type { LtStream } from "../../web/src/elements/lt-stream.ts";
import { buildFolder } from "../../web/tools/build.mjs";
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

const race = (): Locator => page.locator("lt-race");
const stream = (): Locator => page.locator("lt-stream");
const button = (inside: Locator, name: string): Locator => inside.getByRole("button", { name, exact: true });

async function open(query = "", options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${site.address}race.html${query}`);
  await race().locator("svg.plot").waitFor();
}

async function openStream(query = "", options: BrowserContextOptions = {}): Promise<void> {
  await open(query, options);
  await stream().scrollIntoViewIfNeeded();
  await stream().locator("svg.errors").waitFor();
}

const settled = (inside: Locator) => inside.evaluate((element) => (element as LtRace | LtStream).settled());

async function search(): Promise<string> {
  await page.waitForTimeout(200);
  return decodeURIComponent(new URL(page.url()).search);
}

/** Tables are drawn when they are opened. */
async function numbersIn(table: Locator): Promise<number[][]> {
  await table.locator("tbody tr").first().waitFor();
  const texts = await table.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent!.replace("−", "-"))),
  );
  return texts.map((row) => row.map(Number));
}

function expectClose(values: readonly number[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(Math.abs(values[i]! - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value) + 1e-13));
}

describe("measuring", () => {
  test("runs every length, fits two exponents, says how fair it was, and can be replayed and scrubbed", { timeout: 60_000 }, async () => {
    await open("?patience=0.4&speed=4");
    await button(race(), "Measure on this device").click();
    await expect.poll(() => race().evaluate((element) => (element as LtRace).state!.measuring), { timeout: 40_000 }).toBe("done");
    const { measures, limit, report } = await race().evaluate((element) => {
      const { measures, limit, report } = (element as LtRace).state!;
      return { measures, limit, report: report! };
    });
    expect(measures.linear.map(({ n }) => n)).toEqual(Array.from({ length: 11 }, (_, i) => 64 * 2 ** i));
    expect(measures.softmax.at(-1)!.n).toBeLessThan(65_536);
    expect(limit!.flops).toBeGreaterThan(1e9);
    const exponents = report.lanes.map(({ law }) => law.exponent);
    // Loose, because other tests run at the same time; `ltlab race --measure` on a quiet machine is the measurement.
    expect(exponents[0]).toBeGreaterThan(1.5);
    expect(exponents[2]).toBeLessThan(1.5);
    expect(await race().locator(".findings").innerText()).toMatch(/Is it fair\?\s+At N = [\d,]+ softmax attention runs at [\d.]+ GFLOP\/s/);
    await button(race(), "Pause").click();
    await page.keyboard.press("End");
    expect(await race().locator(".place").innerText()).toBe("N = 65,536, 100 %");
    expect(await race().locator("svg.lanes text", { hasText: "not run: about" }).count()).toBeGreaterThan(0);
    await button(race(), "Step back").click();
    expect(await race().locator(".place").innerText()).toBe("N = 32,768, 100 %");
    const [file] = await Promise.all([page.waitForEvent("download"), button(race(), "CSV").click()]);
    const lines = readFileSync(await file.path(), "utf8").trim().split("\n");
    expect(lines).toHaveLength(34);
    expect(lines.at(-1)).toMatch(/^linear,65536,\d+,\d+,\d+,[\d.e-]+,[\d.e-]+,[\d.e-]+,[\d.e+]+$/);
  });

  test("waits while the race is out of sight, goes on when it is seen again, and can be cancelled", async () => {
    await open("?patience=0.05");
    await button(race(), "Measure on this device").click();
    const measuring = () => race().evaluate((element) => (element as LtRace).state!.measuring);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect.poll(measuring).toBe("paused");
    const done = () => race().evaluate((element) => (element as LtRace).state!.measures.linear.length);
    const before = await done();
    await page.waitForTimeout(300);
    expect(await done()).toBe(before);
    await race().evaluate((element) => element.scrollIntoView());
    await expect.poll(done).toBeGreaterThan(before);
    await button(race(), "Cancel").click();
    expect(await measuring()).toBe("cancelled");
    expect(await race().locator(".measuring p").innerText()).toContain("What was measured is kept");
  });
});

describe.skipIf(!existsSync(cli))("the numbers on screen are those of the command line, to one part in a million:", () => {
  type Native = Record<string, never> & { lanes: Record<string, number[]>[]; memories: Record<string, unknown>[] };
  const native = (...words: string[]) => JSON.parse(execFileSync(cli, [...words, "--json"], { encoding: "utf8", maxBuffer: 1e8 })) as Native;

  test("counts of every length, memory, crossing", async () => {
    await open("?d=64&map=performer&features=128&window=128&causal=on&layers=12&heads=8&tokens=5000&number-size=4");
    const json = native("race", "--head", "64", "--map", "performer", "--features", "128", "--window", "128", "--causal",
      "--layers", "12", "--heads", "8", "--tokens", "5000", "--bytes", "4");
    await race().getByText("Numbers behind the pictures").click();
    for (const lane of json.lanes) {
      const rows = await numbersIn(race().locator(`table[data-kernel=${String(lane["kernel"])}]`));
      expect(rows.map((row) => row[0]!)).toEqual(json["n"]);
      expectClose(rows.map((row) => row[6]!), lane["flops"]!);
      expectClose(rows.map((row) => row[7]!), lane["bytes"]!);
    }
    const { decoding, flopsCrossover } = await race().evaluate((element) => (element as LtRace).report!);
    expect(decoding).toEqual(json["decoding"]);
    expect(flopsCrossover).toBe(json["flopsCrossover"]);
    expect(await race().locator(".findings").innerText()).toContain(`After 5,000 tokens the key–value cache holds ${Math.round(decoding.cacheBytes / 1e6)} MB`);
  });

  test("errors and maps of the stream", async () => {
    await openStream("?drift=0.1&noise=0.5&forgetting=0.9&token=700");
    const json = native("stream", "--drift", "0.1", "--noise", "0.5", "--forgetting", "0.9", "--skip", "300", "--count", "400");
    await stream().getByText("Numbers behind the pictures").click();
    const rows = await numbersIn(stream().locator("table[data-run=errors]"));
    expect(rows.at(-1)![0]).toBe(700);
    expect(rows.length).toBeGreaterThan(30);
    const { moments } = await stream().evaluate((element) => {
      const { moments } = (element as LtStream).report!;
      return { moments: moments.map(({ memories }) => memories.map(({ map }) => [...map])) };
    });
    json.memories.forEach((memory, rule) => {
      const running = memory["running"] as number[];
      expectClose(rows.map((row) => row[1 + rule]!), rows.map((row) => running[row[0]! - 301]!));
      (memory["map"] as number[][]).forEach((map, i) => expectClose(moments[i]![rule]!, map));
    });
  });
});

describe("the stream", () => {
  test("plays live beyond its window, follows a slider from the next token on, and keeps a constant number of tokens", async () => {
    await openStream("?pace=1000");
    await button(stream(), "Play").click();
    await expect.poll(() => stream().evaluate((element) => (element as LtStream).report!.moments[0]!.token)).toBeGreaterThan(400);
    await stream().locator("#noise").fill("3");
    await page.waitForTimeout(500);
    await button(stream(), "Pause").click();
    await settled(stream());
    const { tokens, first, last } = await stream().evaluate((element) => {
      const { moments } = (element as LtStream).report!;
      return { tokens: moments.length, first: moments[0]!.token, last: moments.at(-1)!.token };
    });
    expect(tokens).toBe(400);
    expect(last - first).toBe(399);
    expect(await search()).toMatch(/noise=3/);
    expect(await search()).toMatch(/token=\d+/);
  });

  test("steps token by token, by buttons and keys, and a link restores the place", async () => {
    await openStream("?token=123&drift=0.2");
    expect(await stream().locator(".place").innerText()).toBe("token 123");
    await button(stream(), "Step forward").click();
    expect(await stream().locator(".place").innerText()).toBe("token 124");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    expect(await search()).toBe("?drift=0.2&token=122");
    const shown = await stream().locator("table.readout").innerText();
    await page.reload();
    await stream().scrollIntoViewIfNeeded();
    await stream().locator("svg.errors").waitFor();
    expect(await stream().locator("table.readout").innerText()).toBe(shown);
  });

  test("takes own readings, and says in their place what is wrong with them", async () => {
    await openStream();
    await stream().locator("details.more summary").click();
    const field = stream().locator("#rows");
    await field.fill("wind,power\n1,2\n2,4\n3,6");
    await field.press("Tab");
    await settled(stream());
    expect(await stream().evaluate((element) => (element as LtStream).report!.moments.length)).toBe(3);
    await field.fill("1,2\n3");
    await field.press("Tab");
    expect(await stream().locator("[data-parameter=rows] .problem").innerText()).toBe('rows: "3" must have at least one input and one output');
  });
});

describe("the page", () => {
  test("hostile values in a link fall back and warn once each", async () => {
    const context = await browser.newContext();
    page = await context.newPage();
    const warnings: string[] = [];
    page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
    await page.goto(`${site.address}race.html?d=33&map=constructor&patience=-1&drift=x&rows=1`);
    await race().locator("svg.plot").waitFor();
    await expect.poll(() => warnings.length).toBe(5);
    for (const warning of warnings) expect(warning).toMatch(/^lt-(race|stream): (d|map|patience|drift|rows): .*; the default is used$/);
  });

  test("asks what will happen before it shows it", async () => {
    await openStream();
    const question = page.locator("lt-prediction[question=drift]");
    await question.getByLabel("The one that forgets").check();
    await question.getByRole("button").click();
    await expect.poll(() => question.locator(".answer").innerText()).toMatch(/^That is how it is\. .*an error of [\d.]+, fading one of [\d.]+\./);
    const cache = page.locator("lt-prediction[question=cache]");
    await cache.getByLabel("10,000 times").check();
    await cache.getByRole("button").click();
    await expect.poll(() => cache.locator(".answer").innerText()).toMatch(/^It is not so\. The cache holds 983 MB, the state 3\.19 MB: 308 times less\./);
  });

  test("a cursor tells the numbers of every picture, by mouse and by keys", async () => {
    await openStream();
    for (const [inside, name] of [[race(), "lanes"], [race(), "plot"], [race(), "memory"], [stream(), "errors"], [stream(), "sizes"], [stream(), "maps"]] as const) {
      const figure = inside.locator(`[data-figure=${name}]`);
      await figure.focus();
      await page.keyboard.press("ArrowRight");
      expect((await figure.locator(".unseen").innerText()).length, name).toBeGreaterThan(8);
      expect(await figure.locator(".tooltip").count(), name).toBe(1);
    }
  });

  test.each(["light", "dark"] as const)("has no accessibility violations in %s, with everything open", async (colorScheme) => {
    await openStream("?map=performer", { colorScheme, viewport: { width: colorScheme === "light" ? 320 : 1200, height: 900 } });
    for (const summary of await page.locator("summary").all()) await summary.click();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  test("does not scroll sideways from 320 to 1920 px", async () => {
    await openStream();
    for (const summary of await page.locator("summary").all()) await summary.click();
    for (const width of [320, 360, 540, 768, 1000, 1440, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      await settled(stream());
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  test("takes its workers along when its instruments leave", async () => {
    await openStream();
    for (const instrument of [race(), stream()]) await instrument.evaluate((element) => element.remove());
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
  });
});
