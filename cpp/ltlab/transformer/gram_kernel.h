#pragma once
// The Gram recursion and its adjoint in lanes: one task per lane. The readable forward pass is forward_gram.h; the
// adjoint is derived here (equations.h: adjoint-transform, adjoint-heads, adjoint-gram, adjoint-omega).
//
// Forward, layer l (P, Q shared by all tasks, everything else in lanes):
//   T = I + Σ_k P_k (G Q_k)      H = T G      G⁺ = H Tᵀ
// and after the last layer, of which only the last row of T matters:
//   r^L = e_{d+1},   r^l = (T^l)ᵀ r^{l+1},   w = −r^0[0:d]
// Backward from p^0 = −∂loss/∂w (0 in the last place), p^{l+1} = T^l p^l, and Ḡ^L = 0:
//   T̄ = r^{l+1} (p^l)ᵀ + 2 Ḡ⁺ H      P̄_k = T̄ (G Q_k)ᵀ      Q̄_k = G P_kᵀ T̄
//   Ḡ = Tᵀ Ḡ⁺ T + Σ_k sym(P_kᵀ T̄ Q_kᵀ),   sym(X) = (X + Xᵀ)/2
// DIAG and GD++ need only ω:
//   T = I + Ω∘G      ω̄_ab = ⟨T̄_ab, G_ab⟩      Ḡ = Tᵀ Ḡ⁺ T + sym(Ω∘T̄)
//
// Cost per task in multiply-adds, S = d + 1: FULL about 10 S³ per layer but the last, DIAG 4 S³; the last layer is
// O(S²). No containers and no Eigen here: these templates are compiled for several instruction sets.
#include "ltlab/numeric/lanes_product.h"

namespace ltlab {

// The network in plain numbers.
template <class Scalar>
struct KernelNetwork {
  bool full = false;
  int layers = 0, heads = 0, size = 0;  // size: d + 1
  const Scalar* matrices = nullptr;     // FULL: per layer and head P then Q, row by row
  const Scalar* omegas = nullptr;       // DIAG, GD++: per layer ω_xx, ω_xy, ω_yx, ω_yy

  LTLAB_INLINE const Scalar* P(int layer, int head) const { return matrices + (layer * heads + head) * 2 * size * size; }
  LTLAB_INLINE const Scalar* Q(int layer, int head) const { return P(layer, head) + size * size; }
};

// Gradients per task: FULL as the parameters; DIAG and GD++ as ω̄, four per layer.
template <class Scalar>
LTLAB_INLINE int kernelGradientCount(const KernelNetwork<Scalar>& network) {
  return network.full ? network.layers * network.heads * 2 * network.size * network.size : network.layers * 4;
}

// Everything one block of lanes keeps between the passes; carved from one piece of memory.
template <class L>
struct GramTape {
  using V = typename L::V;
  int square, heads;
  V *gramAt, *tAt, *hAt, *bAt;  // per layer: G, T, H = T G, and B_k = G Q_k per head (FULL)
  V *rowsAt, *columnsAt;        // r^l and p^l, l = 0 … L
  V* lastRows;                  // per head: last row of P G at the last layer
  V *adjoint, *nextAdjoint, *tBar, *scratch;

  V* gram(int layer) const { return gramAt + layer * square; }
  V* t(int layer) const { return tAt + layer * square; }
  V* h(int layer) const { return hAt + layer * square; }
  V* b(int layer, int head) const { return bAt + (layer * heads + head) * square; }

  template <class Scalar>
  static int valueCount(const KernelNetwork<Scalar>& network) {
    const int square = network.size * network.size, bs = network.full ? network.heads : 0;
    return square * (network.layers * (3 + bs) + 5) +
           network.size * (2 * (network.layers + 1) + network.heads);
  }

  template <class Scalar>
  GramTape(const KernelNetwork<Scalar>& network, V* memory)
      : square(network.size * network.size), heads(network.heads) {
    auto take = [&memory](int count) {
      V* taken = memory;
      memory += count;
      return taken;
    };
    const int layers = network.layers, vectors = network.size * (layers + 1);
    gramAt = take((layers + 1) * square);
    tAt = take(layers * square);
    hAt = take(layers * square);
    bAt = take(network.full ? layers * heads * square : 0);
    rowsAt = take(vectors);
    columnsAt = take(vectors);
    lastRows = take(heads * network.size);
    adjoint = take(square);
    nextAdjoint = take(square);
    tBar = take(square);
    scratch = take(square);
  }
};

// One pass over one block of lanes. Size: d + 1 if it is a constant, else 0.
template <class L, int Size>
class GramPass {
 public:
  using V = typename L::V;
  using Scalar = typename L::Scalar;

  GramPass(const KernelNetwork<Scalar>& network, const GramTape<L>& tape)
      : net(network), tape(tape), size(network.size), last(network.layers - 1) {}

  // From tape.gram(0) to w(), keeping what the adjoint needs.
  void forward() const {
    for (int l = 0; l < last; ++l) {
      layerTransform(l);
      nextGram(l);
    }
    lastRow();
    for (int l = last - 1; l >= 0; --l) pullRow(l, tape.rowsAt + (l + 1) * size, tape.rowsAt + l * size);
  }

  // T of every layer, the last included, so that w can be read out after any layer.
  void forwardWhole() const {
    for (int l = 0; l <= last; ++l) {
      layerTransform(l);
      if (l < last) nextGram(l);
    }
  }

  // Reads the network out after `depth` layers, following forwardWhole().
  void readOut(int depth) const {
    V* row = tape.rowsAt + depth * size;
    for (int i = 0; i < size; ++i) row[i] = broadcast<L>(i == size - 1 ? Scalar(1) : Scalar(0));
    for (int l = depth - 1; l >= 0; --l) pullRow(l, tape.rowsAt + (l + 1) * size, tape.rowsAt + l * size);
  }

  // −w in the first d places, after forward() or readOut().
  LTLAB_INLINE const V* minusW() const { return tape.rowsAt; }

  // Gradient of every lane from p^0 = −∂loss/∂w in tape.columnsAt, after forward().
  void backward(V* gradient) const {
    for (int l = 0; l < last; ++l)
      multiplyVector<L, Size>(size, size, LaneMatrix<L>{tape.t(l), size, 1}, column(l), column(l + 1));
    if (net.full) {
      lastLayerFull(gradient);
      for (int l = last - 1; l >= 0; --l) layerFull(l, gradient);
    } else {
      lastLayerDiag(gradient);
      for (int l = last - 1; l >= 0; --l) layerDiag(l, gradient);
    }
  }

 private:
  const KernelNetwork<Scalar>& net;
  const GramTape<L>& tape;
  [[no_unique_address]] Extent<Size> size;
  int last;

  LTLAB_INLINE V* row(int l) const { return tape.rowsAt + l * size; }
  LTLAB_INLINE V* column(int l) const { return tape.columnsAt + l * size; }
  LTLAB_INLINE LaneMatrix<L> lanes(const V* at) const { return {at, size, 1}; }
  LTLAB_INLINE LaneMatrix<L> lanesTransposed(const V* at) const { return {at, 1, size}; }
  LTLAB_INLINE SharedMatrix<L> shared(const Scalar* at) const { return {at, size, 1}; }
  LTLAB_INLINE SharedMatrix<L> sharedTransposed(const Scalar* at) const { return {at, 1, size}; }
  LTLAB_INLINE Scalar omega(int l, int i, int j) const {
    return net.omegas[4 * l + 2 * (i == size - 1) + (j == size - 1)];
  }

  void layerTransform(int l) const {
    V* t = tape.t(l);
    const V* gram = tape.gram(l);
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j) {
        const V identity = broadcast<L>(i == j ? Scalar(1) : Scalar(0));
        t[i * size + j] =
            net.full ? identity : mulAdd(broadcast<L>(omega(l, i, j)), gram[i * size + j], identity);
      }
    if (!net.full) return;
    for (int k = 0; k < net.heads; ++k) {
      product<L, Size>(size, size, size, lanes(gram), shared(net.Q(l, k)), Assign<L>{tape.b(l, k), size});
      product<L, Size>(size, size, size, shared(net.P(l, k)), lanes(tape.b(l, k)), Add<L>{t, size});
    }
  }

  void nextGram(int l) const {
    product<L, Size>(size, size, size, lanes(tape.t(l)), lanes(tape.gram(l)), Assign<L>{tape.h(l), size});
    symmetricProduct<L, Size>(size, size, lanes(tape.h(l)), lanesTransposed(tape.t(l)),
                              AssignSymmetric<L>{tape.gram(l + 1), size});
  }

  // The last row of T at the last layer: e + Σ_k (P_k[d] G) Q_k.
  void lastRow() const {
    V* t = row(last);
    const V* gram = tape.gram(last);
    for (int j = 0; j < size; ++j) {
      const V identity = broadcast<L>(j == size - 1 ? Scalar(1) : Scalar(0));
      t[j] = net.full ? identity
                      : mulAdd(broadcast<L>(omega(last, size - 1, j)), gram[(size - 1) * size + j], identity);
    }
    if (!net.full) return;
    for (int k = 0; k < net.heads; ++k) {
      V* v = tape.lastRows + k * size;
      product<L, Size>(1, size, size, shared(net.P(last, k) + (size - 1) * size), lanes(gram),
                       Assign<L>{v, size});
      product<L, Size>(1, size, size, lanes(v), shared(net.Q(last, k)), Add<L>{t, size});
    }
  }

  void pullRow(int l, const V* from, V* to) const {
    multiplyVector<L, Size>(size, size, lanesTransposed(tape.t(l)), from, to);
  }

  // T̄ = e_{d+1} pᵀ: P̄ has one row, Q̄ and Ḡ have rank one.
  void lastLayerFull(V* gradient) const {
    const V* p = column(last);
    for (int i = 0; i < size * size; ++i) tape.adjoint[i] = V{};
    for (int k = 0; k < net.heads; ++k) {
      V* pBar = gradient + (last * net.heads + k) * 2 * size * size;
      V* qBar = pBar + size * size;
      V* qp = tape.scratch;
      const V* v = tape.lastRows + k * size;
      const Scalar* pRow = net.P(last, k) + (size - 1) * size;
      multiplyVector<L, Size>(size, size, shared(net.Q(last, k)), p, qp);
      for (int i = 0; i < (size - 1) * size; ++i) pBar[i] = V{};
      multiplyVector<L, Size>(size, size, lanes(tape.gram(last)), qp, pBar + (size - 1) * size);
      for (int i = 0; i < size; ++i)
        for (int j = 0; j < size; ++j) {
          qBar[i * size + j] = v[i] * p[j];
          const V half = broadcast<L>(Scalar(0.5) * pRow[i]), other = broadcast<L>(Scalar(0.5) * pRow[j]);
          tape.adjoint[i * size + j] += half * qp[j] + other * qp[i];
        }
    }
  }

  void lastLayerDiag(V* gradient) const {
    const V* p = column(last);
    const V* gramRow = tape.gram(last) + (size - 1) * size;
    const int d = size - 1;
    for (int i = 0; i < size * size; ++i) tape.adjoint[i] = V{};
    V yx{};
    for (int j = 0; j < d; ++j) {
      yx = mulAdd(p[j], gramRow[j], yx);
      const V half = broadcast<L>(Scalar(0.5) * omega(last, d, j)) * p[j];
      tape.adjoint[d * size + j] = half;
      tape.adjoint[j * size + d] = half;
    }
    tape.adjoint[d * size + d] = broadcast<L>(omega(last, d, d)) * p[d];
    V* bar = gradient + 4 * last;
    bar[0] = bar[1] = V{};
    bar[2] = yx;
    bar[3] = p[d] * gramRow[d];
  }

  // T̄ = r⁺ pᵀ + 2 Ḡ⁺ H
  void transformAdjoint(int l) const {
    struct AddOuter {
      V* at;
      const V *r, *p;
      int row;
      LTLAB_INLINE void operator()(int i, int j, V value) const {
        at[i * row + j] = mulAdd(r[i], p[j], value + value);
      }
    };
    product<L, Size>(size, size, size, lanes(tape.adjoint), lanes(tape.h(l)),
                     AddOuter{tape.tBar, row(l + 1), column(l), size});
  }

  // Ḡ = Tᵀ Ḡ⁺ T into nextAdjoint.
  void pullAdjoint(int l) const {
    product<L, Size>(size, size, size, lanes(tape.adjoint), lanes(tape.t(l)), Assign<L>{tape.scratch, size});
    symmetricProduct<L, Size>(size, size, lanesTransposed(tape.t(l)), lanes(tape.scratch),
                              AssignSymmetric<L>{tape.nextAdjoint, size});
  }

  void takeNextAdjoint() const {
    for (int i = 0; i < size * size; ++i) tape.adjoint[i] = tape.nextAdjoint[i];
  }

  void layerFull(int l, V* gradient) const {
    transformAdjoint(l);
    if (l > 0) pullAdjoint(l);
    for (int k = 0; k < net.heads; ++k) {
      V* pBar = gradient + (l * net.heads + k) * 2 * size * size;
      V* qBar = pBar + size * size;
      product<L, Size>(size, size, size, lanes(tape.tBar), lanesTransposed(tape.b(l, k)),
                       Assign<L>{pBar, size});
      product<L, Size>(size, size, size, sharedTransposed(net.P(l, k)), lanes(tape.tBar),
                       Assign<L>{tape.scratch, size});
      product<L, Size>(size, size, size, lanes(tape.gram(l)), lanes(tape.scratch), Assign<L>{qBar, size});
      if (l > 0) addSymmetricPart(l, k);
    }
    if (l > 0) takeNextAdjoint();
  }

  // nextAdjoint += sym(C Qᵀ), C = Pᵀ T̄ in scratch.
  void addSymmetricPart(int l, int k) const {
    struct AddHalves {
      V* at;
      int row;
      LTLAB_INLINE void operator()(int i, int j, V value) const {
        const V half = value * Scalar(0.5);
        at[i * row + j] += half;
        at[j * row + i] += half;
      }
    };
    product<L, Size>(size, size, size, lanes(tape.scratch), sharedTransposed(net.Q(l, k)),
                     AddHalves{tape.nextAdjoint, size});
  }

  void layerDiag(int l, V* gradient) const {
    transformAdjoint(l);
    const V *tBar = tape.tBar, *gram = tape.gram(l);
    V bar[4] = {};
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j) {
        V& sum = bar[2 * (i == size - 1) + (j == size - 1)];
        sum = mulAdd(tBar[i * size + j], gram[i * size + j], sum);
      }
    for (int i = 0; i < 4; ++i) gradient[4 * l + i] = bar[i];
    if (l == 0) return;
    pullAdjoint(l);
    for (int i = 0; i < size; ++i)
      for (int j = 0; j < size; ++j)
        tape.nextAdjoint[i * size + j] += broadcast<L>(Scalar(0.5) * omega(l, i, j)) * tBar[i * size + j] +
                                          broadcast<L>(Scalar(0.5) * omega(l, j, i)) * tBar[j * size + i];
    takeNextAdjoint();
  }
};

}  // namespace ltlab
