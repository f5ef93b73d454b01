import type { TrainingSettings } from "../engine/types.ts";
import { parseNoise } from "./noise.ts";
import { choice, integer, real, type Parameter, type ParameterTable } from "./parameters.ts";

const noise: Parameter<string> = {
  label: "Noise σ of a task",
  help: "Every task draws its own noise level σ (a standard deviation) from this distribution.",
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
    label: "Parametrisation",
    help: "What a layer may learn: two ω (GD++), four ω (DIAG), or whole matrices P and Q (FULL).",
    fallback: "diag",
    options: { "gd++": "GD++", diag: "DIAG", full: "FULL" },
  }),
  layers: integer({
    label: "Layers",
    help: "Each layer is one step of the optimiser that the transformer invents.",
    fallback: 4,
    min: 1,
    max: 8,
    shown: "slider",
  }),
  heads: integer({
    label: "Heads",
    help: "One as published; with two heads all four ω of a DIAG layer are free.",
    fallback: 1,
    min: 1,
    max: 2,
    shown: "few",
  }),
  noise,
  estimator: choice({
    label: "Loss",
    help: "The exact mean over query and task, or one query per task as in the paper.",
    fallback: "expected",
    options: { expected: "expected", sampled: "sampled query" },
  }),
  sampler: choice({
    label: "Sampler",
    help: "Every context token by token, or only its sums XᵀX, Xᵀy, yᵀy, which are all a layer sees: the same distribution at a cost that does not grow with n.",
    rare: true,
    fallback: "tokens",
    options: { tokens: "tokens", statistics: "sufficient statistics" },
  }),
  steps: integer({
    label: "Steps",
    help: "Training steps of the whole run; the learning rate falls towards its end.",
    fallback: 4000,
    min: 1,
    max: 200_000,
  }),
  batch: integer({
    label: "Batch",
    help: "Tasks per step; every one is new.",
    fallback: 256,
    min: 1,
    max: 16_384,
  }),
  rate: real({
    label: "Learning rate",
    help: "Adam's largest step.",
    fallback: 0.003,
    min: 0,
    max: 1,
  }),
  seed: integer({
    label: "Seed",
    help: "The same seed gives the same start and the same tasks, on every machine.",
    fallback: 1,
    min: 0,
    max: 4_294_967_295,
  }),
  warmup: integer({
    label: "Warm-up steps",
    help: "Steps over which the learning rate rises.",
    rare: true,
    fallback: 500,
    min: 0,
    max: 200_000,
  }),
  schedule: choice({
    label: "Schedule",
    help: "The learning rate after the warm-up.",
    rare: true,
    fallback: "cosine",
    options: { cosine: "cosine", constant: "constant" },
  }),
  taskCap: real({
    label: "Cap per task",
    help: "Largest gradient norm of one task; 0 means none. Rare tasks explode, this keeps them from deciding.",
    rare: true,
    fallback: 2000,
    min: 0,
    max: 1e6,
  }),
  gradientClip: real({
    label: "Gradient clip",
    help: "Largest gradient norm of a batch; 0 means none.",
    rare: true,
    fallback: 1,
    min: 0,
    max: 1e6,
  }),
  precision: choice({
    label: "Precision",
    help: "Double is slower; it is needed where the loss goes below 0.000001.",
    rare: true,
    fallback: "float",
    options: { float: "float", double: "double" },
  }),
  d: integer({
    label: "Dimension d",
    help: "Numbers in x and in w.",
    rare: true,
    fallback: 10,
    min: 1,
    max: 16,
  }),
  n: integer({
    label: "Context pairs n",
    help: "Pairs (x, y) that the transformer sees in one task.",
    rare: true,
    fallback: 20,
    min: 2,
    max: 200,
  }),
  workers: integer({
    label: "Workers",
    help: "Share a batch, 128 tasks at a time; the result is the same. Worth it for large batches and FULL.",
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
