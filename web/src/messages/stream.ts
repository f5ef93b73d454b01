// Every text of lt-stream.

export const streamParameterWords = {
  drift: { label: "Drift of the sensor", help: "How much of what it measures is new at every reading." },
  noise: { label: "Noise σ", help: "Standard deviation of what is added to every reading." },
  forgetting: { label: "Kept per token, γ", help: "Of decay, gated delta and ridge. 1 forgets nothing." },
  beta: { label: "Step size β", help: "Of the delta rules. 1 stores the newest reading exactly." },
  ridge: { label: "Ridge λ", help: "Of the exact solution: how strongly it doubts few readings." },
  inputs: { label: "Inputs d", help: "Numbers in each x." },
  outputs: { label: "Outputs", help: "Numbers in each y; of own readings the last columns." },
  seed: { label: "Seed", help: "The same number gives the same sensor." },
  span: { label: "Error averaged over", help: "Tokens." },
  perSecond: { label: "Readings per second", help: "Of the sensor in the sentence about memory." },
  rows: {
    label: "Own readings, as CSV",
    help: "One reading per line: inputs, then outputs. A heading is skipped. They replace the sensor.",
  },
  pace: { label: "Pace", help: "Tokens per second." },
  token: { label: "Token", help: "How many have passed where the playhead stands." },
} as const;

export const ruleNames = {
  linear: "plain",
  retention: "decay",
  delta: "delta rule",
  "gated delta": "gated delta",
  mesa: "exact ridge",
} as const;

export const streamWords = {
  stage: "Stream and memories",
  getReady: "Getting ready: loading the WebAssembly module.",
  place: (token: string) => `token ${token}`,
  live: "Live: changes apply to the tokens to come.",
  still: "Changes replay the stream from its first token.",
  errorTitle: "How far off each memory is",
  errorNote: (span: string) => `squared error of its predictions, averaged over ${span} tokens`,
  tokenAxis: "tokens",
  noiseFloor: "noise",
  errorSummary: (token: string, errors: string) => `Errors at token ${token}: ${errors}.`,
  mapsTitle: "What each memory holds",
  mapsNote: "rows: inputs, columns: outputs; blue positive, orange negative",
  truth: "the sensor",
  unknownTruth: "Own readings: nobody knows the true weights.",
  mapsSummary: (token: string) => `The weights that each memory predicts with after token ${token}, beside those of the sensor.`,
  cellOf: (memory: string, row: number, column: number) => `${memory}: input ${row}, output ${column}`,
  cellValue: (value: string) => `predicts with ${value}`,
  cellTruth: (value: string) => `the sensor has ${value}`,
  sizeTitle: "What has to be kept",
  sizeNote: "numbers in memory",
  cache: "cache of all tokens",
  ridgeState: "exact ridge",
  plainState: "the other four",
  sizeSummary: (token: string, cache: string, state: string) =>
    `After ${token} tokens a cache holds ${cache} numbers, the largest of these memories ${state}.`,
  spotToken: (token: string) => `token ${token}`,
  spotValue: (value: string) => `error ${value}`,
  spotNumbers: (value: string) => `${value} numbers`,
  readout: "At the playhead",
  columns: ["memory", "error", "operations per token", "numbers kept"],
  cacheRow: "softmax with a cache",
  missing: "–",
  order: (best: string, bestError: string, worst: string, worstError: string) =>
    `At the playhead ${best} is nearest, with an error of ${bestError}, and ${worst} furthest, with ${worstError}.`,
  floor: (noise: string) => `No memory can come below ${noise} for long: that is the noise itself.`,
  edge: (perSecond: string, cache: string, state: string, cacheFlops: string, stateFlops: string) =>
    `At ${perSecond} readings per second a cache of all of them has grown to ${cache} after a day, and the next prediction has to read it all: ${cacheFlops} operations. The exact ridge keeps ${state} and needs ${stateFlops} operations, today and in ten years; that fits the smallest microcontroller.`,
  bytes: (value: string, unit: string) => `${value} ${unit}B`,
  table: "Numbers behind the pictures",
  tableCaption: "Running error, every few tokens; the CSV file has all",
  token: "token",
  settings: "The sensor and the memories",
  more: "More settings",
  notARow: (row: string, count: number) => `"${row}" must have ${count} numbers, as the first row has`,
  fewColumns: (row: string) => `"${row}" must have at least one input and one output`,
  manyColumns: (count: number, most: number) => `${count} columns are too many: at most ${most}`,
  manyRows: (count: number, most: number) => `${count} rows are too many: at most ${most}`,
} as const;

export const streamPresetWords = {
  drifting: {
    name: "Drifting sensor",
    comment:
      "What the sensor measures changes slowly. Plain linear attention averages over its whole past and falls behind; the memories that forget keep up. All five have a constant size.",
  },
  still: {
    name: "Nothing drifts",
    comment:
      "Now forgetting only throws evidence away. The exact ridge with γ = 1 comes down to the noise, and plain attention gets better and better, but slowly: it adds up and never corrects.",
  },
  noisy: {
    name: "Loud noise",
    comment:
      "The delta rule with β = 1 believes every reading, noise included. The exact ridge averages, because it knows how much it has already seen from each direction.",
  },
  fast: {
    name: "Fast drift",
    comment:
      "Weights are half replaced within a few dozen tokens. A long memory is a burden here: γ = 0.8 looks at about five tokens, and plain attention is no better than guessing zero.",
  },
  short: {
    name: "Forgets too soon",
    comment:
      "γ = 0.5 keeps two tokens, but the map has six rows to learn. The exact ridge is left with too little to solve for; the plain delta rule, which forgets nothing, does better.",
  },
  own: {
    name: "Readings from a file",
    comment:
      "Power against wind speed of a small turbine, made up, 40 readings; in the middle the blades ice up. Paste your own readings in place of them.",
  },
} as const;
