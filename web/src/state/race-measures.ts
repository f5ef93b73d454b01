// What was measured, and what is expected of the lengths that were not: pure functions.
import type { KernelTimes, RaceKernel, RaceReport, RaceTimes } from "../engine/race-types.ts";
import { raceKernels } from "../engine/race-types.ts";

/** Repetitions of one kernel at one length. */
export interface Measure {
  n: number;
  /** Seconds per pass. */
  median: number;
  least: number;
  most: number;
}

export type Measures = Readonly<Record<RaceKernel, readonly Measure[]>>;
export const noMeasures: Measures = { softmax: [], window: [], linear: [] };

export function withTimes(measures: Measures, n: number, times: readonly KernelTimes[]): Measures {
  const next = { ...measures };
  for (const { kernel, seconds } of times) next[kernel] = [...next[kernel], measureOf(n, seconds)];
  return next;
}

export function measureOf(n: number, seconds: readonly number[]): Measure {
  const sorted = [...seconds].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return { n, median, least: sorted[0]!, most: sorted.at(-1)! };
}

/** As the library reads them. */
export function timesOf(measures: Measures): RaceTimes[] {
  return raceKernels.map((kernel) => ({
    kernel,
    n: Float64Array.from(measures[kernel], ({ n }) => n),
    seconds: Float64Array.from(measures[kernel], ({ median }) => median),
  }));
}

export function measureAt(measures: Measures, kernel: RaceKernel, n: number): Measure | undefined {
  return measures[kernel].find((measure) => measure.n === n);
}

/** Until something was measured. */
const guessedRate = 2e9;

/** Seconds of a pass at the best speed of the longest length measured; undefined: not a length of the report. */
export function expectedSeconds(
  report: RaceReport,
  measures: Measures,
  kernel: RaceKernel,
  n: number,
): number | undefined {
  const { flops } = report.lanes.find((lane) => lane.kernel === kernel)!;
  const flopsAt = (length: number) => flops[report.n.indexOf(length)];
  const last = measures[kernel].at(-1);
  const rate = last ? flopsAt(last.n)! / last.least : guessedRate;
  const wanted = flopsAt(n);
  return wanted === undefined ? undefined : wanted / rate;
}

/** Operations per second, where it was measured. */
export function rateAt(
  report: RaceReport,
  measures: Measures,
  kernel: RaceKernel,
  n: number,
): number | undefined {
  const measure = measureAt(measures, kernel, n);
  const flops = report.lanes.find((lane) => lane.kernel === kernel)!.flops[report.n.indexOf(n)];
  return measure && flops !== undefined ? flops / measure.median : undefined;
}

/** The longest length that every one of these kernels has run. */
export function longestCommon(measures: Measures, kernels: readonly RaceKernel[]): number | undefined {
  const [first, ...others] = kernels;
  return measures[first!]
    .map(({ n }) => n)
    .filter((n) => others.every((kernel) => measureAt(measures, kernel, n)))
    .at(-1);
}
