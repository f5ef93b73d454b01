// The words that figures of more than one instrument share.
export const figureWords = {
  notFinite: "not finite",
  /** What stands at the horizontal axis of the published figures. */
  axes: { layers: "layers", sigma: "noise σ of the task", readOut: "read out after layer" },
} as const;
