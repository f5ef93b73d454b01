import { concatenated } from "./arrays.ts";
import type { TrainingProgress } from "./protocol.ts";
import type { ModuleTrainer, StepReport } from "./types.ts";

/** Worker time of one burst of steps: short enough that a click on Pause is answered within two frames. */
const burstMilliseconds = 20;
const progressMilliseconds = 40;
/** Validation takes at most about this share of the time. */
const validationShare = 0.15;
const shortestValidationInterval = 200;

/** What a run needs of a trainer, whoever does its steps. */
export type RunTrainer = Pick<ModuleTrainer, "settings" | "weights" | "checkpoint"> & {
  step(count: number): StepReport | Promise<StepReport>;
};

export interface RunControl {
  cancelled(): boolean;
  /** Lets waiting messages in. */
  yieldToMessages(): Promise<void>;
  report(progress: TrainingProgress): void;
  now(): number;
}

const longestBurst = 4096;

/** Steps of the next burst, from how long the last one took; grows at most fourfold: clocks are coarse, timings lucky. */
export function nextBurst(steps: number, milliseconds: number): number {
  const wanted = (steps * burstMilliseconds) / Math.max(milliseconds, 0.1);
  return Math.max(1, Math.min(Math.floor(wanted), steps * 4, longestBurst));
}

/** Trains in bursts until `steps` more steps are done, the run is complete or it is cancelled. */
export async function runTraining(
  trainer: RunTrainer,
  startStep: number,
  steps: number,
  control: RunControl,
) {
  const end = Math.min(startStep + steps, trainer.settings().steps);
  const pending = new PendingProgress(trainer, control, startStep);
  let burst = 1;
  while (pending.step < end && !control.cancelled()) {
    const count = Math.min(burst, end - pending.step);
    const began = control.now();
    const before = pending.step;
    const report = await trainer.step(count);
    const milliseconds = control.now() - began;
    pending.add(report, milliseconds);
    if (report.step === before) break;
    burst = nextBurst(count, milliseconds);
    pending.sendIfDue();
    await control.yieldToMessages();
  }
  pending.flush(control.cancelled());
  return pending.step;
}

/** Collects what bursts report until it is time to tell the page, at most 25 times a second. */
class PendingProgress {
  step: number;
  private losses: Float64Array[] = [];
  private skippedSteps = 0;
  private nonFiniteTasks = 0;
  private rate = 0;
  private busy = 0;
  private stepsInBusy = 0;
  private lastSent: number;
  private lastValidated: number;
  private validationCost = 0;

  constructor(
    private readonly trainer: RunTrainer,
    private readonly control: RunControl,
    startStep: number,
  ) {
    this.step = startStep;
    this.lastSent = control.now();
    this.lastValidated = this.lastSent;
  }

  add(report: StepReport, milliseconds: number): void {
    this.losses.push(report.loss);
    this.skippedSteps += report.skippedSteps;
    this.nonFiniteTasks += report.nonFiniteTasks;
    this.rate = report.rate;
    this.busy = this.busy * 0.9 + milliseconds;
    this.stepsInBusy = this.stepsInBusy * 0.9 + (report.step - this.step);
    this.step = report.step;
  }

  sendIfDue(): void {
    if (this.control.now() - this.lastSent >= progressMilliseconds) this.send(this.validationIsDue());
  }

  /** A complete run is followed by a validated state; a cancelled one is not, so its last progress must tell. */
  flush(validate: boolean): void {
    if (this.losses.length > 0 || validate) this.send(validate);
  }

  private validationIsDue(): boolean {
    const interval = Math.max(shortestValidationInterval, this.validationCost / validationShare);
    return this.control.now() - this.lastValidated >= interval;
  }

  private send(validate: boolean): void {
    this.control.report({
      step: this.step,
      loss: concatenated(this.losses),
      rate: this.rate,
      skippedSteps: this.skippedSteps,
      nonFiniteTasks: this.nonFiniteTasks,
      speed: (1000 * this.stepsInBusy) / Math.max(this.busy, 0.1),
      weights: this.trainer.weights(),
      ...(validate ? this.validated() : {}),
    });
    this.losses = [];
    this.skippedSteps = 0;
    this.nonFiniteTasks = 0;
    this.lastSent = this.control.now();
  }

  private validated(): Pick<TrainingProgress, "validation" | "checkpoint"> {
    const began = this.control.now();
    const checkpoint = this.trainer.checkpoint();
    this.lastValidated = this.control.now();
    this.validationCost = this.lastValidated - began;
    return { validation: checkpoint.adjustedLoss, checkpoint };
  }
}
