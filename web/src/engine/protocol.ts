// The messages between a page and its worker. Every request has an id; the worker answers it with any number of
// progress messages and then exactly one result, refusal or, when it was cancelled, "cancelled".
import type {
  Baselines,
  Checkpoint,
  Evaluation,
  Model,
  Noise,
  Problem,
  SigmaProfile,
  TrainingSettings,
  Weights,
} from "./types.ts";
import type { AttentionReport, AttentionRequest, LayerReport, LayerRequest } from "./mechanism-types.ts";
import type { ContestRequest, KernelTimes, LaneLimit, RaceReport, RaceRequest } from "./race-types.ts";
import type { StreamRecord, StreamRequest } from "./stream-types.ts";
import type { TraceReport, TraceRequest } from "./trace-types.ts";
import type { WalkthroughReport, WalkthroughRequest } from "./walkthrough-types.ts";

export type TrainerId = number;

/** Everything a figure needs to know about a trainer at one moment. */
export interface TrainerState {
  trainer: TrainerId;
  settings: TrainingSettings;
  step: number;
  /** Adjusted loss on the fixed validation tasks. */
  validation: number;
  weights: Weights;
  checkpoint: Checkpoint;
}

/** What happened since the previous progress message of the same run. */
export interface TrainingProgress {
  step: number;
  /** Training loss of each step. */
  loss: Float64Array;
  rate: number;
  skippedSteps: number;
  nonFiniteTasks: number;
  /** Steps per second of worker time. */
  speed: number;
  weights: Weights;
  /** Present when the validation tasks were evaluated anew, together with a checkpoint to come back to. */
  validation?: number;
  checkpoint?: Checkpoint;
}

export interface Sampling {
  tasks: number;
  seed: number;
}

export interface Operations {
  version: { input: undefined; result: string };
  defaultSettings: { input: undefined; result: TrainingSettings };
  createTrainer: { input: Partial<TrainingSettings>; result: TrainerState };
  resumeTrainer: { input: Checkpoint; result: TrainerState };
  /** Trains until `steps` more steps are done, the run is complete, or it is cancelled; `workers` change no result. */
  train: {
    input: { trainer: TrainerId; steps: number; workers?: number };
    result: TrainerState;
    progress: TrainingProgress;
  };
  /** A helper's part of a step of the same run elsewhere (ModuleTrainer.shareSums). */
  shareSums: {
    input: { trainer: TrainerId; parameters: Float64Array; step: number; first: number; count: number };
    result: Float64Array;
  };
  disposeTrainer: { input: TrainerId; result: undefined };
  liveTrainers: { input: undefined; result: number };
  evaluate: { input: Sampling & { checkpoint: Checkpoint }; result: Evaluation };
  sigmaProfile: { input: Sampling & { checkpoint: Checkpoint; sigmas: number[] }; result: SigmaProfile };
  baselines: { input: Sampling & { problem: Problem }; result: Baselines };
  publishedLoss: { input: { model: Model; layers: number; noise: Noise }; result: number };
  trace: { input: TraceRequest; result: TraceReport };
  walkthrough: { input: WalkthroughRequest; result: WalkthroughReport };
  attention: { input: AttentionRequest; result: AttentionReport };
  layer: { input: LayerRequest; result: LayerReport };
  race: { input: RaceRequest; result: RaceReport };
  /** Times kernels at one length; progress: repetitions done. */
  contest: { input: ContestRequest; result: KernelTimes[]; progress: { done: number } };
  laneLimit: { input: undefined; result: LaneLimit };
  stream: { input: StreamRequest; result: StreamRecord };
}

export type OperationName = keyof Operations;
export type Input<Name extends OperationName> = Operations[Name]["input"];
export type Result<Name extends OperationName> = Operations[Name]["result"];
export type Progress<Name extends OperationName> = Operations[Name] extends { progress: infer P } ? P : never;

export interface Request<Name extends OperationName = OperationName> {
  id: number;
  operation: Name;
  input: Input<Name>;
}

export type ToWorker = Request | { cancel: number };

export interface Refusal {
  name: string;
  message: string;
}

export type FromWorker =
  | { id: number; progress: unknown }
  | { id: number; result: unknown }
  | { id: number; refusal: Refusal }
  | { id: number; cancelled: true }
  /** The module cannot be used any more: it trapped, or it never loaded. */
  | { fatal: string };
