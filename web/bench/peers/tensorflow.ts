// TensorFlow.js on its WebAssembly backend with SIMD; eager, its own autograd and Adam.
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import simdUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import { tensorflowAttention } from "./tensorflow-attention.ts";
import { tensorflowTraining } from "./tensorflow-training.ts";
import type { Peer } from "./peer.ts";

// It insists on three addresses and takes one of them: SIMD where there is SIMD and no SharedArrayBuffer.
setWasmPaths({
  "tfjs-backend-wasm.wasm": simdUrl,
  "tfjs-backend-wasm-simd.wasm": simdUrl,
  "tfjs-backend-wasm-threaded-simd.wasm": simdUrl,
});
await tf.setBackend("wasm");
if (tf.getBackend() !== "wasm" || !tf.env().getBool("WASM_HAS_SIMD_SUPPORT")) {
  throw new Error("TensorFlow.js did not start its WebAssembly backend with SIMD");
}

export const tensorflow: Peer = {
  async open(cell, inputs) {
    return cell.kind === "training"
      ? tensorflowTraining(cell.model, inputs)
      : tensorflowAttention(cell.form, cell.n, inputs);
  },
};
