import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { buildPreset } from "../tools/build.mjs";
import { exitStatus, main, repository } from "../tools/command.mjs";
import { describeOptions, readOptions } from "../tools/options.mjs";
import { providePackages } from "../tools/packages.mjs";
import { childContestant } from "./child.mjs";
import { install, missingPytorch, python, pytorchContestant, pytorchVersion } from "./pytorch.mjs";
import { optionTable, runBench } from "./run.mjs";

const programs = `${repository}/build/native/bin`;
const folder = `${repository}/build/bench/native`;
const options = { ...optionTable, "no-pytorch": { about: "go on without PyTorch" } };

const help = `npm run bench:native -- [options]

The workloads of npm run bench (see there) natively, one thread each, against PyTorch and plain Eigen. PyTorch is
used if ${python} can import it; Debian's packages: ${install}
PYTHON names another Python.

Options
${describeOptions(options)}

Examples
  npm run bench:native
  npm run bench:native -- --only T --rounds 25
  PYTHON=~/torch/bin/python npm run bench:native

Exit status
  ${exitStatus.failed}  a build failed, or a contestant failed or disagrees
  ${exitStatus.badOption}  an option is wrong
  ${exitStatus.notSetUp}  something has to be installed first; the message says what`;

/** @param {string} program @param {string[]} words */
const outputOf = (program, words) =>
  execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();

await main(async () => {
  const words = process.argv.slice(2);
  const read = readOptions(options, words);
  if (read.help) {
    console.log(help);
    return 0;
  }
  const version = read["no-pytorch"] ? undefined : pytorchVersion();
  if (!version && !read["no-pytorch"]) {
    console.log(`PyTorch is left out: ${missingPytorch}`);
  }
  await providePackages(["native"]);
  await buildPreset("native", "ltlab_bench_native");
  await buildPreset("native", "ltlab_bench_naive");
  mkdirSync(folder, { recursive: true });
  const native = `${programs}/ltlab_bench_native`;
  outputOf(native, ["--write-inputs", folder]);
  const contestants = [
    childContestant("native", "linear-transformer-lab", native, [], folder),
    childContestant("naive", "plain Eigen, -O3 -march=native", `${programs}/ltlab_bench_naive`, [folder], folder),
    ...(version ? [pytorchContestant(`PyTorch ${version}`, folder)] : []),
  ];
  try {
    await runBench({
      script: "npm run bench:native",
      words,
      title: "Natively",
      contestants,
      facts: JSON.parse(outputOf(native, ["--describe"])),
      software: outputOf("g++", ["--version"]).split("\n", 1)[0] ?? "",
      options: read,
    });
  } finally {
    for (const contestant of contestants) contestant.close();
  }
});
