import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { type Server, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen, siteServer } from "../../../web/tools/serve.mjs";

const base = mkdtempSync(join(tmpdir(), "ltlab-serve-"));
const site = join(base, "site");
let server: Server;
let port: number;

beforeAll(async () => {
  mkdirSync(join(site, "assets"), { recursive: true });
  mkdirSync(join(site, "évidence"));
  mkdirSync(join(base, "site-private"));
  writeFileSync(join(base, "secret.txt"), "secret");
  writeFileSync(join(base, "site-private/secret.txt"), "secret");
  writeFileSync(join(site, "index.html"), "<!doctype html>home");
  writeFileSync(join(site, "assets/index.html"), "assets");
  writeFileSync(join(site, "évidence/index.html"), "accent");
  for (const name of ["module.js", "worker.mjs", "model.wasm", "model.json", "look.css", "figure.svg", "odd.xyz"]) {
    writeFileSync(join(site, "assets", name), name);
  }
  symlinkSync(join(base, "secret.txt"), join(site, "link.txt"));
  server = siteServer(site, { "Content-Security-Policy": "default-src 'self'" });
  port = Number(new URL(await listen(server, "127.0.0.1", [0])).port);
});

afterAll(() => {
  server.close();
  rmSync(base, { recursive: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Sends the path as it stands: fetch would tidy ".." away. */
function ask(path: string, method = "GET", headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text) => (body += text));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    })
      .on("error", reject)
      .end();
  });
}

test.each([
  ["/", "text/html; charset=utf-8"],
  ["/assets/module.js", "text/javascript; charset=utf-8"],
  ["/assets/worker.mjs", "text/javascript; charset=utf-8"],
  ["/assets/model.wasm", "application/wasm"],
  ["/assets/model.json", "application/json; charset=utf-8"],
  ["/assets/look.css", "text/css; charset=utf-8"],
  ["/assets/figure.svg", "image/svg+xml; charset=utf-8"],
  ["/assets/odd.xyz", "application/octet-stream"],
])("%s has the media type %s", async (path, type) => {
  const answer = await ask(path);
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toBe(type);
});

test.each([
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/assets/../../secret.txt",
  "/assets/..%2f..%2fsecret.txt",
  "//../secret.txt",
  "/..\\secret.txt",
  "/../site-private/secret.txt",
  "/link.txt",
])("%s does not leave the folder", async (path) => {
  const answer = await ask(path);
  expect(answer.status).toBe(404);
  expect(answer.body).not.toContain("secret");
});

test.each(["/%", "/%00", "/index.html%00.txt", "/%ff"])("%s is malformed", async (path) => {
  expect((await ask(path)).status).toBe(400);
});

test("an absent file is 404, and so is a file taken for a folder", async () => {
  expect((await ask("/nothing.js")).status).toBe(404);
  expect((await ask("/assets/module.js/more")).status).toBe(404);
  expect((await ask(`/${"long".repeat(1000)}`)).status).toBe(404);
});

test("a query does not change which file is meant", async () => {
  expect((await ask("/index.html?noise=1&next=/../secret.txt")).body).toContain("home");
});

test("a folder without its slash is sent to the same host, whatever the path looks like", async () => {
  expect((await ask("/assets")).headers.location).toBe("/assets/");
  expect((await ask("//assets")).headers.location).toBe("/assets/");
  const accent = (await ask(`/${encodeURIComponent("évidence")}`)).headers.location;
  expect((await ask(String(accent))).body).toBe("accent");
});

test("an unchanged file is not sent twice, a changed one is", async () => {
  const first = await ask("/assets/module.js");
  const tag = String(first.headers.etag);
  expect(first.headers["cache-control"]).toBe("no-cache");
  expect(await ask("/assets/module.js", "GET", { "If-None-Match": `"other", ${tag}` })).toMatchObject({
    status: 304,
    body: "",
  });
  utimesSync(join(site, "assets/module.js"), 1, 1);
  expect((await ask("/assets/module.js", "GET", { "If-None-Match": tag })).status).toBe(200);
});

test("HEAD has the headers of GET and no body; other methods are refused", async () => {
  const head = await ask("/assets/model.wasm", "HEAD");
  expect(head).toMatchObject({
    status: 200,
    body: "",
    headers: { "content-length": "10", "content-type": "application/wasm" },
  });
  expect(await ask("/", "POST")).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
});

test("the headers of the server are on every answer", async () => {
  for (const path of ["/", "/nothing.js", "/%"]) {
    expect((await ask(path)).headers["content-security-policy"]).toBe("default-src 'self'");
  }
});

test("the site's own page is shown for an absent file", async () => {
  writeFileSync(join(site, "404.html"), "lost");
  expect(await ask("/nothing.js")).toMatchObject({ status: 404, body: "lost" });
});

test("a taken port is passed over, and is an error when it is the only choice", async () => {
  const first = createServer();
  const taken = Number(new URL(await listen(first, "127.0.0.1", [0])).port);
  const second = createServer();
  await listen(second, "127.0.0.1", [taken, 0]);
  expect((second.address() as AddressInfo).port).not.toBe(taken);
  await expect(listen(createServer(), "127.0.0.1", [taken])).rejects.toThrow("EADDRINUSE");
  first.close();
  second.close();
});
