#pragma once
// The Gram identity: the network sees its context only through G = Σ_i e_i e_iᵀ. Derived here (equations.h:
// gram-transform, gram-statistics, gram-weights).
//   K^l = Σ_k P_k G^l Q_k,   T^l = I + K^l,   e^{l+1} = T^l e^l,   G^{l+1} = T^l G^l (T^l)ᵀ
//   W^{l+1} = T^l W^l,   W^0 = I,   W^l = [[M^l, u^l], [−(w^l)ᵀ, a^l]],   ŷ = ⟨w^L, x_t⟩
#include <vector>

#include "ltlab/transformer/parameters.h"

namespace ltlab {

// Every layer of a network as matrices.
template <class T>
struct GramTrace {
  // After layer 0 (the input), 1, …, L; all (d + 1, d + 1).
  std::vector<Matrix<T>> gram;       // G^l
  std::vector<Matrix<T>> transform;  // W^l
  std::vector<Matrix<T>> layer;      // T^l, one per layer

  // The dimension of x.
  Eigen::Index d() const { return transform[0].rows() - 1; }
  // M^l, u^l, a^l and the implicit weights w^l, with ŷ = ⟨w^l, x_t⟩ read out after layer l.
  Matrix<T> M(int l) const { return transform[l].topLeftCorner(d(), d()); }
  Vector<T> u(int l) const { return transform[l].col(d()).head(d()); }
  T a(int l) const { return transform[l](d(), d()); }
  Vector<T> w(int l) const { return -transform[l].row(d()).head(d()).transpose(); }
  Vector<T> w() const { return w(int(layer.size())); }
};

// gram (d + 1, d + 1), symmetric.   O(L H d³), independent of n. Refuses a gram of another size.
template <class T>
GramTrace<T> forwardGram(const Network<T>& network, const Matrix<T>& gram);

}  // namespace ltlab
