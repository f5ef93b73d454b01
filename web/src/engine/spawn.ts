import workerUrl from "./worker.ts?worker&url";
import type { WorkerLike } from "./client.ts";

/**
 * Starts the worker, also when this script comes from another origin than the page: browsers refuse a worker
 * from elsewhere, but not a local one that imports it. A page in a sandbox has no origin (self.origin is "null", whatever
 * its address); Chromium starts no module from a Blob there.
 */
export function spawnWorker(): WorkerLike {
  const url = new URL(workerUrl, import.meta.url);
  if (url.origin === self.origin) return new Worker(url, { type: "module", name: "ltlab" });
  const source = `import ${JSON.stringify(url.href)};`;
  if (self.origin === "null") return new Worker(`data:text/javascript,${encodeURIComponent(source)}`, { type: "module", name: "ltlab" });
  const blob = new Blob([source], { type: "text/javascript" });
  // Not revoked: some browsers fetch the address of a module worker only later.
  return new Worker(URL.createObjectURL(blob), { type: "module", name: "ltlab" });
}
