// The situations of lt-layer and what to look at in each.
export const layerPresetWords = {
  step: { name: "A gradient step", comment: "" },
  far: { name: "Too far", comment: "" },
  rescale: { name: "Rescaling", comment: "" },
  remember: { name: "Labels into inputs", comment: "" },
  heads: { name: "Two heads", comment: "" },
  reshape: { name: "Reshaping the inputs", comment: "" },
  gdPlusPlus: { name: "GD++, trained", comment: "" },
  diag: { name: "DIAG, trained", comment: "" },
  full: { name: "FULL, trained", comment: "" },
} as const;
