import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Relative to where the command was given: npm changes to the repository's folder. @param {string} file */
export const givenPath = (file) => resolve(process.env.INIT_CWD ?? ".", file);

/** @param {string} file as it was given @param {string} text */
export function write(file, text) {
  const path = givenPath(file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\n`);
}
