// The page that web/bench/browser.mjs drives: it opens runs, compares results and times bursts.
import { relativeDifference } from "../difference.mjs";
import { javascript } from "../peers/javascript.ts";
import { jax } from "../peers/jax.ts";
import { onnx } from "../peers/onnx.ts";
import { extra, inputs, module, multiplyAddFlops, ours } from "../peers/ours.ts";
import type { Cell, Form, Model, Peer, Results, Run } from "../peers/peer.ts";
import { tensorflow } from "../peers/tensorflow.ts";

const peers: Record<string, Peer> = { ours, tensorflow, jax, onnx, javascript };
const runs = new Map<string, Run>();

/** "T/full", "A/softmax/1024"; nothing for other keys. */
function cellOf(key: string): Cell | undefined {
  const [workload, name, n] = key.split("/");
  if (workload === "T") return { kind: "training", model: name as Model };
  return workload === "A" ? { kind: "attention", form: name as Form, n: Number(n) } : undefined;
}

const page = {
  facts: () => ({
    flopsOfStep: { full: module.flopsOfStep("full"), diag: module.flopsOfStep("diag") },
    multiplyAddFlops,
  }),

  /** Everything a process needs to take part, under the file names of cpp/bench/native_contestant.cpp. */
  inputs(): Record<string, number[]> {
    const arrays = { ...inputs.tasks, ...inputs.parameters, ...inputs.attention };
    return Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, Array.from(values)]));
  },

  /** False where the peer cannot do the cell. */
  async open(peer: string, key: string): Promise<boolean> {
    const cell = cellOf(key);
    const run = cell ? await peers[peer]!.open(cell, inputs) : extra(key);
    if (run) runs.set(`${peer} ${key}`, run);
    return run !== undefined;
  },

  async results(peer: string, key: string, repetitions: number): Promise<Record<string, number[]>> {
    const found = await resultsAfter(peer, key, repetitions);
    return Object.fromEntries(Object.entries(found).map(([field, values]) => [field, Array.from(values)]));
  },

  async compare(peer: string, reference: string, key: string, repetitions: number): Promise<Record<string, number>> {
    const [found, wanted] = [
      await resultsAfter(peer, key, repetitions),
      await resultsAfter(reference, key, repetitions),
    ];
    return Object.fromEntries(
      Object.entries(wanted).map(([field, values]) => [field, relativeDifference(found[field] ?? [], values)]),
    );
  },

  /** Milliseconds of so many repetitions. */
  async burst(peer: string, key: string, repetitions: number): Promise<number> {
    const run = runs.get(`${peer} ${key}`)!;
    run.begin();
    const start = performance.now();
    await run.repeat(repetitions);
    return performance.now() - start;
  },
};

async function resultsAfter(peer: string, key: string, repetitions: number): Promise<Results> {
  const run = runs.get(`${peer} ${key}`)!;
  run.begin();
  await run.repeat(repetitions);
  return run.results();
}

declare global {
  interface Window {
    bench: typeof page;
  }
}
window.bench = page;
