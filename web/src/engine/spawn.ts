import type { WorkerLike } from "./client.ts";

/**
 * A worker whose script may come from another origin than the page: browsers refuse a worker from elsewhere, but not a
 * local one that imports it. A page in a sandbox has no origin (self.origin is "null", whatever its address); Chromium
 * starts no module from a Blob there. It has the browser's name, because bundlers look for
 * `new Worker(new URL("…", import.meta.url))`.
 */
const Worker = function (url: URL, options: WorkerOptions) {
  return new globalThis.Worker(localAddress(url), options);
} as unknown as new (url: URL, options: WorkerOptions) => WorkerLike;

function localAddress(url: URL): URL | string {
  if (url.origin === self.origin) return url;
  const source = `import ${JSON.stringify(url.href)};`;
  if (self.origin === "null") return `data:text/javascript,${encodeURIComponent(source)}`;
  // Not revoked: some browsers fetch the address of a module worker only later.
  return URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
}

export const spawnWorker = (): WorkerLike =>
  new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "ltlab" });
