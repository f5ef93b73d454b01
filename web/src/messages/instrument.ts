// The words that all instruments share.
export const instrumentWords = {
  settings: "Settings",
  moreSettings: "More settings",
  retry: "Retry",
  situations: "Situations",
  ownSituation: "Your own settings. Choose a situation above to see it with a comment.",
  noiseLevels: "Noise levels",
  noisePlaceholders: { uniform: "σ max", set: "1, 3", constant: "σ" } as Record<string, string>,
} as const;
