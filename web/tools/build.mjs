import { availableParallelism } from "node:os";
import { join } from "node:path";
import { announced, repository, run } from "./command.mjs";
import { fingerprint, unlessDone } from "./stamp.mjs";

/** @param {string} path */
const inRepository = (path) => join(repository, path);

export const siteFolder = inRepository("web/dist");

/** @param {string} preset */
export const buildFolder = (preset) => inRepository(`build/${preset}`);

/** Everything the page is made from; the C++ sources because the page quotes them. */
const moduleFolders = ["build/wasm/modules", "build/wasm-scalar/modules"];
const siteInputs = ["web", "cpp", ...moduleFolders, "package.json", "package-lock.json"].map(inRepository);
const notSiteInputs = ["web/bench", "web/dist", "web/generated", "web/tools"].map(inRepository);

/**
 * Ninja repeats the configuration when a CMakeLists.txt changes, but knows nothing of the presets, of another
 * Emscripten or of a moved folder.
 * @param {string} preset
 */
const configure = (preset) =>
  unlessDone(
    {
      stamp: join(buildFolder(preset), "configured.stamp"),
      inputs: [fingerprint([inRepository("CMakePresets.json")]), process.env.EMSDK ?? "", repository].join("\n"),
      outputs: [join(buildFolder(preset), "build.ninja")],
    },
    () => run("cmake", ["--preset", preset, "--fresh"]),
  );

/** @param {string} preset @param {string[]} targets everything by default */
export async function buildPreset(preset, ...targets) {
  const words = ["--build", "--preset", preset, "--parallel", String(availableParallelism())];
  await announced(`${targets.join(", ") || "C++"} (${preset}): building`, async () => {
    await configure(preset);
    await run("cmake", targets.length > 0 ? [...words, "--target", ...targets] : words);
  });
}

/** What the site is made from: the modules, with SIMD and without, and the registry as build/wasm/equations.json. */
export async function buildModule() {
  await buildPreset("wasm", "ltlab_wasm", "ltlab_equations_json");
  await buildPreset("wasm-scalar", "ltlab_wasm");
}

export async function buildSite() {
  const done = {
    stamp: inRepository("build/site.stamp"),
    inputs: [fingerprint(siteInputs, notSiteInputs), process.env.LTLAB_SITE ?? ""].join("\n"),
    outputs: [join(siteFolder, "index.html")],
  };
  const built = await unlessDone(done, () =>
    announced("site: building", () => run("npm", ["run", "--silent", "build:site"])),
  );
  if (!built) console.log("site: up to date");
}
