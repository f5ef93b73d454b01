import { fileURLToPath } from "node:url";

const moduleFolder = (preset: string) => fileURLToPath(new URL(`../build/${preset}/module/`, import.meta.url));

/** "ltlab-module" and "ltlab-module.wasm": what the CMake target ltlab_wasm built; "ltlab-scalar-module": without SIMD. */
export const moduleAlias = [
  { find: /^ltlab-module$/, replacement: `${moduleFolder("wasm")}ltlab.mjs` },
  { find: /^ltlab-module\.wasm/, replacement: `${moduleFolder("wasm")}ltlab.wasm` },
  { find: /^ltlab-scalar-module$/, replacement: `${moduleFolder("wasm-scalar")}ltlab.mjs` },
  { find: /^ltlab-scalar-module\.wasm/, replacement: `${moduleFolder("wasm-scalar")}ltlab.wasm` },
];

export const moduleFile = `${moduleFolder("wasm")}ltlab.mjs`;
export const wasmFile = `${moduleFolder("wasm")}ltlab.wasm`;
export const scalarWasmFile = `${moduleFolder("wasm-scalar")}ltlab.wasm`;
