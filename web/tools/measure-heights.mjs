// Writes web/src/embed/heights.ts: how high each instrument of the built site is at which width, so that a page can
// keep its place free. Needs the site (npm run build:site) and Chromium.
import { writeFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { siteFolder } from "./build.mjs";
import { repository } from "./command.mjs";
import { listen, siteServer } from "./serve.mjs";

const elements = ["lt-attention", "lt-descent", "lt-layer", "lt-race", "lt-stream", "lt-train", "lt-walkthrough"];
const widths = Array.from({ length: 47 }, (_, i) => 280 + 20 * i);
/** Widths whose heights differ by less share an entry. */
const tolerance = 0.04;
/** For widths between those that are measured. */
const slack = 1.01;

const server = siteServer(siteFolder, {});
const address = await listen(server, "127.0.0.1", [0]);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
await page.route("**/host.html", (route) =>
  route.fulfill({
    contentType: "text/html",
    body: `<!doctype html><body style="margin:0"><script type="module" src="${address}assets/linear-transformer-lab.js"></script>`,
  }),
);

/** @param {string} name @param {number} width */
async function heightOf(name, width) {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate((tag) => (document.body.innerHTML = `<${tag}></${tag}>`), name);
  // lt-train has no report; its chart is there from the beginning.
  await page.waitForFunction((tag) => {
    const element = /** @type {any} */ (document.querySelector(tag));
    return element?.report !== undefined || element?.shadowRoot?.querySelector("svg.chart");
  }, name);
  return page.evaluate(async (tag) => {
    const element = /** @type {HTMLElement & { settled(): Promise<void> }} */ (document.querySelector(tag));
    await element.settled();
    element.style.minBlockSize = "";
    const now = () => Math.ceil(element.getBoundingClientRect().height);
    // It measures its room and draws again.
    for (let before = -1, same = 0; same < 3; ) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      same = now() === before ? same + 1 : 0;
      before = now();
    }
    return now();
  }, name);
}

/**
 * [from which width on, height], widest last: the largest of neighbours that differ little.
 * @param {number[]} heights
 */
function steps(heights) {
  /** @type {[number, number][]} */
  const table = [];
  for (const [i, height] of heights.entries()) {
    const last = table.at(-1);
    if (last && Math.abs(height - last[1]) < tolerance * last[1]) last[1] = Math.max(last[1], height);
    else table.push([Number(widths[i]), height]);
  }
  return table;
}

/** @type {Record<string, [number, number][]>} */
const table = {};
for (const name of elements) {
  await page.goto(`${address}host.html`);
  const heights = [];
  for (const width of widths) heights.push(Math.ceil(slack * (await heightOf(name, width))));
  table[name] = steps(heights);
  console.log(`${name}: ${table[name].length} steps`);
}
await browser.close();
server.close();
const rows = Object.entries(table).map(([name, entries]) => `  "${name}": ${JSON.stringify(entries).replaceAll(",", ", ")},`);
const head = `// How high each instrument is from which width on, in pixels: written by \`npm run measure:heights\`.
export const heights: Readonly<Record<string, readonly (readonly [from: number, height: number])[]>> = {`;
writeFileSync(`${repository}/web/src/embed/heights.ts`, `${head}\n${rows.join("\n")}\n};\n`);
