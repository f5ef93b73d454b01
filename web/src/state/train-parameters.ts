import type { TrainingSettings } from "../engine/types.ts";
import { parameterWords as words } from "../messages/train-parameters.ts";
import { parseNoise } from "./noise.ts";
import { choice, integer, real, type Parameter, type ParameterTable } from "./parameters.ts";

const noise: Parameter<string> = {
  ...words.noise,
  rare: false,
  fallback: "uniform:5",
  control: { kind: "noise" },
  parse: parseNoise,
  format: (value) => value,
};

/** What lt-train can be set to: the settings of a run, and what does not change its result. */
export interface TrainValues extends TrainingSettings {
  /** Workers that share a batch. */
  workers: number;
}

/** The settings of the C++ Trainer, with defaults that learn in a few seconds, and the number of workers. */
export const trainParameters: ParameterTable<TrainValues> = {
  model: choice({
    ...words.model,
    fallback: "diag",
  }),
  layers: integer({
    ...words.layers,
    fallback: 4,
    min: 1,
    max: 8,
    shown: "slider",
  }),
  heads: integer({
    ...words.heads,
    fallback: 1,
    min: 1,
    max: 2,
    shown: "few",
  }),
  noise,
  estimator: choice({
    ...words.estimator,
    fallback: "expected",
  }),
  sampler: choice({
    ...words.sampler,
    rare: true,
    fallback: "tokens",
  }),
  steps: integer({
    ...words.steps,
    fallback: 4000,
    min: 1,
    max: 200_000,
  }),
  batch: integer({
    ...words.batch,
    fallback: 256,
    min: 1,
    max: 16_384,
  }),
  rate: real({
    ...words.rate,
    fallback: 0.003,
    min: 0,
    max: 1,
  }),
  seed: integer({
    ...words.seed,
    fallback: 1,
    min: 0,
    max: 4_294_967_295,
  }),
  warmup: integer({
    ...words.warmup,
    rare: true,
    fallback: 500,
    min: 0,
    max: 200_000,
  }),
  schedule: choice({
    ...words.schedule,
    rare: true,
    fallback: "cosine",
  }),
  taskCap: real({
    ...words.taskCap,
    rare: true,
    fallback: 2000,
    min: 0,
    max: 1e6,
  }),
  gradientClip: real({
    ...words.gradientClip,
    rare: true,
    fallback: 1,
    min: 0,
    max: 1e6,
  }),
  precision: choice({
    ...words.precision,
    rare: true,
    fallback: "float",
  }),
  d: integer({
    ...words.d,
    rare: true,
    fallback: 10,
    min: 1,
    max: 16,
  }),
  n: integer({
    ...words.n,
    rare: true,
    fallback: 20,
    min: 2,
    max: 200,
  }),
  workers: integer({
    ...words.workers,
    rare: true,
    fallback: 1,
    min: 1,
    max: 16,
  }),
};

/** The settings of the run alone. */
export function settingsOf({ workers: _, ...settings }: TrainValues): TrainingSettings {
  return settings;
}

export function sameSettings(a: TrainingSettings, b: TrainingSettings): boolean {
  return (Object.keys(a) as (keyof TrainingSettings)[]).every((name) => a[name] === b[name]);
}
