import type { StreamSettings } from "../engine/stream-types.ts";
import { streamParameterWords as text } from "../messages/stream.ts";
import { integer, real, type ParameterTable } from "./parameters.ts";
import { rowsParameter, type Rows } from "./stream-rows.ts";

/** What lt-stream can be set to. No name of lt-race: on one page they share an address. */
export interface StreamValues {
  drift: number;
  noise: number;
  forgetting: number;
  beta: number;
  ridge: number;
  inputs: number;
  outputs: number;
  seed: number;
  span: number;
  perSecond: number;
  rows: Rows;
  /** Tokens per second of playing. */
  pace: number;
  /** Tokens gone by at the playhead. */
  token: number;
}

/** Attributes of lt-stream, its controls and its address. */
export const streamParameters: ParameterTable<StreamValues> = {
  drift: real({ ...text.drift, fallback: 0.05, min: 0, max: 0.5, slider: 0.005 }),
  noise: real({ ...text.noise, fallback: 0.3, min: 0, max: 3, slider: 0.05 }),
  forgetting: real({ ...text.forgetting, fallback: 0.97, min: 0.3, max: 1, slider: 0.005 }),
  beta: real({ ...text.beta, fallback: 0.5, min: 0, max: 1.5, slider: 0.05 }),
  ridge: real({ ...text.ridge, fallback: 1, min: 0.001, max: 1000, slider: "logarithmic" }),
  inputs: integer({ ...text.inputs, rare: true, fallback: 6, min: 1, max: 8, shown: "slider" }),
  outputs: integer({ ...text.outputs, rare: true, fallback: 4, min: 1, max: 4, shown: "slider" }),
  seed: integer({ ...text.seed, rare: true, fallback: 1, min: 0, max: 1_000_000_000 }),
  span: integer({ ...text.span, rare: true, fallback: 40, min: 1, max: 400, shown: "slider" }),
  perSecond: integer({ ...text.perSecond, rare: true, fallback: 100, min: 1, max: 1_000_000 }),
  rows: rowsParameter,
  pace: real({ ...text.pace, fallback: 20, min: 1, max: 1000, slider: "logarithmic" }),
  token: integer({ ...text.token, rare: true, fallback: 400, min: 0, max: 10_000_000 }),
};

/** Of own readings the last columns are outputs. */
export function streamSettings(values: StreamValues): StreamSettings {
  const { rows, inputs, outputs, drift, noise, forgetting, beta, ridge, span, seed } = values;
  const columns = rows[0]?.length ?? inputs + outputs;
  const dv = Math.min(outputs, columns - 1);
  return { d: columns - dv, dv, drift, noise, forgetting, beta, ridge, span, seed };
}
