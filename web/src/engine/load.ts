import type { LabModule } from "./types.ts";
// The alias is resolved by web/module-alias.ts to the output of the CMake target ltlab_wasm.
import createModule from "ltlab-module";

/** Where the compiled code comes from: an address (page, worker) or its bytes (Node, tests). */
export type ModuleSource = { wasmUrl: string } | { wasmBinary: ArrayBuffer | Uint8Array };

export async function loadLab(source: ModuleSource): Promise<LabModule> {
  return "wasmUrl" in source
    ? createModule({ locateFile: () => source.wasmUrl })
    : createModule({ wasmBinary: source.wasmBinary });
}
