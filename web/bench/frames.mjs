// What frames cost the main thread of the built site while an instrument is used, by the browser's own accounts.
import { launchChromium } from "./browser.mjs";
import { median } from "./statistics.mjs";
import { siteFolder } from "../tools/build.mjs";
import { listen, siteServer } from "../tools/serve.mjs";

/** @typedef {import("playwright-core").Page} Page */
/**
 * Per frame of the main thread, in milliseconds: processor time, of which for style and layout, and the time from start to end of
 * its tasks, waiting for a processor included. Frames and new reports per second; the interval that one frame in twenty exceeds.
 * @typedef {{ work: number, layout: number, elapsed: number, frames: number, reports: number, slow: number }} Cost
 */
/** @typedef {{ title: string, element: string, address: string, prepare: (page: Page) => Promise<void>, use: (page: Page, until: number) => Promise<void> }} Scene */

const methods =
  "gradient-descent,heavy-ball,nesterov,gradient-memory,rmsprop,adam,conjugate-gradient,gd-plus-plus,newton-schulz,ridge";
const descent = `descent.html?methods=${methods}&steps=20`;

/** @param {number} until */
const wait = (until) => new Promise((resolve) => setTimeout(resolve, until - performance.now()));

/** Milliseconds between movements, answered or not: a browser hands a page one for each frame, however often a mouse tells. */
const mouseInterval = 1000 / 60;

/** Moves what is held in a circle around where it is. @param {string} handle */
const dragging = (handle) => async (/** @type {Page} */ page, /** @type {number} */ until) => {
  const box = await page.locator(handle).boundingBox();
  if (!box) throw new Error(`${handle} is not on the page`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  let moved = Promise.resolve();
  for (let angle = 0; performance.now() < until; angle += 0.08) {
    moved = page.mouse.move(x + 30 * Math.sin(angle), y + 30 * (Math.cos(angle) - 1));
    await wait(performance.now() + mouseInterval);
  }
  await moved;
  await page.mouse.up();
};

/** @param {string} selector @returns {(page: Page) => Promise<void>} */
const inSight = (selector) => (page) => page.locator(selector).first().scrollIntoViewIfNeeded();

/** Presses a button of an element, and moves it into sight. @param {string} element @param {string} name @returns {(page: Page) => Promise<void>} */
const press = (element, name) => async (page) => {
  await page.locator(element).scrollIntoViewIfNeeded();
  await page.locator(element).getByRole("button", { name, exact: true }).click();
};

/** @param {string} title @param {string} element @param {string} address @returns {Scene} */
const playing = (title, element, address) => ({ title, element, address, prepare: press(element, "Play"), use: (_, until) => wait(until) });

/** @type {Scene[]} */
export const scenes = [
  { title: "lt-descent at rest", element: "lt-descent", address: descent, prepare: inSight("svg.map"), use: (_, until) => wait(until) },
  { title: "a point dragged, all methods", element: "lt-descent", address: descent, prepare: inSight("svg.data"), use: dragging("svg.data .handle >> nth=2") },
  { title: "the start dragged, all methods", element: "lt-descent", address: descent, prepare: inSight("svg.map"), use: dragging("svg.map .handle") },
  playing("all methods play", "lt-descent", `${descent}&at=0&loop=on&speed=4`),
  { title: "lt-train trains", element: "lt-train", address: "?steps=1000000", prepare: press("lt-train", "Train"), use: (_, until) => wait(until) },
  playing("lt-walkthrough plays", "lt-walkthrough", "walkthrough.html?at=0&loop=on"),
  playing("lt-attention plays", "lt-attention", "attention.html?at=0&loop=on"),
  playing("lt-layer plays", "lt-layer", "attention.html?step=0&repeat=on"),
  playing("lt-race plays", "lt-race", "race.html?at=0&loop=on"),
  playing("lt-stream plays, 60 readings a second", "lt-stream", "race.html?pace=60"),
];

/** Counts frames, the intervals between them and new reports from now on; runs in the page. */
function countFrames(/** @type {string} */ element) {
  const instrument = /** @type {any} */ (document.querySelector(element));
  const counted = { frames: 0, reports: 0, intervals: /** @type {number[]} */ ([]) };
  let [last, report] = [performance.now(), instrument.report];
  const frame = (/** @type {number} */ now) => {
    counted.frames += 1;
    counted.intervals.push(now - last);
    last = now;
    if (instrument.report !== report) counted.reports += 1;
    report = instrument.report;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  Object.assign(window, { counted });
}

/** What the main thread has spent so far, by one of the browser's clocks. @param {Page} page @param {"threadTicks" | "timeTicks"} timeDomain */
async function accountsOf(page, timeDomain) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const value = (/** @type {string} */ name) => 1000 * Number(metrics.find((metric) => metric.name === name)?.value);
    return { tasks: value("TaskDuration"), layout: value("RecalcStyleDuration") + value("LayoutDuration"), time: value("Timestamp") };
  };
}

/** @param {Page} page @param {Scene} scene @param {number} milliseconds @returns {Promise<Cost>} */
async function costOf(page, scene, milliseconds) {
  const processor = await accountsOf(page, "threadTicks");
  const clock = await accountsOf(page, "timeTicks");
  await page.evaluate(countFrames, scene.element);
  const before = { processor: await processor(), clock: await clock() };
  await scene.use(page, performance.now() + milliseconds);
  const after = { processor: await processor(), clock: await clock() };
  const { frames, reports, intervals } = await page.evaluate(() => /** @type {any} */ (window).counted);
  const seconds = (after.clock.time - before.clock.time) / 1000;
  intervals.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
  return {
    work: (after.processor.tasks - before.processor.tasks) / frames,
    layout: (after.processor.layout - before.processor.layout) / frames,
    elapsed: (after.clock.tasks - before.clock.tasks) / frames,
    frames: frames / seconds,
    reports: reports / seconds,
    slow: intervals[Math.floor(0.95 * intervals.length)],
  };
}

/** @param {Cost[]} costs @returns {Cost} each number's median */
function medianCost(costs) {
  const middle = (/** @type {keyof Cost} */ name) => median(costs.map((cost) => cost[name]));
  return { work: middle("work"), layout: middle("layout"), elapsed: middle("elapsed"), frames: middle("frames"), reports: middle("reports"), slow: middle("slow") };
}

/**
 * Every scene in a page of its own, `rounds` times, interleaved.
 * @param {number} rounds @param {number} milliseconds @param {(sentence: string) => void} tell
 */
export async function measureFrames(rounds, milliseconds, tell) {
  const server = siteServer(siteFolder);
  const address = await listen(server, "127.0.0.1", [0]);
  const browser = await launchChromium();
  /** @type {Cost[][]} */
  const costs = scenes.map(() => []);
  try {
    for (let round = 1; round <= rounds; ++round)
      for (const [i, scene] of scenes.entries()) {
        tell(`round ${round} of ${rounds}, ${scene.title}`);
        const page = await browser.newPage({ viewport: { width: 1200, height: 1000 } });
        await page.goto(address + scene.address);
        await page.locator(scene.element).scrollIntoViewIfNeeded();
        await page.locator(`${scene.element} .inspected svg`).first().waitFor();
        await scene.prepare(page);
        costs[i]?.push(await costOf(page, scene, milliseconds));
        await page.close();
      }
    const rows = scenes.map(({ title }, i) => ({ title, ...medianCost(costs[i] ?? []) }));
    return { version: browser.version(), rows };
  } finally {
    await browser.close();
    server.close();
  }
}
