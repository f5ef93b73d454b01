// Keeps a report up to date with the values of an instrument. It knows no DOM; it tells its listener that something changed.
import { EngineLost, type LabClient } from "../engine/client.ts";

export interface ReportState<Values, Report> {
  phase: "preparing" | "ready" | "refused" | "lost";
  report: Report | undefined;
  /** The values that the report belongs to. */
  values: Values | undefined;
  problem: string;
  /** 0 … 1 while a transformer is being trained here. */
  training: number | undefined;
}

export abstract class ReportSession<Values, Report> {
  state: ReportState<Values, Report> = {
    phase: "preparing",
    report: undefined,
    values: undefined,
    problem: "",
    training: undefined,
  };
  private wanted: Values | undefined;
  private working: Promise<void> | undefined;
  private closed = false;

  constructor(
    protected readonly client: LabClient,
    private readonly changed: () => void,
  ) {
    client.onLost = (error) => {
      if (!this.working) this.fail(error);
    };
  }

  /** What the library says to these values. */
  protected abstract ask(values: Values): Promise<Report>;

  /** While one answer is awaited only the newest values wait behind it: a drag is followed as fast as answers come. */
  update(values: Values): void {
    this.wanted = values;
    this.working ??= this.work();
  }

  /** Resolves when the report belongs to the newest values, or could not be made. */
  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  close(): void {
    this.closed = true;
    this.wanted = undefined;
    this.client.onLost = undefined;
    this.client.close();
  }

  private async work(): Promise<void> {
    while (this.wanted) {
      const values = this.wanted;
      this.wanted = undefined;
      try {
        const report = await this.ask(values);
        this.set({ phase: "ready", report, values, problem: "", training: undefined });
      } catch (error) {
        this.fail(error);
      }
    }
    this.working = undefined;
  }

  private fail(error: unknown): void {
    const lost = error instanceof EngineLost || !(error instanceof RangeError || error instanceof TypeError);
    this.set({ phase: lost ? "lost" : "refused", problem: (error as Error).message, training: undefined });
  }

  protected set(change: Partial<ReportState<Values, Report>>): void {
    this.state = { ...this.state, ...change };
    if (!this.closed) this.changed();
  }
}
