#pragma once
// Sufficient statistics of a task drawn directly, without its context: the same distribution as those of
// task_lanes.h, at a cost that does not depend on n. Bartlett's decomposition: for X (n, d) of normals
//   XᵀX = L Lᵀ,   L lower triangular, L_ij normal below the diagonal, L_jj² ~ χ²_{n−j}, j = 0 … d − 1
// With X = U Lᵀ (U: orthonormal columns) the labels are
//   y = X w + σξ = U b + σ · (a residual of length χ_{n−d}),   b = Lᵀw + σz,   z normal
// and together
//   G = [[Σ, α], [αᵀ, λ]] = C Cᵀ,   C = [[L, 0], [bᵀ, σ χ_{n−d}]]:   Σ = L Lᵀ,   α = L b,   λ = ‖b‖² + σ² χ²_{n−d}
// Bartlett 1933; Anderson, An Introduction to Multivariate Statistical Analysis, §7.2. No containers and no Eigen here:
// these templates are compiled for several instruction sets.
#include "ltlab/numeric/chi_square.h"
#include "ltlab/numeric/lanes_product.h"
#include "ltlab/regression/task_lanes.h"

namespace ltlab {

// Normals of one task: w, query, z, then L below its diagonal row by row; rounded up to whole pairs.
LTLAB_INLINE constexpr int statisticsNormalCount(int d) {
  return (3 * d + d * (d - 1) / 2 + 1) / 2 * 2;
}

// The d + 1 lengths √χ² follow the normals; they too are drawn in pairs.
LTLAB_INLINE constexpr int statisticsNumberCount(int d) {
  return statisticsNormalCount(d) + (d + 2) / 2 * 2;
}

template <class F>
void drawStatistics(const TaskSource& source, std::uint64_t first, typename F::V& sigma,
                    typename F::V* numbers) {
  WordStream<F> stream(source.key, first);
  sigma = noiseLevels<F>(source, stream.next());
  drawNormals<F>(stream, statisticsNumberCount(source.d), numbers);
  typename F::V* lengths = numbers + statisticsNormalCount(source.d);
  for (int j = 0; j <= source.d; ++j) {
    const RetryWords retry{source.key, first, std::uint32_t(j + 1) << 16};
    lengths[j] = squareRoot(chiSquare<F>(source.n - j, lengths[j], stream.next(), retry));
  }
}

// w and query (d each) and the factor C (d + 1, d + 1) on and below its diagonal, from drawn numbers. What is above the
// diagonal stays as it is: zero, from clearFactor.
template <class L>
void buildFactor(const TaskSource& source, typename DrawLanes<L>::V drawnSigma,
                 const typename DrawLanes<L>::V* numbers, int part, typename L::V* w, typename L::V* query,
                 typename L::V* factor) {
  using V = typename L::V;
  const int d = source.d, size = d + 1;
  const auto *z = numbers + 2 * d, *below = z + d, *lengths = numbers + statisticsNormalCount(d);
  V *b = factor + d * size, sigma = takeLanes<L>(drawnSigma, part);
  for (int k = 0; k < d; ++k) w[k] = takeLanes<L>(*numbers++, part);
  for (int k = 0; k < d; ++k) query[k] = takeLanes<L>(*numbers++, part);
  for (int i = 0; i < d; ++i) {
    V* row = factor + i * size;
    for (int j = 0; j < i; ++j) row[j] = takeLanes<L>(*below++, part);
    row[i] = takeLanes<L>(lengths[i], part);
  }
  for (int j = 0; j < d; ++j) {
    V sum = sigma * takeLanes<L>(z[j], part);
    for (int i = j; i < d; ++i) sum += factor[i * size + j] * w[i];
    b[j] = sum;
  }
  b[d] = sigma * takeLanes<L>(lengths[d], part);
}

template <class L>
void clearFactor(int d, typename L::V* factor) {
  for (int i = 0; i < (d + 1) * (d + 1); ++i) factor[i] = typename L::V{};
}

}  // namespace ltlab
