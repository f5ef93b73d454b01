// The built site behind a server that sends a strict policy, and a browser to look at it.
import { chromium, type Browser, type Page } from "playwright-core";
import { policy } from "../../web/content-security-policy.ts";
import { siteFolder } from "../../web/tools/build.mjs";
import { listen, siteServer } from "../../web/tools/serve.mjs";

export interface Site {
  address: string;
  close(): void;
}

export async function serveSite(): Promise<Site> {
  const server = siteServer(siteFolder, { "Content-Security-Policy": policy });
  return { address: await listen(server, "127.0.0.1", [0]), close: () => server.close() };
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Everything a page complains about: exceptions, console errors and blocked requests. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // What leaving a page interrupts is no complaint.
    if (reason !== "net::ERR_ABORTED") complaints.push(`${request.url()} ${reason}`);
  });
  return complaints;
}
