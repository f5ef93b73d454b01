// The words that all instruments share.
export const instrumentWords = {
  settings: "Settings",
  moreSettings: "More settings",
  retry: "Retry",
  getReady: "Getting ready: loading the WebAssembly module.",
  refused: (problem: string) => `These settings cannot be used. ${problem}`,
  lost: (problem: string) => `The computation stopped: ${problem} Press Retry to go on.`,
  situations: "Situations",
  ownSituation: "Your own settings. Choose a situation above to see it with a comment.",
  noiseLevels: "Noise levels",
  noisePlaceholders: { uniform: "σ max", set: "1, 3", constant: "σ" } as Record<string, string>,
} as const;
