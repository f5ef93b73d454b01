#pragma once
// Sufficient statistics of a context (x_i, y_i), i = 1 … n:
//   Σ = Σ_i x_i x_iᵀ (not divided by n),  α = Σ_i y_i x_i,  λ = Σ_i y_i²,
// together the Gram matrix of the tokens e_i = (x_i, y_i):  G = Σ_i e_i e_iᵀ = [[Σ, α], [αᵀ, λ]].
#include "ltlab/numeric/matrix.h"
#include "ltlab/numeric/require.h"
#include "ltlab/regression/task.h"

namespace ltlab {

// All that a network sees of its context, and the number of pairs.
template <class T>
struct Statistics {
  Matrix<T> gram;  // (d + 1, d + 1)
  int n = 0;

  // The dimension of x.
  int d() const { return int(gram.rows()) - 1; }
  // Σ (d, d), α (d) and λ, the parts of gram.
  auto sigma() const { return gram.topLeftCorner(d(), d()); }
  auto alpha() const { return gram.col(d()).head(d()); }
  T lambda() const { return gram(d(), d()); }
};

// The tokens of a context, (n, d + 1).   x (n, d)   y (n). Refuses sizes that disagree.
template <class T>
Matrix<T> contextTokens(const Matrix<T>& x, const Vector<T>& y) {
  requireSize("y.size", y.size(), "x.rows", x.rows());
  Matrix<T> tokens(x.rows(), x.cols() + 1);
  tokens << x, y;
  return tokens;
}

// G of a context.   x (n, d)   y (n).   O(n d²). Refuses sizes that disagree.
template <class T>
Statistics<T> statisticsOf(const Matrix<T>& x, const Vector<T>& y) {
  const Matrix<T> tokens = contextTokens(x, y);
  return {tokens.transpose() * tokens, int(x.rows())};
}

// G of a task's context.
template <class T>
Statistics<T> statisticsOf(const Task<T>& task) {
  return statisticsOf(task.x, task.y);
}

}  // namespace ltlab
