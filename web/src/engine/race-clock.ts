// Kernels under the clock: a warm-up each, then the kernels in turn, in batches so long that the steps of the clock,
// 0.1 ms in a page that is not isolated, do not matter.
import type { ContestRequest, KernelTimes, LaneLimit, RaceKernel, RaceModule } from "./race-types.ts";

export interface RaceControl {
  cancelled(): boolean;
  /** Lets waiting messages in. */
  yieldToMessages(): Promise<void>;
  /** After every batch: a page takes long silence for a worker that hangs. */
  report(progress: { done: number }): void;
  /** Milliseconds. */
  now(): number;
}

const batchSeconds = 0.02;
const largestBatch = 65_536;
/** Fewer where a single pass fills a batch: what disturbs it is short beside it. */
const repetitionsOf = (times: KernelTimes[]) => (times.some(({ batch }) => batch === 1) ? 3 : 5);
const tries = 6;
const rounds = 1_000_000;

/** Once it is cancelled what it returns is no measurement. */
export async function timeContest(
  lab: RaceModule,
  { settings, n, kernels }: ContestRequest,
  control: RaceControl,
): Promise<KernelTimes[]> {
  const contest = lab.createContest(settings, n);
  const run: Run = (kernel, batch) => {
    const begin = control.now();
    contest.run(kernel, batch);
    return (control.now() - begin) / 1000;
  };
  try {
    const times = await warmedUp(kernels, run, control);
    await repeat(times, run, control);
    return times;
  } finally {
    contest.delete();
  }
}

/** Seconds of so many passes. */
type Run = (kernel: RaceKernel, batch: number) => number;

async function warmedUp(kernels: RaceKernel[], run: Run, control: RaceControl): Promise<KernelTimes[]> {
  const times: KernelTimes[] = [];
  for (const kernel of kernels) {
    if (control.cancelled()) break;
    times.push({ kernel, seconds: [], batch: batchOf(warmUp((batch) => run(kernel, batch))) });
    await breathe(control, 0);
  }
  return times;
}

async function repeat(times: KernelTimes[], run: Run, control: RaceControl): Promise<void> {
  for (let done = 1; done <= repetitionsOf(times); ++done)
    for (const { kernel, seconds, batch } of times) {
      if (control.cancelled()) return;
      seconds.push(run(kernel, batch) / batch);
      await breathe(control, done);
    }
}

async function breathe(control: RaceControl, done: number): Promise<void> {
  control.report({ done });
  await control.yieldToMessages();
}

/** Runs twice as many passes each time until a batch is long enough; returns the seconds of one pass. */
function warmUp(secondsOf: (batch: number) => number): number {
  for (let batch = 1; ; batch *= 2) {
    const seconds = secondsOf(batch);
    if (seconds >= batchSeconds || batch >= largestBatch) return Math.max(seconds, 1e-6) / batch;
  }
}

function batchOf(seconds: number): number {
  return Math.max(1, Math.round(batchSeconds / seconds));
}

/** The best of several tries: whatever else runs only makes it slower. */
export async function timeLanes(lab: RaceModule, control: RaceControl): Promise<LaneLimit> {
  let flops = 0;
  for (let i = 0; i < tries; ++i) {
    const begin = control.now();
    const operations = lab.multiplyAdd(rounds);
    flops = Math.max(flops, operations / ((control.now() - begin) / 1000));
    await control.yieldToMessages();
  }
  return { flops, lanes: lab.raceLanes() };
}
