#pragma once
// Ridge regression in lanes: w = (Σ + s I)⁻¹ α by elimination, one task per lane (the readable form is ridge.h). The
// rows hold the upper triangle of [Σ + s I, α]; without square roots (L D Lᵀ), whose waiting times would show.
#include "ltlab/numeric/lanes_product.h"

namespace ltlab {

// 1 / pivot; NaN unless pivot > 0.
template <class L>
LTLAB_INLINE typename L::V inversePivot(typename L::V pivot) {
  const typename L::V positive = pivot > 0 ? pivot : broadcast<L>(__builtin_nan(""));
  return broadcast<L>(1) / positive;
}

// Takes the rows j and j + 1 out of those below them: two at once, to read and write the rest half as often. Their
// pivots become inverses.
template <class L, int Size>
LTLAB_INLINE void eliminatePair(Extent<Size> size, int j, typename L::V* rows) {
  using V = typename L::V;
  V *a = rows + j * size, *b = a + size;
  const V inverseA = a[j] = inversePivot<L>(a[j]), between = a[j + 1] * inverseA;
  for (int k = j + 1; k < size; ++k) b[k] -= between * a[k];
  const V inverseB = b[j + 1] = inversePivot<L>(b[j + 1]);
  for (int i = j + 2; i < size - 1; ++i) {
    const V multipleA = a[i] * inverseA, multipleB = b[i] * inverseB;
    V* row = rows + i * size;
    for (int k = i; k < size; ++k) row[k] -= multipleA * a[k] + multipleB * b[k];
  }
}

// Size: d + 1 if it is a constant, else 0.   gram: (size, size) with size = d + 1, holding Σ, α   shift: s
// rows: d·size values of work space   w: d values. O(d³/3). Lanes where Σ + s I is not positive definite get values
// that are not finite.
template <class L, int Size>
void ridgeLanes(Extent<Size> size, const typename L::V* gram, typename L::V shift, typename L::V* rows,
                typename L::V* w) {
  using V = typename L::V;
  const int d = size - 1;
  for (int i = 0; i < d; ++i) {
    for (int k = i; k < size; ++k) rows[i * size + k] = gram[i * size + k];
    rows[i * size + i] += shift;
  }
  for (int j = 0; j + 1 < d; j += 2) eliminatePair<L>(size, j, rows);
  if (d % 2 == 1) rows[(d - 1) * size + d - 1] = inversePivot<L>(rows[(d - 1) * size + d - 1]);
  for (int j = d - 1; j >= 0; --j) {
    const V* row = rows + j * size;
    V rest = row[d];
    for (int i = j + 1; i < d; ++i) rest -= row[i] * w[i];
    w[j] = rest * row[j];
  }
}

}  // namespace ltlab
