#pragma once
// The layers of the Gram kernel that need whole matrices, and their adjoint:
//   T = I + Σ_k P_k B_k,  B_k = G Q_k      H = T G      G⁺ = H Tᵀ
//   T̄ = r⁺ pᵀ + 2 Ḡ⁺ H      P̄_k = T̄ B_kᵀ      Q̄_k = G P_kᵀ T̄      Ḡ = Tᵀ Ḡ⁺ T + Σ_k sym(P_kᵀ T̄ Q_kᵀ)
// DIAG and GD++ need only ω:  T = I + Ω∘G,  ω̄_ab = ⟨T̄_ab, G_ab⟩,  Ḡ = Tᵀ Ḡ⁺ T + sym(Ω∘T̄), and the block H_xx
// is symmetric.
// Multiply-adds, S = d + 1: forward 3½ S³ FULL, 1 S³ DIAG; adjoint 6½ S³ FULL, 2½ S³ DIAG; Ḡ of the first
// layer is not needed, which saves 2½ S³ and 1½ S³.
#include "ltlab/transformer/gram_operands.h"

namespace ltlab {

template <class L, int Size>
class GramInnerLayers : protected GramOperands<L, Size> {
  using Base = GramOperands<L, Size>;
  using Base::lanes, Base::lanesTransposed, Base::shared, Base::sharedTransposed;
  using Base::row, Base::column, Base::net, Base::tape, Base::size;
  using typename Base::Scalar, typename Base::V;

 public:
  using Base::Base;

  void transform(int l) const {
    if (!net.full) return this->diagonalTransform(l);
    V* t = tape.t(l);
    for (int k = 0; k < net.heads; ++k) {
      // B = (Qᵀ G)ᵀ, G being symmetric: a row of numbers in lanes is read faster than one of shared numbers.
      product<L>(size, size, sharedTransposed(net.Q(l, k)), lanes(tape.gram(l)),
                 AssignTransposed<L, Size>{tape.b(l, k), size});
      const auto p = shared(net.P(l, k));
      if (k == 0)
        product<L>(size, size, p, lanes(tape.b(l, k)), Assign<L, Size>{t, size});
      else
        product<L>(size, size, p, lanes(tape.b(l, k)), Add<L, Size>{t, size});
    }
    for (int i = 0; i < size; ++i) t[i * size + i] += broadcast<L>(1);
  }

  // From T and G of a layer to G of the next.
  void nextGram(int l) const {
    const auto t = lanes(tape.t(l)), gram = lanes(tape.gram(l));
    const Assign<L, Size> h{tape.h(l), size};
    if (net.full) {
      product<L>(size, size, t, gram, h);
    } else {
      const int last = size - 1;
      symmetricProduct<L>(size, size, t, gram, AssignUpper<L, Size>{tape.h(l), size});
      this->applyTo(tape.t(l) + last * size, gram, tape.h(l) + last * size);
    }
    symmetricProduct<L>(size, size, lanes(tape.h(l)), lanesTransposed(tape.t(l)),
                        AssignSymmetric<L, Size>{tape.gram(l + 1), size});
  }

  LTLAB_INLINE void pullRow(int l, const V* from, V* to) const {
    this->applyTo(from, lanesTransposed(tape.t(l)), to);
  }
  LTLAB_INLINE void pushColumn(int l) const { this->applyTo(column(l), lanes(tape.t(l)), column(l + 1)); }

  // From Ḡ of the next layer: adds this layer's gradient and, unless it is the first, computes its Ḡ.
  void backward(int l, V* gradient) const {
    transformAdjoint(l);
    if (net.full) {
      headGradients(l, gradient + l * net.heads * 2 * size * size);
      if (l > 0) pullAdjoint(l, AddToSymmetricPart<L, Size>{tape.adjoint(l), size});
    } else {
      this->omegaGradient(l, gradient + 4 * l);
      if (l == 0) return;
      pullAdjoint(l, AssignSymmetric<L, Size>{tape.adjoint(l), size});
      this->addOmegaAdjoint(l, tape.adjoint(l));
    }
  }

 private:
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
    product<L>(size, size, lanes(tape.adjoint(l + 1)), lanes(tape.h(l)),
               AddOuter{tape.tBar, row(l + 1), column(l), size});
  }

  // Tᵀ Ḡ⁺ T
  template <class Store>
  void pullAdjoint(int l, const Store& store) const {
    product<L>(size, size, lanes(tape.adjoint(l + 1)), lanes(tape.t(l)), Assign<L, Size>{tape.scratch, size});
    symmetricProduct<L>(size, size, lanesTransposed(tape.t(l)), lanes(tape.scratch), store);
  }

  // P̄ and Q̄ of every head; Ḡ = Σ_k Q_k C_kᵀ, C = Pᵀ T̄, whose symmetric part is wanted.
  void headGradients(int l, V* gradient) const {
    for (int k = 0; k < net.heads; ++k) {
      V *pBar = gradient + k * 2 * size * size, *qBar = pBar + size * size;
      product<L>(size, size, lanes(tape.tBar), lanesTransposed(tape.b(l, k)), Add<L, Size>{pBar, size});
      product<L>(size, size, sharedTransposed(net.P(l, k)), lanes(tape.tBar),
                 Assign<L, Size>{tape.scratch, size});
      product<L>(size, size, lanes(tape.gram(l)), lanes(tape.scratch), Add<L, Size>{qBar, size});
      if (l == 0) continue;
      const auto q = shared(net.Q(l, k));
      const auto c = lanesTransposed(tape.scratch);
      if (k == 0)
        product<L>(size, size, q, c, Assign<L, Size>{tape.adjoint(l), size});
      else
        product<L>(size, size, q, c, Add<L, Size>{tape.adjoint(l), size});
    }
  }
};

}  // namespace ltlab
