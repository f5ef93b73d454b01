import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal, announced, exitStatus, repository, statusOf } from "./command.mjs";

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean }> }} LockFile */

/**
 * Packages that the lock file names and node_modules does not hold in that version. Optional ones are for other
 * platforms when they are absent.
 * @param {LockFile} wanted @param {LockFile} installed
 */
export function outdatedPackages(wanted, installed) {
  return Object.entries(wanted.packages ?? {})
    .filter(([path]) => path !== "")
    .filter(([path, entry]) => {
      const found = installed.packages?.[path];
      return found ? found.version !== entry.version : !entry.optional;
    })
    .map(([path]) => path);
}

/** @param {string} path @returns {LockFile} */
const readLock = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {});

export async function provideNpmPackages() {
  const wanted = readLock(join(repository, "package-lock.json"));
  const installed = readLock(join(repository, "node_modules/.package-lock.json"));
  if (outdatedPackages(wanted, installed).length === 0) {
    console.log("npm packages: present");
    return;
  }
  await announced("npm packages: installing", async () => {
    const status = await statusOf("npm", ["ci", "--prefer-offline"]);
    if (status !== 0) throw new Refusal("npm ci failed; its messages are above", exitStatus.notSetUp);
  });
}
