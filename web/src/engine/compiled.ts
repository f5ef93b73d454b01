// What the CMake target ltlab_wasm built: scripts, imported when they are needed, and the addresses of their code. Spelled
// out, because bundlers look for `import("…")` and `new URL("…", import.meta.url)`.
import { workerWords as words } from "../messages/worker.ts";
import { loadOnce, type LoadModule, type Script } from "./load.ts";
import type { ModuleName } from "./types.ts";

type Scripts = Readonly<Record<ModuleName, () => Promise<Script>>>;
type Addresses = Readonly<Record<ModuleName, string>>;

const scripts: Scripts = {
  training: () => import("../../../build/wasm/modules/training.mjs"),
  solvers: () => import("../../../build/wasm/modules/solvers.mjs"),
  attention: () => import("../../../build/wasm/modules/attention.mjs"),
  layer: () => import("../../../build/wasm/modules/layer.mjs"),
  race: () => import("../../../build/wasm/modules/race.mjs"),
  stream: () => import("../../../build/wasm/modules/stream.mjs"),
};

const addresses: Addresses = {
  training: new URL("../../../build/wasm/modules/training.wasm", import.meta.url).href,
  solvers: new URL("../../../build/wasm/modules/solvers.wasm", import.meta.url).href,
  attention: new URL("../../../build/wasm/modules/attention.wasm", import.meta.url).href,
  layer: new URL("../../../build/wasm/modules/layer.wasm", import.meta.url).href,
  race: new URL("../../../build/wasm/modules/race.wasm", import.meta.url).href,
  stream: new URL("../../../build/wasm/modules/stream.wasm", import.meta.url).href,
};

// For engines without SIMD: the same results, several times slower.
const scalarScripts: Scripts = {
  training: () => import("../../../build/wasm-scalar/modules/training.mjs"),
  solvers: () => import("../../../build/wasm-scalar/modules/solvers.mjs"),
  attention: () => import("../../../build/wasm-scalar/modules/attention.mjs"),
  layer: () => import("../../../build/wasm-scalar/modules/layer.mjs"),
  race: () => import("../../../build/wasm-scalar/modules/race.mjs"),
  stream: () => import("../../../build/wasm-scalar/modules/stream.mjs"),
};

const scalarAddresses: Addresses = {
  training: new URL("../../../build/wasm-scalar/modules/training.wasm", import.meta.url).href,
  solvers: new URL("../../../build/wasm-scalar/modules/solvers.wasm", import.meta.url).href,
  attention: new URL("../../../build/wasm-scalar/modules/attention.wasm", import.meta.url).href,
  layer: new URL("../../../build/wasm-scalar/modules/layer.wasm", import.meta.url).href,
  race: new URL("../../../build/wasm-scalar/modules/race.wasm", import.meta.url).href,
  stream: new URL("../../../build/wasm-scalar/modules/stream.wasm", import.meta.url).href,
};

/** Where the code of a module comes from: its address, or its bytes. */
export type ReadCode = (address: string) => Promise<{ wasmBinary: ArrayBuffer | Uint8Array } | { locateFile(): string }>;

const byAddress: ReadCode = async (address) => ({ locateFile: () => address });

export function compiledModules(hasSimd: boolean, readCode = byAddress): LoadModule {
  const [from, at] = hasSimd ? [scripts, addresses] : [scalarScripts, scalarAddresses];
  return loadOnce(async (name) => {
    const [{ default: create }, code] = await Promise.all([from[name](), readCode(at[name])]);
    return create(code).catch((error: unknown) => explain(error, at[name]));
  });
}

/** An engine says of a missing file only that it is no module. */
async function explain(error: unknown, address: string): Promise<never> {
  const response = await fetch(address).catch(() => undefined);
  if (response && !response.ok) throw new Error(words.noFile(address.split("/").at(-1)!, response.status));
  throw error;
}
