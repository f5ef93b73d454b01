import { afterEach, describe, expect, test } from "vitest";
import { LabClient } from "../../web/src/engine/client.ts";
import { BinnedCurve } from "../../web/src/state/binned-curve.ts";
import { comparison, runNote, runSentence } from "../../web/src/state/train-sentence.ts";
import { TrainingSession, type Run } from "../../web/src/state/training-session.ts";
import type { LabModule } from "../../web/src/engine/types.ts";
import { fakeLab, fakeSettings, FakeTrainer } from "./fake-lab.ts";
import { InThreadWorker } from "./in-thread-worker.ts";

const sessions: TrainingSession[] = [];
afterEach(() => sessions.splice(0).forEach((session) => session.close()));

function sessionOf(overrides: Partial<LabModule> = {}) {
  const workers: InThreadWorker[] = [];
  const spawn = () => {
    workers.push(new InThreadWorker(async () => fakeLab(overrides)));
    return workers.at(-1)!;
  };
  const client = new LabClient(spawn);
  let listener = () => {};
  const session = new TrainingSession(
    client,
    async () => fakeLab().baselines({} as never, {} as never),
    fakeSettings,
    () => listener(),
  );
  sessions.push(session);
  const when = (holds: (run: Readonly<Run>) => boolean) =>
    new Promise<void>((resolve) => {
      listener = () => holds(session.run) && resolve();
      listener();
    });
  return { session, client, workers, when };
}

const endless = { ...fakeSettings, steps: 100_000_000 };

describe("a session", () => {
  test("prepares, trains to the end, and knows the whole curve", async () => {
    const { session } = sessionOf();
    await session.configure(fakeSettings);
    expect(session.run).toMatchObject({
      phase: "ready",
      step: 0,
      published: 0.059,
      validations: [{ x: 0, y: 1 }],
    });
    await session.train();
    expect(session.run).toMatchObject({ phase: "finished", step: 1000 });
    expect(session.run.validations.at(-1)).toEqual({ x: 1000, y: 1 / 1001 });
  });

  test("steps once, pauses, resumes where it was", async () => {
    const { session, when } = sessionOf();
    await session.configure(endless);
    await session.stepOnce();
    expect(session.run).toMatchObject({ phase: "paused", step: 1 });
    const running = session.train();
    await when(({ step }) => step > 1);
    session.pause();
    await running;
    expect(session.run.phase).toBe("paused");
    const { step } = session.run;
    expect(session.run.validations.at(-1)!.x).toBe(step);
    await session.stepOnce();
    expect(session.run.step).toBe(step + 1);
  });

  test("another number of workers while it trains: the run goes on with them from where it is", async () => {
    const { session, workers, when } = sessionOf();
    await session.configure({ ...endless, batch: 1024 });
    const running = session.train();
    await when(({ step }) => step > 0);
    session.useWorkers(3);
    const { step } = session.run;
    expect(session.run.phase).toBe("training");
    await when((run) => run.step > step + 1 && workers[0]!.helpers.length > 0);
    expect(workers[0]!.helpers).toHaveLength(2);
    session.pause();
    await running;
    await session.settled();
    expect(session.run.phase).toBe("paused");
  });

  test("reset while training starts anew and leaves one trainer alive", async () => {
    const { session, client, when } = sessionOf();
    await session.configure(endless);
    const running = session.train();
    await when(({ step }) => step > 0);
    const steps: number[] = [];
    const done = session.reset();
    void when(({ step }) => steps.push(step) < 0);
    await done;
    await running;
    expect(new Set(steps)).toEqual(new Set([0]));
    expect(session.run).toMatchObject({ phase: "ready", step: 0 });
    expect(await client.call("liveTrainers", undefined)).toBe(1);
  });

  test("settings that follow one another quickly: only the last are prepared, one trainer stays", async () => {
    const { session, client } = sessionOf();
    await Promise.all([1, 2, 3, 4].map((layers) => session.configure({ ...fakeSettings, layers })));
    expect(session.run).toMatchObject({ phase: "ready", settings: { layers: 4 } });
    expect(await client.call("liveTrainers", undefined)).toBe(1);
  });

  test("only the newest preparation makes a run ready, so that Train never starts an older one", async () => {
    const { session, when } = sessionOf();
    const ready = new Set<string>();
    void when(({ phase, settings, weights }) => {
      if (phase === "ready") ready.add(`${settings.steps} steps, weights of ${weights?.model}`);
      return false;
    });
    const older = session.configure({ ...fakeSettings, model: "full" });
    await Promise.resolve();
    await Promise.resolve();
    const newer = session.configure(endless);
    await Promise.all([older, newer]);
    expect([...ready]).toEqual(["100000000 steps, weights of diag"]);
    const running = session.train();
    await when(({ step }) => step > 0);
    expect(session.run.phase).toBe("training");
    session.pause();
    await running;
  });

  test("Train pressed as soon as the run is ready keeps its phase, its published loss and its baselines", async () => {
    const { session, when } = sessionOf();
    const configured = session.configure(endless);
    await when(({ phase }) => phase === "ready");
    const running = session.train();
    await when(({ step, baselines }) => step > 0 && baselines !== undefined);
    expect(session.run).toMatchObject({ phase: "training", published: 0.059 });
    session.pause();
    await Promise.all([configured, running]);
  });

  test("Resume pressed right after Pause trains on, whatever the paused stretch still answers", async () => {
    const { session, when } = sessionOf();
    await session.configure(endless);
    const first = session.train();
    await when(({ step }) => step > 0);
    session.pause();
    const { step } = session.run;
    const second = session.train();
    await first;
    await when((run) => run.step > step);
    expect(session.run.phase).toBe("training");
    session.pause();
    await second;
    expect(session.run.phase).toBe("paused");
  });

  test("baselines that cannot be computed are a note; training goes on", async () => {
    const client = new LabClient(() => new InThreadWorker(async () => fakeLab()));
    const fails = () => Promise.reject(new Error("out of memory"));
    const session = new TrainingSession(client, fails, fakeSettings, () => {});
    sessions.push(session);
    await session.configure(fakeSettings);
    await session.train();
    expect(session.run.phase).toBe("finished");
    expect(runNote(session.run)).toContain("The baselines could not be computed: out of memory");
  });

  test("a refusal is told in the library's words, and better settings recover", async () => {
    const { session } = sessionOf();
    await session.configure({ ...fakeSettings, layers: 0 });
    expect(session.run).toMatchObject({ phase: "refused", problem: "layers: 0 is outside [1, 16]" });
    await session.configure(fakeSettings);
    expect(session.run.phase).toBe("ready");
  });

  test("a trap while training is one sentence; Retry goes on from the last checkpoint", async () => {
    class Trapping extends FakeTrainer {
      override step(count: number) {
        if (this.checkpoint().step >= 40) throw new WebAssembly.RuntimeError("memory access out of bounds");
        return super.step(Math.min(count, 40));
      }
    }
    const { session, workers } = sessionOf({ createTrainer: () => new Trapping(fakeSettings) });
    await session.configure(fakeSettings);
    await session.stepOnce();
    await session.train();
    expect(session.run.phase).toBe("lost");
    expect(runSentence(session.run)).toMatch(
      /^The computation stopped: .*memory access out of bounds.* Press Retry/,
    );
    await session.retry();
    expect(session.run).toMatchObject({ phase: "finished", step: 1000 });
    expect(workers).toHaveLength(2);
  });

  test("a worker that dies before the first checkpoint is replaced by one that trains from the start", async () => {
    const { session, workers, when } = sessionOf();
    await session.configure(endless);
    const running = session.train();
    await when(({ phase }) => phase === "training");
    workers[0]!.onerror?.({ message: "boom" } as ErrorEvent);
    await running;
    expect(session.run).toMatchObject({ phase: "lost", step: 0 });
    const retried = session.retry();
    await when(({ step }) => step > 0);
    expect(session.run.phase).toBe("training");
    session.pause();
    await retried;
  });

  test("a worker that dies while the run is paused leaves it paused", async () => {
    const { session, workers } = sessionOf();
    await session.configure(fakeSettings);
    await session.stepOnce();
    workers[0]!.onerror?.({ message: "boom" } as ErrorEvent);
    await session.retry();
    expect(session.run).toMatchObject({ phase: "paused", step: 1 });
  });

  test("a worker that dies while nothing runs is noticed, and its trainer is not mistaken for a new one", async () => {
    const { session, workers } = sessionOf();
    await session.configure(fakeSettings);
    workers[0]!.onerror?.({ message: "boom" } as ErrorEvent);
    expect(session.run.phase).toBe("lost");
    await session.retry();
    expect(session.run).toMatchObject({ phase: "ready", step: 0 });
  });
});

describe("the sentence", () => {
  const all = [
    { name: "TunedRR", loss: 0.05 },
    { name: "AdaRR", loss: 0.07 },
    { name: "ConstRR", loss: 0.36 },
  ];
  test.each([
    [0.5, "not yet better than ConstRR (0.360)"],
    [0.1, "better than ConstRR (0.360), not yet better than AdaRR (0.0700)"],
    [0.06, "better than AdaRR (0.0700), not yet better than TunedRR (0.0500)"],
    [0.04, "better than every baseline, also TunedRR (0.0500)"],
    [NaN, ""],
  ])("of a loss of %f says %s", (loss, text) => expect(comparison(loss, all)).toBe(text));

  test("does not call a draw a win", () => {
    expect(comparison(0.05, all)).toContain("not yet better than TunedRR");
  });

  test("says plainly that steps were skipped and that a run has diverged", async () => {
    const { session } = sessionOf();
    await session.configure(fakeSettings);
    expect(runNote({ ...session.run, phase: "paused", skippedSteps: 3 })).toContain(
      "3 steps were not finite",
    );
    const diverged = { ...session.run, phase: "paused" as const, validations: [{ x: 1, y: NaN }] };
    expect(runNote(diverged)).toContain("Training has diverged");
  });
});

describe("a binned curve", () => {
  test("gives the mean of each stretch, however the values arrive", () => {
    const values = Array.from({ length: 1000 }, (_, i) => i);
    const whole = new BinnedCurve(1000, 10);
    whole.add(0, values);
    const pieces = new BinnedCurve(1000, 10);
    for (let start = 0; start < 1000; start += 37) pieces.add(start, values.slice(start, start + 37));
    expect(pieces.points()).toEqual(whole.points());
    expect(whole.points()).toHaveLength(10);
    expect(whole.points()[3]!.y).toBeCloseTo(349.5);
  });

  test("leaves out what is not finite and what lies beyond its end", () => {
    const curve = new BinnedCurve(4, 2);
    curve.add(0, [1, NaN, Infinity, 5, 9]);
    expect(curve.points().map(({ y }) => y)).toEqual([1, 5]);
  });
});
