// What one task's forward pass leaves for its adjoint, named as in cpp/ltlab/transformer/gram_kernel.h.
import { numbers, size, square } from "./javascript-matrix.ts";
import { sizes } from "./peer.ts";

const perLayer = (count: number) => Array.from({ length: sizes.layers }, () => numbers(count));

export class Tape {
  readonly gram = perLayer(square);
  readonly t = perLayer(square);
  readonly h = perLayer(square);
  /** r^l and p^l; there is no r^L, it is (0 … 0 1). */
  readonly row = perLayer(size);
  readonly column = perLayer(size);
  readonly tBar = numbers(square);
  adjoint = numbers(square);
  nextAdjoint = numbers(square);
  readonly scratch = numbers(square);
}

/** What FULL and DIAG do differently. */
export interface LayerRule {
  /** T = I + K of an inner layer. */
  transform(tape: Tape, l: number): void;
  /** Last row of T in the last layer. */
  lastRow(tape: Tape): void;
  /** The last layer's share of the gradient, and its Ḡ into tape.adjoint. */
  lastAdjoint(tape: Tape): void;
  /** An inner layer's share of the gradient from T̄; adds its part of Ḡ to tape.nextAdjoint where l > 0. */
  layerAdjoint(tape: Tape, l: number): void;
}
