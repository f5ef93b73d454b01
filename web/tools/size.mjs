// npm run size: what a page transfers to run each instrument, compressed with gzip, measured in a browser on the built site.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { buildModule, buildSite, siteFolder } from "./build.mjs";
import { exitStatus, main } from "./command.mjs";
import { provideNpmPackages } from "./npm-packages.mjs";
import { describeOptions, readOptions } from "./options.mjs";
import { providePackages } from "./packages.mjs";
import { listen, siteServer } from "./serve.mjs";

/** What one instrument should need, with everything, in KB of 1,000 bytes. */
export const goal = 80;
export const shellGoal = 15;

/** What each needs at most: above the goal where it is not reached yet. No change may make it more. */
export const ceilings = {
  "lt-attention": 92,
  "lt-descent": 115,
  "lt-layer": 82,
  "lt-race": 110,
  "lt-stream": 80,
  "lt-train": 208,
  "lt-walkthrough": 122,
};

const kinds = /** @type {const} */ (["shell", "script", "worker", "wasm", "data"]);

/** @param {string} path @param {boolean} isShell @returns {(typeof kinds)[number]} */
function kindOf(path, isShell) {
  if (isShell) return "shell";
  if (path.endsWith(".wasm")) return "wasm";
  if (path.endsWith(".json")) return "data";
  return isWorkers(path) ? "worker" : "script";
}

/** The worker itself, or Emscripten's script of a module. @param {string} path */
const isWorkers = (path) => /\/worker-/.test(path) || readFileSync(join(siteFolder, path), "utf8").includes("wasmBinary");

/** Bytes of a file of the site as a server sends them. @param {string} path */
const compressed = (path) => gzipSync(readFileSync(join(siteFolder, path)), { level: 9 }).length;

/**
 * The files that a page with one element asks for: first those of the page at its beginning, then those for the element.
 * @param {import("playwright-core").Browser} browser @param {string} address @param {string} name
 */
async function filesFor(browser, address, name) {
  const page = await (await browser.newContext()).newPage();
  /** @type {Set<string>} */
  const asked = new Set();
  page.context().on("request", (request) => asked.add(new URL(request.url()).pathname));
  await page.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><link rel="icon" href="data:,"><script type="module" src="${address}assets/linear-transformer-lab.js"></script>`,
    }),
  );
  await page.goto(`${address}host.html`);
  const shell = new Set([...asked].filter((path) => path.startsWith("/assets/")));
  await page.evaluate((tag) => document.body.append(document.createElement(tag)), name);
  // lt-train has no report; its chart is there from the beginning.
  await page.waitForFunction((tag) => {
    const element = /** @type {any} */ (document.querySelector(tag));
    return element?.report !== undefined || element?.shadowRoot?.querySelector("svg.chart");
  }, name);
  await page.evaluate((tag) => /** @type {any} */ (document.querySelector(tag)).settled(), name);
  const files = [...asked].filter((path) => !path.endsWith("host.html"));
  await page.context().close();
  return { shell, files };
}

/** Bytes by kind, of all instruments. @returns {Promise<Record<string, Record<(typeof kinds)[number], number>>>} */
export async function measureSizes() {
  const server = siteServer(siteFolder, {});
  const address = await listen(server, "127.0.0.1", [0]);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  /** @type {Record<string, Record<(typeof kinds)[number], number>>} */
  const table = {};
  for (const name of Object.keys(ceilings)) {
    const { shell, files } = await filesFor(browser, address, name);
    const row = { shell: 0, script: 0, worker: 0, wasm: 0, data: 0 };
    for (const path of files) row[kindOf(path, shell.has(path))] += compressed(path);
    table[name] = row;
  }
  await browser.close();
  server.close();
  return table;
}

/** @param {Record<string, number>} row */
export const totalOf = (row) => Object.values(row).reduce((sum, bytes) => sum + bytes, 0);

const kilobytes = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1);

/**
 * The table as text, and whether all is within its limits.
 * @param {Record<string, Record<(typeof kinds)[number], number>>} table
 * @param {Record<string, number>} [limits]
 */
export function report(table, limits = ceilings) {
  const head = ["KB, gzip", ...kinds, "total", "at most", `goal ${goal}`];
  const rows = Object.entries(table).map(([name, row]) => {
    const total = totalOf(row) / 1000;
    const limit = limits[name] ?? goal;
    const verdict = total > limit ? "TOO LARGE" : total > goal ? `${(total - goal).toFixed(1)} above` : "reached";
    return [name, ...kinds.map((kind) => kilobytes(row[kind])), total.toFixed(1), String(limit), verdict];
  });
  const lines = [head, ...rows].map((cells) => cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(12))).join(""));
  const isWithin = Object.entries(table).every(
    ([name, row]) => totalOf(row) / 1000 <= (limits[name] ?? goal) && row.shell / 1000 <= shellGoal,
  );
  return { text: lines.join("\n"), isWithin };
}

const help = `npm run size

What a page transfers to run each instrument, compressed: the shell that every page loads, the instrument's script, its worker
with Emscripten's script, the WebAssembly, and data. Fails where an instrument needs more than it may, or the shell more than ${shellGoal} KB.

Options
${describeOptions({})}

Exit status
  ${exitStatus.failed}  something is too large`;

if (import.meta.url === `file://${process.argv[1]}`)
  await main(async () => {
    if (readOptions({}, process.argv.slice(2)).help) {
      console.log(help);
      return 0;
    }
    await providePackages(["module", "browser"]);
    await provideNpmPackages();
    await buildModule();
    await buildSite();
    const { text, isWithin } = report(await measureSizes());
    console.log(text);
    return isWithin ? 0 : exitStatus.failed;
  });
