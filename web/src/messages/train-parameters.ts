// The names of the settings of lt-train, and what each does.
export const parameterWords = {
  model: {
    label: "Parametrisation",
    help: "What a layer may learn: two ω (GD++), four ω (DIAG), or whole matrices P and Q (FULL).",
    options: { "gd++": "GD++", diag: "DIAG", full: "FULL" },
  },
  layers: {
    label: "Layers",
    help: "Each layer is one step of the optimiser that the transformer invents.",
  },
  heads: {
    label: "Heads",
    help: "One as published; with two heads all four ω of a DIAG layer are free.",
  },
  estimator: {
    label: "Loss",
    help: "The exact mean over query and task, or one query per task as in the paper.",
    options: { expected: "expected", sampled: "sampled query" },
  },
  sampler: {
    label: "Sampler",
    help: "Every context token by token, or only its sums XᵀX, Xᵀy, yᵀy, which are all a layer sees: the same distribution at a cost that does not grow with n.",
    options: { tokens: "tokens", statistics: "sufficient statistics" },
  },
  steps: {
    label: "Steps",
    help: "Training steps of the whole run; the learning rate falls towards its end.",
  },
  batch: {
    label: "Batch",
    help: "Tasks per step; every one is new.",
  },
  rate: {
    label: "Learning rate",
    help: "Adam's largest step.",
  },
  seed: {
    label: "Seed",
    help: "The same seed gives the same start and the same tasks, on every machine.",
  },
  warmup: {
    label: "Warm-up steps",
    help: "Steps over which the learning rate rises.",
  },
  schedule: {
    label: "Schedule",
    help: "The learning rate after the warm-up.",
    options: { cosine: "cosine", constant: "constant" },
  },
  taskCap: {
    label: "Cap per task",
    help: "Largest gradient norm of one task; 0 means none. Rare tasks explode, this keeps them from deciding.",
  },
  gradientClip: {
    label: "Gradient clip",
    help: "Largest gradient norm of a batch; 0 means none.",
  },
  precision: {
    label: "Precision",
    help: "Double is slower; it is needed where the loss goes below 0.000001.",
    options: { float: "float", double: "double" },
  },
  d: {
    label: "Dimension d",
    help: "Numbers in x and in w.",
  },
  n: {
    label: "Context pairs n",
    help: "Pairs (x, y) that the transformer sees in one task.",
  },
  workers: {
    label: "Workers",
    help: "Share a batch, 128 tasks at a time; the result is the same. Worth it for large batches and FULL.",
  },
  noise: {
    label: "Noise σ of a task",
    help: "Every task draws its own noise level σ (a standard deviation) from this distribution.",
  },
} as const;
