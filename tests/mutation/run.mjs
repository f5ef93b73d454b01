import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { spawnSync, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { exitStatus, main, repository, secondsSince } from "../../web/tools/command.mjs";
import { describeOptions, integerIn, readOptions } from "../../web/tools/options.mjs";
import { providePackages } from "../../web/tools/packages.mjs";
import { mutantsOf, mutated, sample } from "./mutants.mjs";

/** @typedef {import("./mutants.mjs").Mutant & { file: string, source: string }} Target */
/** @typedef {"caught" | "survived" | "does not compile"} Verdict */

const folders = ["cpp/ltlab/transformer", "cpp/ltlab/attention"];
/** Texts about the formulas, no formulas. */
const wordsOnly = "equations.cpp";
const copied = ["cpp", "tests/cpp", "CMakeLists.txt", "CMakePresets.json"];
const target = "ltlab_theory_tests";
/** The registry names tests of every folder; here only some are built. */
const words = ["--gtest_brief=1", "--gtest_fail_fast", "--gtest_filter=-Equations.EveryTestExists"];
/** A mutant that runs this long loops for ever: the tests take a few seconds. */
const longestRun = 60_000;
const bar = 0.9;

const optionTable = {
  sample: { takes: "COUNT", about: "this many mutants, spread over all files; by default all", read: integerIn(1, 1e6) },
  seed: { takes: "SEED", about: "of the sample; by default 1", read: integerIn(0, 2 ** 31) },
  jobs: { takes: "COUNT", about: "builds at a time; by default one a core", read: integerIn(1, 256) },
  only: { takes: "TEXT", about: "only files whose path contains this" },
  list: { about: "show the mutants, build nothing" },
};

const help = `npm run test:mutation -- [options]

Changes the sources of ${folders.join(" and ")} one operator or constant at a time, in a copy
under build/mutation, and reports which changes no test notices. Succeeds when at least ${100 * bar} % are caught.

Options
${describeOptions(optionTable)}

Examples
  npm run test:mutation -- --sample 200
  npm run test:mutation -- --only attention/softmax`;

/** @param {string} [part] of the path @returns {Target[]} */
function allMutants(part = "") {
  return folders
    .flatMap((folder) => readdirSync(join(repository, folder)).map((name) => join(folder, name)))
    .filter((file) => /\.(h|cpp)$/.test(file) && !file.endsWith(wordsOnly) && file.includes(part))
    .flatMap((file) => {
      const source = readFileSync(join(repository, file), "utf8");
      return mutantsOf(source).map((mutant) => ({ ...mutant, file, source }));
    });
}

/** A copy of the sources with a build of its own, in which one mutant after the other is tried. */
class Workshop {
  /** @param {number} number */
  constructor(number) {
    this.root = join(repository, `build/mutation/${number}`);
    this.source = join(this.root, "source");
    this.build = join(this.root, "build");
  }

  /**
   * Files that have not changed are left alone, so that a second run builds only what is new, and builds anew what the
   * last mutant of the first left behind: its source was put back later than it was built.
   */
  async prepare() {
    mkdirSync(this.source, { recursive: true });
    for (const path of copied) this.copy(path);
    const configure = ["-S", this.source, "-B", this.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=RelWithDebInfo"];
    const lean = ["-DLTLAB_DISPATCH=OFF", "-DLTLAB_BUILD_CLI=OFF", "-DCMAKE_CXX_FLAGS=-D_GLIBCXX_ASSERTIONS"];
    await this.mustRun("cmake", [...configure, ...lean]);
    await this.mustRun("ninja", ["-C", this.build, target]);
    await this.mustRun(this.tests, words);
  }

  get tests() {
    return join(this.build, "tests/cpp", target);
  }

  /** @param {string} path */
  copy(path) {
    const from = join(repository, path);
    cpSync(from, join(this.source, path), { recursive: true, filter: isNews });
  }

  /** @param {Target} mutant @returns {Promise<Verdict>} */
  async verdict(mutant) {
    const path = join(this.source, mutant.file);
    writeFileSync(path, mutated(mutant.source, mutant));
    try {
      if ((await statusOf("ninja", ["-C", this.build, target])) !== 0) return "does not compile";
      return (await statusOf(this.tests, words, longestRun)) === 0 ? "survived" : "caught";
    } finally {
      writeFileSync(path, mutant.source);
    }
  }

  /** @param {string} program @param {string[]} words */
  async mustRun(program, words) {
    if ((await statusOf(program, words)) === 0) return;
    spawnSync(program, words, { stdio: "inherit" });
    throw new Error(`fails without any mutant: ${program} ${words.join(" ")}`);
  }
}

/** @param {string} from @param {string} to */
function isNews(from, to) {
  if (statSync(from).isDirectory()) return true;
  return !from.endsWith(".md") && !(existsSync(to) && readFileSync(from).equals(readFileSync(to)));
}

/** Silent; a program that is stopped for time counts as failed. @param {string} program @param {string[]} words */
function statusOf(program, words, timeout = 0) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: "ignore", timeout, killSignal: "SIGKILL" });
    child.on("error", reject);
    child.on("close", (status) => resolve(status ?? 1));
  });
}

/** @param {Target} mutant */
function describe({ file, source, line, from, text, start }) {
  const begin = source.lastIndexOf("\n", start) + 1;
  const code = source.slice(begin, source.indexOf("\n", start)).trim();
  return `${relative("cpp/ltlab", file)}:${line}: ${from} → ${text || "nothing"}  in  ${code}`;
}

/** @param {Target[]} mutants @param {number} jobs */
async function judge(mutants, jobs) {
  /** @type {Record<Verdict, Target[]>} */
  const found = { caught: [], survived: [], "does not compile": [] };
  const waiting = [...mutants];
  const start = performance.now();
  const work = async (/** @type {Workshop} */ workshop) => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const verdict = await workshop.verdict(mutant);
      found[verdict].push(mutant);
      const done = Object.values(found).flat().length;
      const left = ((performance.now() - start) / done) * (mutants.length - done);
      console.log(`${done}/${mutants.length} (${Math.ceil(left / 60_000)} min left)  ${verdict}  ${describe(mutant)}`);
    }
  };
  const workshops = Array.from({ length: jobs }, (_, i) => new Workshop(i + 1));
  for (const workshop of workshops) await workshop.prepare();
  await Promise.all(workshops.map(work));
  return found;
}

await main(async () => {
  const options = readOptions(optionTable, process.argv.slice(2));
  if (options.help) {
    console.log(help);
    return 0;
  }
  const all = allMutants(options.only);
  const mutants = sample(all, options.sample ?? all.length, options.seed ?? 1);
  console.log(`${mutants.length} of ${all.length} mutants`);
  if (options.list) {
    for (const mutant of mutants) console.log(describe(mutant));
    return 0;
  }
  await providePackages(["native"]);
  const start = performance.now();
  const { caught, survived, "does not compile": invalid } = await judge(mutants, options.jobs ?? availableParallelism());
  for (const mutant of survived) console.log(`survived  ${describe(mutant)}`);
  const share = caught.length / (caught.length + survived.length);
  const counts = `${caught.length} caught, ${survived.length} survived, ${invalid.length} do not compile`;
  console.log(`mutants: ${counts}: ${(100 * share).toFixed(1)} % caught  (${secondsSince(start)})`);
  return share >= bar ? 0 : exitStatus.failed;
});
