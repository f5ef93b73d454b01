// npm start where everything is built already: the parts before this one see to that.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { repository } from "../../web/tools/command.mjs";

const secondStartSeconds = 15;

test("npm start without standard input serves the page within seconds and ends with its signal", async () => {
  const begin = performance.now();
  const npm = spawn("npm", ["--silent", "start", "--", "--port", "0"], {
    cwd: repository,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(npm, "exit");
  try {
    const lines: string[] = [];
    for await (const line of createInterface(npm.stdout)) {
      lines.push(line);
      if (line.startsWith("http")) break;
    }
    const address = lines.at(-1) ?? "";
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((performance.now() - begin) / 1000).toBeLessThan(secondStartSeconds);
    expect(lines).toContain("site: up to date");
    expect(await (await fetch(address)).text()).toContain("<lt-train");
    npm.kill("SIGTERM");
    await ended;
    await expect(fetch(address)).rejects.toThrow();
  } finally {
    npm.kill();
  }
});
