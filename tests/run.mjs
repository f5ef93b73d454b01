import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildFolder, buildModule, buildPreset, buildSite } from "../web/tools/build.mjs";
import { Refusal, exitStatus, main, repository, secondsSince, statusOf } from "../web/tools/command.mjs";
import { provideNpmPackages } from "../web/tools/npm-packages.mjs";
import { describeOptions, readOptions, someOf } from "../web/tools/options.mjs";
import { buildPackage } from "../web/tools/package.mjs";
import { providePackages } from "../web/tools/packages.mjs";
import { atLeastOneFailed, ctestCounts, readIfThere, sum, vitestCounts } from "./counts.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */
/** @typedef {import("../web/tools/packages.mjs").Purpose} Purpose */

/**
 * The parts in the order of their run. `onlyByName` parts are left out unless they are asked for.
 * @type {Record<string, { about: string, needs: Purpose[], npm?: boolean, onlyByName?: boolean, run: () => Promise<Counts> }>}
 */
const parts = {
  native: { about: "C++ tests, native", needs: ["native"], run: () => cppTests("native") },
  wasm: { about: "the same C++ tests as WebAssembly under Node", needs: ["module"], run: () => cppTests("wasm") },
  types: { about: "TypeScript check", needs: [], npm: true, run: typeCheck },
  unit: {
    about: "unit tests of TypeScript and tools, with the WebAssembly module",
    needs: ["module"],
    npm: true,
    run: () => webTests("unit", [buildModule]),
  },
  browser: {
    about: "tests of the built site in Chromium",
    needs: ["module", "browser"],
    npm: true,
    run: () => webTests("browser", [buildModule, buildSite]),
  },
  embedding: {
    about: "elements on pages of another origin, in Chromium and Firefox",
    needs: ["module", "browser", "embedding"],
    npm: true,
    run: () => webTests("embedding", [buildModule, buildSite]),
  },
  package: {
    about: "the npm package in an empty Node project, under strict types, in a Vite project",
    needs: ["module", "browser"],
    npm: true,
    run: () => webTests("package", [buildPackage]),
  },
  samples: {
    about: "sample sites, built by Hugo, Jekyll, MkDocs and Astro, and opened (npm run test:samples)",
    needs: ["module", "browser", "samples"],
    npm: true,
    onlyByName: true,
    run: () => webTests("samples", [buildModule, buildSite]),
  },
  sanitize: {
    about: "C++ tests under AddressSanitizer and UndefinedBehaviorSanitizer (npm run test:sanitize)",
    needs: ["sanitize"],
    onlyByName: true,
    run: () => cppTests("sanitize"),
  },
  coverage: {
    about: "C++ tests, and the lines of cpp/ltlab that they run (npm run test:coverage)",
    needs: ["coverage"],
    onlyByName: true,
    run: coverage,
  },
};

const names = Object.keys(parts);
const usual = names.filter((name) => !parts[name]?.onlyByName);

const optionTable = {
  only: {
    takes: "LIST",
    about: `some of the parts, separated by commas; by default ${usual.join(",")}`,
    read: someOf(names),
  },
};

const help = `npm test -- [options]

Sets up what is missing, then builds and tests, part by part. The last line is "N passed, N failed".

Parts
${names.map((name) => `  ${name.padEnd(9)}  ${parts[name]?.about}`).join("\n")}

Options
${describeOptions(optionTable)}

Exit status
  ${exitStatus.failed}  a test or a build failed
  ${exitStatus.badOption}  an option is wrong
  ${exitStatus.notSetUp}  something has to be installed first; the message says what`;

/** @param {string} preset */
async function cppTests(preset) {
  const results = join(buildFolder(preset), "results");
  await buildPreset(preset);
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const status = await statusOf("ctest", ["--preset", preset, "--output-junit", join(results, "ctest.xml")]);
  return consistent(ctestCounts(buildFolder(preset)), status);
}

/** The share of lines counts as one test more. */
async function coverage() {
  for (const counts of findFiles(buildFolder("coverage"), ".gcda")) rmSync(counts);
  const tests = await cppTests("coverage");
  const status = await statusOf("gcovr", ["--config", "tests/coverage.cfg"]);
  return sum([tests, { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 }]);
}

/** @param {string} folder @param {string} ending */
function findFiles(folder, ending) {
  if (!existsSync(folder)) return [];
  const names = /** @type {string[]} */ (readdirSync(folder, { recursive: true }));
  return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

async function typeCheck() {
  const status = await statusOf("npm", ["run", "--silent", "check"]);
  return consistent({ passed: status === 0 ? 1 : 0, failed: 0, skipped: 0 }, status);
}

/**
 * The reporters are named here, whatever the configuration says, because the counts are read from one of them.
 * @param {"unit" | "browser" | "embedding" | "package" | "samples"} name @param {(() => Promise<void>)[]} before
 */
async function webTests(name, before) {
  for (const build of before) await build();
  const report = join(repository, `build/results/${name}.json`);
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const chosen = name === "unit" ? ["web/vitest.config.ts"] : ["web/vitest.browser.config.ts", `tests/${name}/`];
  const words = ["vitest", "run", "--config", ...chosen, ...reporters];
  const status = await statusOf("npx", words);
  const text = readIfThere(report);
  return consistent(text ? vitestCounts(JSON.parse(text)) : { passed: 0, failed: 0, skipped: 0 }, status);
}

/** @param {Counts} counts @param {number} status of the program that ran the tests */
function consistent(counts, status) {
  if (status === 0 && counts.passed + counts.failed > 0) return counts;
  if (status === 0) console.error("no test ran");
  return atLeastOneFailed(counts);
}

/** A build that fails counts as one failed test, so that the parts after it still run. @param {string} name */
async function runPart(name) {
  const part = /** @type {(typeof parts)[string]} */ (parts[name]);
  const start = performance.now();
  console.log(`\n== ${name}: ${part.about}`);
  const counts = await part.run().catch((error) => {
    console.error(error instanceof Refusal ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const skipped = counts.skipped ? `, ${counts.skipped} skipped` : "";
  const line = `${name.padEnd(9)}  ${counts.passed} passed, ${counts.failed} failed${skipped}  (${secondsSince(start)})`;
  console.log(line);
  return { ...counts, line };
}

await main(async () => {
  const options = readOptions(optionTable, process.argv.slice(2));
  if (options.help) {
    console.log(help);
    return 0;
  }
  /** @type {string[]} */
  const chosen = names.filter((name) => (options.only ?? usual).includes(name));
  await providePackages(chosen.flatMap((name) => parts[name]?.needs ?? []));
  if (chosen.some((name) => parts[name]?.npm)) await provideNpmPackages();
  const results = [];
  for (const name of chosen) results.push(await runPart(name));
  const total = sum(results);
  console.log(`\n${results.map((result) => result.line).join("\n")}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : exitStatus.failed;
});
