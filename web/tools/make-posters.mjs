// The pictures that stand in for the instruments where no script runs: each instrument's own drawing, as its SVG button
// saves it from the built site. `npm run posters` makes them anew in web/public/posters.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { buildModule, buildSite, siteFolder } from "./build.mjs";
import { main, repository } from "./command.mjs";
import { listen, siteServer } from "./serve.mjs";

const folder = join(repository, "web/public/posters");

/** What is shown, and when it is worth a picture. */
const posters = [
  { file: "descent.svg", address: "descent.html", figure: "svg.map", ready: ".take-away" },
  { file: "walkthrough.svg", address: "walkthrough.html", figure: "svg.weights", ready: ".take-away" },
  { file: "race.svg", address: "race.html", figure: "lt-race svg.plot", ready: "lt-race .take-away", inside: "lt-race" },
  { file: "stream.svg", address: "race.html", figure: "lt-stream svg.errors", ready: "lt-stream .take-away", inside: "lt-stream" },
  { file: "train.svg", address: "index.html", figure: "svg.chart", ready: ".take-away", press: "Train" },
];

/** @param {import("playwright-core").Page} page @param {typeof posters[number]} poster */
async function draw(page, { ready, press, inside = "body" }) {
  if (press) {
    await page.getByRole("button", { name: press, exact: true }).first().click();
    await page.getByText(/4,000 (of|steps)/).first().waitFor();
    await page.getByRole("button", { name: "Pause", exact: true }).waitFor({ state: "detached", timeout: 120_000 });
  }
  await page.locator(ready).first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(inside).getByRole("button", { name: "SVG", exact: true }).click(),
  ]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

await main(async () => {
  await buildModule();
  await buildSite();
  mkdirSync(folder, { recursive: true });
  const server = siteServer(siteFolder);
  const site = await listen(server, "127.0.0.1", [0]);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    for (const poster of posters) {
      const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme: "light" });
      await page.goto(`${site}${poster.address}`);
      await page.locator(poster.inside ?? "main").scrollIntoViewIfNeeded();
      await page.locator(poster.figure).waitFor();
      writeFileSync(join(folder, poster.file), await draw(page, poster));
      console.log(`web/public/posters/${poster.file}`);
      await page.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
  return 0;
});
