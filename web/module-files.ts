// The compiled modules as files, for Node: posters and tests.
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { moduleNames, type Script } from "./src/engine/load.ts";
import type { LabModule, ModuleName } from "./src/engine/types.ts";

type Preset = "wasm" | "wasm-scalar";

const fileOf = (name: ModuleName, ending: string, preset: Preset) =>
  fileURLToPath(new URL(`../build/${preset}/modules/${name}.${ending}`, import.meta.url));

export const wasmFile = (name: ModuleName, preset: Preset = "wasm") => fileOf(name, "wasm", preset);

/** All modules as one. */
export async function loadLab(preset: Preset = "wasm"): Promise<LabModule> {
  const modules = moduleNames.map(async (name) => {
    const script = (await import(/* @vite-ignore */ pathToFileURL(fileOf(name, "mjs", preset)).href)) as Script;
    return script.default({ wasmBinary: await readFile(wasmFile(name, preset)) });
  });
  return Object.assign({}, ...(await Promise.all(modules)));
}
