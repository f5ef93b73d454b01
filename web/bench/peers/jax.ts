// jax-js on its WebAssembly backend, one jit-compiled function per cell.
import { defaultDevice, init } from "@jax-js/jax";
import { jaxAttention } from "./jax-attention.ts";
import { jaxTraining } from "./jax-training.ts";
import type { Peer } from "./peer.ts";

await init("wasm");
defaultDevice("wasm");

export const jax: Peer = {
  async open(cell, inputs) {
    return cell.kind === "training" ? jaxTraining(cell.model, inputs) : jaxAttention(cell.form, cell.n, inputs);
  },
};
