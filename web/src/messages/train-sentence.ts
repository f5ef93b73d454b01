// What lt-train says about a run.
export const comparisonWords = {
  between: (below: string, above: string) => `better than ${below}, not yet better than ${above}`,
  best: (below: string) => `better than every baseline, also ${below}`,
  worst: (above: string) => `not yet better than ${above}`,
  betweenAtEnd: (below: string, above: string) => `better than ${below}, not better than ${above}`,
  worstAtEnd: (above: string) => `not better than ${above}`,
} as const;

const judged = (loss: string, compared: string) => `${loss}${compared ? `: ${compared}` : ""}.`;

export const trainSentences = {
  getReady: "Getting ready: loading the WebAssembly module and drawing the first tasks.",
  ready: (layers: number, loss: string, tasks: string) =>
    `Press Train. A linear transformer with ${layers === 1 ? "one layer" : `${layers} layers`} starts from small gradient steps (adjusted loss ${loss}) and will see ${tasks} regression tasks.`,
  training: (step: string, steps: string, loss: string, compared: string) =>
    `Step ${step} of ${steps}, adjusted loss ${judged(loss, compared)}`,
  paused: (step: string, steps: string, loss: string, compared: string) =>
    `Paused at step ${step} of ${steps}, adjusted loss ${judged(loss, compared)}`,
  finished: (steps: string, time: string | undefined, loss: string, compared: string) =>
    `Done: ${steps} steps${time ? ` in ${time}` : ""}. Adjusted loss ${judged(loss, compared)}`,
  noBaselines: (problem: string) => `The baselines could not be computed: ${problem}`,
  published: (loss: string, tasks: string, seen: string) =>
    `The paper reports ${loss} for this model after ${tasks} tasks; this run saw ${seen}.`,
  stuck: "Training has several local minima: another seed or more steps may do better.",
  million: (tasks: string) => `${tasks} million`,
  diverged: "Training has diverged: the loss is not finite any more. Reset and try a smaller learning rate or fewer layers.",
  skipped: (count: number, shown: string) =>
    `${count === 1 ? "1 step was" : `${shown} steps were`} not finite and changed nothing; a smaller learning rate helps.`,
  overflowed: (count: number, shown: string) =>
    count === 1
      ? "1 task overflowed and was left out of its batch."
      : `${shown} tasks overflowed and were left out of their batches.`,
} as const;
