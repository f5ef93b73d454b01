#pragma once
// Closed forms on one task, all of the form w = (Σ + s I)⁻¹ α. Vladymyrov et al. 2024 (arXiv 2402.14180), §3.2.
//   oracle    s = σ²                  the posterior mean of w given the context and the noise level
//   OLS       s = 0
//   ConstRR   s constant, tuned per noise distribution
//   AdaRR     s = RSS / (n − d)       RSS: residual sum of squares of OLS
//   TunedRR   s = min(m RSS / (n − d), t), m and t tuned per noise distribution
#include <utility>

#include "ltlab/numeric/cholesky.h"
#include "ltlab/regression/statistics.h"

namespace ltlab {

// (Σ + s I)⁻¹ α (d) by Cholesky, O(d³). Refuses s < 0; a Σ + s I that is singular to rounding gives NaN.
template <class T>
Vector<T> ridge(const Statistics<T>& statistics, T s) {
  require(s >= T(0), "s", s, "must not be negative");
  Matrix<T> shifted = statistics.sigma();
  shifted.diagonal().array() += s;
  return solveCholesky<T>(std::move(shifted), statistics.alpha());
}

// RSS / (n − d): the unbiased estimate of σ² from the residuals of OLS. O(d³). Refuses n ≤ d.
template <class T>
T residualVariance(const Statistics<T>& statistics) {
  require(statistics.n > statistics.d(), "n", statistics.n, "must be greater than d");
  const Vector<T> ols = ridge(statistics, T(0));
  const T rss = statistics.lambda() - statistics.alpha().dot(ols);
  return std::max(rss, T(0)) / T(statistics.n - statistics.d());
}

}  // namespace ltlab
