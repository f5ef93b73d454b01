// What lt-descent asks the library for, and its answers.
import type { LabClient } from "../engine/client.ts";
import type { MethodRequest, TraceReport, TraceRequest } from "../engine/trace-types.ts";
import type { Checkpoint } from "../engine/types.ts";
import type { DescentValues } from "./descent-parameters.ts";
import type { ModelSource } from "./descent-models.ts";
import { ReportSession, type ReportState } from "./report-session.ts";

export type TraceState = ReportState<DescentValues, TraceReport>;

export class TraceSession extends ReportSession<DescentValues, TraceReport> {
  constructor(
    client: LabClient,
    private readonly modelOf: ModelSource,
    changed: () => void,
  ) {
    super(client, changed);
  }

  protected async ask(values: DescentValues): Promise<TraceReport> {
    const network = await this.network(values);
    return this.client.call("trace", traceRequest(values, network));
  }

  private network({ model, modelSeed }: DescentValues): Promise<Checkpoint | undefined> {
    if (model === "none") return Promise.resolve(undefined);
    return this.modelOf({ model, seed: modelSeed }, (training) => this.set({ training }));
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
