import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildFolder, buildPreset } from "../tools/build.mjs";
import { Refusal, exitStatus, main, repository } from "../tools/command.mjs";
import { provideNpmPackages } from "../tools/npm-packages.mjs";
import { describeOptions, integerIn, readOptions } from "../tools/options.mjs";
import { providePackages } from "../tools/packages.mjs";
import { givenPath, write } from "./files.mjs";
import { machineSentence, processorName } from "./machine.mjs";
import { progress } from "./progress.mjs";
import { figuresOf } from "./scaling-figures.mjs";
import { exponentTable } from "./scaling-report.mjs";
import { seriesOf } from "./scaling-series.mjs";
import { benchmarksOf, runOnce } from "./scaling-suite.mjs";
import { best, median } from "./statistics.mjs";

/** Seconds a benchmark runs in a round. */
const usual = { rounds: 7, minTime: 0.01 };
const quick = { rounds: 1, minTime: 0.001 };

const options = {
  only: { takes: "TEXT", about: "the benchmarks whose name contains it, such as losses/full or AVX2; by default all" },
  rounds: {
    takes: "NUMBER",
    about: `rounds over all benchmarks, 1 … 100; by default ${usual.rounds}`,
    read: integerIn(1, 100),
  },
  quick: { about: "one round of short runs, for a first look" },
  json: { takes: "FILE", about: "write times and machine as JSON too" },
  svg: { takes: "FOLDER", about: "draw the figures into it, as SVG" },
  from: { takes: "FILE", about: "measure nothing: report and draw what --json wrote" },
};

const help = `npm run bench:scaling -- [options]

Measures natively how the cost of the kernels grows, by the Google Benchmark suite of cpp/bench: gradients and losses of
the batch kernel, sampling and ridge over d, n and L, attention over N and the size of a head, one at a time around
d = 10, n = 20, L = 4 and N = 4,096, d = 64, by every instruction set of this machine. Prints the exponent p of
cost ∝ sizeᵖ for each series, fitted to the medians.

Options
${describeOptions(options)}

Examples
  npm run bench:scaling
  npm run bench:scaling -- --quick --only float/AVX-512
  npm run bench:scaling -- --svg cpp/docs/scaling --json build/bench/scaling/results.json
  npm run bench:scaling -- --from build/bench/scaling/results.json --svg cpp/docs/scaling

Exit status
  ${exitStatus.failed}  a build or a benchmark failed
  ${exitStatus.badOption}  an option is wrong
  ${exitStatus.notSetUp}  something has to be installed first; the message says what`;

/** @typedef {import("./report.mjs").Time} Time */
/**
 * Times in seconds, by benchmark.
 * @typedef {{
 *   command: string, machine: string, processor: string, rounds: number, times: Record<string, Time>,
 * }} Measured
 */

/** @param {Record<string, any>} read @param {string[]} words @returns {Promise<Measured>} */
async function measure(read, words) {
  await providePackages(["bench"]);
  await buildPreset("scaling", "ltlab_bench");
  const program = join(buildFolder("scaling"), "bin/ltlab_bench");
  const only = read.only ?? "";
  const names = benchmarksOf(program, only);
  if (names.length === 0) throw new Refusal(`--only: no benchmark has "${only}" in its name`, exitStatus.badOption);
  const plan = { ...(read.quick ? quick : usual), ...(read.rounds && { rounds: read.rounds }) };
  const machine = machineSentence();
  const all = await runRounds(program, only, names.length, plan);
  return {
    command: ["npm run bench:scaling", ...(words.length > 0 ? ["--", ...words] : [])].join(" "),
    machine,
    processor: processorName(),
    rounds: plan.rounds,
    times: Object.fromEntries(names.map((name) => [name, timeOf(all.map((times) => Number(times[name])))])),
  };
}

/** @param {number[]} seconds @returns {Time} */
const timeOf = (seconds) => ({ median: median(seconds), best: best(seconds) });

/** @param {string} file @returns {Measured} */
function readMeasured(file) {
  try {
    return JSON.parse(readFileSync(givenPath(file), "utf8"));
  } catch (error) {
    throw new Refusal(`--from: ${/** @type {Error} */ (error).message}`, exitStatus.badOption);
  }
}

/** @param {string} program @param {string} only @param {number} count of benchmarks @param {typeof usual} plan */
async function runRounds(program, only, count, { rounds, minTime }) {
  const folder = `${repository}/build/bench/scaling`;
  mkdirSync(folder, { recursive: true });
  const start = performance.now();
  let done = 0;
  const show = (/** @type {number} */ round) => {
    done++;
    const left = ((performance.now() - start) / done) * (rounds * count - done);
    const place = `round ${round + 1} of ${rounds}, benchmark ${done - round * count} of ${count}`;
    progress(`${place}; about ${Math.ceil(left / 1000)} s left`);
  };
  const all = [];
  for (let round = 0; round < rounds; round++)
    all.push(await runOnce(program, only, minTime, join(folder, `round-${round + 1}.json`), () => show(round)));
  progress("");
  return all;
}

/** @param {Measured} measured @param {string} folder */
async function draw({ times, processor, rounds }, folder) {
  const { runnerImport } = await import("vite");
  const drawing = join(repository, "web/bench/scaling-drawing.ts");
  const { module } = await runnerImport(drawing, { configFile: false, logLevel: "error" });
  const figures = figuresOf(seriesOf(medians(times)), `one thread; ${processor}; ${samples(rounds)}`);
  if (figures.length === 0) console.log("no figure shows these benchmarks");
  for (const figure of figures) {
    const file = join(folder, `${figure.name}.svg`);
    write(file, module.scalingDrawing(figure));
    console.log(file);
  }
}

/** @param {number} rounds */
const samples = (rounds) => (rounds === 1 ? "one round" : `median of ${rounds} rounds`);

/** @param {Measured["times"]} times */
const medians = (times) => Object.fromEntries(Object.entries(times).map(([name, { median }]) => [name, median]));

await main(async () => {
  const words = process.argv.slice(2);
  const read = readOptions(options, words);
  if (read.help) {
    console.log(help);
    return 0;
  }
  if (read.svg) await provideNpmPackages();
  const measured = read.from ? readMeasured(read.from) : await measure(read, words);
  console.log(`\np of cost ∝ sizeᵖ; ${samples(measured.rounds)}\n`);
  console.log(exponentTable(seriesOf(medians(measured.times))));
  console.log(`\n${measured.machine}`);
  if (read.json) write(read.json, JSON.stringify(measured, null, 2));
  if (read.svg) await draw(measured, read.svg);
});
