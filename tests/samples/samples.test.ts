// The sample sites of web/samples, built by their generators and read on an origin of their own.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { complaintsOf, launchChromium, serveFolder, serveSite, type Site } from "../browser/site.ts";

const placeholder = "https://lab.example/";

interface Sample {
  /** Commands, run in the folder of the sample. */
  build: [program: string, ...words: string[]][];
  /** Where the site is built, and the address of the post in it. */
  site: string;
  post: string;
}

const samples: Record<string, Sample> = {
  html: { build: [], site: ".", post: "index.html" },
  hugo: { build: [["hugo", "--quiet"]], site: "public", post: "post/" },
  jekyll: { build: [["jekyll", "build", "--quiet", "--disable-disk-cache"]], site: "_site", post: "post/" },
  mkdocs: { build: [["mkdocs", "build", "--quiet"]], site: "site", post: "" },
  astro: {
    build: [["npm", "install", "--no-audit", "--no-fund", "--silent"], ["npm", "run", "--silent", "build"]],
    site: "dist",
    post: "post/",
  },
};

let browser: Browser;
let lab: Site;
beforeAll(async () => {
  [browser, lab] = await Promise.all([launchChromium(), serveSite()]);
});
afterAll(async () => {
  await browser?.close();
  lab?.close();
});

/** As the README of the samples says: the lab's own address in place of the example's. */
function setAddress(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    const file = join(folder, name);
    if (!statSync(file).isFile()) continue;
    const text = readFileSync(file, "utf8");
    if (text.includes(placeholder)) writeFileSync(file, text.replaceAll(placeholder, lab.address));
  }
}

describe.each(Object.entries(samples))("%s", (name, { build, site, post }) => {
  let folder: string;
  let host: Site;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), `ltlab-${name}-`));
    cpSync(new URL(`../../web/samples/${name}`, import.meta.url), folder, { recursive: true });
    setAddress(folder);
    const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", JEKYLL_NO_BUNDLER_REQUIRE: "true" };
    for (const [program, ...words] of build) execFileSync(program, words, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
    host = await serveFolder(join(folder, site));
  }, 300_000);
  afterAll(() => {
    host?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("shows the instrument as the post sets it, and asks nobody but its own server and the lab's", async () => {
    const page = await (await browser.newContext()).newPage();
    const complaints = complaintsOf(page);
    const origins = new Set<string>();
    page.on("request", (request) => origins.add(new URL(request.url()).origin));
    await page.goto(host.address + post);
    await page.locator("lt-descent").scrollIntoViewIfNeeded();
    await page.locator("lt-descent svg").first().waitFor();
    expect(await page.locator("lt-descent").getAttribute("sigma")).toBe("1");
    expect(await page.getByText("The text goes on.").count()).toBe(1);
    const known = [host, lab].map(({ address }) => new URL(address).origin);
    expect([...origins].filter((origin) => origin !== "null" && !known.includes(origin))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("shows a picture with a link where no script runs", async () => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(host.address + post);
    const picture = page.locator("lt-descent a[href] img");
    expect(await picture.getAttribute("src")).toBe(`${lab.address}posters/descent.svg`);
    expect(await picture.evaluate((image) => image.getBoundingClientRect().height)).toBeGreaterThan(100);
    await page.context().close();
  });
});
