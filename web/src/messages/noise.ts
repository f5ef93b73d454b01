// Distributions of the noise level, as a control names them.
export const noiseKindNames = {
  uniform: "uniform, up to",
  set: "one of the set",
  constant: "always",
} as const;
