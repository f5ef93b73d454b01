// What lt-walkthrough asks the library for, and its answers.
import type { LabClient } from "../engine/client.ts";
import type { WalkthroughReport, WalkthroughRequest } from "../engine/walkthrough-types.ts";
import type { Checkpoint } from "../engine/types.ts";
import type { ModelSource } from "./descent-models.ts";
import { ReportSession } from "./report-session.ts";
import type { WalkthroughValues } from "./walkthrough-parameters.ts";

export class WalkthroughSession extends ReportSession<WalkthroughValues, WalkthroughReport> {
  constructor(
    client: LabClient,
    private readonly modelOf: ModelSource,
    changed: () => void,
  ) {
    super(client, changed);
  }

  protected async ask(values: WalkthroughValues): Promise<WalkthroughReport> {
    const network =
      values.omegas.length > 0
        ? undefined
        : await this.modelOf({ model: values.model, seed: 0 }, () => undefined);
    return this.client.call("walkthrough", walkthroughRequest(values, network));
  }
}

/** `network`: undefined where the layers are own ones. */
export function walkthroughRequest(
  { points, query, sigma, omegas }: WalkthroughValues,
  network: Checkpoint | undefined,
): WalkthroughRequest {
  const task = {
    d: 2,
    x: Float64Array.from(points.flatMap(({ x }) => x)),
    y: Float64Array.from(points.map(({ y }) => y)),
    sigma,
    query: Float64Array.from(query),
  };
  return network ? { task, network } : { task, omegas: Float64Array.from(omegas.flat()) };
}
