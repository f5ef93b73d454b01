#pragma once
// Arithmetic of one training step's kernel (transformer/gram_inner_layers.h, gram_output_layers.h) that is really
// needed: a multiply-add is 2, and of a symmetric product only the upper triangle counts. Sums of lanes and shares, and
// Adam, are left out.
#include "ltlab/transformer/gram_tape.h"
#include "ltlab/transformer/parameters.h"

namespace ltlab::bench {

// S = d + 1, one head. In multiply-adds per task, with tri = S²(S + 1)/2 for a symmetric product, `inner` layers before
// the last two:
//   Gram                     n S(S + 1)/2
//   inner layer, forward     FULL G Q, P(GQ), T G: 3 S³ + tri           DIAG 2 S² + 2 tri
//   inner layer, adjoint     T̄ S³ + S²; FULL P̄, PᵀT̄, Q̄: 3 S³; DIAG ω̄: S²; rows and columns 2 S²
//   the same, but the first  Ḡ S³ + tri; FULL sym(PᵀT̄Qᵀ): S³ + S²; DIAG sym(Ω∘T̄): 2 S²
//   last two layers          FULL 29 S², and Ḡ 4 S² if a layer follows below        DIAG 10 S², and 3 S²
//   one layer alone          FULL 5 S²                                  DIAG 2 S²
//   sum over tasks           FULL one addition per parameter of all layers but the last
inline double trainingFlopsPerTask(const Architecture& architecture, int n) {
  const bool full = architecture.model == Model::Full;
  const double s = architecture.d + 1, square = s * s, cube = square * s, tri = square * (s + 1) / 2;
  const double inner = innerLayers(architecture.layers), notFirst = inner > 0 ? inner - 1 : 0;
  const double forward = inner * (full ? 3 * cube + tri : 2 * square + 2 * tri);
  const double adjoint = inner * (cube + 3 * square + (full ? 3 * cube : square)) +
                         notFirst * (cube + tri + (full ? cube + square : 2 * square));
  const double lastTwo = (full ? 29 : 10) * square + (inner > 0 ? (full ? 4 : 3) * square : 0);
  const double output = architecture.layers > 1 ? lastTwo : (full ? 5 : 2) * square;
  const double additions = full ? (architecture.layers - 1) * 2 * square : 0;
  return 2 * (n * s * (s + 1) / 2 + forward + adjoint + output) + additions;
}

}  // namespace ltlab::bench
