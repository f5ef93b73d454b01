// A module without WebAssembly: as predictable as the protocol tests need it.
import type { Checkpoint, LabModule, ModuleTrainer, TrainingSettings } from "../../web/src/engine/types.ts";

export const fakeSettings: TrainingSettings = {
  model: "diag",
  layers: 2,
  heads: 1,
  d: 10,
  n: 20,
  noise: "uniform:5",
  estimator: "expected",
  sampler: "tokens",
  precision: "float",
  steps: 1000,
  batch: 8,
  rate: 0.003,
  warmup: 0,
  schedule: "cosine",
  taskCap: 0,
  gradientClip: 0,
  seed: 1,
};

/** Loss of step t is 1/t; the step with number `skip` is not finite. */
export class FakeTrainer implements ModuleTrainer {
  deleted = false;
  bursts: number[] = [];
  private shares: number[] = [];

  constructor(
    private readonly chosen: TrainingSettings,
    private done = 0,
    private readonly skip = -1,
  ) {}

  step(count: number) {
    this.bursts.push(count);
    const steps = Math.min(count, this.chosen.steps - this.done);
    const loss = Float64Array.from({ length: steps }, (_, i) => 1 / (this.done + i + 1));
    const skippedSteps = this.skip > this.done && this.skip <= this.done + steps ? 1 : 0;
    this.done += steps;
    return {
      step: this.done,
      loss,
      gradientNorm: loss,
      rate: this.chosen.rate,
      skippedSteps,
      nonFiniteTasks: 0,
    };
  }
  shareCount() {
    return Math.ceil(this.chosen.batch / 128);
  }
  parameters() {
    return Float64Array.of(this.done);
  }
  /** A share's sum names the step, the share and the parameters that it was computed from. */
  shareSums(parameters: Float64Array, step: number, first: number, count: number) {
    return Float64Array.from({ length: count }, (_, i) => 1e6 * step + 1e3 * parameters[0]! + first + i);
  }
  drawAhead() {}
  beginStep(count: number) {
    this.shares = [...this.shareSums(this.parameters(), this.done, 0, count)];
  }
  addShares(sums: Float64Array) {
    this.shares.push(...sums);
  }
  endStep() {
    const expected = this.shareSums(this.parameters(), this.done, 0, this.shareCount());
    if (this.shares.join() !== expected.join()) throw new Error(`shares ${this.shares.join()}, not ${expected.join()}`);
    return this.step(1);
  }
  validate() {
    return 1 / (this.done + 1);
  }
  weights() {
    return { model: this.chosen.model, d: this.chosen.d, layers: [] };
  }
  checkpoint(): Checkpoint {
    return {
      format: "ltlab-checkpoint",
      version: 1,
      settings: this.chosen,
      step: this.done,
      updates: this.done,
      adjustedLoss: this.validate(),
      parameters: [],
      optimizer: { m: [], v: [] },
    };
  }
  settings() {
    return this.chosen;
  }
  delete() {
    this.deleted = true;
  }
}

const estimate = (mean: number) => ({ mean, standardError: 0 });

export function fakeLab(overrides: Partial<LabModule> = {}): LabModule {
  return {
    version: () => "fake",
    defaultSettings: () => fakeSettings,
    createTrainer: (settings) => {
      if (settings.layers === 0) throw new RangeError("layers: 0 is outside [1, 16]");
      return new FakeTrainer({ ...fakeSettings, ...settings });
    },
    resumeTrainer: ({ settings, step }) => new FakeTrainer(settings, step),
    evaluate: () => ({ tasks: 1, adjusted: estimate(1), afterLayer: [], nonFiniteTasks: 0 }),
    sigmaProfile: () => {
      throw new RangeError("sigmas: empty");
    },
    baselines: () => ({
      tasks: 1,
      oracle: estimate(1.5),
      ols: estimate(3),
      constRr: { ...estimate(0.36), s: 8 },
      adaRr: estimate(0.07),
      tunedRr: { ...estimate(0.05), m: 1, t: 9 },
    }),
    publishedLoss: () => 0.059,
    sampleTasks: () => {
      throw new RangeError("count: 0");
    },
    trace: () => {
      throw new RangeError("steps: 0");
    },
    walkthrough: () => {
      throw new RangeError("n: 0");
    },
    attention: () => {
      throw new RangeError("length: 0");
    },
    layer: () => {
      throw new RangeError("d: 0");
    },
    race: () => {
      throw new RangeError("n: 0");
    },
    createContest: () => ({ run: () => 0, delete: () => undefined }),
    multiplyAdd: (rounds) => rounds,
    raceLanes: () => "no lanes",
    stream: () => {
      throw new RangeError("count: 0");
    },
    ...overrides,
  };
}
