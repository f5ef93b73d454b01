// What is worth measuring next, and how long all of it will take: pure functions of what was measured so far.
import { raceKernels, type RaceKernel, type RaceReport } from "../engine/race-types.ts";
import { expectedSeconds, type Measures } from "./race-measures.ts";
import { raceLengths } from "./race-parameters.ts";

export interface Plan {
  report: RaceReport;
  measures: Measures;
  /** Seconds that a pass may take. */
  patience: number;
}

/** Passes of a point: the warm-up and the repetitions. */
const passes = 4;
/** Filling batches takes this long at least. */
const shortest = 0.15;

const expected = ({ report, measures }: Plan, kernel: RaceKernel, n: number) =>
  expectedSeconds(report, measures, kernel, n) ?? 0;

/** One that stopped does not start again. */
export function runnersAt(plan: Plan, n: number): RaceKernel[] {
  const before = raceLengths[raceLengths.indexOf(n) - 1];
  return raceKernels.filter((kernel) => {
    const hasRun = before === undefined || plan.measures[kernel].at(-1)?.n === before;
    return hasRun && expected(plan, kernel, n) <= plan.patience;
  });
}

export function secondsFrom(plan: Plan, n: number): number {
  let left = 0;
  for (const length of raceLengths.filter((each) => each >= n))
    for (const kernel of raceKernels) {
      const seconds = expected(plan, kernel, length);
      if (seconds <= plan.patience) left += Math.max(shortest, passes * seconds);
    }
  return left;
}
