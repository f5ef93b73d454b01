#pragma once
// The operands of the Gram kernel's products, by name.
#include "ltlab/transformer/gram_tape.h"

namespace ltlab {

// Size: d + 1 if it is a constant, else 0.
template <class L, int Size>
class GramOperands {
 public:
  using V = typename L::V;
  using Scalar = typename L::Scalar;

  GramOperands(const KernelNetwork<Scalar>& network, const GramTape<L>& tape)
      : net(network), tape(tape), size(network.size), inner(innerLayers(network.layers)) {}

 protected:
  const KernelNetwork<Scalar>& net;
  const GramTape<L>& tape;
  [[no_unique_address]] Extent<Size> size;
  int inner;

  LTLAB_INLINE V* row(int l) const { return tape.rowsAt + l * size; }
  LTLAB_INLINE V* column(int l) const { return tape.columnsAt + l * size; }
  LTLAB_INLINE auto lanes(const V* at) const { return laneMatrix<L>(at, size); }
  LTLAB_INLINE auto lanesTransposed(const V* at) const { return laneTranspose<L>(at, size); }
  LTLAB_INLINE auto shared(const Scalar* at) const { return sharedMatrix<L>(at, size); }
  LTLAB_INLINE auto sharedTransposed(const Scalar* at) const { return sharedTranspose<L>(at, size); }

  template <class A>
  LTLAB_INLINE void applyTo(const V* vector, const A& matrix, V* out) const {
    multiplyVector<L>(size, matrix, vector, out);
  }

  // ω_ab of a layer in all lanes; a, b: 0 for an x coordinate, 1 for y.
  LTLAB_INLINE V omega(int l, int a, int b) const { return broadcast<L>(net.omegas[4 * l + 2 * a + b]); }

  // DIAG: T = I + Ω∘G.
  void diagonalTransform(int l) const {
    const int d = size - 1;
    V* t = tape.t(l);
    const V* gram = tape.gram(l);
    const V one = broadcast<L>(1), xx = omega(l, 0, 0), xy = omega(l, 0, 1), yx = omega(l, 1, 0);
    for (int i = 0; i < d; ++i) {
      for (int j = 0; j < d; ++j) t[i * size + j] = xx * gram[i * size + j];
      t[i * size + i] += one;
      t[i * size + d] = xy * gram[i * size + d];
      t[d * size + i] = yx * gram[d * size + i];
    }
    t[d * size + d] = mulAdd(omega(l, 1, 1), gram[d * size + d], one);
  }

  // DIAG: ω̄_ab += ⟨T̄_ab, G_ab⟩, four values.
  void omegaGradient(int l, V* bar) const {
    const int d = size - 1;
    const V *tBar = tape.tBar, *gram = tape.gram(l);
    V xx = bar[0], xy = bar[1], yx = bar[2];
    for (int i = 0; i < d; ++i) {
      for (int j = 0; j < d; ++j) xx = mulAdd(tBar[i * size + j], gram[i * size + j], xx);
      xy = mulAdd(tBar[i * size + d], gram[i * size + d], xy);
      yx = mulAdd(tBar[d * size + i], gram[d * size + i], yx);
    }
    bar[0] = xx;
    bar[1] = xy;
    bar[2] = yx;
    bar[3] = mulAdd(tBar[d * size + d], gram[d * size + d], bar[3]);
  }

  // DIAG: Ḡ += sym(Ω∘T̄).
  void addOmegaAdjoint(int l, V* adjoint) const {
    const int d = size - 1;
    const V* tBar = tape.tBar;
    const V half = broadcast<L>(Scalar(0.5));
    const V xx = half * omega(l, 0, 0), xy = half * omega(l, 0, 1), yx = half * omega(l, 1, 0);
    for (int i = 0; i < d; ++i) {
      for (int j = 0; j < d; ++j) adjoint[i * size + j] += xx * (tBar[i * size + j] + tBar[j * size + i]);
      const V border = xy * tBar[i * size + d] + yx * tBar[d * size + i];
      adjoint[i * size + d] += border;
      adjoint[d * size + i] += border;
    }
    adjoint[d * size + d] = mulAdd(omega(l, 1, 1), tBar[d * size + d], adjoint[d * size + d]);
  }
};

// at becomes its symmetric part and a symmetric product, both of whose sides follow from i ≤ j.
template <class L, int Size>
struct AddToSymmetricPart {
  typename L::V* at;
  [[no_unique_address]] Extent<Size> row;
  LTLAB_INLINE void operator()(int i, int j, typename L::V value) const {
    if (i > j) return;
    typename L::V &above = at[i * row + j], &below = at[j * row + i];
    above = below = mulAdd(above + below, broadcast<L>(typename L::Scalar(0.5)), value);
  }
};

}  // namespace ltlab
