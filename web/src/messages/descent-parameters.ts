// The names of the settings of lt-descent, and what each does.
export const methodNames = {
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
} as const;

/** Beside their lines in the figures. */
export const shortMethodNames = {
  "gradient-descent": "GD",
  "heavy-ball": "Heavy ball",
  nesterov: "Nesterov",
  "gradient-memory": "Memory",
  rmsprop: "RMSProp",
  adam: "Adam",
  "conjugate-gradient": "CG",
  "gd-plus-plus": "GD++",
  "newton-schulz": "Newton",
  ridge: "Ridge",
} as const;

/** What each remembers, with the sign that makes it point where it drives w. */
export const memoryNames = {
  memory: "memory u",
  minusMemory: "memory −u",
  velocity: "velocity v",
  meanGradient: "mean gradient −m",
  direction: "direction",
} as const;

/** As figures name it: GD++ is also the name of a method. */
export const transformerNames = {
  diag: "DIAG",
  full: "FULL",
  "gd++": "GD++ net",
  none: "",
} as const;

export const parameterWords = {
  model: {
    label: "Transformer",
    help: "Trained on two-dimensional tasks with ten pairs and noise up to 3; its layers are the steps.",
    options: { diag: "DIAG", full: "FULL", "gd++": "GD++", none: "none" },
  },
  methods: {
    label: "Optimisers beside it",
    help: "Each starts at the same point and is given the step size that suits this task best, if theory has one.",
  },
  sigma: {
    label: "Noise σ",
    help: "How much the measured y stray from the rule. Ridge regression is told; the transformer is not.",
  },
  condition: {
    label: "Condition number",
    help: "How much longer than wide the valley is: 1 is round, 100 a ravine.",
  },
  steps: {
    label: "Steps",
    help: "Of the optimisers; the transformer has eight layers.",
  },
  rateScale: {
    label: "Step size ×",
    help: "Multiplies the step size of every optimiser; 1 is what suits the task.",
  },
  momentum: {
    label: "Momentum β",
    help: "How much heavy ball and Nesterov keep of their velocity.",
    options: {
      best: "what suits the task",
      "0": "0",
      "0.5": "0.5",
      "0.8": "0.8",
      "0.9": "0.9",
      "0.95": "0.95",
      "0.99": "0.99",
    },
  },
  seed: {
    label: "Task number",
    help: "Another number draws other points and other true weights.",
  },
  start: {
    label: "Start of the optimisers",
    help: "Also by dragging the ring in the map. The transformer always starts at 0, 0.",
  },
  surface: {
    label: "Surface",
    help: "What the optimisers descend: with ridge's penalty its lowest point is the best guess at this noise.",
    options: { ridge: "ridge loss (told σ)", squares: "squared error" },
  },
  measure: {
    label: "Loss per step",
    help: "Height above the lowest point of the surface, or half the squared distance to the ridge solution.",
    options: { excess: "excess loss", adjusted: "adjusted loss" },
  },
  n: {
    label: "Pairs n",
    help: "Of a drawn task. The transformer was trained with ten.",
  },
  modelSeed: {
    label: "Training seed",
    help: "0 is the model that comes with the page; another number trains one here, the same one every time.",
  },
  arrows: {
    label: "Arrows of memory",
    help: "What each one remembers: the transformer’s u, the optimisers’ velocity. Older arrows fade.",
  },
  speed: {
    label: "Speed",
    help: "Steps per second.",
  },
  at: {
    label: "Step shown",
    help: "Where the playhead stands; beyond the last step it stands at the last.",
  },
  loop: { label: "Repeat", help: "Begins anew after the last step." },
} as const;
