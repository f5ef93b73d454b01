// 11 × 11 matrices in plain JavaScript, row by row. Measured in V8: with a row of `a` in local variables a product is
// five times as fast as three nested loops, and Float64Array beats Float32Array, since V8 computes in double anyway.
import { sizes } from "./peer.ts";

export const size = sizes.d + 1;
export const square = size * size;

export type Numbers = Float64Array;
export const numbers = (count: number): Numbers => new Float64Array(count);

/** out(i, j) = Σ_k a(i, k) b(k, j); a symmetric result is computed for i ≤ j. */
function product(
  a: Numbers,
  ar: number,
  ac: number,
  b: Numbers,
  br: number,
  bc: number,
  out: Numbers,
  symmetric = false,
) {
  for (let i = 0; i < 11; i++) {
    const r = i * ar;
    const a0 = a[r]!,
      a1 = a[r + ac]!,
      a2 = a[r + 2 * ac]!,
      a3 = a[r + 3 * ac]!,
      a4 = a[r + 4 * ac]!,
      a5 = a[r + 5 * ac]!;
    const a6 = a[r + 6 * ac]!,
      a7 = a[r + 7 * ac]!,
      a8 = a[r + 8 * ac]!,
      a9 = a[r + 9 * ac]!,
      a10 = a[r + 10 * ac]!;
    for (let j = symmetric ? i : 0; j < 11; j++) {
      const c = j * bc;
      const sum =
        a0 * b[c]! +
        a1 * b[c + br]! +
        a2 * b[c + 2 * br]! +
        a3 * b[c + 3 * br]! +
        a4 * b[c + 4 * br]! +
        a5 * b[c + 5 * br]! +
        a6 * b[c + 6 * br]! +
        a7 * b[c + 7 * br]! +
        a8 * b[c + 8 * br]! +
        a9 * b[c + 9 * br]! +
        a10 * b[c + 10 * br]!;
      out[i * 11 + j] = sum;
      if (symmetric) out[j * 11 + i] = sum;
    }
  }
}

/** out = a b */
export const multiply = (a: Numbers, b: Numbers, out: Numbers) => product(a, size, 1, b, size, 1, out);
/** out = a bᵀ */
export const multiplyTransposed = (a: Numbers, b: Numbers, out: Numbers) => product(a, size, 1, b, 1, size, out);
/** out = aᵀ b */
export const transposedMultiply = (a: Numbers, b: Numbers, out: Numbers) => product(a, 1, size, b, size, 1, out);
/** out = a bᵀ, known to be symmetric */
export const symmetricTransposed = (a: Numbers, b: Numbers, out: Numbers) => product(a, size, 1, b, 1, size, out, true);
/** out = aᵀ b, known to be symmetric */
export const transposedSymmetric = (a: Numbers, b: Numbers, out: Numbers) => product(a, 1, size, b, size, 1, out, true);

/** out = Σ e eᵀ of the tokens from `first` on, four at a time. */
export function gramOf(tokens: Numbers, first: number, out: Numbers): void {
  out.fill(0);
  const end = first + sizes.n * size;
  for (let at = first; at < end; at += 4 * size)
    for (let i = 0; i < size; i++) {
      const x0 = tokens[at + i]!,
        x1 = tokens[at + size + i]!,
        x2 = tokens[at + 2 * size + i]!,
        x3 = tokens[at + 3 * size + i]!;
      for (let j = i, k = at + i; j < size; j++, k++)
        out[i * size + j]! +=
          x0 * tokens[k]! + x1 * tokens[k + size]! + x2 * tokens[k + 2 * size]! + x3 * tokens[k + 3 * size]!;
    }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) out[i * size + j] = out[j * size + i]!;
}
