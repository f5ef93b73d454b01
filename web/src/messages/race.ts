// Every text of lt-race.

export const raceParameterWords = {
  d: { label: "Head dimension d", help: "Numbers in a query, a key and a value." },
  map: {
    label: "Feature map φ",
    help: "Of linear attention. elu + 1 and ReLU have dφ = d; random features come near softmax, the more the nearer.",
    options: { "elu+1": "elu + 1", relu: "ReLU", performer: "random features" },
  },
  features: { label: "Features dφ", help: "How many random features." },
  causal: { label: "Causal", help: "A token sees only those before it." },
  window: { label: "Window", help: "The sliding window sees tokens nearer than this." },
  show: {
    label: "Compare",
    help: "Time is measured on this device; operations and bytes are counted by the library.",
    options: { seconds: "time", flops: "operations", bytes: "bytes" },
  },
  patience: { label: "Patience, seconds", help: "A kernel whose next pass would take longer than this stops." },
  layers: { label: "Layers", help: "Of a model that writes token by token." },
  heads: { label: "Heads", help: "Per layer, each of dimension d." },
  tokens: { label: "Tokens", help: "Length of the document that it has read." },
  numberSize: { label: "Bytes per number", help: "2: half precision." },
  speed: { label: "Speed", help: "Races per second: the slowest kernel takes the whole race." },
  loop: { label: "Repeat", help: "Begins anew after the longest race." },
  at: { label: "Races shown", help: "Where the playhead stands: 5.5 is in the middle of the sixth race." },
} as const;

export const kernelNames = { softmax: "softmax", window: "window", linear: "linear" } as const;
export const kernelTitles = {
  softmax: "Softmax attention",
  window: "Sliding window",
  linear: "Linear attention",
} as const;

const times = (ratio: string) => `${ratio} times`;

export const raceWords = {
  stage: "Race and plots",
  raceSettings: "The runners",
  getReady: "Getting ready: loading the WebAssembly module.",
  measure: "Measure on this device",
  measureAgain: "Measure again",
  cancel: "Cancel",
  measuring: (n: string, left: string) => `Measuring N = ${n}. About ${left} left.`,
  paused: "Paused: measuring goes on when this can be seen again. What was in flight is measured again.",
  cancelled: "Stopped. What was measured is kept.",
  notMeasured: "Not measured yet. The race runs by counted operations until you measure.",
  raceTitle: (n: string) => `N = ${n} tokens`,
  clock: (now: string, whole: string) => `${now} of ${whole}`,
  stopped: (seconds: string) => `not run: about ${seconds}`,
  notRun: "not run",
  place: (n: string, percent: number) => `N = ${n}, ${percent} %`,
  lanesSummary: (n: string, ends: string) => `Race over ${n} tokens. ${ends}`,
  laneEnd: (kernel: string, amount: string) => `${kernel}: ${amount}.`,
  plotTitle: "Longer and longer texts",
  plotNote: { seconds: "time of one pass", flops: "operations of one pass", bytes: "bytes moved in one pass" },
  tokensAxis: "tokens N",
  plotSummary: (laws: string) => `Both axes are logarithmic. ${laws}`,
  lawOf: (kernel: string, exponent: string) => `${kernel} grows like N to the ${exponent}.`,
  memoryTitle: "What a model remembers while it writes",
  memoryNote: "megabytes",
  cache: "key–value cache",
  state: "recurrent state",
  memorySummary: (tokens: string, cache: string, state: string, ratio: string) =>
    `After ${tokens} tokens the key–value cache holds ${cache}, the state of linear attention ${state}: ${times(ratio)} less. The state never grows.`,
  memoryModel: (layers: number, heads: number, width: number) =>
    `${layers} layers, ${heads} heads, width ${width}.`,
  memoryCrossover: (tokens: string) => `The cache is the larger one from ${tokens} tokens on.`,
  decodeStep: (softmax: string, linear: string) =>
    `One more token costs each head ${softmax} operations with the cache and ${linear} with the state.`,
  findings: {
    growth: "How time grows",
    crossover: "Where linear attention overtakes",
    fairness: "Is it fair?",
    example: "10,000 tokens",
    memory: "Memory",
  },
  disturbed: "Something else kept this device busy: measure again when it is quiet.",
  fit: (kernel: string, exponent: string, error: string, from: string, points: number) =>
    `${kernel}: N to the ${exponent} ± ${error}, from ${points} lengths at and above ${from}.`,
  fewPoints: (kernel: string, from: string) => `${kernel}: too few lengths at and above ${from} for a fit.`,
  crossover: {
    unknown: "",
    below: (n: string) => `On this device linear attention is faster at every length measured, from N = ${n} on.`,
    inside: (n: string) => `On this device linear attention overtakes at about N = ${n}. Below, its constant dφ · d costs more than the pairs it saves.`,
    none: () => "On this device linear attention was not faster at any length measured.",
  },
  countedCrossover: (n: string) => `By counted operations it overtakes at N = ${n}.`,
  noCountedCrossover: "By counted operations it never overtakes within a million tokens: its constant is too large.",
  example: (pairs: string, softmax: string, linear: string, ratio: string, naive: string) =>
    `Softmax attention weighs ${pairs} pairs with ${softmax} operations, linear attention does ${linear}. That is ${ratio} times less, not ${naive} times: each token still pays for dφ · d.`,
  fairness: (n: string, softmax: string, softmaxShare: string, linear: string, linearShare: string, limit: string) =>
    `At N = ${n} softmax attention runs at ${softmax} GFLOP/s, ${softmaxShare} of what these lanes can do at most, and linear attention at ${linear}, ${linearShare}. The most is ${limit} GFLOP/s, measured with multiply-adds that touch no memory.`,
  unfair: "Here the two are more than a factor 2 apart: the comparison is not a fair one.",
  table: "Numbers behind the pictures",
  tableCaption: (kernel: string) => `${kernel}, per length`,
  columns: ["N", "median ms", "least ms", "most ms", "GFLOP/s", "share of the limit", "operations", "bytes"],
  missing: "–",
  percent: (share: string) => `${share} %`,
  spotFacts: (amount: string, n: string) => [`N = ${n}`, amount],
  spread: (least: string, most: string) => `${least} to ${most}`,
} as const;

export const racePresetWords = {
  standard: {
    name: "One head of 32",
    comment:
      "Three runners over the same text. Each time N doubles, the work of softmax attention grows four times and that of the other two twice. Press the button below and your device is asked.",
  },
  wide: {
    name: "Wide head",
    comment:
      "d = 128. The state of linear attention has dφ · d = 16,384 numbers per token to work through, so it overtakes later. In short texts softmax attention does less.",
  },
  causal: {
    name: "Causal",
    comment:
      "A token sees only those before it, as in a model that writes. Softmax attention does half the pairs; linear attention does the same work as before.",
  },
  features: {
    name: "Random features",
    comment:
      "256 random features come nearer to softmax, at eight times the size of the state. The slope stays 1, the line moves up, and the crossing moves right.",
  },
  edge: {
    name: "Edge device",
    comment:
      "A small model on a small machine: 12 layers, 12 heads of 64, a document of 100,000 tokens. Look at the memory: the cache no longer fits, the state always does.",
  },
} as const;
