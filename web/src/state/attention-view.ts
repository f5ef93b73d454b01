// The matrices of an attention report with their shapes, as they stand at a time of the playhead.
import type { AttentionReport } from "../engine/mechanism-types.ts";
import type { AttentionMatrix } from "../messages/attention.ts";
import { attentionMatrices } from "../messages/attention.ts";
import { rowsDone } from "./attention-time.ts";
import { tokenSize, type AttentionValues } from "./attention-parameters.ts";

export interface AttentionView {
  report: AttentionReport;
  values: AttentionValues;
  time: number;
  /** Tokens, their size, features. */
  n: number;
  d: number;
  features: number;
}

export interface Shaped {
  rows: number;
  columns: number;
  values: ArrayLike<number>;
}

export const attentionMatrixNames = Object.keys(attentionMatrices) as AttentionMatrix[];

export function attentionView(report: AttentionReport, values: AttentionValues, time: number): AttentionView {
  const d = tokenSize;
  return { report, values, time, n: report.tokens.length / d, d, features: report.featureSize };
}

/** Keys that the memory has taken in. */
export function keysDone({ time, n }: AttentionView): number {
  return rowsDone("S", time, n);
}

/** A query sees this key. */
export function isSeen({ values }: AttentionView, query: number, key: number): boolean {
  return !values.causal || key <= query;
}

export function shaped(name: AttentionMatrix, view: AttentionView): Shaped {
  const { report, n, d, features } = view;
  const { softmax, linear } = report;
  const step = report.steps[keysDone(view)]!;
  const matrix = (columns: number, values: ArrayLike<number>): Shaped => ({ rows: n, columns, values });
  switch (name) {
    case "tokens":
    case "q":
    case "k":
    case "v":
      return matrix(d, report[name]);
    case "scores":
    case "scaled":
    case "weights":
      return matrix(n, softmax[name]);
    case "output":
      return matrix(d, softmax.output);
    case "phiQ":
    case "phiK":
      return matrix(features, linear[name]);
    case "S":
      return { rows: d, columns: features, values: transposed(step.S, features, d) };
    case "z":
      return { rows: 1, columns: features, values: step.z };
    case "linearOutput":
      return matrix(d, linear.output);
    case "linearWeights":
      return matrix(n, linear.weights);
    case "deviation":
      return matrix(n, report.deviation);
  }
}

function transposed(values: ArrayLike<number>, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
}

const pairwise = new Set<AttentionMatrix>(["scaled", "weights", "linearWeights", "deviation"]);

/** An entry that the causal mask hides. */
export function isHidden(name: AttentionMatrix, view: AttentionView, row: number, column: number): boolean {
  return pairwise.has(name) && !isSeen(view, row, column);
}

/** What the rows of a matrix are called. */
export function tokenNames({ values, n }: AttentionView, numbered: (number: number) => string): string[] {
  const words = values.words.split(" ");
  const isOwn = values.tokens.length > 0;
  return Array.from({ length: n }, (_, i) => (isOwn ? numbered(i + 1) : (words[i] ?? numbered(i + 1))));
}
