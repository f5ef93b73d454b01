import wasmUrl from "ltlab-module.wasm?url";
import { loadLab } from "./load.ts";
import { serve, type MessagePortLike } from "./server.ts";

serve(globalThis as unknown as MessagePortLike, () => loadLab({ wasmUrl }));
