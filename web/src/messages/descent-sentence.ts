// What lt-descent says about its pictures and its state.
export const descentSentences = {
  measures: { excess: "excess loss", adjusted: "adjusted loss" },
  nothingMoves: "Choose a transformer or an optimiser to see it move.",
  standing: (step: number, measure: string, ranked: readonly string[]) =>
    `${step === 0 ? "At the start" : `After step ${step}`}, ${measure}, lowest first: ${ranked.join(", ")}.`,
  training: (percent: number) => `Training a transformer on this device: ${percent} %.`,
  getReady: "Getting ready: loading the WebAssembly module and the trained transformer.",
  place: (label: string, w1: string, w2: string) => `${label} at ${w1}, ${w2}`,
  noPlace: (label: string) => `${label} out of the picture`,
  map: (step: number, places: readonly string[]) =>
    `Map of the two weights with level lines of the loss. At step ${step}: ${places.join("; ")}.`,
} as const;
