import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Refusal, exitStatus } from "../tools/command.mjs";
import { relativeDifference } from "./difference.mjs";

/**
 * A contestant that is a process of its own and answers the requests of cpp/bench/requests.h.
 * @param {string} name @param {string} label @param {string} program
 * @param {string[]} words @param {string} folder for results
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {import("./measure.mjs").Contestant & { close: () => void }}
 */
export function childContestant(name, label, program, words, folder, environment = {}) {
  const child = spawn(program, words, { stdio: ["pipe", "pipe", "inherit"], env: { ...process.env, ...environment } });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.on("error", () => {});
  const failed = (/** @type {string} */ why) => new Refusal(`${name} (${program}) ${why}`, exitStatus.failed);
  /** @type {Error | undefined} */
  let broken;
  child.on("error", (error) => (broken = error));

  /** @param {(string | number)[]} request @returns {Promise<any>} */
  async function ask(...request) {
    child.stdin.write(`${request.join(" ")}\n`);
    const { value, done } = await lines.next();
    if (done)
      throw failed(broken ? broken.message : `ended at the request "${request.join(" ")}"; its message is above`);
    return JSON.parse(value);
  }

  /** @param {string} cell @param {number} repetitions */
  async function results(cell, repetitions) {
    const prefix = `${folder}/${name}-${cell.replaceAll("/", "-")}-`;
    const { fields } = await ask("results", cell, repetitions, prefix);
    return Object.fromEntries(fields.map((/** @type {string} */ field) => [field, readDoubles(prefix + field)]));
  }

  return {
    name,
    label,
    open: async (cell) => (await ask("open", cell)).open,
    burst: async (cell, repetitions) => (await ask("burst", cell, repetitions)).ms,
    results,
    async differences(cell, repetitions, reference) {
      const [found, wanted] = [await results(cell, repetitions), await reference.results(cell, repetitions)];
      return Object.fromEntries(
        Object.entries(wanted).map(([field, values]) => [field, relativeDifference(found[field] ?? [], values)]),
      );
    },
    close: () => child.kill(),
  };
}

/** @param {string} path */
function readDoubles(path) {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
