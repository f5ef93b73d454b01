import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildModule } from "../tools/build.mjs";
import { announced, exitStatus, main, run } from "../tools/command.mjs";
import { provideNpmPackages } from "../tools/npm-packages.mjs";
import { describeOptions, integerIn, readOptions } from "../tools/options.mjs";
import { providePackages } from "../tools/packages.mjs";
import { openBenchPage } from "./browser.mjs";
import { machineSentence } from "./machine.mjs";
import { progress } from "./progress.mjs";
import { median } from "./statistics.mjs";

/** @typedef {{ title: string, settings: Record<string, unknown>, workers: number, samples: number[] }} Variant */
/** Variants that are measured in turn and compared with the first. @typedef {{ title: string, variants: Variant[] }} Group */

const batch = 2048;
const published = { layers: 4, d: 10, n: 20, noise: "uniform:5" };
const target = 0.062;
const manyPairs = 2000;

const optionTable = {
  rounds: { takes: "NUMBER", about: "rounds over all variants, 1 … 1000; by default 9", read: integerIn(1, 1000) },
  time: { takes: "MS", about: "length of a burst in milliseconds, 10 … 60000; by default 700", read: integerIn(10, 60_000) },
  workers: { takes: "NUMBER", about: "workers to compare with one, 2 … 64; by default 2", read: integerIn(2, 64) },
  json: { takes: "FILE", about: "write the times as JSON too" },
};

const help = `npm run bench:training -- [options]

Whole training steps in Chromium as the elements do them: sampling, gradient, Adam, validation and messages, in a
worker of the page and its helpers.
  workers  one against several, batch ${batch}, 4 layers, d = 10, n = 20
  pairs    n = 20 against n = ${manyPairs} with the sufficient-statistics sampler
  target   DIAG, 4 layers, U(0, 5), default settings: time to an adjusted loss of ${target} in one worker

Options
${describeOptions(optionTable)}

Examples
  npm run bench:training
  npm run bench:training -- --rounds 3 --time 300
  npm run bench:training -- --workers 4 --json build/bench/training.json

Exit status
  ${exitStatus.failed}  a build failed, or the page did
  ${exitStatus.badOption}  an option is wrong
  ${exitStatus.notSetUp}  something has to be installed first; the message says what`;

/** @param {number} workers @returns {Group[]} */
function groupsOf(workers) {
  /** @param {string} title @param {Record<string, unknown>} settings @returns {Variant} */
  const variant = (title, settings, count = 1) => ({
    title,
    settings: { ...published, batch, steps: 10_000_000, rate: 1e-6, ...settings },
    workers: count,
    samples: [],
  });
  return ["diag", "full"].flatMap((model) => [
    {
      title: `${model.toUpperCase()}, workers`,
      variants: [1, workers].map((count) => variant(`${count}`, { model }, count)),
    },
    {
      title: `${model.toUpperCase()}, statistics, n`,
      variants: [published.n, manyPairs].map((n) => variant(`${n}`, { model, n, sampler: "statistics" })),
    },
  ]);
}

/**
 * @param {import("playwright-core").Page} page @param {Group[]} groups @param {number} rounds @param {number} time
 * @returns {Promise<{ reached: number, whole: number, last: number }[]>} the runs to the target; the groups' samples are filled
 */
async function measure(page, groups, rounds, time) {
  /** @param {string} method @param {unknown[]} words @returns {Promise<any>} */
  const ask = (method, ...words) =>
    page.evaluate(
      ([name, rest]) => /** @type {any} */ (window).training[name](...rest),
      /** @type {const} */ ([method, words]),
    );
  const all = groups.flatMap(({ title, variants }) =>
    variants.map((variant) => ({ ...variant, key: `${title} ${variant.title}`, steps: 0 })),
  );
  for (const variant of all) {
    progress(`warming up ${variant.key}`);
    await ask("open", variant.key, variant.settings);
    await ask("burst", variant.key, 50, variant.workers);
    variant.steps = Math.max(1, Math.round((50 * time) / (await ask("burst", variant.key, 50, variant.workers))));
  }
  const start = performance.now();
  for (let round = 0; round < rounds; ++round)
    for (const variant of all) {
      const share = (round * all.length + all.indexOf(variant)) / (rounds * all.length);
      const left = share > 0 ? ((performance.now() - start) * (1 - share)) / share : rounds * all.length * time;
      progress(`round ${round + 1} of ${rounds}, ${variant.key}; about ${Math.ceil(left / 1000)} s left`);
      variant.samples.push((await ask("burst", variant.key, variant.steps, variant.workers)) / variant.steps);
    }
  progress("training to the target");
  /** @type {{ reached: number, whole: number, last: number }[]} */
  const runs = [];
  for (const seed of [1, 2, 3]) runs.push(await ask("runTo", target, { model: "diag", ...published, seed }));
  progress("");
  return runs;
}

/** @param {Group} group */
function report({ title, variants }) {
  const medians = variants.map(({ samples }) => median(samples));
  const parts = variants.map((variant, i) => `${variant.title}: ${medians[i]?.toFixed(3)} ms a step`);
  return `${title}  ${parts.join(", ")}; ratio of medians ${(Number(medians[0]) / Number(medians[1])).toFixed(3)}`;
}

await main(async () => {
  const options = readOptions(optionTable, process.argv.slice(2));
  if (options.help) {
    console.log(help);
    return 0;
  }
  const rounds = options.rounds ?? 9;
  const time = options.time ?? 700;
  await providePackages(["module", "browser"]);
  await provideNpmPackages();
  await buildModule();
  await announced("benchmark's page: building", () =>
    run("npx", ["vite", "build", "--config", "web/bench/vite.training.config.ts", "--logLevel", "error"]),
  );
  const { page, version, close } = await openBenchPage("training-page", "training.html", "training");
  const groups = groupsOf(options.workers ?? 2);
  try {
    const runs = await measure(page, groups, rounds, time);
    console.log(`\nTraining in Chromium ${version}, batch ${batch}, medians of ${rounds} interleaved bursts of ${time} ms`);
    for (const group of groups) console.log(report(group));
    const seconds = runs.map(
      ({ reached, whole, last }) =>
        `${(reached / 1000).toFixed(2)} s (${last.toFixed(4)} after all steps, ${(whole / 1000).toFixed(2)} s)`,
    );
    console.log(`DIAG to ${target}, default settings, one worker, seeds 1, 2, 3: ${seconds.join(", ")}`);
    console.log(machineSentence());
    if (options.json)
      writeFileSync(resolve(process.env.INIT_CWD ?? ".", options.json), `${JSON.stringify({ groups, runs }, null, 2)}\n`);
  } finally {
    await close();
  }
});
