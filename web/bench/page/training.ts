// The page that web/bench/bench-training.mjs drives: training as the elements do it, in a worker and its helpers.
import { LabClient } from "../../src/engine/client.ts";
import { spawnWorker } from "../../src/engine/spawn.ts";
import type { TrainingSettings } from "../../src/engine/types.ts";

const client = new LabClient(spawnWorker, 600_000);
const trainers = new Map<string, number>();

const page = {
  async open(name: string, settings: Partial<TrainingSettings>): Promise<void> {
    trainers.set(name, (await client.call("createTrainer", settings)).trainer);
  },

  /** Milliseconds of so many steps; one step before them starts the helpers. */
  async burst(name: string, steps: number, workers: number): Promise<number> {
    const trainer = trainers.get(name)!;
    await client.call("train", { trainer, steps: 1, workers });
    const start = performance.now();
    await client.call("train", { trainer, steps, workers });
    return performance.now() - start;
  },

  /** Trains a new run to its end in one worker: milliseconds until a validation first showed `loss`, and of the whole. */
  async runTo(
    loss: number,
    settings: Partial<TrainingSettings>,
  ): Promise<{ reached: number; whole: number; last: number }> {
    const { trainer } = await client.call("createTrainer", settings);
    const start = performance.now();
    let reached = Infinity;
    const note = (validation: number | undefined) => {
      if (validation !== undefined && validation <= loss) reached = Math.min(reached, performance.now() - start);
    };
    const state = await client.call(
      "train",
      { trainer, steps: Infinity },
      { onProgress: ({ validation }) => note(validation) },
    );
    const whole = performance.now() - start;
    note(state.validation);
    await client.call("disposeTrainer", trainer);
    return { reached, whole, last: state.validation };
  },
};

declare global {
  interface Window {
    training: typeof page;
  }
}
window.training = page;
