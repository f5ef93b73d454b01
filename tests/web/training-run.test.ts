import { describe, expect, test } from "vitest";
import { nextBurst, runTraining } from "../../web/src/engine/training-run.ts";
import type { TrainingProgress } from "../../web/src/engine/protocol.ts";
import { FakeTrainer, fakeSettings } from "./fake-lab.ts";

/** A clock on which every step takes `cost` milliseconds. */
function simulate(steps: number, cost: number, cancelAfter = Infinity) {
  const trainer = new FakeTrainer({ ...fakeSettings, steps });
  let time = 0;
  const original = trainer.step.bind(trainer);
  trainer.step = (count) => {
    time += count * cost;
    return original(count);
  };
  const reports: { time: number; progress: TrainingProgress }[] = [];
  const control = {
    cancelled: () => time > cancelAfter,
    yieldToMessages: () => Promise.resolve(),
    report: (progress: TrainingProgress) => void reports.push({ time, progress }),
    now: () => time,
  };
  return { trainer, reports, run: () => runTraining(trainer, 0, Infinity, control), time: () => time };
}

describe("bursts", () => {
  test.each([0.01, 0.3, 2, 7])("of steps that take %f ms never last longer than 30 ms", async (cost) => {
    const { trainer, run } = simulate(20_000, cost);
    await run();
    expect(Math.max(...trainer.bursts) * cost).toBeLessThanOrEqual(30);
  });

  test("are single steps when one step is slow", async () => {
    const { trainer, run } = simulate(20, 100);
    await run();
    expect(new Set(trainer.bursts)).toEqual(new Set([1]));
  });

  test("grow at most fourfold and never vanish", () => {
    expect(nextBurst(8, 0)).toBe(32);
    expect(nextBurst(8, 1e9)).toBe(1);
  });
});

test("progress comes at most 25 times a second", async () => {
  const { reports, run, time } = simulate(50_000, 0.2);
  await run();
  expect(reports.length).toBeGreaterThan(10);
  expect(reports.length).toBeLessThanOrEqual(Math.ceil((25 * time()) / 1000) + 1);
});

test("a cancelled run stops within one burst and validates where it stopped", async () => {
  const { reports, run, time } = simulate(1_000_000, 0.5, 500);
  const step = await run();
  expect(time()).toBeLessThan(540);
  expect(reports.at(-1)!.progress).toMatchObject({ step, validation: 1 / (step + 1) });
});

test("speed is steps per second of worker time", async () => {
  const { reports, run } = simulate(10_000, 2);
  await run();
  expect(reports.at(-1)!.progress.speed).toBeCloseTo(500);
});
