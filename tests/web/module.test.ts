// The WebAssembly module itself, in this thread: what it computes and every way it refuses.
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import type { Checkpoint, LabModule, TrainingSettings } from "../../web/src/engine/types.ts";
import { settingsOf, trainParameters } from "../../web/src/state/train-parameters.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";

let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

const small: Partial<TrainingSettings> = { layers: 2, steps: 50, batch: 32, warmup: 5 };
const problem = { d: 10, n: 20, noise: "uniform:5" };

function withTrainer<T>(
  settings: Partial<TrainingSettings>,
  use: (trainer: ReturnType<LabModule["createTrainer"]>) => T,
): T {
  const trainer = lab.createTrainer(settings);
  try {
    return use(trainer);
  } finally {
    trainer.delete();
  }
}

function trainedCheckpoint(settings = small): Checkpoint {
  return withTrainer(settings, (trainer) => {
    trainer.step(20);
    return trainer.checkpoint();
  });
}

test("the defaults of the page are those of the library", () => {
  expect(settingsOf(fallbacks(trainParameters))).toEqual(lab.defaultSettings());
});

describe("a trainer", () => {
  test("takes the default for what is not given, undefined included", () => {
    const settings = withTrainer({ layers: 3, seed: undefined as never }, (trainer) => trainer.settings());
    expect(settings).toEqual({ ...lab.defaultSettings(), layers: 3 });
  });

  test("stops at the last step", () => {
    withTrainer(small, (trainer) => {
      expect(trainer.step(45)).toMatchObject({ step: 45 });
      const rest = trainer.step(45);
      expect(rest.step).toBe(50);
      expect(rest.loss).toHaveLength(5);
      expect(trainer.step(1)).toMatchObject({ step: 50, loss: new Float64Array(0) });
    });
  });

  test("does the same in one burst as in many", () => {
    const at = (bursts: number[]) =>
      withTrainer(small, (trainer) => {
        bursts.forEach((count) => trainer.step(count));
        return trainer.checkpoint().parameters;
      });
    expect(at([30])).toEqual(at([1, 2, 13, 14]));
  });

  test.each(["gd++", "diag", "full"] as const)(
    "resumes %s bit for bit from a checkpoint that was JSON",
    (model) => {
      const straight = withTrainer({ ...small, model }, (trainer) => {
        trainer.step(30);
        return trainer.checkpoint();
      });
      const half = withTrainer({ ...small, model }, (trainer) => {
        trainer.step(13);
        return trainer.checkpoint();
      });
      const trainer = lab.resumeTrainer(JSON.parse(JSON.stringify(half)) as Checkpoint);
      trainer.step(17);
      expect(trainer.checkpoint()).toEqual(straight);
      trainer.delete();
    },
  );

  test("has weights whose ω are the products of its diagonals", () => {
    const { layers, d } = withTrainer(small, (trainer) => trainer.weights());
    expect(layers).toHaveLength(2);
    for (const { heads, omega } of layers) {
      const { P, Q } = heads[0]!;
      expect(P).toHaveLength((d + 1) ** 2);
      const last = (d + 1) ** 2 - 1;
      expect(omega.yx).toBeCloseTo(P[last]! * Q[0]!, 12);
      expect(omega.xx).toBeCloseTo(P[0]! * Q[0]!, 12);
    }
  });

  test("gives out arrays that survive growing memory", () => {
    withTrainer(small, (trainer) => {
      const { loss } = trainer.step(5);
      const before = [...loss];
      lab.sampleTasks({ d: 16, n: 100, noise: "uniform:5" }, { seed: 1, first: 0, count: 8000 });
      expect([...loss]).toEqual(before);
    });
  });

  test("learns: the adjusted loss of a short run falls below half of the first", () => {
    withTrainer({ ...lab.defaultSettings(), layers: 2, steps: 300, warmup: 20 }, (trainer) => {
      const first = trainer.validate();
      trainer.step(300);
      expect(trainer.validate()).toBeLessThan(first / 2);
    });
  });
});

describe("evaluation", () => {
  test("reads out after every layer: the first is w = 0, the last the whole network", () => {
    const { adjusted, afterLayer } = lab.evaluate(trainedCheckpoint(), { tasks: 2000, seed: 3 });
    expect(afterLayer).toHaveLength(3);
    expect(afterLayer[2]).toEqual(adjusted);
    // w = 0 costs d/2; what the oracle costs at U(0, 5) is 1.558.
    const { mean, standardError } = afterLayer[0]!;
    expect(Math.abs(mean - (5 - 1.558))).toBeLessThan(5 * standardError);
  });

  test("by noise level has one value per level, in order", () => {
    const profile = lab.sigmaProfile(trainedCheckpoint(), { sigmas: [0, 1, 2.5], tasks: 200, seed: 3 });
    expect([...profile.sigma]).toEqual([0, 1, 2.5]);
    expect(profile.q10[1]).toBeLessThanOrEqual(profile.median[1]!);
    expect(profile.median[1]).toBeLessThanOrEqual(profile.q90[1]!);
  });

  test("baselines agree with independent values to 3 %", () => {
    const { oracle, ols, constRr, adaRr, tunedRr } = lab.baselines(problem, { tasks: 20_000, seed: 1 });
    const near = (value: number, expected: number) =>
      expect(Math.abs(value / expected - 1)).toBeLessThan(0.03);
    near(oracle.mean, 1.558);
    near(ols.mean, 3.05);
    near(constRr.mean, 0.361);
    near(adaRr.mean, 0.0694);
    near(tunedRr.mean, 0.0497);
  });

  test("published values are those of the paper, NaN elsewhere", () => {
    expect(lab.publishedLoss("diag", 4, "uniform:5")).toBe(0.059);
    expect(lab.publishedLoss("gd++", 7, "set:1,3")).toBe(0.222);
    expect(lab.publishedLoss("diag", 4, "uniform:4.5")).toBeNaN();
  });

  test("task number i is the same whoever asks for it", () => {
    const all = lab.sampleTasks(problem, { seed: 42, first: 0, count: 10 });
    const one = lab.sampleTasks(problem, { seed: 42, first: 7, count: 1 });
    expect(one.x).toEqual(all.x.slice(7 * 200, 8 * 200));
    expect(one.y).toEqual(all.y.slice(7 * 20, 8 * 20));
    expect(one.sigma[0]).toBe(all.sigma[7]);
  });
});

describe("a refusal", () => {
  const foreign = (change: Record<string, unknown>) => ({ ...trainedCheckpoint(), ...change }) as never;
  const creating = (settings: unknown) => () => lab.createTrainer(settings as never);
  const cases: [string, () => unknown, typeof RangeError | typeof TypeError, string][] = [
    ["depth 0", creating({ layers: 0 }), RangeError, "layers: 0 is outside [1, 16]"],
    ["half a layer", creating({ layers: 1.5 }), RangeError, "layers: 1.5 is not a whole number"],
    ["batch 0", creating({ batch: 0 }), RangeError, "batch: 0 is outside [1, 65536]"],
    ["NaN rate", creating({ rate: NaN }), RangeError, "rate: nan is outside (0, 1]"],
    ["negative noise", creating({ noise: "uniform:-1" }), RangeError, "noise: -1 is outside [0, 100]"],
    [
      "empty set",
      creating({ noise: "set:" }),
      RangeError,
      'noise: "set:" must be uniform:MAX, set:A,B,… or constant:A',
    ],
    ["unknown model", creating({ model: "gru" }), RangeError, 'model: "gru" is not one of full, diag, gd++'],
    [
      "unknown estimator",
      creating({ estimator: "best" }),
      RangeError,
      'estimator: "best" is not one of sampled, expected',
    ],
    ["too few pairs", creating({ n: 5 }), RangeError, "n: 5 must be greater than d = 10"],
    ["negative seed", creating({ seed: -1 }), RangeError, "seed: -1 is outside [0, 9007199254740992]"],
    ["text for a number", creating({ layers: "4" }), TypeError, 'layers: "4" is not a number'],
    ["number for a text", creating({ model: 4 }), TypeError, "model: 4 is not a string"],
    ["null for a number", creating({ rate: null }), TypeError, "rate: null is not a number"],
    ["unknown field", creating({ layer: 4 }), TypeError, "layer: unknown field of settings"],
    ["no object", creating(null), TypeError, "settings: null is not an object"],
    ["an array", creating([1]), TypeError, "settings: an array is not an object"],
    [
      "0 steps",
      () => withTrainer(small, (trainer) => trainer.step(0)),
      RangeError,
      "count: 0 is outside [1, 1000000]",
    ],
    [
      "steps as text",
      () => withTrainer(small, (trainer) => trainer.step("1" as never)),
      TypeError,
      'count: "1" is not a number',
    ],
    [
      "foreign checkpoint",
      () => lab.resumeTrainer(foreign({ format: "onnx" })),
      RangeError,
      'format: "onnx" is not ltlab-checkpoint',
    ],
    [
      "newer checkpoint",
      () => lab.resumeTrainer(foreign({ version: 99 })),
      RangeError,
      "version: 99 is newer than this library's 1",
    ],
    [
      "truncated checkpoint",
      () => lab.resumeTrainer({ format: "ltlab-checkpoint" } as never),
      TypeError,
      "version: missing in checkpoint",
    ],
    [
      "text among parameters",
      () => lab.resumeTrainer(foreign({ parameters: [1, "2"] })),
      TypeError,
      'parameters[1]: "2" is not a number',
    ],
    ["0 tasks", () => lab.baselines(problem, { tasks: 0, seed: 1 }), RangeError, "tasks: 0 is outside"],
    [
      "missing seed",
      () => lab.baselines(problem, { tasks: 100 } as never),
      TypeError,
      "seed: missing in options",
    ],
    [
      "missing noise",
      () => lab.baselines({ d: 10, n: 20 } as never, { tasks: 100, seed: 1 }),
      TypeError,
      "noise: missing in problem",
    ],
    [
      "published: text for layers",
      () => lab.publishedLoss("diag", "4" as never, "uniform:5"),
      TypeError,
      'layers: "4" is not a number',
    ],
    [
      "too many tasks",
      () => lab.sampleTasks(problem, { seed: 1, first: 0, count: 1e6 }),
      RangeError,
      "count: 1000000 is outside [1, 100000]",
    ],
  ];

  test.each(cases)("of %s names the argument, the value and the rule", (_name, act, type, message) => {
    let refusal: unknown;
    try {
      act();
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(type);
    expect((refusal as Error).message).toContain(message);
  });

  test("of wrong-length parameters names them", () => {
    const checkpoint = trainedCheckpoint();
    expect(() => lab.resumeTrainer({ ...checkpoint, parameters: [1, 2, 3] })).toThrow(/parameters.*3/);
  });

  test("leaves the module usable, a hundred times over", () => {
    for (let i = 0; i < 100; ++i) expect(creating({ layers: 0 })).toThrow(RangeError);
    expect(withTrainer(small, (trainer) => trainer.step(1).step)).toBe(1);
  });
});
