import type { Pair } from "../draw/data-map.ts";
import type { Measure } from "../draw/descent-runs.ts";
import type { Point } from "../draw/loss-chart.ts";
import type { MethodName } from "../engine/trace-types.ts";
import { methodNames, parameterWords as words, transformerNames } from "../messages/descent-parameters.ts";
import { choice, integer, numbers, onOff, real, several, type ParameterTable } from "./parameters.ts";
import { pointsParameter } from "./points.ts";

export type TransformerChoice = "diag" | "full" | "gd++" | "none";
export type MomentumChoice = "best" | "0" | "0.5" | "0.8" | "0.9" | "0.95" | "0.99";
export type Surface = "ridge" | "squares";

/** What lt-descent can be set to. */
export interface DescentValues {
  model: TransformerChoice;
  methods: readonly MethodName[];
  sigma: number;
  condition: number;
  steps: number;
  rateScale: number;
  momentum: MomentumChoice;
  seed: number;
  n: number;
  start: readonly number[];
  surface: Surface;
  measure: Measure;
  modelSeed: number;
  points: readonly Pair[];
  arrows: boolean;
  speed: number;
  loop: boolean;
  at: number;
}

export const methodLabels: Record<MethodName, string> = methodNames;
export const transformerLabels: Record<TransformerChoice, string> = transformerNames;

export const mostSteps = 60;

const startRange = { min: -20, max: 20 };

/** What a hand can place: hundredths, inside the range. */
export function startAt({ x, y }: Point): number[] {
  const { min, max } = startRange;
  return [x, y].map((value) => Math.min(Math.max(Math.round(value * 100) / 100, min), max));
}

/** As large as any: the playhead stands at the last step. */
export const atEnd = 200;

/** Attributes of lt-descent, its controls and its address. */
export const descentParameters: ParameterTable<DescentValues> = {
  model: choice({
    ...words.model,
    fallback: "diag",
  }),
  methods: several({
    ...words.methods,
    fallback: ["gradient-descent", "heavy-ball"],
    options: methodLabels,
  }),
  sigma: real({
    ...words.sigma,
    fallback: 1,
    min: 0,
    max: 5,
    slider: 0.05,
  }),
  condition: real({
    ...words.condition,
    fallback: 4,
    min: 1,
    max: 1000,
    slider: "logarithmic",
  }),
  steps: integer({
    ...words.steps,
    fallback: 8,
    min: 1,
    max: mostSteps,
    shown: "slider",
  }),
  rateScale: real({
    ...words.rateScale,
    fallback: 1,
    min: 0.1,
    max: 4,
    slider: "logarithmic",
  }),
  momentum: choice({
    ...words.momentum,
    fallback: "best",
  }),
  seed: integer({
    ...words.seed,
    fallback: 1,
    min: 0,
    max: 999_999,
  }),
  start: numbers({
    ...words.start,
    names: ["w₁", "w₂"],
    fallback: [0, 0],
    ...startRange,
  }),
  surface: choice({
    ...words.surface,
    rare: true,
    fallback: "ridge",
  }),
  measure: choice({
    ...words.measure,
    rare: true,
    fallback: "excess",
  }),
  n: integer({
    ...words.n,
    rare: true,
    fallback: 10,
    min: 3,
    max: 60,
  }),
  modelSeed: integer({
    ...words.modelSeed,
    rare: true,
    fallback: 0,
    min: 0,
    max: 999_999,
  }),
  points: pointsParameter,
  arrows: onOff({
    ...words.arrows,
    fallback: true,
  }),
  speed: real({
    ...words.speed,
    rare: true,
    fallback: 1.5,
    min: 0.25,
    max: 8,
    slider: "logarithmic",
  }),
  loop: onOff({ ...words.loop, rare: true, fallback: false }),
  at: real({
    ...words.at,
    rare: true,
    fallback: atEnd,
    min: 0,
    max: atEnd,
  }),
};
