import { afterEach, describe, expect, test } from "vitest";
import { EngineLost, isAbort, LabClient, latestWins } from "../../web/src/engine/client.ts";
import type { TrainingProgress } from "../../web/src/engine/protocol.ts";
import type { LabModule } from "../../web/src/engine/types.ts";
import { fakeLab, fakeSettings } from "./fake-lab.ts";
import { InThreadWorker } from "./in-thread-worker.ts";

const open: LabClient[] = [];
const workers: InThreadWorker[] = [];

function clientOf(load: () => Promise<LabModule>, silence?: number): LabClient {
  const spawn = () => {
    const worker = new InThreadWorker(load);
    workers.push(worker);
    return worker;
  };
  const client = new LabClient(spawn, silence);
  open.push(client);
  return client;
}

const fakeClient = (overrides: Partial<LabModule> = {}, silence?: number) => clientOf(async () => fakeLab(overrides), silence);

afterEach(() => {
  open.splice(0).forEach((client) => client.close());
  workers.length = 0;
});

describe("a call", () => {
  test("returns what the module returns", async () => {
    await expect(fakeClient().call("version", undefined)).resolves.toBe("fake");
  });

  test("rejects with the module's own kind of error and message, and the worker stays usable", async () => {
    const client = fakeClient();
    await expect(client.call("createTrainer", { layers: 0 })).rejects.toThrow(new RangeError("layers: 0 is outside [1, 16]"));
    await expect(client.call("version", undefined)).resolves.toBe("fake");
    expect(workers).toHaveLength(1);
  });

  test("answers requests in order, whatever their number", async () => {
    const client = fakeClient();
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4].map((i) => client.call("version", undefined).then(() => order.push(i))));
    expect(order).toEqual([1, 2, 3, 4]);
  });
});

describe("training", () => {
  test("reports every step exactly once, in order", async () => {
    const client = fakeClient();
    const { trainer } = await client.call("createTrainer", { steps: 777 });
    const parts: TrainingProgress[] = [];
    const state = await client.call("train", { trainer, steps: Infinity }, { onProgress: (part) => parts.push(part) });
    const losses = parts.flatMap(({ loss }) => [...loss]);
    expect(losses).toEqual(Array.from({ length: 777 }, (_, i) => 1 / (i + 1)));
    expect(state.step).toBe(777);
    expect(state.validation).toBe(1 / 778);
  });

  test("of one step does one step", async () => {
    const client = fakeClient();
    const { trainer } = await client.call("createTrainer", {});
    const state = await client.call("train", { trainer, steps: 1 });
    expect(state.step).toBe(1);
  });

  test("that is cancelled stops early, tells where it stopped, and can go on", async () => {
    const client = fakeClient();
    const { trainer } = await client.call("createTrainer", { steps: 100_000_000 });
    const controller = new AbortController();
    const parts: TrainingProgress[] = [];
    const running = client.call(
      "train",
      { trainer, steps: Infinity },
      {
        signal: controller.signal,
        onProgress: (part) => {
          parts.push(part);
          controller.abort();
        },
      },
    );
    await expect(running).rejects.toSatisfy(isAbort);
    const last = parts.at(-1)!;
    expect(last.step).toBeLessThan(100_000_000);
    expect(last.checkpoint?.step).toBe(last.step);
    const next = await client.call("train", { trainer, steps: 1 });
    expect(next.step).toBe(last.step + 1);
  });

  test("of a trainer that is gone is refused by name", async () => {
    const client = fakeClient();
    await expect(client.call("train", { trainer: 7, steps: 1 })).rejects.toThrow("trainer: 7 is not a live trainer");
  });
});

test("trainers live until they are disposed", async () => {
  const client = fakeClient();
  const states = await Promise.all([1, 2, 3].map(() => client.call("createTrainer", {})));
  expect(await client.call("liveTrainers", undefined)).toBe(3);
  for (const { trainer } of states) await client.call("disposeTrainer", trainer);
  expect(await client.call("liveTrainers", undefined)).toBe(0);
});

describe("a call that was cancelled", () => {
  test("before it was made is never sent", async () => {
    const client = fakeClient();
    await expect(client.call("version", undefined, { signal: AbortSignal.abort() })).rejects.toSatisfy(isAbort);
    expect(workers).toHaveLength(0);
  });

  test("while it waits is never run", async () => {
    let runs = 0;
    const client = fakeClient({ publishedLoss: () => ++runs });
    const controller = new AbortController();
    const first = client.call("version", undefined);
    const second = client.call("publishedLoss", { model: "diag", layers: 1, noise: "uniform:1" }, { signal: controller.signal });
    controller.abort();
    await first;
    await expect(second).rejects.toSatisfy(isAbort);
    expect(runs).toBe(0);
  });
});

test("of a slider's calls only the newest answers", async () => {
  const client = fakeClient({ publishedLoss: (_model, layers) => layers });
  const published = latestWins((layers: number, signal) =>
    client.call("publishedLoss", { model: "diag", layers, noise: "uniform:5" }, { signal }),
  );
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(published));
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected", "fulfilled"]);
  expect(outcomes.at(-1)).toMatchObject({ value: 4 });
});

describe("a worker that dies", () => {
  const trap = () => {
    throw new WebAssembly.RuntimeError("unreachable");
  };

  test("by a trap rejects what is in flight; the next call gets a new worker", async () => {
    let trapping = true;
    const client = clientOf(async () => fakeLab(trapping ? { version: trap } : {}));
    const calls = await Promise.allSettled([client.call("version", undefined), client.call("liveTrainers", undefined)]);
    for (const outcome of calls) expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(EngineLost) });
    trapping = false;
    await expect(client.call("version", undefined)).resolves.toBe("fake");
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  test("tells its owner even when nothing was in flight", async () => {
    const client = fakeClient();
    await client.call("version", undefined);
    const lost: string[] = [];
    client.onLost = (error) => lost.push(error.message);
    workers[0]!.onerror?.({ message: "boom" } as ErrorEvent);
    expect(lost).toEqual(["boom"]);
  });

  test("by never loading says so", async () => {
    const client = clientOf(() => Promise.reject(new Error("blocked by the policy")));
    await expect(client.call("version", undefined)).rejects.toThrow("could not be loaded: blocked by the policy");
  });

  test("silently is noticed", async () => {
    const client = clientOf(() => new Promise(() => undefined), 30);
    await expect(client.call("version", undefined)).rejects.toThrow(EngineLost);
  });
});

test("settings cross the boundary unchanged", async () => {
  const { settings } = await fakeClient().call("createTrainer", { seed: 5 });
  expect(settings).toEqual({ ...fakeSettings, seed: 5 });
});
