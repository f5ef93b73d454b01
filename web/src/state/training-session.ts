// One training run as its element sees it: what may be done in which phase, and what is known so far.
// It knows no DOM; it tells its listener that something changed.
import { EngineLost, isAbort, type LabClient } from "../engine/client.ts";
import type { TrainerState, TrainingProgress } from "../engine/protocol.ts";
import type { Baselines, Checkpoint, Problem, TrainingSettings, Weights } from "../engine/types.ts";
import { BinnedCurve } from "./binned-curve.ts";

export type Phase = "preparing" | "ready" | "training" | "paused" | "finished" | "refused" | "lost";

export interface Run {
  phase: Phase;
  settings: TrainingSettings;
  step: number;
  /** Mean training loss over stretches of steps. */
  batchLoss: BinnedCurve;
  /** Adjusted loss on the validation tasks, by step. */
  validations: { x: number; y: number }[];
  weights: Weights | undefined;
  baselines: Baselines | undefined;
  /** Adjusted loss printed in the paper; NaN where it has none. */
  published: number;
  stepsPerSecond: number;
  /** Time spent training. */
  seconds: number;
  skippedSteps: number;
  nonFiniteTasks: number;
  /** Why the run was refused or lost. */
  problem: string;
  /** Why there are no baselines; training goes on without them. */
  baselineProblem: string;
}

export type BaselineSource = (problem: Problem) => Promise<Baselines>;

const curveBins = 400;

export class TrainingSession {
  private trainer: number | undefined;
  private checkpoint: Checkpoint | undefined;
  private activity: AbortController | undefined;
  private idle: Promise<void> = Promise.resolve();
  private current: Run;
  /** Counts configure(): what an older run still reports is not this run's. */
  private generation = 0;
  private lostWhileTraining = false;
  private workers = 1;

  constructor(
    private readonly client: LabClient,
    private readonly baselinesOf: BaselineSource,
    settings: TrainingSettings,
    private readonly changed: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.current = newRun(settings);
    client.onLost = (error) => this.fail(error);
  }

  get run(): Readonly<Run> {
    return this.current;
  }

  /** Drops the present run and prepares a new one: initial weights, initial loss, baselines. */
  configure(settings: TrainingSettings): Promise<void> {
    const keep = sameProblem(settings, this.current.settings) ? this.current.baselines : undefined;
    this.current = { ...newRun(settings), baselines: keep };
    this.checkpoint = undefined;
    this.generation += 1;
    this.changed();
    return this.replaceActivity((signal) => this.prepare(signal));
  }

  train(): Promise<void> {
    return this.advance(Infinity);
  }

  /** Goes on with this many workers; nothing else about the run changes. */
  useWorkers(workers: number): void {
    if (workers === this.workers) return;
    this.workers = workers;
    if (this.current.phase !== "training") return;
    this.pause();
    void this.train();
  }

  stepOnce(): Promise<void> {
    return this.advance(1);
  }

  /** Answers at once; the worker comes to rest after the burst of steps that it is in. */
  pause(): void {
    if (this.current.phase !== "training") return;
    this.activity?.abort();
    this.update({ phase: "paused" });
  }

  reset(): Promise<void> {
    return this.configure(this.current.settings);
  }

  /** After the worker was lost: goes back to the last checkpoint, and trains on if it trained. */
  async retry(): Promise<void> {
    const checkpoint = this.checkpoint;
    if (!checkpoint) return this.reset();
    await this.replaceActivity(async () => {
      this.update({ phase: "preparing", problem: "" });
      return this.adopted(await this.client.call("resumeTrainer", checkpoint));
    });
    if (this.lostWhileTraining) await this.train();
  }

  /** Resolves when what was asked for last has ended. */
  settled(): Promise<void> {
    return this.idle;
  }

  close(): void {
    this.activity?.abort();
    this.activity = undefined;
    this.trainer = undefined;
    this.client.onLost = undefined;
    this.client.close();
  }

  private async prepare(signal: AbortSignal): Promise<Partial<Run>> {
    const { settings } = this.current;
    if (this.trainer !== undefined) await this.client.call("disposeTrainer", this.trainer);
    this.trainer = undefined;
    signal.throwIfAborted();
    const prepared = this.adopted(await this.client.call("createTrainer", settings));
    signal.throwIfAborted();
    const published = await this.publishedLoss();
    signal.throwIfAborted();
    this.fetchBaselines();
    return { ...prepared, published };
  }

  private publishedLoss(): Promise<number> {
    const { model, layers, noise, d, n } = this.current.settings;
    return d === 10 && n === 20
      ? this.client.call("publishedLoss", { model, layers, noise })
      : Promise.resolve(NaN);
  }

  /** In the background: training does not wait for the baselines. */
  private fetchBaselines(): void {
    if (this.current.baselines) return;
    const { generation } = this;
    const { d, n, noise } = this.current.settings;
    this.baselinesOf({ d, n, noise })
      .then(
        (baselines) => ({ baselines, baselineProblem: "" }),
        (error: unknown) => ({ baselineProblem: (error as Error).message }),
      )
      .then((change) => generation === this.generation && this.update(change));
  }

  private advance(steps: number): Promise<void> {
    if (this.current.phase !== "ready" && this.current.phase !== "paused") return Promise.resolve();
    this.update({ phase: "training" });
    return this.replaceActivity(async (signal) => {
      const trainer = this.trainer!;
      const { generation, workers } = this;
      let last = this.now();
      const onProgress = (progress: TrainingProgress) => {
        if (generation !== this.generation) return;
        const time = this.now();
        this.take(progress, (time - last) / 1000);
        last = time;
      };
      return this.adopted(await this.client.call("train", { trainer, steps, workers }, { signal, onProgress }));
    });
  }

  /**
   * One thing at a time: aborts what is going on, waits until the worker has let go of it, then starts anew. An
   * activity returns what it changes about the run; what an overtaken one returns or fails with is void.
   */
  private replaceActivity(activity: (signal: AbortSignal) => Promise<Partial<Run>>): Promise<void> {
    this.activity?.abort();
    const controller = (this.activity = new AbortController());
    const isNewest = () => this.activity === controller;
    this.idle = this.idle.then(async () => {
      if (!isNewest()) return;
      try {
        const change = await activity(controller.signal);
        if (isNewest()) this.update(change);
      } catch (error) {
        if (isNewest()) this.stopped(error);
      }
    });
    return this.idle;
  }

  private stopped(error: unknown): void {
    if (isAbort(error)) this.update({ phase: "paused" });
    else this.fail(error);
  }

  private fail(error: unknown): void {
    const lost = error instanceof EngineLost;
    if (lost) this.trainer = undefined;
    if (this.current.phase !== "lost") this.lostWhileTraining = this.current.phase === "training";
    this.update({ phase: lost ? "lost" : "refused", problem: (error as Error).message });
  }

  /** Takes over the handle, whoever still wants it, so that it can be disposed. */
  private adopted({ trainer, step, validation, weights, checkpoint, settings }: TrainerState): Partial<Run> {
    this.trainer = trainer;
    this.checkpoint = checkpoint;
    const phase = step >= settings.steps ? "finished" : step > 0 ? "paused" : "ready";
    return { phase, step, weights, validations: this.withValidation(step, validation) };
  }

  private take(progress: TrainingProgress, seconds: number): void {
    const { run } = this;
    run.batchLoss.add(progress.step - progress.loss.length, progress.loss);
    if (progress.checkpoint) this.checkpoint = progress.checkpoint;
    this.update({
      step: progress.step,
      weights: progress.weights,
      stepsPerSecond: progress.speed,
      seconds: run.seconds + seconds,
      skippedSteps: run.skippedSteps + progress.skippedSteps,
      nonFiniteTasks: run.nonFiniteTasks + progress.nonFiniteTasks,
      ...(progress.validation === undefined
        ? {}
        : { validations: this.withValidation(progress.step, progress.validation) }),
    });
  }

  /** A run that went back to a checkpoint forgets what came after it. */
  private withValidation(x: number, y: number) {
    return [...this.current.validations.filter((point) => point.x < x), { x, y }];
  }

  private update(change: Partial<Run>): void {
    this.current = { ...this.current, ...change };
    this.changed();
  }
}

/** Before its first step. */
export function newRun(settings: TrainingSettings): Run {
  return {
    phase: "preparing",
    settings,
    step: 0,
    batchLoss: new BinnedCurve(settings.steps, curveBins),
    validations: [],
    weights: undefined,
    baselines: undefined,
    published: NaN,
    stepsPerSecond: 0,
    seconds: 0,
    skippedSteps: 0,
    nonFiniteTasks: 0,
    problem: "",
    baselineProblem: "",
  };
}

function sameProblem(a: Problem, b: Problem): boolean {
  return a.d === b.d && a.n === b.n && a.noise === b.noise;
}
