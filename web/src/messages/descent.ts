// The words of lt-descent around its settings and sentences.
export const descentWords = {
  stage: "Pictures",
  table: "Numbers behind the pictures",
  place: (step: number, end: number) => `step ${step} of ${end}`,
  ownTask: "You moved points: the task is your own now.",
  drawAgain: "Draw the task again",
} as const;

export const descentFigures = {
  map: "Map of the weights",
  mapTitle: "Where the weights are",
  mapNote: "rings of equal loss; drag the dashed ring, the start",
  landmarks: { ols: "least squares", ridge: "ridge", trueW: "true w" },
  loss: "Loss per step",
  lossTitle: { excess: "Excess loss per step", adjusted: "Adjusted loss per step" },
  lossAxis: "layer or step",
  lossNote: "logarithmic; drag to move the playhead",
  lossSummary: (measure: string, standing: string) => `The ${measure} against steps, logarithmic. ${standing}`,
  data: "Pairs",
  dataTitle: (pairs: number) => `The ${pairs} pairs`,
  dataNote: (label: string | undefined) => `and lines of equal prediction${label ? ` of ${label}` : ""}; drag a pair`,
  dataSummary: (pairs: number, label: string) =>
    `${pairs} pairs in the plane of x, filled where y is positive, and lines of equal prediction of ${label}.`,
  nobody: "nobody",
  diverging: (labels: readonly string[]) =>
    `${labels.join(" and ")} ${labels.length > 1 ? "end" : "ends"} higher than at the start: the steps are too long for this surface.`,
} as const;

export const readoutWords = {
  label: (layer: number) => `The transformer after layer ${layer}`,
  layer: "after layer",
  of: (last: number) => `of ${last}`,
  w: "what it would answer with",
  u: "its memory",
  a: "share of the labels kept",
  M: "what became of the axes",
} as const;

export const descentTableWords = {
  layer: "Layer",
  step: "Step",
  losses: ["Loss", "Excess", "Adjusted"],
  network: (label: string) => `${label} transformer, after each layer`,
  method: (label: string, rate: string, momentum: string) => `${label}, step size ${rate}, β ${momentum}`,
  points: "Points of the map",
  point: "Point",
  ridge: "Ridge, told σ",
  ols: "Least squares",
  trueW: "True weights",
  pairs: "Pairs that the task shows",
  pair: "Pair",
} as const;
