// One task through one network with every number on the way: cpp/ltlab/transformer/walkthrough.h.
import type { TaskRequest, TraceReport } from "./trace-types.ts";
import type { Checkpoint } from "./types.ts";

/** A network, or the four ω of every layer: xx, xy, yx, yy of the first, then of the second … */
export type WalkthroughRequest = { task: TaskRequest & { query?: Float64Array } } & (
  | { network: Checkpoint }
  | { omegas: Float64Array }
);

export interface Omega {
  xx: number;
  xy: number;
  yx: number;
  yy: number;
}

/** One layer in the momentum form: its factors, and the terms that add up to the next u and w. */
export interface MomentumLayer {
  r: Float64Array;
  Lambda: Float64Array;
  Gamma: Float64Array;
  s: number;
  Pi: Float64Array;
  Phi: Float64Array;
  keptMemory: Float64Array;
  newMemory: Float64Array;
  rescaled: Float64Array;
  direct: Float64Array;
  fromMemory: Float64Array;
  u: Float64Array;
  w: Float64Array;
}

/** One layer: statistics of its tokens, blocks, the terms of the recursion, and the state after it. */
export interface WalkLayer {
  sigma: Float64Array;
  alpha: Float64Array;
  lambda: number;
  A: Float64Array;
  b: Float64Array;
  c: Float64Array;
  d: number;
  AM: Float64Array;
  bw: Float64Array;
  Au: Float64Array;
  ab: Float64Array;
  da: number;
  cu: number;
  dw: Float64Array;
  Mc: Float64Array;
  M: Float64Array;
  u: Float64Array;
  a: number;
  w: Float64Array;
  /** Of DIAG layers only. */
  omega?: Omega;
  /** Of DIAG layers only, and where least squares has one answer. */
  momentum?: MomentumLayer;
}

/** Tokens after a layer: context (n, d + 1) row by row, query (d + 1). */
export interface TokensAt {
  context: Float64Array;
  query: Float64Array;
}

export interface WalkthroughReport extends TraceReport {
  query: Float64Array;
  /** NaN without least squares. */
  rho: number;
  /** ⟨w, query⟩ after layer 0, 1, …, L. */
  prediction: Float64Array;
  /** Largest relative difference of the recursion from the tokens moved one by one, and of the momentum form from the recursion. */
  tokenDifference: number;
  momentumDifference: number;
  layers: WalkLayer[];
  tokens: TokensAt[];
}
