// What the CMake target ltlab_wasm built: scripts, imported when they are needed, and the addresses of their code.
import { loadOnce, type Script } from "./load.ts";
import type { ModuleName } from "./types.ts";

const scripts = import.meta.glob<Script>("../../../build/wasm/modules/*.mjs");
const addresses = import.meta.glob<string>("../../../build/wasm/modules/*.wasm", {
  query: "?url",
  import: "default",
  eager: true,
});
// For engines without SIMD: the same results, several times slower.
const scalarScripts = import.meta.glob<Script>("../../../build/wasm-scalar/modules/*.mjs");
const scalarAddresses = import.meta.glob<string>("../../../build/wasm-scalar/modules/*.wasm", {
  query: "?url",
  import: "default",
  eager: true,
});

async function create(folder: string, from: typeof scripts, at: typeof addresses, name: ModuleName): Promise<unknown> {
  const { default: createModule } = await from[`${folder}/${name}.mjs`]!();
  return createModule({ locateFile: () => at[`${folder}/${name}.wasm`]! });
}

export const compiledModules = (hasSimd: boolean) =>
  loadOnce((name) =>
    hasSimd
      ? create("../../../build/wasm/modules", scripts, addresses, name)
      : create("../../../build/wasm-scalar/modules", scalarScripts, scalarAddresses, name),
  );
