import type { Pair } from "../draw/data-map.ts";
import type { Measure } from "../draw/descent-runs.ts";
import type { Point } from "../draw/loss-chart.ts";
import type { MethodName } from "../engine/trace-types.ts";
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

export const methodLabels: Record<MethodName, string> = {
  "gradient-descent": "Gradient descent",
  "heavy-ball": "Heavy ball (momentum)",
  nesterov: "Nesterov",
  "gradient-memory": "Gradient memory",
  rmsprop: "RMSProp",
  adam: "Adam",
  "conjugate-gradient": "Conjugate gradient",
  "gd-plus-plus": "GD++ (method)",
  "newton-schulz": "Newton–Schulz",
  ridge: "Ridge in one step",
};

/** As figures name it: GD++ is also the name of a method. */
export const transformerLabels: Record<TransformerChoice, string> = {
  diag: "DIAG",
  full: "FULL",
  "gd++": "GD++ net",
  none: "",
};

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
    label: "Transformer",
    help: "Trained on two-dimensional tasks with ten pairs and noise up to 3; its layers are the steps.",
    fallback: "diag",
    options: { diag: "DIAG", full: "FULL", "gd++": "GD++", none: "none" },
  }),
  methods: several({
    label: "Optimisers beside it",
    help: "Each starts at the same point and is given the step size that suits this task best, if theory has one.",
    fallback: ["gradient-descent", "heavy-ball"],
    options: methodLabels,
  }),
  sigma: real({
    label: "Noise σ",
    help: "How much the measured y stray from the rule. Ridge regression is told; the transformer is not.",
    fallback: 1,
    min: 0,
    max: 5,
    slider: 0.05,
  }),
  condition: real({
    label: "Condition number",
    help: "How much longer than wide the valley is: 1 is round, 100 a ravine.",
    fallback: 4,
    min: 1,
    max: 1000,
    slider: "logarithmic",
  }),
  steps: integer({
    label: "Steps",
    help: "Of the optimisers; the transformer has eight layers.",
    fallback: 8,
    min: 1,
    max: mostSteps,
    shown: "slider",
  }),
  rateScale: real({
    label: "Step size ×",
    help: "Multiplies the step size of every optimiser; 1 is what suits the task.",
    fallback: 1,
    min: 0.1,
    max: 4,
    slider: "logarithmic",
  }),
  momentum: choice({
    label: "Momentum β",
    help: "How much heavy ball and Nesterov keep of their velocity.",
    fallback: "best",
    options: {
      best: "what suits the task",
      "0": "0",
      "0.5": "0.5",
      "0.8": "0.8",
      "0.9": "0.9",
      "0.95": "0.95",
      "0.99": "0.99",
    },
  }),
  seed: integer({
    label: "Task number",
    help: "Another number draws other points and other true weights.",
    fallback: 1,
    min: 0,
    max: 999_999,
  }),
  start: numbers({
    label: "Start of the optimisers",
    help: "Also by dragging the ring in the map. The transformer always starts at 0, 0.",
    names: ["w₁", "w₂"],
    fallback: [0, 0],
    ...startRange,
  }),
  surface: choice({
    label: "Surface",
    help: "What the optimisers descend: with ridge's penalty its lowest point is the best guess at this noise.",
    rare: true,
    fallback: "ridge",
    options: { ridge: "ridge loss (told σ)", squares: "squared error" },
  }),
  measure: choice({
    label: "Loss per step",
    help: "Height above the lowest point of the surface, or half the squared distance to the ridge solution.",
    rare: true,
    fallback: "excess",
    options: { excess: "excess loss", adjusted: "adjusted loss" },
  }),
  n: integer({
    label: "Pairs n",
    help: "Of a drawn task. The transformer was trained with ten.",
    rare: true,
    fallback: 10,
    min: 3,
    max: 60,
  }),
  modelSeed: integer({
    label: "Training seed",
    help: "0 is the model that comes with the page; another number trains one here, the same one every time.",
    rare: true,
    fallback: 0,
    min: 0,
    max: 999_999,
  }),
  points: pointsParameter,
  arrows: onOff({
    label: "Arrows of memory",
    help: "What each one remembers: the transformer’s u, the optimisers’ velocity. Older arrows fade.",
    fallback: true,
  }),
  speed: real({
    label: "Speed",
    help: "Steps per second.",
    rare: true,
    fallback: 1.5,
    min: 0.25,
    max: 8,
    slider: "logarithmic",
  }),
  loop: onOff({ label: "Repeat", help: "Begins anew after the last step.", rare: true, fallback: false }),
  at: real({
    label: "Step shown",
    help: "Where the playhead stands; beyond the last step it stands at the last.",
    rare: true,
    fallback: atEnd,
    min: 0,
    max: atEnd,
  }),
};
