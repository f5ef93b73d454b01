// FULL: K = P G Q.
import {
  multiply,
  multiplyTransposed,
  numbers,
  size,
  square,
  transposedMultiply,
  type Numbers,
} from "./javascript-matrix.ts";
import type { LayerRule, Tape } from "./javascript-tape.ts";
import { sizes } from "./peer.ts";

const last = sizes.layers - 1;

export class FullRule implements LayerRule {
  private readonly P: Numbers[];
  private readonly Q: Numbers[];
  private readonly pBar: Numbers[];
  private readonly qBar: Numbers[];
  private readonly gq = Array.from({ length: last }, () => numbers(square));
  private readonly lastPG = numbers(size);
  private readonly product = numbers(square);
  private readonly qp = numbers(size);

  /** Views of the parameters and of the gradient that is summed. */
  constructor(parameters: Numbers, gradient: Numbers) {
    const matrices = (of: Numbers, first: number) =>
      Array.from({ length: sizes.layers }, (_, l) =>
        of.subarray((2 * l + first) * square, (2 * l + first + 1) * square),
      );
    this.P = matrices(parameters, 0);
    this.Q = matrices(parameters, 1);
    this.pBar = matrices(gradient, 0);
    this.qBar = matrices(gradient, 1);
  }

  transform(tape: Tape, l: number): void {
    const t = tape.t[l]!;
    multiply(tape.gram[l]!, this.Q[l]!, this.gq[l]!);
    multiply(this.P[l]!, this.gq[l]!, t);
    for (let i = 0; i < square; i += size + 1) t[i]! += 1;
  }

  lastRow(tape: Tape): void {
    const [P, Q, gram, row] = [this.P[last]!, this.Q[last]!, tape.gram[last]!, tape.row[last]!];
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += P[(size - 1) * size + k]! * gram[k * size + j]!;
      this.lastPG[j] = sum;
    }
    for (let j = 0; j < size; j++) {
      let sum = j === size - 1 ? 1 : 0;
      for (let k = 0; k < size; k++) sum += this.lastPG[k]! * Q[k * size + j]!;
      row[j] = sum;
    }
  }

  lastAdjoint(tape: Tape): void {
    const [P, Q, gram, p] = [this.P[last]!, this.Q[last]!, tape.gram[last]!, tape.column[last]!];
    const { lastPG, qp } = this;
    const [pBar, qBar, lastRow] = [this.pBar[last]!, this.qBar[last]!, (size - 1) * size];
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += Q[i * size + k]! * p[k]!;
      qp[i] = sum;
    }
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) {
        sum += gram[i * size + j]! * qp[j]!;
        qBar[i * size + j]! += lastPG[i]! * p[j]!;
        tape.adjoint[i * size + j] = 0.5 * (P[lastRow + i]! * qp[j]! + P[lastRow + j]! * qp[i]!);
      }
      pBar[lastRow + i]! += sum;
    }
  }

  layerAdjoint(tape: Tape, l: number): void {
    const { scratch: c, tBar, nextAdjoint } = tape;
    multiplyTransposed(tBar, this.gq[l]!, this.product);
    addTo(this.pBar[l]!, this.product);
    transposedMultiply(this.P[l]!, tBar, c);
    multiply(tape.gram[l]!, c, this.product);
    addTo(this.qBar[l]!, this.product);
    if (l === 0) return;
    multiplyTransposed(c, this.Q[l]!, this.product);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        nextAdjoint[i * size + j]! += 0.5 * (this.product[i * size + j]! + this.product[j * size + i]!);
  }
}

function addTo(sum: Numbers, values: Numbers): void {
  for (let i = 0; i < square; i++) sum[i]! += values[i]!;
}
