// One task, a network and any optimisers, in one crossing of the boundary: cpp/ltlab/transformer/comparison.h.
import type { Checkpoint } from "./types.ts";

export const methodNames = [
  "gradient-descent",
  "heavy-ball",
  "nesterov",
  "gradient-memory",
  "rmsprop",
  "adam",
  "conjugate-gradient",
  "gd-plus-plus",
  "newton-schulz",
  "ridge",
] as const;
export type MethodName = (typeof methodNames)[number];

/** Task `index` of a seed at one noise level, bent to a condition number; or own points, x row by row. */
export type TaskRequest =
  | { d: number; n: number; seed: number; index: number; sigma: number; condition?: number }
  | { d: number; x: Float64Array; y: Float64Array; sigma: number };

/** What is not given suits the spectrum of the task; the rate is multiplied by rateScale. */
export interface MethodRequest {
  name: MethodName;
  rate?: number;
  momentum?: number;
  decay?: number;
  epsilon?: number;
  rateScale?: number;
}

export interface TraceRequest {
  task: TaskRequest;
  network?: Checkpoint;
  /** s of f(w) = ½‖y − Xw‖² + ½ s‖w‖², which the methods descend. */
  penalty: number;
  /** w₀ of the methods; a network starts at 0. */
  start: number[];
  steps: number;
  methods: MethodRequest[];
}

/** Of each of the weights: f, f − min f, and ½‖w − ridge‖². */
export interface Quality {
  loss: Float64Array;
  excess: Float64Array;
  adjusted: Float64Array;
}

/** After layer 0 (the input), 1, …, L: w, u (d numbers each), M (d², row by row), a. */
export interface NetworkTrace extends Quality {
  w: Float64Array;
  u: Float64Array;
  M: Float64Array;
  a: Float64Array;
}

export interface MethodTrace extends Quality {
  name: MethodName;
  rate: number;
  momentum: number;
  decay: number;
  epsilon: number;
  w: Float64Array;
  /** What the method remembers, such as "velocity": d or d² numbers per iterate. */
  state: Record<string, Float64Array>;
}

export interface TraceReport {
  x: Float64Array;
  y: Float64Array;
  sigma: number;
  /** Of a drawn task only. */
  trueW?: Float64Array;
  H: Float64Array;
  alpha: Float64Array;
  lambda: number;
  /** Positive eigenvalues of H, ascending, and their eigenvectors, one after the other. */
  eigenvalues: Float64Array;
  eigenvectors: Float64Array;
  /** NaN where XᵀX is singular. */
  ols: Float64Array;
  ridge: Float64Array;
  network?: NetworkTrace;
  methods: MethodTrace[];
}
