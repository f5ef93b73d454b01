/**
 * The library for Node and browsers, without elements: training, attention, regression and theory as the C++ library
 * computes them, in the thread that loads it.
 *
 *     import { load } from "linear-transformer-lab";
 *     const lab = await load();
 *     const trainer = lab.createTrainer({ model: "diag", layers: 4, noise: "uniform:5" });
 */
import { compiledModules, type ReadCode } from "./engine/compiled.ts";
import { moduleNames, type LoadModule } from "./engine/load.ts";
import { hasSimd } from "./engine/simd.ts";
import type { LabModule, ModuleName, Modules } from "./engine/types.ts";

export type * from "./engine/types.ts";
export type * from "./engine/mechanism-types.ts";
export type * from "./engine/race-types.ts";
export type * from "./engine/stream-types.ts";
export type * from "./engine/trace-types.ts";
export type * from "./engine/walkthrough-types.ts";

/** The part of Node that reads files; bundlers for browsers must not find an import of it. */
interface NodeProcess {
  getBuiltinModule?(name: "node:fs/promises"): { readFile(file: URL): Promise<Uint8Array> };
}

/** Node fetches no files. */
const readCode: ReadCode = async (address) => {
  const files = (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.("node:fs/promises");
  if (!address.startsWith("file:") || !files) return { locateFile: () => address };
  return { wasmBinary: await files.readFile(new URL(address)) };
};

let modules: LoadModule | undefined;

/**
 * One module with its functions: "training", "solvers", "attention", "layer", "race" or "stream". Loaded once; 20 to 150 KB compressed.
 * Where there is no SIMD the results are the same, several times slower.
 */
export function loadModule<Name extends ModuleName>(name: Name): Promise<Modules[Name]> {
  return (modules ??= compiledModules(hasSimd(), readCode))(name);
}

/** All modules as one object; 340 KB compressed. */
export async function load(): Promise<LabModule> {
  return Object.assign({}, ...(await Promise.all(moduleNames.map((name) => loadModule(name)))));
}
