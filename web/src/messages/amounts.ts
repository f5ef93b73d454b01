// Times, operations and bytes with their units.
export const amountWords = {
  seconds: (value: string) => `${value} s`,
  milliseconds: (value: string) => `${value} ms`,
  microseconds: (value: string) => `${value} µs`,
  operations: (value: string, unit: string) => `${value}${unit}op`,
  bytes: (value: string, unit: string) => `${value}${unit}B`,
  megabytes: (value: string) => `${value} MB`,
} as const;
