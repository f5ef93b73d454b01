import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Refusal, announced, exitStatus, statusOf } from "./command.mjs";

/**
 * native, sanitize, coverage: the C++ tests; module: the WebAssembly module and its tests; browser: the browser tests; embedding: those in a
 * second browser; samples: generators of sites;
 * bench: the benchmarks; docs: the pages about the C++ interface.
 * @typedef {"native" | "sanitize" | "coverage" | "docs" | "module" | "browser" | "embedding" | "samples" | "bench"} Purpose
 */

const emscripten = "/usr/share/emscripten/cmake/Modules/Platform";

/** @type {Purpose[]} */
const nativePrograms = ["native", "sanitize", "coverage", "bench"];
/** @type {Purpose[]} */
const allPrograms = [...nativePrograms, "module"];

/**
 * What has to be there, the Debian package that brings it, and what it is for. `command` is looked up on PATH;
 * `unlessSet` is an environment variable that names a replacement.
 * CMake reads GoogleTest's folder when it configures the module, whether or not tests are built.
 * @type {{ package: string, command?: string, file?: string, unlessSet?: string, purposes: Purpose[] }[]}
 */
export const packageTable = [
  { package: "g++", command: "g++", purposes: nativePrograms },
  { package: "cmake", command: "cmake", purposes: allPrograms },
  { package: "ninja-build", command: "ninja", purposes: allPrograms },
  { package: "libeigen3-dev", file: "/usr/include/eigen3/Eigen/Core", purposes: allPrograms },
  { package: "nlohmann-json3-dev", file: "/usr/include/nlohmann/json.hpp", purposes: allPrograms },
  { package: "googletest", file: "/usr/src/googletest/CMakeLists.txt", purposes: allPrograms },
  { package: "libcli11-dev", file: "/usr/include/CLI/CLI.hpp", purposes: nativePrograms },
  { package: "gcovr", command: "gcovr", purposes: ["coverage"] },
  { package: "doxygen", command: "doxygen", purposes: ["docs"] },
  { package: "libbenchmark-dev", file: "/usr/include/benchmark/benchmark.h", purposes: ["bench"] },
  { package: "emscripten", file: `${emscripten}/Emscripten.cmake`, unlessSet: "EMSDK", purposes: ["module"] },
  { package: "hugo", command: "hugo", purposes: ["samples"] },
  { package: "jekyll", command: "jekyll", purposes: ["samples"] },
  { package: "mkdocs", command: "mkdocs", purposes: ["samples"] },
  { package: "firefox-esr", file: "/usr/bin/firefox-esr", unlessSet: "FIREFOX", purposes: ["embedding"] },
  { package: "chromium", file: "/usr/bin/chromium", unlessSet: "CHROMIUM", purposes: ["browser"] },
];

/**
 * The machine as far as packages are concerned; tests put another in its place.
 * @typedef {{
 *   environment: NodeJS.ProcessEnv,
 *   fileExists: (path: string) => boolean,
 *   commandExists: (name: string) => boolean,
 *   isRoot: () => boolean,
 *   hasPackageLists: () => boolean,
 *   aptGet: (words: string[]) => Promise<number>,
 * }} Machine
 */

/** @type {Machine} */
export const thisMachine = {
  environment: process.env,
  fileExists: existsSync,
  commandExists: (name) => (process.env.PATH ?? "").split(delimiter).some((folder) => isExecutable(join(folder, name))),
  isRoot: () => process.getuid?.() === 0,
  hasPackageLists: () =>
    existsSync("/var/lib/apt/lists") && readdirSync("/var/lib/apt/lists").some((name) => name.includes("_Packages")),
  aptGet: (words) =>
    statusOf("apt-get", ["-o", "DPkg::Lock::Timeout=600", ...words], { DEBIAN_FRONTEND: "noninteractive" }),
};

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {(typeof packageTable)[number]} row @param {Machine} machine */
const isThere = ({ command, file }, machine) =>
  (!command || machine.commandExists(command)) && (!file || machine.fileExists(file));

/** @param {Purpose[]} purposes @param {Machine} [machine] @returns {string[]} */
export function missingPackages(purposes, machine = thisMachine) {
  return packageTable
    .filter((row) => row.purposes.some((purpose) => purposes.includes(purpose)))
    .filter((row) => !(row.unlessSet && machine.environment[row.unlessSet]))
    .filter((row) => !isThere(row, machine))
    .map((row) => row.package);
}

/** @param {Purpose[]} purposes @param {Machine} [machine] */
export async function providePackages(purposes, machine = thisMachine) {
  const missing = missingPackages(purposes, machine);
  if (missing.length === 0) {
    console.log("Debian packages: present");
    return;
  }
  const hasApt = machine.commandExists("apt-get");
  if (!hasApt || !machine.isRoot()) throw installByHand(missing, hasApt, machine.hasPackageLists());
  await announced(`Debian packages: installing ${missing.join(" ")}`, () => install(missing, machine));
  const still = missingPackages(purposes, machine);
  if (still.length > 0) {
    throw new Refusal(
      `installed, but what the build looks for is still missing: ${still.join(" ")}`,
      exitStatus.notSetUp,
    );
  }
}

/** @param {string[]} names @param {boolean} hasApt @param {boolean} hasLists */
function installByHand(names, hasApt, hasLists) {
  const line = `${hasLists ? "" : "apt-get update && "}apt-get install -y --no-install-recommends ${names.join(" ")}`;
  const message = hasApt
    ? `Debian packages are missing, and installing them needs root. Run as root, then repeat this command:\n  ${line}`
    : `Programs or libraries are missing, and this machine has no apt-get. On Debian 12 this installs them:\n  ${line}`;
  return new Refusal(message, exitStatus.notSetUp);
}

/** Lists that are absent or out of date are fetched, and only then. @param {string[]} names @param {Machine} machine */
async function install(names, machine) {
  const words = ["install", "-y", "--no-install-recommends", ...names];
  if (machine.hasPackageLists() && (await machine.aptGet(words)) === 0) return;
  if ((await machine.aptGet(["update"])) !== 0 || (await machine.aptGet(words)) !== 0) {
    throw new Refusal(`apt-get could not install ${names.join(" ")}; its messages are above`, exitStatus.notSetUp);
  }
}
