// What lt-race asks the library for: counts at once, times when the reader wants them. It knows no DOM.
import { EngineLost, isAbort, type LabClient } from "../engine/client.ts";
import type { DecodeModel, LaneLimit, RaceKernel, RaceReport, RaceRequest, RaceSettings } from "../engine/race-types.ts";
import { noMeasures, timesOf, withTimes, type Measures } from "./race-measures.ts";
import { runnersAt, secondsFrom, type Plan } from "./race-plan.ts";
import { raceLengths, raceSettings, type RaceValues } from "./race-parameters.ts";

/** Counted as well: an example in the text. */
export const exampleLength = 10_000;

export type Measuring = "idle" | "running" | "paused" | "cancelled" | "done";

export interface RaceState {
  phase: "preparing" | "ready" | "refused" | "lost";
  problem: string;
  report: RaceReport | undefined;
  measures: Measures;
  limit: LaneLimit | undefined;
  measuring: Measuring;
  /** Being measured. */
  n: number;
  secondsLeft: number;
}

export class RaceSession {
  state: RaceState = {
    phase: "preparing",
    problem: "",
    report: undefined,
    measures: noMeasures,
    limit: undefined,
    measuring: "idle",
    n: 0,
    secondsLeft: 0,
  };
  private values: RaceValues | undefined;
  private counting: Promise<void> | undefined;
  /** Of the newest measuring; an older one that still waits for an answer sees that it is over. */
  private token: unknown;
  private inFlight: AbortController | undefined;
  private seen = true;
  private wasSeen: (() => void)[] = [];
  private closed = false;

  constructor(
    private readonly client: LabClient,
    private readonly changed: () => void,
  ) {
    client.onLost = (error) => this.fail(error);
  }

  /** Times of other kernels than before are no longer wanted. */
  update(values: RaceValues): void {
    const isOther = !this.values || kernelText(values) !== kernelText(this.values);
    this.values = values;
    if (isOther) {
      this.cancel();
      this.set({ measures: noMeasures, measuring: "idle" });
    }
    this.counting = this.count();
  }

  async settled(): Promise<void> {
    await this.counting;
  }

  /** Resolves when all is measured, or it was cancelled. */
  measure(): Promise<void> {
    this.cancel();
    return this.run();
  }

  cancel(): void {
    if (this.state.measuring !== "running" && this.state.measuring !== "paused") return;
    this.set({ measuring: "cancelled" });
    this.inFlight?.abort();
    this.wake();
  }

  /** Where nobody looks nothing is measured: other tabs have the processor. */
  setSeen(seen: boolean): void {
    this.seen = seen;
    if (seen) this.wake();
    else this.inFlight?.abort();
  }

  close(): void {
    this.closed = true;
    this.cancel();
    this.client.onLost = undefined;
    this.client.close();
  }

  private wake(): void {
    for (const resolve of this.wasSeen.splice(0)) resolve();
  }

  private async count(): Promise<void> {
    try {
      await this.settleCounts();
    } catch (error) {
      this.fail(error);
    }
  }

  private async settleCounts(): Promise<void> {
    const values = this.values!;
    const report = await this.client.call("race", raceRequest(values, this.state.measures));
    if (values === this.values) this.set({ phase: "ready", problem: "", report });
  }

  private async run(): Promise<void> {
    const token = (this.token = {});
    const isCurrent = () => this.token === token && this.state.measuring !== "cancelled" && !this.closed;
    try {
      await this.counting;
      this.set({ measures: noMeasures, measuring: "running", n: raceLengths[0]! });
      const limit = await this.client.call("laneLimit", undefined);
      if (!isCurrent()) return;
      this.set({ limit });
      for (const n of raceLengths) if (!(await this.runLength(n, isCurrent))) break;
      if (isCurrent()) this.set({ measuring: "done" });
    } catch (error) {
      if (isCurrent()) this.fail(error);
    }
  }

  /** False: no kernel is fast enough for more, or it is no longer wanted. */
  private async runLength(n: number, isCurrent: () => boolean): Promise<boolean> {
    const kernels = runnersAt(this.plan, n);
    if (kernels.length === 0) return false;
    const settings = raceSettings(this.values!);
    while (isCurrent()) {
      await this.untilSeen(isCurrent);
      if (!isCurrent()) return false;
      this.set({ measuring: "running", n, secondsLeft: secondsFrom(this.plan, n) });
      const times = await this.timed({ settings, n, kernels });
      if (!times) continue;
      if (!isCurrent()) return false;
      this.set({ measures: withTimes(this.state.measures, n, times) });
      await this.settleCounts();
      return true;
    }
    return false;
  }

  /** undefined: it was interrupted, and is no measurement. */
  private async timed(input: { settings: RaceSettings; n: number; kernels: RaceKernel[] }) {
    const { signal } = (this.inFlight = new AbortController());
    try {
      return await this.client.call("contest", input, { signal });
    } catch (error) {
      if (isAbort(error)) return undefined;
      throw error;
    }
  }

  private async untilSeen(isCurrent: () => boolean): Promise<void> {
    while (!this.seen && isCurrent()) {
      this.set({ measuring: "paused" });
      await new Promise<void>((resolve) => this.wasSeen.push(resolve));
    }
  }

  private get plan(): Plan {
    return { report: this.state.report!, measures: this.state.measures, patience: this.values!.patience };
  }

  private fail(error: unknown): void {
    const lost = error instanceof EngineLost || !(error instanceof RangeError || error instanceof TypeError);
    this.set({ phase: lost ? "lost" : "refused", problem: (error as Error).message, measuring: "idle" });
  }

  private set(change: Partial<RaceState>): void {
    this.state = { ...this.state, ...change };
    if (!this.closed) this.changed();
  }
}

export function raceRequest(values: RaceValues, measures: Measures): RaceRequest {
  const { layers, heads, tokens, numberSize } = values;
  const model: DecodeModel = { layers, heads, tokens, numberSize };
  const lengths = Float64Array.from([...raceLengths, exampleLength]);
  return { settings: raceSettings(values), model, lengths, times: timesOf(measures) };
}

const kernelText = (values: RaceValues) => JSON.stringify(raceSettings(values));
