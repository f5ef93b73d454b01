import wasmUrl from "ltlab-module.wasm?url";
import { loadLab } from "./load.ts";
import { hasSimd } from "./simd.ts";
import { serve, type MessagePortLike } from "./server.ts";

serve(
  globalThis as unknown as MessagePortLike,
  async () => (hasSimd() ? loadLab({ wasmUrl }) : (await import("./load-scalar.ts")).loadScalarLab()),
  // From its own address, whether that is this file's or a Blob's that imports it.
  () => new Worker(location.href, { type: "module", name: "ltlab helper" }),
);
