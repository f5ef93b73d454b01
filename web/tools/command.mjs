import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** What a command's exit status means; `--help` prints this table. */
export const exitStatus = {
  failed: 1,
  badOption: 2,
  notSetUp: 3,
};

/** An expected end of a command: the message is for the reader, no stack is shown. */
export class Refusal extends Error {
  /** @param {string} message @param {number} status */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/**
 * Runs a program without standard input and shows its output. Resolves with its exit status.
 * A signal that ends this script ends the program too; Ctrl-C reaches both from the terminal.
 * The Node that runs this script comes first on PATH: installing Debian's emscripten can add an older one.
 * @param {string} program
 * @param {string[]} words
 * @param {NodeJS.ProcessEnv} [extraEnvironment]
 * @returns {Promise<number>}
 */
export function statusOf(program, words, extraEnvironment = {}) {
  const path = dirname(process.execPath) + delimiter + (process.env.PATH ?? "");
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: repository,
      env: { ...process.env, PATH: path, ...extraEnvironment },
      stdio: ["ignore", "inherit", "inherit"],
    });
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => {
      child.kill(signal);
      process.exit(128 + constants.signals[signal]);
    };
    process.once("SIGTERM", stop);
    child.on("error", (error) =>
      reject(new Refusal(`${program} cannot be started: ${error.message}`, exitStatus.notSetUp)),
    );
    child.on("close", (status, signal) => {
      process.off("SIGTERM", stop);
      resolve(status ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

/**
 * Like statusOf, but any other end than success is a Refusal that names the command.
 * @param {string} program
 * @param {string[]} words
 */
export async function run(program, words) {
  const status = await statusOf(program, words);
  if (status !== 0) {
    throw new Refusal(`failed with status ${status}: ${[program, ...words].join(" ")}`, exitStatus.failed);
  }
}

/** @param {number} start of performance.now() */
export const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/**
 * Announces a piece of work before it is done and says how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 */
export async function announced(title, work) {
  const start = performance.now();
  console.log(`${title} …`);
  const result = await work();
  console.log(`${title}: done in ${secondsSince(start)}`);
  return result;
}

/** @param {() => Promise<number | void>} command resolves with an exit status; nothing means that it goes on (a server). */
export async function main(command) {
  try {
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = error.status;
  }
}
