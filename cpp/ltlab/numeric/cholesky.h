#pragma once
// A small solver for symmetric positive definite matrices.
#include <cmath>
#include <limits>

#include "ltlab/numeric/matrix.h"

namespace ltlab {

// The solution x of A x = b for a symmetric positive definite A (d, d), by A = LLᵀ without blocks. O(d³).
// Reads the lower triangle of A. NaN where a pivot is not positive: there is no such L.
// Source: Golub, Van Loan, Matrix Computations, §4.2.
template <class T>
Vector<T> solveCholesky(Matrix<T> A, Vector<T> b) {
  const Eigen::Index d = A.rows();
  for (Eigen::Index j = 0; j < d; ++j) {
    T pivot = A(j, j);
    for (Eigen::Index k = 0; k < j; ++k) pivot -= A(j, k) * A(j, k);
    const T root = pivot > T(0) ? std::sqrt(pivot) : std::numeric_limits<T>::quiet_NaN();
    A(j, j) = root;
    for (Eigen::Index i = j + 1; i < d; ++i) {
      for (Eigen::Index k = 0; k < j; ++k) A(i, j) -= A(i, k) * A(j, k);
      A(i, j) /= root;
    }
  }
  for (Eigen::Index i = 0; i < d; ++i) {
    for (Eigen::Index k = 0; k < i; ++k) b(i) -= A(i, k) * b(k);
    b(i) /= A(i, i);
  }
  for (Eigen::Index i = d - 1; i >= 0; --i) {
    for (Eigen::Index k = i + 1; k < d; ++k) b(i) -= A(k, i) * b(k);
    b(i) /= A(i, i);
  }
  return b;
}

}  // namespace ltlab
