#pragma once
// Ridge regression in lanes: w = (Σ + s I)⁻¹ α by Cholesky, one task per lane (the readable form is ridge.h).
#include "ltlab/numeric/lanes_product.h"

namespace ltlab {

// gram: (size, size) with size = d + 1, holding Σ, α   shift: s   factor: d·d values of work space   w: d values.
// O(d³/6). Lanes where Σ + s I is not positive definite get values that are not finite.
template <class L>
void ridgeLanes(int size, const typename L::V* gram, typename L::V shift, typename L::V* factor,
                typename L::V* w) {
  using V = typename L::V;
  const int d = size - 1;
  for (int j = 0; j < d; ++j) {
    for (int i = j; i < d; ++i) {
      V sum = gram[i * size + j];
      if (i == j) sum += shift;
      for (int k = 0; k < j; ++k) sum -= factor[i * d + k] * factor[j * d + k];
      // The diagonal holds 1 / L_jj, so that the rest needs no division.
      factor[i * d + j] = i == j ? typename L::Scalar(1) / squareRoot(sum) : sum * factor[j * d + j];
    }
  }
  for (int i = 0; i < d; ++i) {
    V sum = gram[i * size + d];
    for (int k = 0; k < i; ++k) sum -= factor[i * d + k] * w[k];
    w[i] = sum * factor[i * d + i];
  }
  for (int i = d - 1; i >= 0; --i) {
    V sum = w[i];
    for (int k = i + 1; k < d; ++k) sum -= factor[k * d + i] * w[k];
    w[i] = sum * factor[i * d + i];
  }
}

}  // namespace ltlab
