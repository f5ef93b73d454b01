import { compiledModules } from "./compiled.ts";
import { hasSimd } from "./simd.ts";
import { serve, type MessagePortLike } from "./server.ts";

serve(
  globalThis as unknown as MessagePortLike,
  compiledModules(hasSimd()),
  // From its own address, whether that is this file's or a Blob's that imports it.
  () => new Worker(location.href, { type: "module", name: "ltlab helper" }),
);
