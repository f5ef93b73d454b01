// What is wrong with a setting, in the words of the C++ library: "layers: 12 is outside [1, 8]", and what failed.
export const problemWords = {
  outside: (text: string, min: number, max: number) => `${text} is outside [${min}, ${max}]`,
  notANumber: (text: string) => `"${text}" is not a number`,
  notWhole: (text: string) => `${text} is not a whole number`,
  notOneOf: (text: string, options: readonly string[]) => `"${text}" is not one of ${options.join(", ")}`,
  notSeveral: (text: string, count: number) => `"${text}" must be ${count} numbers, separated by a comma`,
  notNoise: (text: string) => `"${text}" must be uniform:MAX, set:A,B,… or constant:A`,
  manyLevels: (text: string, most: number) => `"${text}" has more than ${most} levels`,
  manyPairs: (count: number, most: number) => `${count} pairs are more than ${most}`,
  notAPair: (row: string) => `"${row}" must be three numbers: x1, x2, y`,
  noPairs: "there must be at least one pair",
  manyLayers: (count: number, most: number) => `${count} layers are more than ${most}`,
  notALayer: (row: string) => `"${row}" must be four numbers: xx, xy, yx, yy`,
  modelNotLoaded: (status: number) => `The trained model could not be loaded (${status}).`,
} as const;
