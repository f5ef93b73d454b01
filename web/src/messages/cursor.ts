// The words of the cursor on the marks of figures.
export const cursorMessages = {
  explore: (figure: string) => `${figure}: arrow keys, Home and End go from mark to mark, Escape leaves`,
  at: (name: string, step: number) => `${name}, step ${step}`,
  atLayer: (name: string, layer: number) => `${name}, layer ${layer}`,
  weights: (w1: string, w2: string) => `w = ${w1}, ${w2}`,
  loss: (measure: string, loss: string) => `${measure} ${loss}`,
  pair: (number: number) => `Pair ${number}`,
  inputs: (x1: string, x2: string) => `x = ${x1}, ${x2}`,
  label: (y: string) => `y = ${y}`,
  prediction: (y: string) => `predicted ${y}`,
  startName: "Start of the optimisers",
  omega: (key: string, layer: number) => `ω ${key}, layer ${layer}`,
  entry: (name: string, row: string, column: string) => `${name}: row ${row}, column ${column}`,
  adjustedLoss: (loss: string) => `adjusted loss ${loss}`,
  trainingStep: (name: string, step: string) => `${name}, training step ${step}`,
  transformer: "This transformer",
};
