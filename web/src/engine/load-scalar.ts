// Loaded only where there is no SIMD: the same results, several times slower.
import createModule from "ltlab-scalar-module";
import wasmUrl from "ltlab-scalar-module.wasm?url";
import { loadLab } from "./load.ts";

export const loadScalarLab = () => loadLab({ wasmUrl }, createModule);
