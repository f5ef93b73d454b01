import { fileURLToPath } from "node:url";

const moduleFolder = fileURLToPath(new URL("../build/wasm/module/", import.meta.url));

/** "ltlab-module" and "ltlab-module.wasm": what the CMake target ltlab_wasm built. */
export const moduleAlias = [
  { find: /^ltlab-module$/, replacement: `${moduleFolder}ltlab.mjs` },
  { find: /^ltlab-module\.wasm/, replacement: `${moduleFolder}ltlab.wasm` },
];

export const wasmFile = `${moduleFolder}ltlab.wasm`;
