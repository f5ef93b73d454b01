import { javascriptAttention } from "./javascript-attention.ts";
import { javascriptTraining } from "./javascript-training.ts";
import type { Peer } from "./peer.ts";

export const javascript: Peer = {
  async open(cell, inputs) {
    return cell.kind === "training"
      ? javascriptTraining(cell.model, inputs)
      : javascriptAttention(cell.form, cell.n, inputs);
  },
};
