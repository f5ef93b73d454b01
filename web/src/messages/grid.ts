// Texts of grids of numbers.
export const gridWords = {
  add: (row: string) => `Add a ${row}`,
  remove: (row: string) => `Remove the last ${row}`,
  asText: "Paste or copy as text",
  textOf: (label: string) => `${label}, as text`,
  cell: (row: string, index: number, column: string) => `${row} ${index}: ${column}`,
} as const;
