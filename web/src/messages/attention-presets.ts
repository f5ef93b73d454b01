// The situations of lt-attention and what to look at in each.
export const attentionPresetWords = {
  first: { name: "Five words", comment: "" },
  taylor: { name: "Taylor", comment: "" },
  few: { name: "Performer, 4 features", comment: "" },
  many: { name: "Performer, 64", comment: "" },
  sharp: { name: "Sharp", comment: "" },
  causal: { name: "Causal", comment: "" },
  identity: { name: "No feature map", comment: "" },
  long: { name: "8,192 tokens", comment: "" },
} as const;
