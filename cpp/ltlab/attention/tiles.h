#pragma once
// Attention by a kernel of one's choice: cuts matrices into the tiles of attention_kernel.h. Nothing is
// refused here; softmax.h and linear.h check their input and call these with the widest kernel.
#include "ltlab/attention/attention_kernel.h"
#include "ltlab/attention/feature_map.h"
#include "ltlab/attention/visibility.h"

namespace ltlab {

// The kernel for the widest lanes that this machine has.
template <class T>
const AttentionKernel<T>& widestKernel() {
  return *attentionKernels<T>().back();
}

// q (N, d)   k (M, d)   v (M, dv)   →   (N, dv)          extra memory O(tile · (d + dv))
template <class T>
Matrix<T> softmaxByTiles(const AttentionKernel<T>& kernel, const Matrix<T>& q, const Matrix<T>& k,
                         const Matrix<T>& v, T scale, const Visibility& visibility);

// q (N, d)   k (M, d)   v (M, dv)
template <class T>
struct LinearInput {
  const Matrix<T>& q;
  const Matrix<T>& k;
  const Matrix<T>& v;
  FeatureKind map = FeatureKind::Identity;  // applied a tile at a time: elu+1, relu or identity
  bool normalise = true;
};

// All keys for every query  →  (N, dv).  Extra memory O(d dv + tile · (d + dv)).
template <class T>
Matrix<T> linearByTiles(const AttentionKernel<T>& kernel, const LinearInput<T>& input);

// Keys j ≤ i for query i, N = M  →  (N, dv).  In chunks of that size; 0: token by token, which takes fewer
// operations.
template <class T>
Matrix<T> causalByTiles(const AttentionKernel<T>& kernel, const LinearInput<T>& input, Eigen::Index chunk);

}  // namespace ltlab
