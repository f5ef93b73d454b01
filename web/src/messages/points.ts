// Own context pairs.
export const pointsWords = { label: "Own points", help: "One pair per line: x1, x2, y. Empty: a task is drawn from its number." } as const;
