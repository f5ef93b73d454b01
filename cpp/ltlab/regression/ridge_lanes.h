#pragma once
// Ridge regression in lanes: w = (Σ + s I)⁻¹ α by Cholesky, one task per lane (the readable form is ridge.h).
#include "ltlab/numeric/lanes_product.h"

namespace ltlab {

// Size: d + 1 if it is a constant, else 0.   gram: (size, size) with size = d + 1, holding Σ, α   shift: s
// factor: d·d values of work space   w: d values. O(d³/6). Lanes where Σ + s I is not positive definite get values
// that are not finite.
template <class L, int Size>
void ridgeLanes(Extent<Size> size, const typename L::V* gram, typename L::V shift, typename L::V* factor,
                typename L::V* w) {
  using V = typename L::V;
  const int d = size - 1;
  for (int i = 0; i < d; ++i) {
    for (int j = 0; j <= i; ++j) factor[i * d + j] = gram[i * size + j];
    factor[i * d + i] += shift;
    w[i] = gram[i * size + d];
  }
  // Column by column, taking each out of the rest at once: independent operations hide each other's latency.
  for (int j = 0; j < d; ++j) {
    // The diagonal holds 1 / L_jj, so that the rest needs no division.
    const V inverse = broadcast<L>(1) / squareRoot(factor[j * d + j]);
    factor[j * d + j] = inverse;
    w[j] *= inverse;
    for (int i = j + 1; i < d; ++i) {
      const V element = factor[i * d + j] *= inverse;
      w[i] -= element * w[j];
      for (int k = j + 1; k <= i; ++k) factor[i * d + k] -= element * factor[k * d + j];
    }
  }
  for (int j = d - 1; j >= 0; --j) {
    w[j] *= factor[j * d + j];
    for (int i = 0; i < j; ++i) w[i] -= factor[j * d + i] * w[j];
  }
}

}  // namespace ltlab
