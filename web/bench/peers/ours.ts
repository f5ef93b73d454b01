// This library's WebAssembly: one SIMD lane per task.
import createModule, { type BenchModule } from "ltlab-bench-module";
import wasmUrl from "ltlab-bench-module.wasm?url";
import type { Cell, Inputs, Model, Peer, Run } from "./peer.ts";

export const module: BenchModule = await createModule({ locateFile: () => wasmUrl });

export const inputs: Inputs = {
  tasks: module.drawTasks(),
  parameters: { full: module.startingParameters("full"), diag: module.startingParameters("diag") },
  attention: module.drawAttentionInputs(),
};

export const ours: Peer = {
  async open(cell: Cell) {
    return cell.kind === "training" ? training(cell.model) : attention(cell.form, cell.n);
  },
};

function training(model: Model): Run {
  const step = new module.Training(model);
  let loss = NaN;
  return {
    begin: () => step.start(),
    async repeat(count) {
      loss = step.steps(count);
    },
    async results() {
      return { loss: [loss], gradient: step.gradient() };
    },
  };
}

function attention(form: string, n: number): Run {
  const forward = new module.Attention(n);
  return {
    begin: () => {},
    async repeat(count) {
      forward.run(form, count);
    },
    async results() {
      return { output: forward.output() };
    },
  };
}

const multiplyAddRounds = 100_000;

/** Floating point operations of one repetition of the cells multiplyAdd/SIMD128/12 and …/13. */
export const multiplyAddFlops = Object.fromEntries(
  [12, 13].map((sums) => [`SIMD128/${sums}`, module.multiplyAdd(sums, 1) * multiplyAddRounds]),
);

/** What is measured besides: parts of this library's own step, and the machine's limit. */
export function extra(key: string): Run | undefined {
  const step = new module.Training("diag");
  const [name, , sums] = key.split("/");
  const works: Record<string, (count: number) => void> = {
    tokens: (count) => step.sampleBatches("tokens", count),
    statistics: (count) => step.sampleBatches("statistics", count),
    ridge: (count) => step.ridgeBatches(count),
    multiplyAdd: (count) => {
      for (let i = 0; i < count; i++) module.multiplyAdd(Number(sums), multiplyAddRounds);
    },
  };
  const work = works[name!];
  return work && { begin: () => {}, repeat: async (count) => work(count), results: async () => ({}) };
}
