// Softmax against linear attention, by count and under the clock: cpp/ltlab/attention/race.h and race_report.h.

export const raceKernels = ["softmax", "window", "linear"] as const;
export type RaceKernel = (typeof raceKernels)[number];

/** One head, single precision. */
export interface RaceSettings {
  d: number;
  map: "elu+1" | "relu" | "performer";
  /** d_φ of performer. */
  features: number;
  causal: 0 | 1;
  window: number;
}

export interface DecodeModel {
  layers: number;
  heads: number;
  tokens: number;
  /** Bytes per number. */
  numberSize: number;
}

/** Seconds of one pass at each length. */
export interface RaceTimes {
  kernel: RaceKernel;
  n: Float64Array;
  seconds: Float64Array;
}

export interface RaceRequest {
  settings: RaceSettings;
  model: DecodeModel;
  lengths: Float64Array;
  times: RaceTimes[];
}

/** seconds ≈ factor · n^exponent, from n = 1,024 on; NaN from too few points. */
export interface PowerLaw {
  exponent: number;
  standardError: number;
  factor: number;
  points: number;
}

export interface RaceLane {
  kernel: RaceKernel;
  /** Per length, as all arrays here. */
  flops: Float64Array;
  bytes: Float64Array;
  stateNumbers: Float64Array;
  law: PowerLaw;
}

export interface Decoding {
  layers: number;
  heads: number;
  width: number;
  tokens: number;
  cacheBytes: number;
  stateBytes: number;
  /** The least number of tokens whose cache is larger than the state. */
  memoryCrossover: number;
  softmaxStepFlops: number;
  linearStepFlops: number;
}

export interface RaceReport {
  d: number;
  featureSize: number;
  n: Float64Array;
  lanes: RaceLane[];
  /** The least n at which linear attention needs fewer operations; 0: there is none. */
  flopsCrossover: number;
  /** Where it overtakes by the clock. below: it is faster from the shortest length on. */
  crossover: { place: "unknown" | "below" | "inside" | "none"; n: number };
  decoding: Decoding;
}

/** One length under the clock. */
export interface ContestRequest {
  settings: RaceSettings;
  n: number;
  kernels: RaceKernel[];
}

/** Seconds per pass of each repetition. */
export interface KernelTimes {
  kernel: RaceKernel;
  seconds: number[];
  /** Passes per repetition. */
  batch: number;
}

export interface LaneLimit {
  /** Operations per second of multiply-adds on registers. */
  flops: number;
  lanes: string;
}

/** Runners of one length: call delete() when done. */
export interface ModuleContest {
  /** `times` passes of a kernel. */
  run(kernel: RaceKernel, times: number): number;
  delete(): void;
}

export interface RaceModule {
  race(request: RaceRequest): RaceReport;
  createContest(settings: RaceSettings, n: number): ModuleContest;
  /** Rounds of 12 independent multiply-adds in the module's lanes; returns the number of operations. */
  multiplyAdd(rounds: number): number;
  raceLanes(): string;
}
