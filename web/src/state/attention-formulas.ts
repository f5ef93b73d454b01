// How an entry of a matrix was made: its formula, and the formula with the numbers filled in.
import { formatEntry } from "../draw/entry.ts";
import { attentionCellWords as words, type AttentionMatrix } from "../messages/attention.ts";
import { isHidden, keysDone, shaped, type AttentionView } from "./attention-view.ts";

const mostTerms = 5;
const subscripts = "₀₁₂₃₄₅₆₇₈₉";

/** 12 → ₁₂ */
export function subscript(number: number): string {
  return [...String(number)].map((digit) => subscripts[Number(digit)]).join("");
}

/** Negative factors stand in brackets. */
const factor = (value: number) => (value < 0 ? `(${formatEntry(value)})` : formatEntry(value));

/** 0.1·2 + 0.3·(−4) + … */
export function products(a: ArrayLike<number>, b: ArrayLike<number>): string {
  const terms = Array.from({ length: Math.min(a.length, mostTerms) }, (_, i) => `${factor(a[i]!)}·${factor(b[i]!)}`);
  return terms.join(" + ") + (a.length > mostTerms ? " + …" : "");
}

const sums = (a: ArrayLike<number>) =>
  Array.from({ length: Math.min(a.length, mostTerms) }, (_, i) => factor(a[i]!)).join(" + ") +
  (a.length > mostTerms ? " + …" : "");

const rowOf = (values: Float64Array, row: number, columns: number) => values.subarray(row * columns, (row + 1) * columns);

function columnOf(values: ArrayLike<number>, column: number, columns: number): number[] {
  return Array.from({ length: values.length / columns }, (_, i) => values[i * columns + column]!);
}

/** The formula in symbols, then with its numbers. */
export interface CellFormula {
  symbols: string;
  numbers: string;
  value: number;
}

export function formulaOf(name: AttentionMatrix, view: AttentionView, row: number, column: number): CellFormula {
  const { columns, values } = shaped(name, view);
  const value = values[row * columns + column]!;
  const hidden = isHidden(name, view, row, column);
  if (hidden) return { symbols: words.hidden, numbers: "", value: name === "scaled" ? -Infinity : 0 };
  const [symbols, numbers] = derivations[name](view, row, column);
  return { symbols, numbers, value };
}

type Derivation = (view: AttentionView, row: number, column: number) => [symbols: string, numbers: string];

const projected =
  (symbol: string, matrix: "Wq" | "Wk" | "Wv"): Derivation =>
  ({ report, d, values }, row, column) => {
    const sharp = symbol === "q" && values.sharpness !== 1 ? `${factor(values.sharpness)}·` : "";
    const numbers = products(rowOf(report.tokens, row, d), columnOf(report[matrix], column, d));
    const s = subscript(row + 1);
    return [`${symbol}${s} = ${sharp ? "sharpness · " : ""}x${s} W`, sharp ? `${sharp}(${numbers})` : numbers];
  };

const derivations: Record<AttentionMatrix, Derivation> = {
  tokens: (_, row) => [`x${subscript(row + 1)}`, ""],
  q: projected("q", "Wq"),
  k: projected("k", "Wk"),
  v: projected("v", "Wv"),
  scores: ({ report, d }, i, j) => [
    `q${subscript(i + 1)} · k${subscript(j + 1)}`,
    products(rowOf(report.q, i, d), rowOf(report.k, j, d)),
  ],
  scaled: ({ report, n, d }, i, j) => [
    `q${subscript(i + 1)} · k${subscript(j + 1)} / √d`,
    `${formatEntry(report.softmax.scores[i * n + j]!)} / √${d}`,
  ],
  weights: ({ report: { softmax }, n }, i, j) => [
    "exp(s − max s) / Σ exp(s − max s)",
    `exp(${formatEntry(softmax.scaled[i * n + j]!)} − ${factor(softmax.maximum[i]!)}) / ${formatEntry(softmax.sums[i]!)}`,
  ],
  output: ({ report, n, d }, i, c) => ["Σ weight · v", products(rowOf(report.softmax.weights, i, n), columnOf(report.v, c, d))],
  phiQ: (view, i, r) => feature(view, view.report.q, "q", i, r),
  phiK: (view, j, r) => feature(view, view.report.k, "k", j, r),
  S: (view, c, r) => {
    const { report, features, d } = view;
    const keys = keysDone(view);
    const seen = (values: number[]) => values.slice(0, keys);
    return ["Σ φ(k) v", keys === 0 ? "0" : products(seen(columnOf(report.linear.phiK, r, features)), seen(columnOf(report.v, c, d)))];
  },
  z: (view, _, r) => {
    const keys = keysDone(view);
    return ["Σ φ(k)", keys === 0 ? "0" : sums(columnOf(view.report.linear.phiK, r, view.features).slice(0, keys))];
  },
  linearOutput: ({ report: { linear }, d }, i, c) => [
    "φ(q)S / φ(q)z",
    `${formatEntry(linear.numerator[i * d + c]!)} / ${factor(linear.denominator[i]!)}`,
  ],
  linearWeights: ({ report: { linear }, n }, i, j) => [
    "φ(q)·φ(k) / φ(q)z",
    `${formatEntry(linear.similarities[i * n + j]!)} / ${factor(linear.denominator[i]!)}`,
  ],
  deviation: ({ report, n }, i, j) => [
    "linear − softmax",
    `${formatEntry(report.linear.weights[i * n + j]!)} − ${factor(report.softmax.weights[i * n + j]!)}`,
  ],
};

/** Feature r of row i of q or k. */
function feature(view: AttentionView, from: Float64Array, symbol: string, i: number, r: number): [string, string] {
  const x = rowOf(from, i, view.d);
  const s = `${symbol}${subscript(i + 1)}`;
  switch (view.values.map) {
    case "elu+1":
      return x[r]! > 0 ? [`${s} + 1`, `${formatEntry(x[r]!)} + 1`] : [`exp(${s})`, `exp(${formatEntry(x[r]!)})`];
    case "relu":
      return [`max(0, ${s})`, `max(0, ${formatEntry(x[r]!)})`];
    case "identity":
      return [s, ""];
    case "taylor":
      return taylorFeature(Array.from(x, (value) => value * Math.sqrt(view.report.scale)), symbol, r);
    case "performer":
      return performerFeature(view, x, symbol, r);
  }
}

/** 1, then y, then the products of two entries in the order of cpp/ltlab/attention/feature_map.cpp. */
function taylorFeature(y: number[], symbol: string, r: number): [string, string] {
  if (r === 0) return ["1", ""];
  const name = (a: number) => `y${subscript(a + 1)}`;
  const legend = `y = ${symbol}/d^¼`;
  if (r <= y.length) return [`${name(r - 1)}, ${legend}`, ""];
  const pairs = y.flatMap((_, a) => y.slice(a).map((_, b) => [a, a + b] as const));
  const [a, b] = pairs[r - 1 - y.length]!;
  const root = a === b ? "/√2" : "";
  return [`${name(a)}${name(b)}${root}, ${legend}`, `${factor(y[a]!)}·${factor(y[b]!)}${root}`];
}

function performerFeature({ report, d, features }: AttentionView, x: Float64Array, symbol: string, r: number): [string, string] {
  const y = Array.from(x, (value) => value * Math.sqrt(report.scale));
  const along = rowOf(report.omega!, r, d).reduce((sum, value, c) => sum + value * y[c]!, 0);
  const half = y.reduce((sum, value) => sum + value * value, 0) / 2;
  return [
    `exp(ω${subscript(r + 1)}·y − ‖y‖²/2)/√m, y = ${symbol}/d^¼`,
    `exp(${formatEntry(along)} − ${formatEntry(half)})/√${features}`,
  ];
}

