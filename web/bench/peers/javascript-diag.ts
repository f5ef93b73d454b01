// DIAG: K = Ω∘G, ω_ab = p_a q_b.
import { numbers, size, square, type Numbers } from "./javascript-matrix.ts";
import type { LayerRule, Tape } from "./javascript-tape.ts";
import { sizes } from "./peer.ts";

const last = sizes.layers - 1;

export class DiagRule implements LayerRule {
  /** Per layer Ω as a matrix. */
  private readonly omega = Array.from({ length: sizes.layers }, () => numbers(square));
  private readonly bar = numbers(4);

  /** Parameters p_x, p_y, q_x, q_y of every layer, and the gradient that is summed. */
  constructor(
    private readonly parameters: Numbers,
    private readonly gradient: Numbers,
  ) {}

  /** To be called when the parameters have changed. */
  update(): void {
    for (let l = 0; l < sizes.layers; l++) {
      const [px, py, qx, qy] = this.parameters.subarray(4 * l, 4 * l + 4) as unknown as [
        number,
        number,
        number,
        number,
      ];
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++)
          this.omega[l]![i * size + j] = (i < size - 1 ? px : py) * (j < size - 1 ? qx : qy);
    }
  }

  transform(tape: Tape, l: number): void {
    const [t, gram, omega] = [tape.t[l]!, tape.gram[l]!, this.omega[l]!];
    for (let i = 0; i < square; i++) t[i] = omega[i]! * gram[i]!;
    for (let i = 0; i < square; i += size + 1) t[i]! += 1;
  }

  lastRow(tape: Tape): void {
    const [row, gram, omega] = [tape.row[last]!, tape.gram[last]!, this.omega[last]!];
    for (let j = 0, i = square - size; j < size; j++, i++) row[j] = omega[i]! * gram[i]! + (j === size - 1 ? 1 : 0);
  }

  lastAdjoint(tape: Tape): void {
    const [p, gram, omega] = [tape.column[last]!, tape.gram[last]!, this.omega[last]!];
    tape.adjoint.fill(0);
    this.bar.fill(0);
    for (let j = 0, i = square - size; j < size; j++, i++) {
      const half = 0.5 * omega[i]! * p[j]!;
      tape.adjoint[i]! += half;
      tape.adjoint[j * size + size - 1]! += half;
      this.bar[j < size - 1 ? 2 : 3]! += gram[i]! * p[j]!;
    }
    this.addGradient(last);
  }

  layerAdjoint(tape: Tape, l: number): void {
    const { tBar, nextAdjoint } = tape;
    const [gram, omega] = [tape.gram[l]!, this.omega[l]!];
    this.bar.fill(0);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        this.bar[(i < size - 1 ? 0 : 2) + (j < size - 1 ? 0 : 1)]! += tBar[i * size + j]! * gram[i * size + j]!;
    this.addGradient(l);
    if (l === 0) return;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const [ij, ji] = [i * size + j, j * size + i];
        nextAdjoint[ij]! += 0.5 * (omega[ij]! * tBar[ij]! + omega[ji]! * tBar[ji]!);
      }
  }

  private addGradient(l: number): void {
    const [xx, xy, yx, yy] = this.bar as unknown as [number, number, number, number];
    const { gradient, parameters } = this;
    const at = 4 * l;
    const [px, py, qx, qy] = parameters.subarray(at, at + 4) as unknown as [number, number, number, number];
    gradient[at]! += xx * qx + xy * qy;
    gradient[at + 1]! += yx * qx + yy * qy;
    gradient[at + 2]! += xx * px + yx * py;
    gradient[at + 3]! += xy * px + yy * py;
  }
}
