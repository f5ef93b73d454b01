// Workload A as a user might write it by hand: scalar loops over typed arrays, no more memory than needed.
import { sizes, type Form, type Inputs, type Run } from "./peer.ts";

const d = sizes.head;

export function javascriptAttention(form: Form, n: number, { attention }: Inputs): Run {
  const rows = (values: Float32Array) => values.subarray(0, n * d);
  const [q, k, v] = [rows(attention.q), rows(attention.k), rows(attention.v)];
  const out = new Float32Array(n * d);
  const forward = { softmax, linear, causal }[form];
  return {
    begin: () => {},
    async repeat(count) {
      for (let i = 0; i < count; i++) forward(q, k, v, out, n);
    },
    async results() {
      return { output: out };
    },
  };
}

type Forward = (q: Float32Array, k: Float32Array, v: Float32Array, out: Float32Array, n: number) => void;

/** weights_j = scale q·k_j, four keys at a time; returns the largest. */
function scoresOf(q: Float32Array, at: number, k: Float32Array, weights: Float64Array, n: number): number {
  const scale = 1 / Math.sqrt(d);
  let largest = -Infinity;
  for (let j = 0; j < n; j += 4) {
    let s0 = 0,
      s1 = 0,
      s2 = 0,
      s3 = 0;
    for (let c = 0, r = j * d; c < d; c++, r++) {
      const x = q[at + c]!;
      s0 += x * k[r]!;
      s1 += x * k[r + d]!;
      s2 += x * k[r + 2 * d]!;
      s3 += x * k[r + 3 * d]!;
    }
    weights[j] = s0 * scale;
    weights[j + 1] = s1 * scale;
    weights[j + 2] = s2 * scale;
    weights[j + 3] = s3 * scale;
    largest = Math.max(largest, weights[j]!, weights[j + 1]!, weights[j + 2]!, weights[j + 3]!);
  }
  return largest;
}

/** sums = Σ_j weights_j rows_j, four rows at a time. */
function weightedSum(weights: Float64Array, rows: Float32Array | Float64Array, n: number, sums: Float64Array): void {
  sums.fill(0);
  for (let j = 0; j < n; j += 4) {
    const w0 = weights[j]!,
      w1 = weights[j + 1]!,
      w2 = weights[j + 2]!,
      w3 = weights[j + 3]!;
    for (let c = 0, r = j * d; c < d; c++, r++)
      sums[c]! += w0 * rows[r]! + w1 * rows[r + d]! + w2 * rows[r + 2 * d]! + w3 * rows[r + 3 * d]!;
  }
}

const softmax: Forward = (q, k, v, out, n) => {
  const weights = new Float64Array(n),
    sums = new Float64Array(d);
  for (let at = 0; at < n * d; at += d) {
    const largest = scoresOf(q, at, k, weights, n);
    let total = 0;
    for (let j = 0; j < n; j++) total += weights[j] = Math.exp(weights[j]! - largest);
    weightedSum(weights, v, n, sums);
    for (let c = 0; c < d; c++) out[at + c] = sums[c]! / total;
  }
};

const phi = (x: number) => (x > 0 ? x + 1 : Math.exp(x));

/** S = Σ φ(k) vᵀ and z = Σ φ(k) of the tokens so far. */
class State {
  private readonly S = new Float64Array(d * d);
  private readonly z = new Float64Array(d);
  private readonly features = new Float64Array(d);
  private readonly sums = new Float64Array(d);

  absorb(k: Float32Array, v: Float32Array, at: number): void {
    const { S, z } = this;
    for (let a = 0; a < d; a++) {
      const feature = phi(k[at + a]!);
      z[a]! += feature;
      for (let c = 0, s = a * d; c < d; c++, s++) S[s]! += feature * v[at + c]!;
    }
  }

  answer(q: Float32Array, at: number, out: Float32Array): void {
    const { S, z, features, sums } = this;
    let weight = 0;
    for (let a = 0; a < d; a++) {
      features[a] = phi(q[at + a]!);
      weight += features[a]! * z[a]!;
    }
    weightedSum(features, S, d, sums);
    for (let c = 0; c < d; c++) out[at + c] = sums[c]! / weight;
  }
}

const linear: Forward = (q, k, v, out, n) => {
  const state = new State();
  for (let at = 0; at < n * d; at += d) state.absorb(k, v, at);
  for (let at = 0; at < n * d; at += d) state.answer(q, at, out);
};

const causal: Forward = (q, k, v, out, n) => {
  const state = new State();
  for (let at = 0; at < n * d; at += d) {
    state.absorb(k, v, at);
    state.answer(q, at, out);
  }
};
