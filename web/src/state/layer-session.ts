// What lt-layer asks the library for, and its answers.
import type { LabClient } from "../engine/client.ts";
import type { LayerReport, LayerRequest } from "../engine/mechanism-types.ts";
import type { Checkpoint } from "../engine/types.ts";
import { layerProblemWords as problems } from "../messages/layer.ts";
import type { ModelSource } from "./descent-models.ts";
import { inputsOf, type LayerValues, type Row } from "./layer-parameters.ts";
import { ReportSession } from "./report-session.ts";

export class LayerSession extends ReportSession<LayerValues, LayerReport> {
  constructor(
    client: LabClient,
    private readonly modelOf: ModelSource,
    changed: () => void,
  ) {
    super(client, changed);
  }

  protected async ask(values: LayerValues): Promise<LayerReport> {
    const isTrained = values.layer !== "omega" && values.heads.length === 0;
    if (isTrained && inputsOf(values) !== 2) throw new RangeError(problems.trainedOnTwo);
    const network = isTrained
      ? await this.modelOf({ model: values.layer as "diag" | "gd++" | "full", seed: 0 }, () => undefined)
      : undefined;
    return this.client.call("layer", layerRequest(values, network));
  }
}

/** `network`: undefined where the layer is not a trained one. */
export function layerRequest(values: LayerValues, network: Checkpoint | undefined): LayerRequest {
  const d = inputsOf(values);
  const task = {
    d,
    points: Float64Array.from(values.points.flat()),
    query: Float64Array.from(values.query.slice(0, d)),
  };
  if (network) return { ...task, heads: firstHead(network) };
  return values.heads.length > 0
    ? { ...task, heads: Float64Array.from(headNumbers(values.heads)) }
    : { ...task, omega: Float64Array.from(values.omega) };
}

/** P then Q of every head, from rows that hold both side by side. */
function headNumbers(rows: readonly Row[]): number[] {
  const size = rows[0]!.length / 2;
  return Array.from({ length: rows.length / size }, (_, head) => {
    const own = rows.slice(head * size, (head + 1) * size);
    return [...own.flatMap((row) => row.slice(0, size)), ...own.flatMap((row) => row.slice(size))];
  }).flat();
}

/** P and Q of the first layer, one head: FULL has them row by row, DIAG p_x, p_y, q_x, q_y; GD++ has no q_y. */
function firstHead({ settings, parameters: p }: Checkpoint): Float64Array {
  const size = settings.d + 1;
  if (settings.model === "full") return Float64Array.from(p.slice(0, 2 * size * size));
  const [px, py, qx, qy] = settings.model === "diag" ? p : [...p.slice(0, 3), 0];
  return Float64Array.from([...diagonal(size, px!, py!), ...diagonal(size, qx!, qy!)]);
}

function diagonal(size: number, x: number, y: number): number[] {
  return Array.from({ length: size * size }, (_, i) => (i % (size + 1) !== 0 ? 0 : i === size * size - 1 ? y : x));
}

/** Heads of a report as rows of P and Q side by side, as the parameter spells them. */
export function headRows({ heads, d }: LayerReport): Row[] {
  const size = d + 1;
  return heads.flatMap(({ P, Q }) =>
    Array.from({ length: size }, (_, row) => [P, Q].flatMap((matrix) => [...matrix.subarray(row * size, (row + 1) * size)])),
  );
}
