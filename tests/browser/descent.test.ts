// lt-descent on the built page, in Debian's Chromium.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import type { LtDescent } from "../../web/src/elements/lt-descent.ts";
import type { TraceReport } from "../../web/src/engine/trace-types.ts";
import { buildFolder } from "../../web/tools/build.mjs";
import { repository } from "../../web/tools/command.mjs";
import { accessibilityViolations } from "./accessibility.ts";
import { complaintsOf, launchChromium, serveSite, type Site } from "./site.ts";

const cli = join(buildFolder("native"), "bin/ltlab");

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
beforeEach(() => {
  complaints = [];
});
afterEach(async () => {
  await page?.context().close();
  expect(complaints).toEqual([]);
});

async function open(query = "", options: BrowserContextOptions = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${site.address}descent.html${query}`);
  await instrument().locator("svg.map").waitFor();
}

const instrument = (): Locator => page.locator("lt-descent");
const button = (name: string): Locator => instrument().getByRole("button", { name, exact: true });
const time = () => instrument().evaluate((element) => (element as LtDescent).playhead.time);
const playing = () => instrument().evaluate((element) => (element as LtDescent).playhead.playing);
const settled = () => instrument().evaluate((element) => (element as LtDescent).settled());
/** Once it stands still: it follows the instrument a moment later. */
async function search(): Promise<string> {
  await settled();
  await page.waitForTimeout(200);
  return decodeURIComponent(new URL(page.url()).search);
}
/** Everything that is drawn. */
const picture = () =>
  instrument().evaluate((element) =>
    [...element.shadowRoot!.querySelectorAll("svg.scene")].map((scene) =>
      scene.innerHTML.replace(/<!--.*?-->/g, ""),
    ),
  );

describe("the player", () => {
  test("plays a situation to its end by one click, and says where it is", async () => {
    await open("?speed=8");
    await button("Round bowl").click();
    await button("Pause").waitFor();
    await expect.poll(time).toBeGreaterThan(1);
    await button("Play").waitFor();
    expect(await time()).toBe(8);
    await expect(instrument().locator(".place").textContent()).resolves.toBe("step 8 of 8");
  });

  test("works from the keyboard alone", async () => {
    await open();
    await button("Step back").focus();
    await page.keyboard.press("Home");
    expect(await time()).toBe(0);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await time()).toBe(2);
    await page.keyboard.press("ArrowLeft");
    expect(await time()).toBe(1);
    await page.keyboard.press("End");
    expect(await time()).toBe(8);
    await instrument().getByLabel("Step shown").first().focus();
    await page.keyboard.press("ArrowLeft");
    expect(await time()).toBe(7);
    await page.keyboard.press(" ");
    expect(await playing()).toBe(true);
    await page.keyboard.press(" ");
    expect(await playing()).toBe(false);
  });

  test("shows the same picture scrubbed to as stepped to", async () => {
    await open("?at=5");
    const opened = await picture();
    await button("Step forward").click();
    await button("Step back").click();
    expect(await picture()).toEqual(opened);
    await instrument().getByLabel("Step shown").first().fill("2");
    expect(await picture()).not.toEqual(opened);
    await instrument().getByLabel("Step shown").first().fill("5");
    expect(await picture()).toEqual(opened);
  });

  test("rests while it is off screen and goes on when it is back", async () => {
    await open("?at=0&speed=0.25", { viewport: { width: 1200, height: 500 } });
    await button("Play").click();
    await expect.poll(time).toBeGreaterThan(0);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(300);
    const rested = await time();
    await page.waitForTimeout(300);
    expect(await time()).toBe(rested);
    await button("Pause").scrollIntoViewIfNeeded();
    await expect.poll(time).toBeGreaterThan(rested);
  });

  test("goes from step to step where motion is to be reduced", async () => {
    await open("?at=0&speed=1", { reducedMotion: "reduce" });
    await button("Play").click();
    await expect.poll(time).toBeGreaterThan(0.3);
    const before = await picture();
    await page.waitForTimeout(100);
    expect(await picture()).toEqual(before);
  });
});

describe("what can be changed", () => {
  test("the start, by dragging the ring and by its fields", async () => {
    await open();
    await instrument().locator("svg.map").scrollIntoViewIfNeeded();
    const ring = await instrument().locator("svg.map .handle").boundingBox();
    const [x, y] = [ring!.x + ring!.width / 2, ring!.y + ring!.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 80, y - 40, { steps: 5 });
    await page.mouse.up();
    await settled();
    expect(await search()).toMatch(/^\?start=[\d.]+,[\d.]+$/);
    const dragged = await instrument().evaluate(
      (element) => (element as LtDescent).report!.methods[0]!.w[0]!,
    );
    expect(dragged).toBeGreaterThan(0.1);
    await instrument().getByLabel("w₁").fill("-1.5");
    await instrument().getByLabel("w₁").press("Tab");
    await settled();
    const typed = await instrument().evaluate((element) => (element as LtDescent).report!.methods[0]!.w[0]!);
    expect(typed).toBe(-1.5);
  });

  test("the points, by dragging one and by their field, and back", async () => {
    await open();
    await instrument().locator("svg.data").scrollIntoViewIfNeeded();
    const handle = await instrument().locator("svg.data .handle").nth(2).boundingBox();
    await page.mouse.move(handle!.x + handle!.width / 2, handle!.y + handle!.height / 2);
    await page.mouse.down();
    await page.mouse.move(handle!.x + 60, handle!.y + 30, { steps: 4 });
    await page.mouse.up();
    await settled();
    expect(await search()).toMatch(/^\?points=/);
    await instrument().getByText("More settings").click();
    await instrument().getByLabel("Own points").fill("1, 0, 2\n0, 1, -1\n1, 1, 1.2");
    await instrument().getByLabel("Own points").press("Tab");
    await settled();
    expect(await search()).toBe("?points=1,0,2;0,1,-1;1,1,1.2");
    const x = await instrument().evaluate((element) => [...(element as LtDescent).report!.x]);
    expect(x).toEqual([1, 0, 0, 1, 1, 1]);
    await button("Draw the task again").click();
    await settled();
    expect(await search()).toBe("");
  });

  test("the playhead, by dragging in the curve of losses", async () => {
    await open();
    await instrument().locator("svg.loss").scrollIntoViewIfNeeded();
    const box = await instrument().locator("svg.loss").boundingBox();
    await page.mouse.click(box!.x + 46, box!.y + 80);
    expect(await time()).toBeLessThan(0.1);
    expect(await search()).toMatch(/^\?at=0/);
  });

  test("noise and condition number, by their sliders, followed to the last value", async () => {
    await open();
    const condition = instrument().getByLabel("Condition number");
    await condition.focus();
    for (let i = 0; i < 30; ++i) await page.keyboard.press("ArrowRight");
    await settled();
    const [low, high] = await instrument().evaluate((element) => [
      ...(element as LtDescent).report!.eigenvalues,
    ]);
    const ridge = 1;
    expect((high! - ridge) / (low! - ridge)).toBeCloseTo(
      Number(new URLSearchParams(await search()).get("condition")),
      6,
    );
  });

  test("who takes part", async () => {
    await open();
    await instrument().getByRole("checkbox", { name: "Adam" }).check();
    await instrument().getByLabel("Transformer", { exact: true }).selectOption("full");
    await settled();
    expect(await search()).toBe("?model=full&methods=gradient-descent,heavy-ball,adam");
    await expect(instrument().locator(".key li").allTextContents()).resolves.toHaveLength(4);
  });

  test("the transformer itself, trained here and the same one every time", { timeout: 120_000 }, async () => {
    const trained = async () => {
      await open("?model-seed=5&model=gd%2B%2B");
      await settled();
      const w = await instrument().evaluate((element) => [...(element as LtDescent).report!.network!.w]);
      await page.context().close();
      return w;
    };
    const once = await trained();
    expect(once.every(Number.isFinite)).toBe(true);
    expect(await trained()).toEqual(once);
  });
});

test("a link restores settings, data and playhead, and the picture with them", async () => {
  await open("?model=full&methods=nesterov,adam&sigma=2&condition=30&start=-1,0.5&steps=20&at=6.5");
  await button("Step forward").click();
  expect(await search()).toContain("at=7");
  const [address, drawn] = [page.url(), await picture()];
  await page.goto("about:blank");
  await page.goto(address);
  await instrument().locator("svg.map").waitFor();
  expect(await picture()).toEqual(drawn);
});

test("hostile values in a link fall back, warn once each and run nothing", async () => {
  const context = await browser.newContext();
  page = await context.newPage();
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  page.on("dialog", () => warnings.push("dialog"));
  const points = encodeURIComponent('<img src=x onerror="alert(1)">');
  await page.goto(`${site.address}descent.html?sigma=NaN&methods=sgd&points=${points}`);
  await instrument().locator("svg.map").waitFor();
  expect(await search()).toBe("");
  expect(warnings).toHaveLength(3);
  for (const warning of warnings)
    expect(warning).toMatch(/^lt-descent: (sigma|methods|points): .*; the default is used$/);
});

describe.skipIf(!existsSync(cli))("the numbers behind the pictures", () => {
  test("are those of the command line, to one part in a million", async () => {
    await open("?seed=42&sigma=1.5&condition=20&methods=heavy-ball,adam");
    await instrument().getByText("Numbers behind the pictures").click();
    const read = (run: string) =>
      instrument()
        .locator(`table[data-run=${run}] tbody tr`)
        .evaluateAll((rows) =>
          rows.map((row) =>
            [...row.querySelectorAll("td")].map((cell) => Number(cell.textContent!.replace("−", "-"))),
          ),
        );
    const words = "trace --seed 42 --sigma 1.5 --condition 20 --methods heavy-ball,adam --json --network";
    const model = join(repository, "web/models/descent/diag.json");
    const native = JSON.parse(
      execFileSync(cli, [...words.split(" "), model], { encoding: "utf8" }),
    ) as TraceReport;
    const { w, u, M, a, loss, excess, adjusted } = native.network as unknown as Record<string, number[]> &
      Record<"w" | "u" | "M", number[][]>;
    const expected = loss!.map((_, l) => [
      ...w[l]!,
      ...u[l]!,
      a![l]!,
      ...M[l]!,
      loss![l]!,
      excess![l]!,
      adjusted![l]!,
    ]);
    expectClose(await read("transformer"), expected);
    for (const method of native.methods) {
      const rows = method as unknown as Record<string, number[]> & { w: number[][] };
      expectClose(
        await read(method.name),
        rows["loss"]!.map((value, k) => [...rows.w[k]!, value, rows["excess"]![k]!, rows["adjusted"]![k]!]),
      );
    }
  });

  function expectClose(shown: number[][], computed: number[][]): void {
    expect(shown.length).toBe(computed.length);
    computed.flat().forEach((value, i) => {
      expect(Math.abs(shown.flat()[i]! - value)).toBeLessThanOrEqual(1e-6 * Math.abs(value) + 1e-13);
    });
  }
});

describe("what can be taken away", () => {
  test.each([
    ["SVG", /^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"[^]* paint-order="stroke"[^>]*>ridge</],
    ["PNG", /^.PNG/],
    ["CSV", /^who,step,w1,w2,loss,excess,adjusted,u1,u2,a,m11,m12,m21,m22\ntransformer,0,/],
    ["JSON", /^\{\s*"settings"/],
  ])("the %s is a file of that kind", async (name, begin) => {
    await open();
    const [download] = await Promise.all([page.waitForEvent("download"), button(name).click()]);
    expect(download.suggestedFilename()).toBe(`descent.${name.toLowerCase()}`);
    const content = readFileSync(await download.path());
    expect(content.length).toBeGreaterThan(1000);
    expect(content.toString("latin1")).toMatch(begin);
  });

  test("the link is that of the present state", async () => {
    await open("?sigma=2", { permissions: ["clipboard-read", "clipboard-write"] });
    await button("Step back").click();
    await button("Copy link").click();
    await instrument().getByText("Link copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${site.address}descent.html?sigma=2&at=7`,
    );
  });
});

describe("when the worker dies", () => {
  test("one sentence says so, and Retry goes on", async () => {
    await open();
    await page.workers()[0]!.evaluate(
      () =>
        void setTimeout(() => {
          throw new Error("out of memory");
        }),
    );
    await button("Retry").click();
    await button("Retry").waitFor({ state: "detached" });
    await button("Round bowl").click();
    await settled();
    expect(await instrument().locator(".sentence.lost").count()).toBe(0);
    complaints = complaints.filter((complaint) => !complaint.includes("out of memory"));
  });
});

describe("the page", () => {
  const states = [
    "",
    "?methods=nesterov,rmsprop,adam,conjugate-gradient,gd-plus-plus,newton-schulz&at=3",
    "?condition=20&rate-scale=1.3&points=1,2,3;2,1,0;0,1,1",
  ];

  test.each(["light", "dark"] as const)(
    "has no accessibility violations in %s, in any state",
    async (colorScheme) => {
      for (const query of states)
        for (const width of [320, 1920]) {
          await open(query, { colorScheme, viewport: { width, height: 900 } });
          for (const summary of await instrument().locator("summary").all()) await summary.click();
          await instrument().locator(".inspected").first().press("ArrowRight");
          await instrument().locator(".tooltip").waitFor();
          expect(await accessibilityViolations(page), `${query} at ${width} px`).toEqual([]);
          await page.context().close();
        }
    },
  );

  test.each([320, 360, 768, 1440, 1920])("does not scroll sideways at %i px", async (width) => {
    await open("", { viewport: { width, height: 700 } });
    for (const summary of await instrument().locator("summary").all()) await summary.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  test("can be used by touch alone", async () => {
    await open("", { hasTouch: true, viewport: { width: 360, height: 740 } });
    await button("GD++ cliff").tap();
    await button("Pause").tap();
    await button("Step forward").tap();
    expect(await playing()).toBe(false);
    await expect.poll(() => search()).toMatch(/^\?model=gd\+\+/);
  });

  test("asks no other host for anything", async () => {
    const hosts = new Set<string>();
    page = await (await browser.newContext()).newPage();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await page.goto(`${site.address}descent.html`);
    await instrument().locator("svg.map").waitFor();
    expect([...hosts].filter((host) => host !== "")).toEqual([new URL(site.address).host]);
  });
});

test("an element that leaves the page takes its worker along", async () => {
  await open();
  await instrument().evaluate((element) => element.remove());
  await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
});

test("a frame of a drag costs the main thread little", { retry: 1 }, async () => {
  await open(
    "?methods=gradient-descent,heavy-ball,nesterov,rmsprop,adam,conjugate-gradient,gd-plus-plus,newton-schulz&steps=20",
  );
  const cost = await instrument().evaluate(async (element) => {
    const descent = element as LtDescent & { performUpdate(): void };
    const costs: number[] = [];
    const update = descent.performUpdate.bind(descent);
    descent.performUpdate = () => {
      const began = performance.now();
      update();
      costs.push(performance.now() - began);
    };
    for (let i = 0; i < 60; ++i) {
      await new Promise(requestAnimationFrame);
      descent.setAttribute("start", `${i / 60},${1 - i / 60}`);
      await descent.settled();
    }
    return costs.sort((a, b) => a - b)[Math.floor(0.9 * costs.length)]!;
  });
  expect(cost).toBeLessThanOrEqual(8);
});
