// Every text of lt-layer but its situations, which are in layer-presets.ts.

export const layerParameterWords = {
  points: {
    label: "The context",
    help: "One row per pair: x and y, or x₁, x₂ and y. The first row says which.",
    columns: [["x", "y"], ["x₁", "x₂", "y"]],
    row: "pair",
  },
  query: { label: "The query", help: "The x whose y is asked for; with one input only the first counts.", names: ["x₁", "x₂"] },
  layer: {
    label: "The layer",
    help: "Four numbers ω, or the first layer of a network trained on two inputs.",
    options: { omega: "Four ω", diag: "DIAG, trained", "gd++": "GD++, trained", full: "FULL, trained" },
  },
  omega: { label: "The four ω", help: "What inputs and labels do to inputs and labels.", names: ["xx", "xy", "yx", "yy"] },
  heads: {
    label: "P and Q, entry by entry",
    help: "P beside Q; a further head stands below. Change any number: the layer is your own then.",
    columns: [
      ["P_1", "P_2", "Q_1", "Q_2"],
      ["P_1", "P_2", "P_3", "Q_1", "Q_2", "Q_3"],
    ],
    row: "row",
  },
  pace: { label: "Speed", help: "Steps per second." },
  repeat: { label: "Repeat", help: "Begins anew after the last step." },
  step: { label: "Steps done", help: "Where the playhead stands: 2.4 is in the middle of the third step." },
} as const;

export const layerProblemWords = {
  notAPair: (row: string) => `"${row}" must be two or three numbers, like the first row`,
  notARow: (row: string) => `"${row}" must be four or six numbers, like the first row`,
  fewPairs: (count: number, most: number) => `${count} pairs are not 1 to ${most}`,
  fewRows: (count: number) => `${count} rows are not a whole number of heads`,
  manyHeads: (most: number) => `there are more than ${most} heads`,
  trainedOnTwo: "layer: the trained layers have two inputs; give x₁, x₂ and y, or choose the four ω",
} as const;

export const layerStages = [
  { name: "start", says: "Tokens (x, y) of the context, and the query (x, 0)." },
  { name: "similarity", says: "Every token, the query too, meets every token of the context: one number each, eᵀQe." },
  { name: "transformation", says: "P turns every token of the context into what it has to say, Pe." },
  { name: "sum", says: "Similarity × transformation, added over the context and over the heads." },
  { name: "move", says: "Every token moves by its sum, all at once." },
] as const;

export const layerWords = {
  stage: "Tokens and matrices",
  settings: "Change any number",
  own: "You changed P or Q: the layer is your own now.",
  back: "Back to the layer chosen",
  addHead: "Add a head",
  removeHead: "Remove the last head",
  more: "More settings",
  place: (step: number, steps: number, name: string) => `step ${step} of ${steps}: ${name}`,
  pair: (number: number) => `pair ${number}`,
  query: "query",
  head: (number: number) => `Head ${number}`,
  layer: "The layer",
  matricesSummary: (heads: number, tokens: number) =>
    `Matrices of ${heads === 1 ? "one head" : `${heads} heads`}: P, Q, similarities, transformations, and what each of ${tokens} tokens gains.`,
  planeTitle: { one: "Tokens in the plane", two: "Their inputs", labels: "Their labels" },
  planeNotes: { one: "x to the right, y up", two: "x₁ to the right, x₂ up", labels: "one column per token" },
  planeSummary: (n: number) => `The ${n} pairs as dots and the query as a star, with an arrow to where the layer moves each.`,
  labelsSummary: (n: number) => `The labels of ${n} pairs and the query before the layer and after it; rings show what a gradient step leaves.`,
  legend: { token: "token", query: "query", moved: "after the layer", residual: "what a gradient step leaves" },
  compareTitle: "The same as a gradient step?",
  compare: {
    layer: "this layer",
    step: "gradient step",
    difference: "difference",
    prediction: "prediction for the query",
    loss: "half squared labels left",
    labels: "labels, largest difference",
    inputs: "inputs, largest movement",
  },
  agree: (rate: string) => `They agree: this layer is a step of gradient descent from w = 0 with rate η = −ω_yx = ${rate}, and nothing else.`,
  sameQuery: (rate: string) =>
    `The query cannot tell: its prediction is that of a gradient step with rate η = −ω_yx = ${rate}. But the pairs are not what such a step leaves, so the next layer works on something else.`,
  differ: (rate: string) =>
    `They differ: no gradient step with rate η = −ω_yx = ${rate} makes this prediction.`,
  summary: (loss: string, left: string, prediction: string) =>
    `The half squared labels of the pairs go from ${loss} to ${left}. The prediction for the query is ${prediction}.`,
  table: "Numbers behind the pictures",
  before: "before",
  after: "after",
  gains: "gains",
  change: "change",
} as const;

export const layerMatrices = {
  P: { title: "P", name: "P" },
  Q: { title: "Q", name: "Q" },
  similarities: { title: "similarities", name: "similarity" },
  transformations: { title: "transformations", name: "transformation" },
  deltas: { title: "multiplied and added", name: "what this head adds" },
  sum: { title: "Δe", name: "what the token gains" },
  after: { title: "e + Δe", name: "token after the layer" },
  tokens: { title: "e", name: "token" },
} as const;
