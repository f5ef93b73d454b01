#pragma once
// Arithmetic of one training step's kernel (transformer/gram_kernel.h) that is really needed: a multiply-add
// is 2, and of a symmetric product only the upper triangle counts. Sums of shares and Adam are left out.
#include "ltlab/transformer/parameters.h"

namespace ltlab::bench {

// S = d + 1, one head. In multiply-adds per task, with tri = S²(S + 1)/2 for a symmetric product:
//   Gram                   n S(S + 1)/2
//   forward, layers < L    FULL G Q, P(GQ), T G: 3 S³ + tri     DIAG S² + S³ + tri
//   last layer             FULL forward 2 S², backward 6 S²     DIAG 3 S
//   rows and columns       2 (L − 1) S²
//   T̄, layers < L          S³ + S²
//   Ḡ, 0 < layer < L       S³ + tri
//   P̄, PᵀT̄, Q̄ (FULL)       3 S³, and sym(PᵀT̄Qᵀ) S³ + S² where layer > 0
//   ω̄ (DIAG)               S², and sym(Ω∘T̄) 2 S² where layer > 0
//   norm, sum              2 per parameter
inline double trainingFlopsPerTask(const Architecture& architecture, int n) {
  const bool full = architecture.model == Model::Full;
  const double s = architecture.d + 1, square = s * s, cube = square * s, tri = square * (s + 1) / 2;
  const double inner = architecture.layers - 1, middle = inner > 0 ? inner - 1 : 0;
  const double forward = inner * ((full ? 3 * cube : square + cube) + tri);
  const double last = full ? 8 * square : 3 * s;
  const double adjoint = inner * (cube + square) + middle * (cube + tri);
  const double perMatrix =
      full ? inner * 3 * cube + middle * (cube + square) : inner * square + middle * 2 * square;
  const double multiplyAdds = n * s * (s + 1) / 2 + forward + last + 2 * inner * square + adjoint +
                              perMatrix + 2 * parameterCount(architecture);
  return 2 * multiplyAdds;
}

}  // namespace ltlab::bench
