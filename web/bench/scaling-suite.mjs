import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Refusal, exitStatus } from "../tools/command.mjs";

/** @typedef {import("./scaling-series.mjs").Times} Times */

/**
 * A filter of Google Benchmark, which is a regular expression and, with a minus in front, turned round.
 * @param {string} text to be found as it stands; "" finds everything
 */
const filterFor = (text) => `--benchmark_filter=(${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") || "."})`;

/** The suite's benchmarks whose name contains `only`, in its order. @param {string} program @param {string} only */
export function benchmarksOf(program, only) {
  const words = ["--benchmark_list_tests=true", filterFor(only)];
  const names = execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return names.split("\n").filter((name) => name.includes("/"));
}

/**
 * Every benchmark once, in a random order: what disturbs the machine for a while spreads over all series.
 * @param {string} program @param {string} only @param {number} minTime seconds for a benchmark
 * @param {string} file for Google Benchmark's JSON
 * @param {() => void} onBenchmark after each
 * @returns {Promise<Times>}
 */
export async function runOnce(program, only, minTime, file, onBenchmark) {
  const child = spawn(
    program,
    [
      filterFor(only),
      `--benchmark_min_time=${minTime}`,
      "--benchmark_enable_random_interleaving=true",
      `--benchmark_out=${file}`,
      "--benchmark_out_format=json",
      "--benchmark_color=false",
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let messages = "";
  child.stderr.on("data", (text) => (messages += text));
  createInterface({ input: child.stdout }).on("line", (line) => line.includes("/") && onBenchmark());
  const status = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (status !== 0) throw new Refusal(`${program} ended with status ${status}:\n${messages}`, exitStatus.failed);
  return timesIn(JSON.parse(readFileSync(file, "utf8")));
}

/** @type {Record<string, number>} */
const secondsIn = { ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1 };

/**
 * Google Benchmark's processor time of an iteration, or of a task where the benchmark counts tasks.
 * @param {{ benchmarks: { name: string, cpu_time: number, time_unit: string, perTask?: number }[] }} json
 * @returns {Times}
 */
export const timesIn = ({ benchmarks }) =>
  Object.fromEntries(
    benchmarks.map(({ name, cpu_time, time_unit, perTask }) => [
      name,
      perTask ?? cpu_time * Number(secondsIn[time_unit]),
    ]),
  );
