#pragma once
// Eigenvalues and eigenvectors of small symmetric matrices.
#include <cmath>
#include <limits>
#include <utility>

#include "ltlab/numeric/matrix.h"

namespace ltlab {

// A = V diag(values) Vᵀ: values ascend, the columns of V (d, d) are orthonormal.
template <class T>
struct SymmetricEigen {
  Vector<T> values;
  Matrix<T> vectors;
};

namespace jacobi {

// Makes A(p, q) zero by a rotation of rows and columns p and q, p < q, and turns the columns of V with it.
template <class T>
void rotate(Matrix<T>& A, Matrix<T>& V, Eigen::Index p, Eigen::Index q) {
  if (A(p, q) == T(0)) return;
  const T slope = (A(q, q) - A(p, p)) / (2 * A(p, q));
  const T tangent = std::copysign(T(1), slope) / (std::abs(slope) + std::hypot(slope, T(1)));
  const T cosine = 1 / std::hypot(tangent, T(1)), sine = tangent * cosine;
  const auto turn = [&](T& first, T& second) {
    const T before = first;
    first = cosine * before - sine * second;
    second = sine * before + cosine * second;
  };
  for (Eigen::Index k = 0; k < A.rows(); ++k) turn(A(k, p), A(k, q));
  for (Eigen::Index k = 0; k < A.rows(); ++k) turn(A(p, k), A(q, k));
  for (Eigen::Index k = 0; k < A.rows(); ++k) turn(V(k, p), V(k, q));
}

// Σ_{i ≠ j} A(i, j)²
template <class T>
T squaresOffDiagonal(const Matrix<T>& A) {
  T sum = 0;
  for (Eigen::Index i = 0; i < A.rows(); ++i)
    for (Eigen::Index j = 0; j < A.cols(); ++j)
      if (i != j) sum += A(i, j) * A(i, j);
  return sum;
}

}  // namespace jacobi

// The eigenvalues and eigenvectors of a symmetric A by cyclic Jacobi rotations, O(d³) a sweep, fewer than ten sweeps:
// slower than reduction to tridiagonal form for large d, and a twentieth of its code, which a page has to load.
// Not finite where A is not. Source: Golub, Van Loan, Matrix Computations, §8.5.
template <class T>
SymmetricEigen<T> symmetricEigen(Matrix<T> A) {
  constexpr int mostSweeps = 40;
  const Eigen::Index d = A.rows();
  Matrix<T> V = Matrix<T>::Identity(d, d);
  const T size = std::numeric_limits<T>::epsilon() * A.norm(), negligible = size * size / 16;
  // The negation also turns where a NaN is, which spreads it to the result.
  for (int sweep = 0; sweep < mostSweeps && !(jacobi::squaresOffDiagonal(A) <= negligible); ++sweep)
    for (Eigen::Index p = 0; p + 1 < d; ++p)
      for (Eigen::Index q = p + 1; q < d; ++q) jacobi::rotate(A, V, p, q);
  SymmetricEigen<T> eigen{A.diagonal(), std::move(V)};
  for (Eigen::Index i = 0; i < d; ++i) {
    Eigen::Index smallest;
    eigen.values.tail(d - i).minCoeff(&smallest);
    std::swap(eigen.values(i), eigen.values(i + smallest));
    eigen.vectors.col(i).swap(eigen.vectors.col(i + smallest));
  }
  return eigen;
}

}  // namespace ltlab
