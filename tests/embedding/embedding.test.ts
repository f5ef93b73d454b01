// Elements of the lab on a page of another origin, in Chromium and in Firefox.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import type { TraceReport } from "../../web/src/engine/trace-types.ts";
import { descentParameters } from "../../web/src/state/descent-parameters.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";
import { traceRequest } from "../../web/src/state/trace-session.ts";
import { siteFolder } from "../../web/tools/build.mjs";
import { drawn, launchBrowser, read, requested, sentenceOf, until, type BrowserName } from "./reader.ts";
import { startBlog, startLab, type Blog, type Lab } from "./servers.ts";

let lab: Lab;
let copy: Lab;
let blog: Blog;
beforeAll(async () => {
  [lab, copy, blog] = await Promise.all([startLab(), startLab(), startBlog()]);
});
/** Of single tests. */
const lateOrigins: Lab[] = [];
afterAll(() => {
  for (const origin of [lab, copy, blog, ...lateOrigins]) origin.close();
});

const script = (site = lab) => `<script type="module" src="${site.address}assets/linear-transformer-lab.js"></script>`;

/** A post as a blogger writes it. */
const post = (body: string, head = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A post</title><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">${head}</head><body>${body}</body></html>`;

type Told = HTMLElement & { report?: TraceReport; settled(): Promise<void>; query(): URLSearchParams };

const lossesOf = (page: Page, selector: string) =>
  page.evaluate((wanted) => {
    const { report } = document.querySelector(wanted) as Told;
    return report!.methods.map(({ loss }) => loss.at(-1)!);
  }, selector);

async function lossesInNode(sigma: number): Promise<number[]> {
  const values = { ...fallbacks(descentParameters), sigma, model: "none" as const };
  return (await loadLab()).trace(traceRequest(values, undefined)).methods.map(({ loss }) => loss.at(-1)!);
}

describe.each<BrowserName>(["chromium", "firefox"])("in %s", (name) => {
  let browser: Browser;
  const pages: Page[] = [];
  beforeAll(async () => {
    browser = await launchBrowser(name);
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    lab.disturbance = undefined;
    await Promise.all(pages.splice(0).map((page) => page.close()));
  });

  async function open(html: string, options: Parameters<typeof read>[2] & { headers?: Record<string, string> } = {}) {
    const reading = await read(browser, blog.publish(html, options.headers), options);
    pages.push(reading.page);
    return reading;
  }

  test("one line of script and one of HTML draw an element, with the numbers of the library", async () => {
    const { page, complaints } = await open(post(`${script()}<lt-descent model="none" sigma="2"></lt-descent>`));
    await drawn(page, "lt-descent");
    expect(await lossesOf(page, "lt-descent")).toEqual(await lossesInNode(2));
    expect(complaints).toEqual([]);
  });

  test("two kinds and two of one kind stand on a page and do not disturb each other", async () => {
    const { page, complaints } = await open(
      post(`${script()}<lt-descent id="a" model="none" sigma="1"></lt-descent><lt-descent id="b" model="none" sigma="3"></lt-descent><lt-stream></lt-stream>`),
      { height: 6000 },
    );
    for (const each of ["#a", "#b", "lt-stream"]) await drawn(page, each);
    const [before, other] = [await lossesOf(page, "#a"), await lossesOf(page, "#b")];
    expect(before).toEqual(await lossesInNode(1));
    expect(other).toEqual(await lossesInNode(3));
    await page.evaluate(() => document.querySelector("#b")!.setAttribute("sigma", "2"));
    await drawn(page, "#b");
    expect(await lossesOf(page, "#b")).toEqual(await lossesInNode(2));
    expect(await lossesOf(page, "#a")).toEqual(before);
    expect(complaints).toEqual([]);
  });

  test("the script twice, and once more from another address, is harmless", async () => {
    const { page, complaints } = await open(post(`${script()}${script()}${script(copy)}<lt-descent model="none"></lt-descent>`));
    await drawn(page, "lt-descent");
    expect(complaints).toEqual([]);
  });

  test("attributes that were set before the script came count", async () => {
    const { page } = await open(post(`<lt-descent model="none"></lt-descent>`));
    await page.evaluate((address) => {
      document.querySelector("lt-descent")!.setAttribute("sigma", "2.5");
      const element = document.createElement("script");
      Object.assign(element, { type: "module", src: address });
      document.head.append(element);
    }, `${lab.address}assets/linear-transformer-lab.js`);
    await drawn(page, "lt-descent");
    expect(await lossesOf(page, "lt-descent")).toEqual(await lossesInNode(2.5));
  });

  test("an element that is removed and put back a hundred times leaves nothing behind", async () => {
    const { page, complaints } = await open(post(`${script()}<main><lt-descent model="none"></lt-descent></main>`), {
      before: (fresh) => fresh.evaluateOnNewDocument(countWhatLives),
    });
    await drawn(page, "lt-descent");
    const leaveAndReturn = (times: number) =>
      page.evaluate(async (count) => {
        const element = document.querySelector("lt-descent") as Told;
        const home = element.parentElement!;
        for (let i = 0; i < count; ++i) {
          element.remove();
          await Promise.resolve();
          home.append(element);
          await new Promise(requestAnimationFrame);
        }
        await new Promise((resolve) => setTimeout(resolve, 300));
        await element.settled();
      }, times);
    const living = () => page.evaluate(() => (globalThis as unknown as { living(): Record<string, number> }).living());
    await leaveAndReturn(3);
    const before = await living();
    const memoryBefore = name === "chromium" ? await memoryOf(page) : undefined;
    expect(before["workers"]).toBe(1);
    await leaveAndReturn(100);
    expect(await living()).toEqual(before);
    if (memoryBefore) {
      const memory = await memoryOf(page);
      console.log(`memory before and after: ${JSON.stringify([memoryBefore, memory])}`);
      expect(memory.heap).toBeLessThan(memoryBefore.heap + 2e6);
      expect(memory.nodes).toBeLessThan(1.2 * memoryBefore.nodes);
      expect(memory.listeners).toBeLessThan(1.2 * memoryBefore.listeners);
    }
    await page.evaluate(() => document.querySelector("lt-descent")!.remove());
    await until("no worker lives", async () => (await living())["workers"] === 0);
    const framesAsked = await page.evaluate(async () => {
      let asked = 0;
      const request = window.requestAnimationFrame;
      window.requestAnimationFrame = (frame) => (++asked, request(frame));
      await new Promise((resolve) => setTimeout(resolve, 200));
      return asked;
    });
    expect(framesAsked).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("a strict Content-Security-Policy needs no more than the README says", async () => {
    const site = lab.address.slice(0, -1);
    const policy = `default-src 'none'; script-src ${site} 'wasm-unsafe-eval'; style-src 'self'; connect-src ${site}; worker-src blob: ${site}; img-src data:`;
    const { page, complaints } = await open(post(`${script()}<lt-descent></lt-descent>`), {
      headers: { "Content-Security-Policy": policy },
    });
    await drawn(page, "lt-descent");
    expect(complaints).toEqual([]);
  });

  test("its page for iframes works in a sandbox without an origin, and tells its height", async () => {
    const { page } = await open(
      post(`<iframe sandbox="allow-scripts" src="${lab.address}embed/lt-descent.html?model=none&sigma=2" width="700" height="400"></iframe><script type="module" src="${lab.address}assets/frame-height.js"></script>`),
    );
    const height = () => page.evaluate(() => document.querySelector("iframe")!.getBoundingClientRect().height);
    const frame = page.frames().find((each) => each.url().includes("embed/lt-descent.html"))!;
    await drawn(frame, "lt-descent");
    const own = () => frame.evaluate(() => Math.ceil(document.querySelector("lt-descent")!.getBoundingClientRect().height));
    await until("the frame is as high as the instrument", async () => Math.abs((await height()) - (await own()) - 4) <= 1);
    const inside = await frame.evaluate(async () => {
      const element = document.querySelector("lt-descent") as Told;
      await element.settled();
      return { sigma: element.query().get("sigma"), origin: self.origin, losses: element.report!.methods.map(({ loss }) => loss.at(-1)!) };
    });
    expect(inside).toEqual({ sigma: "2", origin: "null", losses: await lossesInNode(2) });
    const steady = await height();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await height()).toBe(steady);
  });

  test("a host page with hostile rules leaves it readable and as high as it is", async () => {
    const hostile = `<style>* { all: revert; box-sizing: content-box !important; line-height: 3 !important; letter-spacing: 9px !important; text-transform: uppercase !important; transition: all 9s !important; } svg, button, p, table { display: none !important } div { position: absolute; transform: rotate(9deg) } :root { font-size: 40px; --ink: lime; }</style>`;
    const kind = async (head: string) => {
      const { page } = await open(post(`${script()}<lt-descent model="none"></lt-descent>`, head));
      await drawn(page, "lt-descent");
      return page.evaluate(() => {
        const element = document.querySelector("lt-descent")!;
        const map = element.shadowRoot!.querySelector("svg")!;
        const label = getComputedStyle(element.shadowRoot!.querySelector("button")!);
        const { height, width } = element.getBoundingClientRect();
        return { height, width, map: map.getBoundingClientRect().height, spacing: label.letterSpacing, cased: label.textTransform };
      });
    };
    const [plain, under] = [await kind(""), await kind(hostile)];
    expect(under.spacing).toBe("normal");
    expect(under.cased).toBe("none");
    expect(under.map).toBeGreaterThan(100);
    expect(Math.abs(under.height - plain.height)).toBeLessThan(0.1 * plain.height);
  });

  test("a dark host page makes it dark, a light one light", async () => {
    const brightness = async (style: string) => {
      const { page } = await open(post(`${script()}<lt-descent model="none"></lt-descent>`, `<style>${style}</style>`));
      await drawn(page, "lt-descent");
      return page.evaluate(() => {
        const frame = document.querySelector("lt-descent")!.shadowRoot!.querySelector(".frame")!;
        const [red, green, blue] = getComputedStyle(frame).backgroundColor.match(/[\d.]+/g)!.map(Number);
        return (red! + green! + blue!) / 3;
      });
    };
    expect(await brightness("body { background: #111; color: #eee }")).toBeLessThan(80);
    expect(await brightness("body { background: #fff; color: #111 }")).toBeGreaterThan(200);
  });

  test.each([
    ["without isolation", {}],
    ["isolated by COOP and COEP", { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" }],
  ])("a host %s runs it", async (_, headers) => {
    const { page, complaints } = await open(post(`${script()}<lt-stream></lt-stream>`), { headers: headers as Record<string, string> });
    await drawn(page, "lt-stream");
    expect(complaints).toEqual([]);
  });

  test.each(["lt-descent", "lt-attention", "lt-race"])("%s fits a column of 320 px", async (element) => {
    const { page } = await open(post(`${script()}<${element}></${element}>`, "<style>body { margin: 0; width: 320px }</style>"), { width: 320 });
    await drawn(page, element);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test("on a page from right to left its pictures and numbers keep their direction", async () => {
    const { page } = await open(post(`${script()}<lt-descent model="none"></lt-descent>`).replace("<html", `<html dir="rtl"`));
    await drawn(page, "lt-descent");
    const directions = await page.evaluate(() => {
      const root = document.querySelector("lt-descent")!.shadowRoot!;
      return ["svg", "button", ".sentence, p"].map((each) => getComputedStyle(root.querySelector(each)!).direction);
    });
    expect(directions).toEqual(["ltr", "ltr", "ltr"]);
  });

  describe("where the WebAssembly", () => {
    const picture = `<a href="${"#"}"><img alt="The picture in the tag" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'/>"></a>`;
    const isSeen = (page: Page) =>
      page.evaluate(() => document.querySelector("lt-descent img")!.getBoundingClientRect().height > 0);
    const lost = (page: Page) => until("trouble is told", async () => /stopped/.test(await sentenceOf(page, "lt-descent")));

    test("is forbidden, the picture in the tag and a clear sentence stand there", async () => {
      const site = lab.address.slice(0, -1);
      const { page } = await open(post(`${script()}<lt-descent model="none">${picture}</lt-descent>`), {
        headers: { "Content-Security-Policy": `script-src ${site}; worker-src blob: ${site}` },
      });
      await lost(page);
      expect(await sentenceOf(page, "lt-descent")).toMatch(/This page forbids WebAssembly.*wasm-unsafe-eval/);
      expect(await isSeen(page)).toBe(true);
    });

    test.each([
      ["is missing", (response: import("node:http").ServerResponse) => response.writeHead(404, { "Access-Control-Allow-Origin": "*" }).end()],
      [
        "is corrupt",
        (response: import("node:http").ServerResponse) =>
          response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Content-Type": "application/wasm" }).end(Buffer.from("no module")),
      ],
    ])("%s, the trouble is told, and Retry helps once it is there", async (what, answer) => {
      lab.disturbance = (request, response) => Boolean(request.url?.endsWith(".wasm") && answer(response));
      const { page } = await open(post(`${script()}<lt-descent model="none">${picture}</lt-descent>`));
      await lost(page);
      const told = await sentenceOf(page, "lt-descent");
      expect(told).toMatch(/could not be loaded.*Press Retry/);
      expect(told).not.toMatch(/Aborted|ASSERTIONS/);
      if (what === "is missing") expect(told).toMatch(/the server answered 404 for solvers-[\w-]+\.wasm/);
      expect(await isSeen(page)).toBe(true);
      lab.disturbance = undefined;
      await page.evaluate(() => document.querySelector("lt-descent")!.shadowRoot!.querySelector<HTMLElement>(".actions button")!.click());
      await drawn(page, "lt-descent");
      expect(await isSeen(page)).toBe(false);
    });

    test("has the wrong media type it runs", async () => {
      lab.disturbance = (request, response) => {
        if (request.url?.endsWith(".wasm")) {
          const write = response.writeHead.bind(response);
          response.writeHead = ((status: number) => {
            response.setHeader("Content-Type", "application/octet-stream");
            return write(status);
          }) as typeof response.writeHead;
        }
        return false;
      };
      const { page } = await open(post(`${script()}<lt-descent model="none"></lt-descent>`));
      await drawn(page, "lt-descent");
    });
  });

  test("where an instrument's script is missing, what stands in the tag stays, and Retry helps once it is there", async () => {
    lab.disturbance = (request, response) => {
      const isMissing = /define-lt-descent/.test(request.url ?? "");
      if (isMissing) response.writeHead(404, { "Access-Control-Allow-Origin": "*" }).end();
      return isMissing;
    };
    const { page } = await open(post(`${script()}<lt-descent model="none"><a href="#">A picture</a></lt-descent>`));
    const sentence = () => page.evaluate(() => document.querySelector("lt-descent [role=alert]")?.textContent ?? "");
    await until("trouble is told", async () => /could not be loaded/.test(await sentence()));
    expect(await page.evaluate(() => document.querySelector("lt-descent a")!.getBoundingClientRect().height)).toBeGreaterThan(0);
    lab.disturbance = undefined;
    const press = () => page.evaluate(() => document.querySelector<HTMLElement>("lt-descent [role=alert] button")?.click());
    await press();
    // Firefox remembers that it was missing; then the page has to be loaded again.
    await until("it is tried", async () => (await sentence()) === "" || /Reload the page/.test(await sentence()));
    if (await sentence()) await Promise.all([page.waitForNavigation(), press()]);
    await drawn(page, "lt-descent");
    expect(await sentence()).toBe("");
  });

  test("nothing heavy is loaded before it comes near, and then within a second it can be used", async () => {
    // From an origin whose files no page has asked for yet: browsers keep those of the other.
    const cold = await startLab();
    lateOrigins.push(cold);
    const { page } = await open(post(`${script(cold)}<p style="height: 4000px">A long post.</p><lt-descent model="none"></lt-descent><p>The end.</p>`));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const light = [...cold.asked];
    expect(light.filter((path) => !/^\/assets\/[\w-]+\.js$/.test(path))).toEqual([]);
    const shell = light.map((path) => gzipSync(readFileSync(siteFolder + path)).length);
    expect(shell.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(15_000);
    const start = performance.now();
    await page.evaluate(() => document.querySelector("lt-descent")!.scrollIntoView());
    await drawn(page, "lt-descent");
    console.log(`${name}: drawn ${Math.round(performance.now() - start)} ms after it came near`);
    expect(cold.asked.some((path) => path.endsWith(".wasm"))).toBe(true);
  });

  test.runIf(name === "chromium")("in the first screen nothing moves either, where the script blocks the first drawing", async () => {
    const blocking = script().replace("<script", '<script blocking="render"');
    const { page } = await open(post(`<lt-descent model="none"></lt-descent><p>The end.</p>`, blocking), {
      height: 3000,
      before: (fresh) => fresh.evaluateOnNewDocument(sumShifts),
    });
    await drawn(page, "lt-descent");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)).toBe(0);
  });

  test.runIf(name === "chromium")("nothing on the page moves when it comes", async () => {
    const { page } = await open(
      post(`${script()}<p style="height: 1500px">A long post.</p><lt-descent model="none"></lt-descent><p>The end.</p>`),
      { before: (fresh) => fresh.evaluateOnNewDocument(sumShifts) },
    );
    const shift = () => page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
    for (let y = 0; y <= 3600; y += 300) {
      await page.evaluate((to) => scrollTo(0, to), y);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await drawn(page, "lt-descent");
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await shift()).toBe(0);
  });
});

test("no page ever asked anybody else", () => {
  const known = [lab, copy, blog, ...lateOrigins].map(({ address }) => address);
  const foreign = requested.filter((url) => /^(https?|wss?):/.test(url) && !known.some((address) => url.startsWith(address)));
  expect(foreign).toEqual([]);
  expect(requested.length).toBeGreaterThan(100);
});

/** What the page's thread holds after its garbage is collected, as Chromium counts it. */
async function memoryOf(page: Page) {
  const session = await page.createCDPSession();
  for (let i = 0; i < 3; ++i) await session.send("HeapProfiler.collectGarbage");
  await session.detach();
  const { JSHeapUsedSize = 0, Nodes = 0, JSEventListeners = 0 } = await page.metrics();
  return { heap: JSHeapUsedSize, nodes: Nodes, listeners: JSEventListeners };
}

/** Runs in the page before anything else: counts what an element could leave behind. */
function countWhatLives() {
  const workers = new Set<Worker>();
  const observers = new Set<object>();
  let listeners = 0;
  const Original = window.Worker;
  window.Worker = class extends Original {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options);
      workers.add(this);
    }
    override terminate() {
      workers.delete(this);
      super.terminate();
    }
  };
  for (const kind of ["IntersectionObserver", "ResizeObserver", "MutationObserver"] as const) {
    const { prototype } = window[kind] as { prototype: { observe(...args: unknown[]): void; disconnect(): void } };
    const { observe, disconnect } = prototype;
    prototype.observe = function (...args) {
      observers.add(this);
      observe.apply(this, args);
    };
    prototype.disconnect = function () {
      observers.delete(this);
      disconnect.apply(this);
    };
  }
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = (...args: unknown[]) => {
      ++listeners;
      (addEventListener as (...all: unknown[]) => void).apply(target, args);
    };
    target.removeEventListener = (...args: unknown[]) => {
      --listeners;
      (removeEventListener as (...all: unknown[]) => void).apply(target, args);
    };
  }
  Object.assign(globalThis, {
    living: () => ({ workers: workers.size, observers: observers.size, listeners }),
  });
}

function sumShifts() {
  Object.assign(globalThis, { shift: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      (globalThis as unknown as { shift: number }).shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}
