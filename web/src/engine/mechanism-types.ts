// One sequence through softmax and linear attention, and one layer on the tokens of a task, with every number:
// cpp/ltlab/attention/mechanism.h and cpp/ltlab/transformer/one_layer.h. Matrices are flat, row by row.
import type { Omega } from "./walkthrough-types.ts";

export type FeatureMapName = "elu+1" | "relu" | "identity" | "taylor" | "performer";

/** Tokens are words, or rows of d numbers; length and head: of the tokens whose cost is counted. */
export type AttentionRequest = {
  d: number;
  map: FeatureMapName;
  features: number;
  seed: number;
  sharpness: number;
  causal: 0 | 1;
  length: number;
  head: number;
} & ({ words: string } | { rows: Float64Array });

export interface SoftmaxSteps {
  scores: Float64Array;
  /** −∞ where a query does not see a key. */
  scaled: Float64Array;
  maximum: Float64Array;
  exponentials: Float64Array;
  sums: Float64Array;
  weights: Float64Array;
  output: Float64Array;
}

export interface LinearSteps {
  phiQ: Float64Array;
  phiK: Float64Array;
  S: Float64Array;
  z: Float64Array;
  similarities: Float64Array;
  numerator: Float64Array;
  denominator: Float64Array;
  /** Which no implementation forms. */
  weights: Float64Array;
  output: Float64Array;
}

export interface Cost {
  flops: number;
  bytes: number;
  stateNumbers: number;
}

export interface BracketCosts {
  n: number;
  d: number;
  featureSize: number;
  scoreNumbers: number;
  stateNumbers: number;
  /** The n at which both orders cost the same. */
  crossover: number;
  scoresFirst: Cost;
  stateFirst: Cost;
  softmax: Cost;
  linear: Cost;
}

export interface AttentionReport {
  tokens: Float64Array;
  Wq: Float64Array;
  Wk: Float64Array;
  Wv: Float64Array;
  q: Float64Array;
  k: Float64Array;
  v: Float64Array;
  /** (features, d), of performer only. */
  omega?: Float64Array;
  scale: number;
  featureSize: number;
  softmax: SoftmaxSteps;
  linear: LinearSteps;
  /** The sums S and z after 0, 1, … N keys. */
  steps: { S: Float64Array; z: Float64Array }[];
  deviation: Float64Array;
  weightDeviation: number;
  outputDeviation: number;
  bracket: BracketCosts;
}

/** points: (n, d + 1) row by row. heads: P then Q of each, row by row; or the four ω. */
export type LayerRequest = { d: number; points: Float64Array; query: Float64Array } & (
  | { heads: Float64Array }
  | { omega: Float64Array }
);

export interface LayerHead {
  P: Float64Array;
  Q: Float64Array;
  similarities: Float64Array;
  transformations: Float64Array;
  contributions: Float64Array;
  deltas: Float64Array;
}

export interface GradientStep {
  rate: number;
  gradient: Float64Array;
  w: Float64Array;
  lossBefore: number;
  lossAfter: number;
  prediction: number;
  residuals: Float64Array;
}

export interface LayerReport {
  d: number;
  tokens: Float64Array;
  heads: LayerHead[];
  omega: Omega;
  deltas: Float64Array;
  after: Float64Array;
  prediction: number;
  lossAfter: number;
  gradientStep: GradientStep;
  predictionDifference: number;
  labelDifference: number;
  inputMovement: number;
}
