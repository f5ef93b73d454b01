import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Hash of the names and bytes of files and folders, in an order that does not depend on the file system.
 * @param {string[]} paths absent ones count as absent
 * @param {string[]} [except] paths left out
 */
export function fingerprint(paths, except = []) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesBelow(path, except))) {
    const bytes = readFileSync(file);
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

/** @param {string} path @param {string[]} except @returns {string[]} */
function filesBelow(path, except) {
  if (except.includes(path) || !existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name), except));
}

/**
 * Does the work unless the file `stamp` says that it was done for the same inputs and its outputs are still there.
 * An interrupted or failed run leaves no stamp.
 * @param {{ stamp: string, inputs: string, outputs: string[] }} done @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>} whether there was anything to do
 */
export async function unlessDone({ stamp, inputs, outputs }, work) {
  const same = existsSync(stamp) && readFileSync(stamp, "utf8") === inputs;
  if (same && outputs.every((output) => existsSync(output))) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
  return true;
}
