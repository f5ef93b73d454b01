// One moment of a race: which length is run, how far the clock is, and what each kernel needs in all.
import type { RaceKernel, RaceReport } from "../engine/race-types.ts";
import { raceKernels } from "../engine/race-types.ts";
import { expectedSeconds, measureAt, type Measures } from "../state/race-measures.ts";
import { raceLengths, type Quantity } from "../state/race-parameters.ts";

export interface RaceFrame {
  report: RaceReport;
  measures: Measures;
  /** What bars and curves are of: counts stand in until there are times. */
  quantity: Quantity;
  /** Races done. */
  time: number;
}

export interface Runner {
  kernel: RaceKernel;
  /** undefined: not measured at this length. */
  amount: number | undefined;
  /** Seconds that it would take, where it was not run. */
  expected: number | undefined;
  /** 0 … 1 of its way. */
  progress: number;
}

export interface Heat {
  n: number;
  index: number;
  /** 0 … 1 of the slowest runner's way. */
  part: number;
  whole: number;
  runners: readonly Runner[];
}

/** Races are numbered from 1 on the playhead: at 3 the third is over, at 3.2 the fourth has begun. */
export function heatOf(frame: RaceFrame): Heat {
  const index = Math.min(Math.max(Math.ceil(frame.time - 1e-9) - 1, 0), raceLengths.length - 1);
  const part = Math.min(Math.max(frame.time - index, 0), 1);
  const n = raceLengths[index]!;
  const amounts = raceKernels.map((kernel) => amountAt(frame, kernel, n));
  const whole = Math.max(0, ...amounts.map((amount) => amount ?? 0));
  const runners = raceKernels.map((kernel, i): Runner => {
    const amount = amounts[i];
    const progress = amount === undefined || whole === 0 ? 0 : Math.min(1, (part * whole) / amount);
    return { kernel, amount, expected: amount === undefined ? expectedAt(frame, kernel, n) : undefined, progress };
  });
  return { n, index, part, whole, runners };
}

export function amountAt(
  { report, measures, quantity }: RaceFrame,
  kernel: RaceKernel,
  n: number,
): number | undefined {
  if (quantity === "seconds") return measureAt(measures, kernel, n)?.median;
  return report.lanes.find((lane) => lane.kernel === kernel)![quantity][report.n.indexOf(n)];
}

function expectedAt({ report, measures }: RaceFrame, kernel: RaceKernel, n: number): number | undefined {
  return measures[kernel].length === 0 ? undefined : expectedSeconds(report, measures, kernel, n);
}
