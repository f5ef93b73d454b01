// The matrices of a layer with their shapes, and how an entry was made.
import { formatEntry } from "../draw/entry.ts";
import type { LayerReport } from "../engine/mechanism-types.ts";
import { layerMatrices, layerStages, layerWords as words } from "../messages/layer.ts";
import { products, subscript } from "./attention-formulas.ts";
import type { Shaped } from "./attention-view.ts";
import type { LayerValues } from "./layer-parameters.ts";

export type LayerMatrix = keyof typeof layerMatrices;

export const layerEnd = layerStages.length - 1;

export interface LayerView {
  report: LayerReport;
  values: LayerValues;
  time: number;
  /** Pairs of the context; numbers of a token. */
  n: number;
  size: number;
}

export function layerView(report: LayerReport, values: LayerValues, time: number): LayerView {
  const size = report.d + 1;
  return { report, values, time, size, n: report.tokens.length / size - 1 };
}

/** The step that computes it; 0: it is given. */
const steps: Record<LayerMatrix, number> = {
  tokens: 0,
  P: 0,
  Q: 0,
  similarities: 1,
  transformations: 2,
  deltas: 3,
  sum: 3,
  after: 4,
};

const nearlyNothing = 1e-6;

export function shareOf(name: LayerMatrix, time: number): number {
  const step = steps[name];
  return step === 0 ? 1 : Math.min(1, Math.max(0, time - step + 1));
}

export function rowsDoneOf(name: LayerMatrix, time: number, rows: number): number {
  return Math.floor(shareOf(name, time) * rows + nearlyNothing);
}

export function isWorking(name: LayerMatrix, time: number): boolean {
  return steps[name] > 0 && Math.ceil(time - nearlyNothing) === steps[name];
}

/** `head` counts from 0; what belongs to the layer has none. */
export function layerShaped(name: LayerMatrix, { report, n, size }: LayerView, head: number): Shaped {
  const own = report.heads[head]!;
  const matrix = (rows: number, columns: number, values: Float64Array): Shaped => ({ rows, columns, values });
  switch (name) {
    case "tokens":
      return matrix(n + 1, size, report.tokens);
    case "P":
    case "Q":
      return matrix(size, size, own[name]);
    case "similarities":
      return matrix(n + 1, n, own.similarities);
    case "transformations":
      return matrix(n, size, own.transformations);
    case "deltas":
      return matrix(n + 1, size, own.deltas);
    case "sum":
      return matrix(n + 1, size, report.deltas);
    case "after":
      return matrix(n + 1, size, report.after);
  }
}

export function tokenNamesOf({ n }: LayerView): string[] {
  return [...Array.from({ length: n }, (_, i) => words.pair(i + 1)), words.query];
}

const rowAt = (values: Float64Array, row: number, columns: number) => values.subarray(row * columns, (row + 1) * columns);

function columnAt(values: ArrayLike<number>, column: number, columns: number): number[] {
  return Array.from({ length: values.length / columns }, (_, i) => values[i * columns + column]!);
}

/** The formula in symbols, then with its numbers; empty where there is nothing to fill in. */
export function layerFormula(name: LayerMatrix, view: LayerView, head: number, row: number, column: number): [string, string] {
  const { report, n, size } = view;
  const own = report.heads[head]!;
  const token = (i: number) => rowAt(report.tokens, i, size);
  const [i, j] = [subscript(row + 1), subscript(column + 1)];
  switch (name) {
    case "P":
    case "Q":
    case "tokens":
      return [`${name === "tokens" ? "e" : name}${i}${name === "tokens" ? "" : j}`, ""];
    case "similarities": {
      const turned = Array.from({ length: size }, (_, r) => rowAt(own.Q, r, size).reduce((sum, q, c) => sum + q * token(row)[c]!, 0));
      return [`e${j}ᵀ(Qe${i})`, products(token(column), turned)];
    }
    case "transformations":
      return [`Pe${i}`, products(rowAt(own.P, column, size), token(row))];
    case "deltas":
      return [`Σ (eᵀQe${i}) Pe`, products(rowAt(own.similarities, row, n), columnAt(own.transformations, column, size))];
    case "sum":
      return ["Σ", report.heads.map(({ deltas }) => formatEntry(deltas[row * size + column]!)).join(" + ")];
    case "after":
      return [`e${i} + Δe${i}`, `${formatEntry(token(row)[column]!)} + ${formatEntry(report.deltas[row * size + column]!)}`];
  }
}
