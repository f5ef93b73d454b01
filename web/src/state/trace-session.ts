// Keeps the report of lt-descent up to date with its values. It knows no DOM; it tells its listener that something changed.
import { EngineLost, type LabClient } from "../engine/client.ts";
import type { MethodRequest, TraceReport, TraceRequest } from "../engine/trace-types.ts";
import type { Checkpoint } from "../engine/types.ts";
import type { DescentValues } from "./descent-parameters.ts";
import type { ModelSource } from "./descent-models.ts";

export interface TraceState {
  phase: "preparing" | "ready" | "refused" | "lost";
  report: TraceReport | undefined;
  /** The values that the report belongs to. */
  values: DescentValues | undefined;
  problem: string;
  /** 0 … 1 while a transformer is being trained here. */
  training: number | undefined;
}

export class TraceSession {
  state: TraceState = {
    phase: "preparing",
    report: undefined,
    values: undefined,
    problem: "",
    training: undefined,
  };
  private wanted: DescentValues | undefined;
  private working: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly client: LabClient,
    private readonly modelOf: ModelSource,
    private readonly changed: () => void,
  ) {
    client.onLost = (error) => {
      if (!this.working) this.fail(error);
    };
  }

  /** While one answer is awaited only the newest values wait behind it: a drag is followed as fast as answers come. */
  update(values: DescentValues): void {
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
        const network = await this.network(values);
        const report = await this.client.call("trace", traceRequest(values, network));
        this.set({ phase: "ready", report, values, problem: "", training: undefined });
      } catch (error) {
        this.fail(error);
      }
    }
    this.working = undefined;
  }

  private network({ model, modelSeed }: DescentValues): Promise<Checkpoint | undefined> {
    if (model === "none") return Promise.resolve(undefined);
    return this.modelOf({ model, seed: modelSeed }, (training) => this.set({ training }));
  }

  private fail(error: unknown): void {
    const lost = error instanceof EngineLost || !(error instanceof RangeError || error instanceof TypeError);
    this.set({ phase: lost ? "lost" : "refused", problem: (error as Error).message, training: undefined });
  }

  private set(change: Partial<TraceState>): void {
    this.state = { ...this.state, ...change };
    if (!this.closed) this.changed();
  }
}

const hasMomentum = new Set(["heavy-ball", "nesterov"]);

/** What the library is asked for. */
export function traceRequest(values: DescentValues, network: Checkpoint | undefined): TraceRequest {
  const { sigma, condition, seed, n, points, surface, start, steps, rateScale, momentum } = values;
  const methods = values.methods.map((name): MethodRequest => {
    const given = momentum !== "best" && hasMomentum.has(name) ? { momentum: Number(momentum) } : {};
    return { name, rateScale, ...given };
  });
  const task =
    points.length > 0
      ? {
          d: 2,
          x: Float64Array.from(points.flatMap(({ x }) => x)),
          y: Float64Array.from(points.map(({ y }) => y)),
          sigma,
        }
      : { d: 2, n, seed, index: 0, sigma, condition };
  return {
    task,
    ...(network ? { network } : {}),
    penalty: surface === "ridge" ? sigma * sigma : 0,
    start: [...start],
    steps,
    methods,
  };
}
