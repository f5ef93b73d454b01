import { chromium } from "playwright-core";
import { Refusal, exitStatus, repository } from "../tools/command.mjs";
import { listen, siteServer } from "../tools/serve.mjs";

/** @typedef {import("./measure.mjs").Contestant} Contestant */

export const launchChromium = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"],
  });

/**
 * A built page under build/bench, once window[name] is there.
 * @param {string} folder @param {string} file @param {string} name
 */
export async function openBenchPage(folder, file, name) {
  const server = siteServer(`${repository}/build/bench/${folder}`);
  const address = await listen(server, "127.0.0.1", [0]);
  const browser = await launchChromium();
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  /** @type {string[]} */
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  const close = async () => {
    await browser.close();
    server.close();
  };
  await page.goto(`${address}${file}`);
  await page.waitForFunction(`window.${name}`, null, { timeout: 60_000 }).catch(async () => {
    await close();
    throw new Refusal(`the benchmark's page did not start: ${complaints.join("; ")}`, exitStatus.failed);
  });
  return { page, version: browser.version(), close };
}

/**
 * One page in which all contestants live.
 * @returns {Promise<{
 *   version: string, contestant: (name: string, label: string) => Contestant, facts: () => Promise<any>,
 *   inputs: () => Promise<Record<string, number[]>>, close: () => Promise<void>,
 * }>}
 */
export async function openPage() {
  const { page, version, close } = await openBenchPage("page", "", "bench");
  return {
    version,
    contestant: (name, label) => contestantIn(page, name, label),
    facts: () => page.evaluate("window.bench.facts()"),
    inputs: () => page.evaluate("window.bench.inputs()"),
    close,
  };
}

/** @param {import("playwright-core").Page} page @param {string} name @param {string} label @returns {Contestant} */
function contestantIn(page, name, label) {
  /** @param {string} method @param {...unknown} words @returns {Promise<any>} */
  const ask = (method, ...words) =>
    page
      .evaluate(
        ([called, rest]) => /** @type {any} */ (window).bench[called](...rest),
        /** @type {const} */ ([method, words]),
      )
      .catch((error) => {
        throw new Refusal(`${name} failed: ${error.message}`, exitStatus.failed);
      });
  return {
    name,
    label,
    open: (cell) => ask("open", name, cell),
    burst: (cell, repetitions) => ask("burst", name, cell, repetitions),
    // Compared inside the page: only the difference travels.
    differences: (cell, repetitions, reference) => ask("compare", name, reference.name, cell, repetitions),
    results: (cell, repetitions) => ask("results", name, cell, repetitions),
  };
}
