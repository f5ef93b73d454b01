import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { buildPreset } from "../tools/build.mjs";
import { Refusal, announced, exitStatus, main, repository, run, statusOf } from "../tools/command.mjs";
import { outdatedPackages, provideNpmPackages } from "../tools/npm-packages.mjs";
import { describeOptions, readOptions, someOf } from "../tools/options.mjs";
import { providePackages } from "../tools/packages.mjs";
import { openPage } from "./browser.mjs";
import { missingPytorch, pytorchContestant, pytorchVersion } from "./pytorch.mjs";
import { optionTable, runBench } from "./run.mjs";

const folder = `${repository}/web/bench`;
const inputFolder = `${repository}/build/bench/inputs`;

/** Names as in page/main.ts. */
const labels = {
  ours: "linear-transformer-lab (WASM)",
  tensorflow: "TensorFlow.js (WASM)",
  jax: "jax-js (WASM)",
  onnx: "ONNX Runtime Web (WASM)",
  javascript: "hand-written JavaScript",
};
const peers = Object.keys(labels).slice(1);

const options = {
  ...optionTable,
  peers: { takes: "LIST", about: `some of ${peers.join(",")}; by default all`, read: someOf(peers) },
  pytorch: { about: "measure native PyTorch in the same rounds, as a process of its own" },
};

const help = `npm run bench -- [options]

Measures this library against others in one Chromium page, one thread each, on the same inputs:
  T  one training step (forward, gradient, Adam) of 2,048 tasks, d = 10, n = 20, 4 layers, sampled query, one head
  A  attention forward, one head, d = 64: softmax, linear (elu+1, normalised), causal linear
The peers are installed into web/bench/node_modules. Results are compared before anything is timed; a peer that
disagrees ends the run.

Options
${describeOptions(options)}

Examples
  npm run bench
  npm run bench -- --quick --only T
  npm run bench -- --peers jax,onnx --pytorch
  npm run bench -- --rounds 25 --json build/bench/results.json --markdown build/bench/results.md

Exit status
  ${exitStatus.failed}  a build failed, or a peer failed or disagrees
  ${exitStatus.badOption}  an option is wrong
  ${exitStatus.notSetUp}  something has to be installed first; the message says what`;

/** @param {string} path */
const readLock = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {});

async function providePeers() {
  const [wanted, installed] = ["package-lock.json", "node_modules/.package-lock.json"];
  if (outdatedPackages(readLock(`${folder}/${wanted}`), readLock(`${folder}/${installed}`)).length === 0) return;
  await announced("peers: installing about 220 MB into web/bench/node_modules", async () => {
    const words = ["ci", "--prefix", folder, "--ignore-scripts", "--prefer-offline", "--loglevel=warn"];
    const status = await statusOf("npm", words);
    if (status !== 0) throw new Refusal("npm ci failed; its messages are above", exitStatus.notSetUp);
  });
}

async function buildPage() {
  await buildPreset("wasm", "ltlab_bench_module");
  await announced("benchmark's page: building", () =>
    run("npx", ["vite", "build", "--config", "web/bench/vite.config.ts", "--logLevel", "error"]),
  );
}

/** @param {string} browser */
function softwareSentence(browser) {
  const { dependencies } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const versions = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  return `Chromium ${browser}, ${versions.join(", ")}`;
}

/**
 * PyTorch, on the page's inputs as files.
 * @param {string} version @param {{ inputs: () => Promise<Record<string, number[]>> }} page
 */
async function besidePage(version, page) {
  mkdirSync(inputFolder, { recursive: true });
  for (const [name, values] of Object.entries(await page.inputs())) {
    writeFileSync(`${inputFolder}/${name}`, Float32Array.from(values));
  }
  return pytorchContestant(`PyTorch ${version}, native`, inputFolder);
}

await main(async () => {
  const words = process.argv.slice(2);
  const read = readOptions(options, words);
  if (read.help) {
    console.log(help);
    return 0;
  }
  const pytorch = read.pytorch ? pytorchVersion() : undefined;
  if (read.pytorch && !pytorch) throw new Refusal(missingPytorch, exitStatus.notSetUp);
  await providePackages(["module", "browser"]);
  await provideNpmPackages();
  await providePeers();
  await buildPage();
  const page = await openPage();
  const child = pytorch ? await besidePage(pytorch, page) : undefined;
  try {
    const inPage = Object.entries(labels).filter(([name]) => name === "ours" || (read.peers ?? peers).includes(name));
    const contestants = inPage.map(([name, label]) => page.contestant(name, label));
    await runBench({
      script: "npm run bench",
      words,
      title: "In the browser",
      contestants: child ? [...contestants, child] : contestants,
      facts: await page.facts(),
      software: softwareSentence(page.version),
      options: read,
    });
  } finally {
    child?.close();
    await page.close();
  }
});
