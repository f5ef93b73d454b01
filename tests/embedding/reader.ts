// A reader of a blog, in Chromium or in Firefox.
import { launch, type Browser, type Frame, type Page } from "puppeteer-core";

export type BrowserName = "chromium" | "firefox";

export function launchBrowser(name: BrowserName): Promise<Browser> {
  if (name === "firefox")
    return launch({ browser: "firefox", executablePath: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr", headless: true });
  const args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  return launch({ browser: "chrome", executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", headless: true, args });
}

export interface Reading {
  page: Page;
  /** Errors on the console, exceptions, and refused requests. */
  complaints: string[];
}

/** Every address that any page asked for. */
export const requested: string[] = [];

export async function read(
  browser: Browser,
  address: string,
  { width = 1000, height = 800, before }: { width?: number; height?: number; before?: (page: Page) => Promise<unknown> } = {},
): Promise<Reading> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.setViewport({ width, height });
  await before?.(page);
  await page.goto(address);
  return { page, complaints };
}

/** Asks again until the answer is true; says what was wanted where it never is. */
export async function until(what: string, ask: () => Promise<unknown>, seconds = 20): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  while (!(await ask())) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** An element has its numbers and nothing it was asked for is outstanding. */
export async function drawn(page: Page | Frame, selector: string): Promise<void> {
  await until(`${selector} is drawn`, () =>
    page.evaluate((wanted) => (document.querySelector(wanted) as { report?: unknown } | null)?.report !== undefined, selector),
  );
  await page.evaluate(async (wanted) => {
    await (document.querySelector(wanted) as HTMLElement & { settled(): Promise<void> }).settled();
  }, selector);
}

/** What an instrument says about its state, in words. */
export const sentenceOf = (page: Page, selector: string) =>
  page.evaluate(
    (wanted) => document.querySelector(wanted)?.shadowRoot?.querySelector(".sentence")?.textContent ?? "",
    selector,
  );
