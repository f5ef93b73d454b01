// The words of lt-train around its settings and sentences.
import { instrumentWords } from "./instrument.ts";

export const trainWords = {
  stage: "Training",
  weights: "What the layers have learnt",
  actions: {
    preparing: "Train",
    ready: "Train",
    training: "Pause",
    paused: "Resume",
    finished: "Train with the next seed",
    refused: "Train",
    lost: instrumentWords.retry,
  },
  step: "Step",
  reset: "Reset",
  progress: "Training progress",
  steps: (done: string, all: string) => `${done} / ${all} steps`,
  rate: (stepsPerSecond: string) => `${stepsPerSecond} steps/s`,
  left: (duration: string) => `${duration} left`,
  loss: "Adjusted loss",
  lossNote: "the distance to the best possible prediction; lower is better",
  lossSummary: (standing: string) => `Adjusted loss on a logarithmic axis against training steps. ${standing}`,
  lossAxis: "training step",
  published: "published",
  learnt: (layers: number) => `What the ${layers === 1 ? "layer has" : `${layers} layers have`} learnt`,
} as const;

export const trainTableWords = {
  summary: "Numbers behind the plot",
  self: (step: string) => `This transformer, step ${step}`,
  published: "Published, this model",
  standing: (noise: string) => `Adjusted loss for σ ~ ${noise}, best first`,
  method: "Method",
  history: "The run so far",
  step: "Step",
  loss: "Adjusted loss",
  omegas: "ω of each layer; of FULL, its DIAG part",
  layer: "Layer",
} as const;

export const weightWords = {
  roles: {
    yx: "gradient step",
    xx: "preconditioning",
    yy: "rescaling by the noise",
    xy: "step size by the noise",
  },
  omega: (key: string, values: string) => `ω ${key} by layer: ${values}`,
  layer: (number: number) => `Layer ${number}`,
  ofLayer: (number: number) => `layer ${number}`,
  ofHead: (number: number, head: number) => `layer ${number}, head ${head}`,
  matrix: (name: string, where: string) => `${name} of ${where}`,
  matrixSummary: (title: string, largest: string) => `Matrix ${title}, largest magnitude ${largest}`,
  axes: "Rows and columns:",
  lastAxis: ", then y.",
  fullColour: (P: string, Q: string) => `Full colour: ${P} in P, ${Q} in Q.`,
  positive: "Positive",
  negative: "Negative",
} as const;
