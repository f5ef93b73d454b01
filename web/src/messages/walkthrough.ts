// Every text of lt-walkthrough but the names of its symbols, which are in walkthrough-symbols.ts.

export const parameterWords = {
  model: {
    label: "Network",
    help: "Eight layers, trained on two-dimensional tasks with ten pairs and noise up to 3.",
    options: { diag: "DIAG", "gd++": "GD++", full: "FULL" },
  },
  omegas: {
    label: "The four ω of each layer",
    help: "One row per layer, with four digits. Change any of them: the network is your own then.",
    columns: ["ω_xx", "ω_xy", "ω_yx", "ω_yy"],
    row: "layer",
  },
  points: {
    label: "The context",
    help: "One row per pair: an input and its label.",
    columns: ["x₁", "x₂", "y"],
    row: "pair",
  },
  query: { label: "The query", help: "The x whose y the network predicts.", names: ["x₁", "x₂"] },
  sigma: { label: "Noise σ", help: "Only the ridge point is told it. The network sees the pairs and nothing else." },
  form: {
    label: "Form",
    help: "The recursion holds for every network, the momentum form for DIAG and GD++.",
    options: { recursion: "Recursion", momentum: "Momentum form" },
  },
  symbol: { label: "Symbol explained", help: "Empty: what the playhead is at." },
  checked: { label: "Check against raw tokens", help: "Shows the tokens moved one by one, and the largest difference." },
  speed: { label: "Speed", help: "Terms per second." },
  loop: { label: "Repeat", help: "Begins anew after the last layer." },
  at: { label: "Layers done", help: "Where the playhead stands: 2.4 is in the middle of the third layer." },
} as const;

/** What each stage of a layer does, in the order of the player. */
export const stageWords = {
  recursion: [
    "Before this layer",
    "What the layer sees, and the blocks it makes of it",
    "The axes",
    "The memory",
    "The share of the labels",
    "The weights",
  ],
  momentum: ["Before this layer", "Downhill, and the factors of this layer", "The memory", "The weights"],
} as const;

/** The same, as short as a player needs it. */
export const stageNames = {
  recursion: ["start", "blocks", "axes", "memory", "labels", "weights"],
  momentum: ["start", "downhill", "memory", "weights"],
} as const;

export const words = {
  stage: "Equations and pictures",
  settings: "Change any number",
  formGroup: "Form of the equations",
  forms: { recursion: "Recursion", momentum: "Momentum form" },
  getReady: "Getting ready: loading the WebAssembly module and the trained network.",
  place: (layer: number, layers: number, stage: string) => `layer ${layer} of ${layers}: ${stage}`,
  layer: (layer: number, layers: number) => `Layer ${layer} of ${layers}`,
  noMomentumFull: "The momentum form is that of DIAG layers. A FULL layer has no ω. Choose DIAG or GD++, or the recursion.",
  noMomentumFew: "The momentum form needs the least-squares point, and these pairs do not determine it. Add pairs that do not lie on one line, or choose the recursion.",
  noOmega: "A FULL layer has no ω: its blocks come from free matrices P and Q.",
  explains: "The symbol explained",
  allDigits: "Its numbers",
  noPlace: "A number: it has no arrow of its own.",
  direction: "In the picture of tokens only its direction is drawn, not its length.",
  ellipse: "In the picture of tokens: what it makes of a circle, not to scale.",
  inWeights: "In the pictures of weights.",
  inMemory: "In the picture of the memory.",
  inTokens: "In the picture of tokens.",
  computedBy: "Computed by",
  frame: "In the picture of tokens: the frame.",
  size: "In the picture of tokens: the size of the dots.",
  unpin: "Follow the player",
  picturesLabel: "Pictures",
  weightsTitle: "The weights",
  weightsNote: "where w goes",
  stepTitle: "This step",
  stepNote: "the box, enlarged",
  memoryTitle: "The memory",
  memoryNote: "u, enlarged",
  tokensTitle: "The tokens",
  tokensNote: "in this layer; drag one",
  landmarks: { ols: "least squares", ridge: "ridge" },
  check: "Check against raw tokens",
  hideCheck: "Hide the check",
  checkIntroduction: (n: number, layers: number) =>
    `The library moved ${n === 1 ? "the pair" : `each of the ${n} pairs`} and the query through ${layers} ${layers === 1 ? "layer" : "layers"} one token at a time, without any of the formulas above, and compared every coordinate with what M, u, a and w say it must be.`,
  tokenDifference: (difference: string) =>
    `Largest difference of the recursion from the raw tokens, as a share of the largest coordinate: ${difference}.`,
  momentumDifference: (difference: string) => `Largest difference of the momentum form from the recursion: ${difference}.`,
  noMomentumDifference: "There is no momentum form to compare here.",
  overflow: "Some numbers are not finite any more, so there is nothing to compare: the layers are too strong for these pairs.",
  tokensCaption: (layer: number) => `The raw tokens after layer ${layer}`,
  queryRow: "query",
  table: "Numbers behind the pictures",
  networkLabel: { diag: "DIAG", "gd++": "GD++", full: "FULL", own: "Your own" },
  own: "You changed ω: the network is your own now.",
  back: "Back to the trained network",
  more: "More settings",
  summary: (layer: number, layers: number, w: string, ridge: string, prediction: string) =>
    `After layer ${layer} of ${layers} the weights are ${w}; ridge, told σ, is at ${ridge}. The prediction for the query is ${prediction}.`,
} as const;

/** What the cursor says in the pictures. */
export const walkSpotWords = {
  afterLayer: (symbol: string, layer: number) =>
    layer === 0 ? `${symbol} before the first layer` : `${symbol} after layer ${layer}`,
  term: (label: string) => `Term ${label}`,
  query: "Query",
  before: (numbers: string) => `before: ${numbers}`,
  after: (numbers: string) => `after: ${numbers}`,
} as const;

/** The pictures in words. */
export const pictureSummaries = {
  weights: (from: string, to: string, ridge: string, ols: string) =>
    `Plane of the weights. This layer takes w from ${from} to ${to}; ridge is at ${ridge}, least squares at ${ols}.`,
  step: "The same step, enlarged: the terms of the last equation as arrows that add up.",
  memory: (from: string, to: string) => `Plane of the memory. This layer takes u from ${from} to ${to}.`,
  tokens: (n: number, layer: number) =>
    `Plane of the inputs: the ${n} tokens, the query as a star, and the frame M, as layer ${layer} moves them.`,
} as const;
