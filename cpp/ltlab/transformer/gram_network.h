#pragma once
// A network in the plain numbers that the Gram kernel reads. No containers and no Eigen: the kernel is
// compiled for several instruction sets.
#include "ltlab/numeric/lanes_product.h"

namespace ltlab {

// The network in plain numbers.
template <class Scalar>
struct KernelNetwork {
  bool full = false;
  int layers = 0, heads = 0, size = 0;  // size: d + 1
  const Scalar* matrices = nullptr;     // FULL: per layer and head P then Q, row by row
  const Scalar* omegas = nullptr;       // DIAG, GD++: per layer ω_xx, ω_xy, ω_yx, ω_yy

  LTLAB_INLINE const Scalar* P(int layer, int head) const {
    return matrices + (layer * heads + head) * 2 * size * size;
  }
  LTLAB_INLINE const Scalar* Q(int layer, int head) const { return P(layer, head) + size * size; }
};

// Gradients per task: FULL as the parameters; DIAG and GD++ as ω̄, four per layer.
template <class Scalar>
LTLAB_INLINE int kernelGradientCount(const KernelNetwork<Scalar>& network) {
  return network.full ? network.layers * network.heads * 2 * network.size * network.size : network.layers * 4;
}

}  // namespace ltlab
