// ONNX Runtime Web, WebAssembly, one thread; forward passes only, it does not train.
import * as ort from "onnxruntime-web/wasm";
import wasmUrl from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import { encodeModel, type Graph } from "../onnx/encode.ts";
import { causalGraph, linearGraph, softmaxGraph } from "../onnx/graphs.ts";
import { sizes, type Form, type Peer, type Run } from "./peer.ts";

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = { wasm: wasmUrl };

const d = sizes.head;
const chunk = 32;

function graphOf(form: Form, n: number): Graph {
  if (form === "softmax") return softmaxGraph(n, d, 256);
  return form === "linear" ? linearGraph(n, d) : causalGraph(n, d, chunk);
}

export const onnx: Peer = {
  async open(cell, inputs) {
    if (cell.kind === "training") return undefined;
    const { form, n } = cell;
    const session = await ort.InferenceSession.create(encodeModel(graphOf(form, n)), {
      executionProviders: ["wasm"],
      graphOptimizationLevel: "all",
    });
    const tensor = (values: Float32Array) => new ort.Tensor("float32", values.slice(0, n * d), [n, d]);
    const { q, k, v } = inputs.attention;
    return attentionRun(session, { q: tensor(q), k: tensor(k), v: tensor(v) });
  },
};

function attentionRun(session: ort.InferenceSession, feeds: Record<string, ort.Tensor>): Run {
  let output: ort.Tensor | undefined;
  return {
    begin: () => {},
    async repeat(count) {
      for (let i = 0; i < count; i++) output = (await session.run(feeds))["o"];
    },
    async results() {
      return { output: output!.data as Float32Array };
    },
  };
}
