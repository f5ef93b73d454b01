import type { LabModule } from "./types.ts";
// The alias is resolved by web/module-alias.ts to the output of the CMake target ltlab_wasm.
import createModule from "ltlab-module";

/** Where the compiled code comes from: an address (page, worker) or its bytes (Node, tests). */
export type ModuleSource = { wasmUrl: string } | { wasmBinary: ArrayBuffer | Uint8Array };

/** What Emscripten's script exports. */
export type CreateModule = (options: {
  wasmBinary?: ArrayBuffer | Uint8Array;
  locateFile?: (path: string, prefix: string) => string;
}) => Promise<LabModule>;

/** `create`: the script that belongs to the compiled code; by default that of the module with SIMD. */
export async function loadLab(source: ModuleSource, create: CreateModule = createModule): Promise<LabModule> {
  return "wasmUrl" in source
    ? create({ locateFile: () => source.wasmUrl })
    : create({ wasmBinary: source.wasmBinary });
}
