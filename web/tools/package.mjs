// npm run package: the npm package as the folder build/package. Sources are compiled one by one, not bundled: whoever uses
// the package has a bundler, which then shares lit with the rest of the page; for pages without one there is the folder
// browser.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildModule } from "./build.mjs";
import { announced, exitStatus, main, repository, run } from "./command.mjs";
import { provideNpmPackages } from "./npm-packages.mjs";
import { describeOptions, readOptions } from "./options.mjs";
import { providePackages } from "./packages.mjs";

export const packageFolder = join(repository, "build/package");

const instruments = ["attention", "descent", "layer", "prediction", "race", "stream", "train", "walkthrough"];

const moduleFiles = ["training", "solvers", "attention", "layer", "race", "stream"].flatMap((name) =>
  ["mjs", "d.mts", "wasm"].map((ending) => `${name}.${ending}`),
);

/** What a file of the package says otherwise than its source. @type {Record<string, [string | RegExp, string][]>} */
const changes = {
  "src/engine/compiled.js": [
    [/(\.\.\/){3}build\/wasm\/modules\//g, "../../modules/"],
    [/(\.\.\/){3}build\/wasm-scalar\/modules\//g, "../../modules/scalar/"],
  ],
  "src/engine/spawn.js": [["./worker.ts", "./worker.js"]],
  "src/elements/walkthrough-explanation.js": [["ltlab-cpp-quotes", "../cpp-quotes.js"]],
  "src/embed/site-address.js": [[/= new URL[^;]*;/, "= undefined;"]],
};

/** @param {string} file @param {[string | RegExp, string][]} replacements */
function rewrite(file, replacements) {
  const path = join(packageFolder, file);
  let text = readFileSync(path, "utf8");
  for (const [from, to] of replacements) {
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file}: ${from} is not there any more`);
    text = changed;
  }
  writeFileSync(path, text);
}

/** Declarations name the files that they stand for. */
function rewriteDeclarations() {
  const names = /** @type {string[]} */ (readdirSync(packageFolder, { recursive: true }));
  for (const name of names.filter((each) => each.endsWith(".d.ts"))) {
    const path = join(packageFolder, name);
    writeFileSync(path, readFileSync(path, "utf8").replace(/(["'])(\.{1,2}\/[^"']+)\.ts\1/g, "$1$2.js$1"));
  }
}

/** @param {Record<string, unknown>} workshop the repository's package.json */
function manifest({ name, version, description, license, engines, dependencies }) {
  const entries = (/** @type {(name: string) => [string, string]} */ entry) => Object.fromEntries(instruments.map(entry));
  return {
    name,
    version,
    description,
    license,
    keywords: ["linear attention", "transformer", "in-context learning", "webassembly", "web components", "visualization"],
    type: "module",
    engines,
    dependencies,
    types: "./src/lab.d.ts",
    customElements: "custom-elements.json",
    sideEffects: ["./src/elements/define-*.js", "./src/engine/worker.js", "./src/linear-transformer-lab.js", "./browser/**/*.js"],
    exports: {
      ".": "./src/lab.js",
      "./elements": "./src/linear-transformer-lab.js",
      ...entries((each) => [`./lt-${each}`, `./src/elements/define-lt-${each}.js`]),
      ...entries((each) => [`./classes/lt-${each}`, `./src/elements/lt-${each}.js`]),
      "./browser/*": "./browser/*",
      "./custom-elements.json": "./custom-elements.json",
      "./package.json": "./package.json",
    },
  };
}

export async function buildPackage() {
  await buildModule();
  await announced("package: building", async () => {
    rmSync(packageFolder, { recursive: true, force: true });
    mkdirSync(packageFolder, { recursive: true });
    await run("npx", ["vite", "build", "--config", "web/vite.package.config.ts", "--logLevel", "warn"]);
    await run("npx", ["tsc", "--project", "web/tsconfig.package.json"]);
    for (const [file, replacements] of Object.entries(changes)) rewrite(file, replacements);
    rewriteDeclarations();
    for (const file of moduleFiles) {
      cpSync(join(repository, "build/wasm/modules", file), join(packageFolder, "modules", file));
      cpSync(join(repository, "build/wasm-scalar/modules", file), join(packageFolder, "modules/scalar", file));
    }
    cpSync(join(repository, "web/models"), join(packageFolder, "models"), { recursive: true });
    for (const file of ["LICENSE", "CHANGELOG.md", "web/package/README.md"])
      cpSync(join(repository, file), join(packageFolder, file.replace("web/package/", "")));
    const workshop = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
    writeFileSync(join(packageFolder, "package.json"), `${JSON.stringify(manifest(workshop), undefined, 2)}\n`);
  });
}

const help = `npm run package

Builds the npm package in build/package; npm pack ./build/package makes a file of it.

Options
${describeOptions({})}

Exit status
  ${exitStatus.failed}  the build failed
  ${exitStatus.notSetUp}  something has to be installed first; the message says what`;

if (import.meta.url === `file://${process.argv[1]}`)
  await main(async () => {
    if (readOptions({}, process.argv.slice(2)).help) {
      console.log(help);
      return 0;
    }
    await providePackages(["module"]);
    await provideNpmPackages();
    await buildPackage();
    return 0;
  });
