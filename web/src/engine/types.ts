// What crosses the boundary between TypeScript and the C++ library: plain objects and fresh typed arrays.
// Names and meanings are those of the C++ headers (cpp/ltlab/training) and of checkpoint files.
import type { AttentionReport, AttentionRequest, LayerReport, LayerRequest } from "./mechanism-types.ts";
import type { RaceModule } from "./race-types.ts";
import type { StreamModule } from "./stream-types.ts";
import type { TraceReport, TraceRequest } from "./trace-types.ts";
import type { WalkthroughReport, WalkthroughRequest } from "./walkthrough-types.ts";

/** FULL: free P and Q. DIAG: p_x, p_y, q_x, q_y per layer and head. GD++: DIAG with q_y = 0. */
export type Model = "full" | "diag" | "gd++";

/** "sampled": half squared error at one query per task. "expected": its exact mean over query and task. */
export type Estimator = "sampled" | "expected";

/** "tokens": every context is drawn. "statistics": only G = Σ e eᵀ is, from the same distribution, at a cost independent of n. */
export type Sampler = "tokens" | "statistics";

export type Precision = "float" | "double";

/** Noise standard deviation of a task: "uniform:5" is U(0, 5), "set:1,3" equal weight on 1 and 3, "constant:1". */
export type Noise = string;

/** The regression problem: w ~ N(0, I_d), n context pairs with noise σ ~ noise. */
export interface Problem {
  d: number;
  n: number;
  noise: Noise;
}

export interface TrainingSettings extends Problem {
  model: Model;
  layers: number;
  heads: number;
  estimator: Estimator;
  sampler: Sampler;
  precision: Precision;
  steps: number;
  /** Tasks per step. */
  batch: number;
  /** Adam's peak learning rate. */
  rate: number;
  /** Steps of linear warm-up. */
  warmup: number;
  schedule: "cosine" | "constant";
  /** Largest norm of one task's gradient; 0 means no cap. */
  taskCap: number;
  /** Largest norm of the batch gradient; 0 means no clipping. */
  gradientClip: number;
  seed: number;
}

/** What a burst of training steps did. */
export interface StepReport {
  /** Steps done since the start. */
  step: number;
  /** Mean training loss of each step of the burst (estimator "expected": adjusted loss; "sampled": half squared error). */
  loss: Float64Array;
  /** Norm of each step's batch gradient, before clipping. */
  gradientNorm: Float64Array;
  /** Learning rate of the last step. */
  rate: number;
  /** Steps of the burst that were not finite and changed nothing. */
  skippedSteps: number;
  /** Tasks of the burst whose gradient was not finite. */
  nonFiniteTasks: number;
}

/** One head of one layer; matrices are row-major, (d+1) × (d+1). */
export interface Head {
  P: Float64Array;
  Q: Float64Array;
}

export interface Layer {
  heads: Head[];
  /** Σ over heads of the products of the diagonals' means; for DIAG and GD++ exactly the ω of the recursion. */
  omega: { xx: number; xy: number; yx: number; yy: number };
}

export interface Weights {
  model: Model;
  d: number;
  layers: Layer[];
}

/** A mean over tasks with the standard error of that mean. */
export interface Estimate {
  mean: number;
  standardError: number;
}

export interface Evaluation {
  tasks: number;
  adjusted: Estimate;
  /** Adjusted loss of the prediction read out after layer 0 (w = 0), 1, …, L. */
  afterLayer: Estimate[];
  nonFiniteTasks: number;
}

export interface Baselines {
  tasks: number;
  /** Half squared error of the oracle (ridge with the known noise): what "adjusted" subtracts. */
  oracle: Estimate;
  /** Adjusted losses, with the tuned constants. */
  ols: Estimate;
  constRr: Estimate & { s: number };
  adaRr: Estimate;
  tunedRr: Estimate & { m: number; t: number };
}

export interface SigmaProfile {
  sigma: Float64Array;
  mean: Float64Array;
  standardError: Float64Array;
  median: Float64Array;
  q10: Float64Array;
  q90: Float64Array;
}

export interface Checkpoint {
  format: "ltlab-checkpoint";
  version: number;
  settings: TrainingSettings;
  step: number;
  /** Steps that changed the parameters: all but those that were not finite. */
  updates: number;
  /** Adjusted loss on the validation tasks when the checkpoint was made. */
  adjustedLoss: number;
  parameters: number[];
  optimizer: { m: number[]; v: number[] };
}

/** Trainer handle of the module: call delete() when done. */
export interface ModuleTrainer {
  /** Runs `count` training steps (fewer when settings.steps is reached). */
  step(count: number): StepReport;
  /** Shares of 128 tasks in a batch: what several workers divide among themselves. */
  shareCount(): number;
  parameters(): Float64Array;
  /** Gradient sums of shares first … first + count − 1 of the batch of step `step`, for addShares. */
  shareSums(parameters: Float64Array, step: number, first: number, count: number): Float64Array;
  /** Draws the tasks of those shares before their turn, in idle time; changes no result. */
  drawAhead(step: number, first: number, count: number): void;
  /** Computes the first shares of the next step; addShares brings the others in order; endStep does the step: bit for bit step(1). */
  beginStep(count: number): void;
  addShares(sums: Float64Array): void;
  endStep(): StepReport;
  /** Adjusted loss on a fixed set of validation tasks. */
  validate(): number;
  weights(): Weights;
  checkpoint(): Checkpoint;
  settings(): TrainingSettings;
  delete(): void;
}

/** The WebAssembly module, in the thread that loaded it. Every refusal is a RangeError or a TypeError. */
export interface TrainingModule {
  version(): string;
  defaultSettings(): TrainingSettings;
  /** Missing fields take their defaults; an unknown field is refused. */
  createTrainer(settings: Partial<TrainingSettings>): ModuleTrainer;
  resumeTrainer(checkpoint: Checkpoint): ModuleTrainer;
  evaluate(checkpoint: Checkpoint, options: { tasks: number; seed: number }): Evaluation;
  sigmaProfile(checkpoint: Checkpoint, options: { sigmas: number[]; tasks: number; seed: number }): SigmaProfile;
  baselines(problem: Problem, options: { tasks: number; seed: number }): Baselines;
  /** Adjusted loss printed in the paper (arXiv 2402.14180, table 1) for d = 10, n = 20; NaN where it has none. */
  publishedLoss(model: Model, layers: number, noise: Noise): number;
  /** Tasks first … first + count − 1 of a seed: x (count·n·d), y (count·n), w (count·d), query (count·d), sigma (count). */
  sampleTasks(
    problem: Problem,
    options: { seed: number; first: number; count: number },
  ): { x: Float32Array; y: Float32Array; w: Float32Array; query: Float32Array; sigma: Float32Array };
}

export interface SolversModule {
  trace(request: TraceRequest): TraceReport;
  walkthrough(request: WalkthroughRequest): WalkthroughReport;
}

export interface AttentionModule {
  attention(request: AttentionRequest): AttentionReport;
}

export interface LayerModule {
  layer(request: LayerRequest): LayerReport;
}

/** The compiled modules, as cpp/bindings/CMakeLists.txt names them: each is what some of the instruments ask for. */
export interface Modules {
  training: TrainingModule;
  solvers: SolversModule;
  attention: AttentionModule;
  layer: LayerModule;
  race: RaceModule;
  stream: StreamModule;
}

export type ModuleName = keyof Modules;

/** All of them as one. */
export type LabModule = TrainingModule & SolversModule & AttentionModule & LayerModule & RaceModule & StreamModule;
