// Training by several workers, each with a module of its own, over real messages.
import { afterEach, describe, expect, test } from "vitest";
import { LabClient } from "../../web/src/engine/client.ts";
import { divideShares } from "../../web/src/engine/pool.ts";
import type { LabModule, TrainingSettings } from "../../web/src/engine/types.ts";
import { loadLab } from "../../web/module-files.ts";
import { fakeLab } from "./fake-lab.ts";
import { InThreadWorker } from "./in-thread-worker.ts";

const open: LabClient[] = [];
const leaders: InThreadWorker[] = [];

function clientOf(load: () => Promise<LabModule>): LabClient {
  const client = new LabClient(() => {
    const worker = new InThreadWorker(load);
    leaders.push(worker);
    return worker;
  });
  open.push(client);
  return client;
}

const fakeClient = () => clientOf(async () => fakeLab());

afterEach(() => {
  open.splice(0).forEach((client) => client.close());
  leaders.length = 0;
});

const liveHelpers = () => leaders[0]!.helpers.filter(({ terminated }) => !terminated).length;

describe("shares", () => {
  test.each([
    [16, 3],
    [2, 2],
    [5, 5],
    [128, 7],
    [8, 2],
  ])("%i among %i workers are all computed once, in order, the helpers' parts nearly equal", (shares, workers) => {
    const parts = divideShares(shares, workers);
    expect(parts.flatMap(({ begin, count }) => Array.from({ length: count }, (_, i) => begin + i))).toEqual(
      Array.from({ length: shares }, (_, i) => i),
    );
    const [leaders, ...helpers] = parts.map(({ count }) => count);
    expect(Math.max(...helpers) - Math.min(...helpers)).toBeLessThanOrEqual(1);
    expect(leaders! - Math.max(...helpers)).toBeGreaterThanOrEqual(0);
    expect(leaders! - Math.min(...helpers)).toBeLessThanOrEqual(2);
  });
});

describe("a run", () => {
  const settings: Partial<TrainingSettings> = { layers: 3, steps: 12, batch: 600, warmup: 2 };

  test.each<Partial<TrainingSettings>>([
    { model: "diag" },
    { model: "full", precision: "double" },
    { model: "gd++", sampler: "statistics" },
  ])("of $model is the same with every number of workers, bit for bit", async (model) => {
    const checkpoints = [];
    for (const workers of [1, 2, 3, 9]) {
      const client = clientOf(() => loadLab());
      const { trainer } = await client.call("createTrainer", { ...settings, ...model });
      const losses: number[] = [];
      const onProgress = ({ loss }: { loss: Float64Array }) => losses.push(...loss);
      const { checkpoint } = await client.call("train", { trainer, steps: Infinity, workers }, { onProgress });
      expect(losses).toHaveLength(12);
      checkpoints.push({ checkpoint, losses });
      client.close();
    }
    for (const other of checkpoints) expect(other).toEqual(checkpoints[0]);
    expect(leaders.map(({ helpers }) => helpers.length)).toEqual([0, 1, 2, 4]);
  });

  test("that changes its number of workers in between is the same, too", async () => {
    const client = clientOf(() => loadLab());
    const whole = await client.call("createTrainer", settings);
    const { checkpoint } = await client.call("train", { trainer: whole.trainer, steps: 12 });
    const { trainer } = await client.call("createTrainer", settings);
    await client.call("train", { trainer, steps: 3, workers: 2 });
    await client.call("train", { trainer, steps: 4, workers: 1 });
    const last = await client.call("train", { trainer, steps: 5, workers: 3 });
    expect(last.checkpoint).toEqual(checkpoint);
  });
});

describe("helpers", () => {
  const batch = 1024;

  test("that die are replaced by the leader's own work, and by a new one at the next call", async () => {
    const client = fakeClient();
    const { trainer } = await client.call("createTrainer", { batch, steps: 100 });
    await client.call("train", { trainer, steps: 10, workers: 3 });
    leaders[0]!.helpers[1]!.onmessage?.({ data: { fatal: "out of memory" } } as MessageEvent);
    const state = await client.call("train", { trainer, steps: 20, workers: 3 });
    expect(state.step).toBe(30);
    await client.call("train", { trainer, steps: 1, workers: 3 });
    expect(liveHelpers()).toBe(2);
  });

  test("stay for the next call, go when fewer are wanted, and go with their trainer", async () => {
    const client = fakeClient();
    const { trainer } = await client.call("createTrainer", { batch });
    await client.call("train", { trainer, steps: 2, workers: 4 });
    await client.call("train", { trainer, steps: 2, workers: 4 });
    expect(leaders[0]!.helpers).toHaveLength(3);
    expect(liveHelpers()).toBe(3);
    await client.call("train", { trainer, steps: 2, workers: 2 });
    expect(liveHelpers()).toBe(1);
    await client.call("disposeTrainer", trainer);
    expect(liveHelpers()).toBe(0);
  });

  test("are not started for shares that a batch does not have", async () => {
    const client = fakeClient();
    const { trainer } = await client.call("createTrainer", { batch: 128 });
    await client.call("train", { trainer, steps: 2, workers: 4 });
    expect(leaders[0]!.helpers).toHaveLength(0);
  });

  test("let a run be cancelled within a burst", async () => {
    const client = fakeClient();
    const { trainer } = await client.call("createTrainer", { batch, steps: 100_000_000 });
    const controller = new AbortController();
    const running = client.call(
      "train",
      { trainer, steps: Infinity, workers: 2 },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(running).rejects.toThrow("cancelled");
    const state = await client.call("train", { trainer, steps: 1, workers: 2 });
    expect(state.step).toBeGreaterThan(1);
  });

  test.each([0, 1.5, 65, NaN])("are refused in number %f", async (workers) => {
    const client = fakeClient();
    const { trainer } = await client.call("createTrainer", { batch });
    await expect(client.call("train", { trainer, steps: 1, workers })).rejects.toThrow(
      new RangeError(`workers: ${workers} is not a whole number in [1, 64]`),
    );
  });
});

test("a helper whose module cannot start fails the call, and the trainer stays", async () => {
  let loads = 0;
  const client = clientOf(async () => {
    if (++loads > 1) throw new Error("no memory");
    return fakeLab();
  });
  const { trainer } = await client.call("createTrainer", { batch: 1024 });
  await expect(client.call("train", { trainer, steps: 1, workers: 2 })).rejects.toThrow("no memory");
  expect((await client.call("train", { trainer, steps: 1 })).step).toBe(1);
});
