import workerUrl from "./worker.ts?worker&url";
import type { WorkerLike } from "./client.ts";

/**
 * Starts the worker, also when this script comes from another origin than the page: browsers refuse a worker
 * from elsewhere, but not a local one that imports it.
 */
export function spawnWorker(): WorkerLike {
  const url = new URL(workerUrl, import.meta.url);
  if (url.origin === location.origin) return new Worker(url, { type: "module", name: "ltlab" });
  const source = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
  // Not revoked: some browsers fetch the address of a module worker only later.
  return new Worker(URL.createObjectURL(source), { type: "module", name: "ltlab" });
}
