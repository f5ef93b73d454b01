// Every text of lt-attention but its situations, which are in attention-presets.ts.

export const attentionParameterWords = {
  words: {
    label: "The sequence",
    help: "Two to eight words. Each becomes three numbers, by its letters and the seed: the same word, the same numbers.",
    placeholder: "the cat saw the dog",
  },
  tokens: {
    label: "Its numbers",
    help: "One row per token. Change any: the sequence is your own then.",
    columns: ["x₁", "x₂", "x₃"],
    row: "token",
  },
  map: {
    label: "Feature map φ",
    help: "What linear attention puts in place of exp(q·k/√d).",
    options: { "elu+1": "elu + 1", relu: "ReLU", identity: "none: φ(x) = x", taylor: "Taylor, second order", performer: "Performer" },
  },
  features: { label: "Performer’s features m", help: "More random features come closer to softmax. Other maps have no m." },
  sharpness: { label: "Sharpness", help: "A factor on every query: large, and softmax attends to one key only." },
  causal: { label: "Causal mask", help: "A token attends to itself and to those before it." },
  seed: { label: "Seed", help: "Of the words’ numbers, of the matrices that make queries, keys and values of them, and of Performer." },
  length: { label: "Tokens N", help: "How many tokens the brackets are drawn for." },
  head: { label: "Size d of a token", help: "Of queries, keys and values there; 64 is common." },
  speed: { label: "Speed", help: "Steps per second." },
  loop: { label: "Repeat", help: "Begins anew after the last step." },
  at: { label: "Steps done", help: "Where the playhead stands: 2.4 is in the middle of the third step." },
} as const;

export const attentionProblemWords = {
  wordCount: (count: number, least: number, most: number) => `${count} words are not ${least} to ${most}`,
  longWord: (word: string, most: number) => `"${word}" has more than ${most} letters`,
  notAToken: (row: string) => `"${row}" must be three numbers`,
} as const;

/** What a step does on either side, in the order of the player. */
export const attentionStages = [
  { name: "start", softmax: "queries, keys and values", linear: "queries, keys and values" },
  { name: "score", softmax: "every query meets every key", linear: "φ of every query and key" },
  { name: "scale", softmax: "divide by √d", linear: "the memory takes in key after key" },
  { name: "normalise", softmax: "exp, and each row sums to 1", linear: "the memory is complete" },
  { name: "aggregate", softmax: "mix the values", linear: "every query reads the memory" },
] as const;

export const attentionWords = {
  stage: "Matrices of both mechanisms",
  settings: "Change anything",
  back: "Back to the words",
  own: "You changed numbers: the sequence is your own now.",
  more: "More settings",
  place: (step: number, steps: number, name: string) => `step ${step} of ${steps}: ${name}`,
  softmaxPanel: "Softmax attention",
  linearPanel: "Linear attention",
  inputPanel: "What both start from",
  token: (number: number) => `token ${number}`,
  pictureSummary: (n: number, map: string) =>
    `Matrices of softmax attention and of linear attention with the map ${map}, for ${n} tokens, side by side.`,
  summary: (weights: string, output: string) =>
    `With this feature map the weights of linear attention differ from those of softmax by ${weights} on average (0: the same, 1: no key in common), and its outputs by ${output} of their size.`,
  bracketTitle: "Move one bracket",
  bracketNote: "shapes to scale",
  bracketSummary: (n: string, d: string, left: string, right: string) =>
    `For ${n} tokens of size ${d}: scores first takes ${left} multiply–adds, state first ${right}.`,
  scoresFirst: "scores first",
  stateFirst: "state first",
  multiplyAdds: (count: string) => `${count} multiply–adds`,
  keeps: (rows: string, columns: string) => `${rows} × ${columns}`,
  bracketSentence: (n: string, left: string, right: string, ratio: string, crossover: string) =>
    `For ${n} tokens: ${left} against ${right} multiply–adds, ${ratio}. Both orders cost the same at N = ${crossover}.`,
  times: (factor: string) => `${factor} times as many`,
  fraction: (factor: string) => `the scores are cheaper by a factor of ${factor}`,
  wholeCost: (softmax: string, linear: string) =>
    `With everything else, exp, maximum, division and φ, softmax attention takes ${softmax} operations and linear attention ${linear}.`,
  holds: (count: string) => `${count} numbers`,
  hairline: "A side thinner than a pixel is drawn as one pixel.",
  diagramTitle: "What a linear transformer leaves out",
  diagramSummary:
    "Two stacks of layers. The full transformer: embedding, then in every layer normalisation, softmax attention, an addition, normalisation, an MLP, an addition. The linear transformer of this site: tokens, then in every layer linear attention and an addition, then minus the last coordinate.",
  diagram: {
    full: "Full",
    linear: "Linear",
    embedding: "embedding",
    tokens: "tokens (x, y)",
    norm: "layer norm",
    softmax: "softmax attention",
    attention: "linear attention",
    mlp: "MLP",
    add: "add",
    head: "vocabulary",
    readout: "− last coordinate",
    layers: "L layers",
  },
  table: "Numbers behind the picture",
  entry: "entry",
  never: "never formed",
} as const;

/** Titles of the matrices, and what the cursor calls an entry of each. */
export const attentionMatrices = {
  tokens: { title: "X", name: "token" },
  q: { title: "Q", name: "query" },
  k: { title: "K", name: "key" },
  v: { title: "V", name: "value" },
  scores: { title: "QKᵀ", name: "score" },
  scaled: { title: "QKᵀ/√d", name: "scaled score" },
  weights: { title: "softmax", name: "weight" },
  output: { title: "softmax · V", name: "output" },
  phiQ: { title: "φ(Q)", name: "feature of the query" },
  phiK: { title: "φ(K)", name: "feature of the key" },
  S: { title: "Sᵀ = Σ v φ(k)ᵀ", name: "memory S" },
  z: { title: "z = Σ φ(k)", name: "sum z" },
  linearOutput: { title: "φ(q)S / φ(q)z", name: "output" },
  linearWeights: { title: "its weights, never formed", name: "weight" },
  deviation: { title: "weights minus softmax’s", name: "deviation" },
} as const;

export type AttentionMatrix = keyof typeof attentionMatrices;

export const attentionCellWords = {
  place: (name: string, row: string, column: string) => `${name}: ${row}, ${column}`,
  hidden: "hidden by the causal mask",
  notYet: "not computed yet",
  entry: (number: number) => `entry ${number}`,
  feature: (number: number) => `feature ${number}`,
} as const;
