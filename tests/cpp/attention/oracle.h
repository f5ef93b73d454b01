#pragma once
// Attention as the definitions say it: double loops in double precision, no tile, no state, no matrix
// product.
#include <cmath>
#include <cstdint>
#include <vector>

#include "ltlab/attention/visibility.h"
#include "ltlab/numeric/matrix.h"
#include "ltlab/numeric/random.h"

namespace ltlab::oracle {

using Eigen::Index;

template <class T = double>
Matrix<T> normals(Index rows, Index cols, std::uint64_t seed) {
  RandomSequence random(RandomKey{seed, Stream::Tasks});
  Matrix<T> x(rows, cols);
  for (Index i = 0; i < x.size(); ++i) x.data()[i] = T(random.normal());
  return x;
}

inline Matrix<double> uniforms(Index rows, Index cols, double low, double high, std::uint64_t seed) {
  RandomSequence random(RandomKey{seed, Stream::Tasks});
  Matrix<double> x(rows, cols);
  for (Index i = 0; i < x.size(); ++i) x.data()[i] = low + (high - low) * random.uniform();
  return x;
}

inline double dot(const Matrix<double>& a, Index i, const Matrix<double>& b, Index j) {
  double sum = 0;
  for (Index c = 0; c < a.cols(); ++c) sum += a(i, c) * b(j, c);
  return sum;
}

// Largest |a − b| over the largest |b|; NaN where shapes differ or a number is not finite.
template <class A, class B>
double relativeError(const A& a, const B& b) {
  if (a.rows() != b.rows() || a.cols() != b.cols()) return std::nan("");
  double error = 0, size = 0;
  for (Index i = 0; i < a.rows(); ++i)
    for (Index j = 0; j < a.cols(); ++j) {
      if (!std::isfinite(double(a(i, j)))) return std::nan("");
      error = std::max(error, std::abs(double(a(i, j)) - double(b(i, j))));
      size = std::max(size, std::abs(double(b(i, j))));
    }
  return error == 0 ? 0 : error / size;
}

// One row of softmax attention over the keys with sees(j).
template <class Sees>
Matrix<double> softmaxRow(const Matrix<double>& q, const Matrix<double>& k, const Matrix<double>& v,
                          double scale, Index i, const Sees& sees) {
  Matrix<double> o = Matrix<double>::Zero(1, v.cols());
  double maximum = -INFINITY, total = 0;
  for (Index j = 0; j < k.rows(); ++j)
    if (sees(j)) maximum = std::max(maximum, scale * dot(q, i, k, j));
  for (Index j = 0; j < k.rows(); ++j) {
    if (!sees(j)) continue;
    const double weight = std::exp(scale * dot(q, i, k, j) - maximum);
    total += weight;
    for (Index c = 0; c < v.cols(); ++c) o(0, c) += weight * v(j, c);
  }
  return total > 0 ? Matrix<double>(o / total) : o;
}

// sees(i, j): does query i attend to key j?
template <class Sees>
Matrix<double> softmax(const Matrix<double>& q, const Matrix<double>& k, const Matrix<double>& v,
                       double scale, const Sees& sees) {
  Matrix<double> o(q.rows(), v.cols());
  for (Index i = 0; i < q.rows(); ++i)
    o.row(i) = softmaxRow(q, k, v, scale, i, [&](Index j) { return sees(i, j); });
  return o;
}

// Σ_j w_ij v_j (/ Σ_j w_ij) with w_ij = φ(q_i)·φ(k_j), j ≤ i if causal.
inline Matrix<double> linear(const Matrix<double>& phiQ, const Matrix<double>& phiK, const Matrix<double>& v,
                             bool causal, bool normalise) {
  Matrix<double> o = Matrix<double>::Zero(phiQ.rows(), v.cols());
  for (Index i = 0; i < phiQ.rows(); ++i) {
    double total = 0;
    for (Index j = 0; j < (causal ? i + 1 : phiK.rows()); ++j) {
      const double weight = dot(phiQ, i, phiK, j);
      total += weight;
      for (Index c = 0; c < v.cols(); ++c) o(i, c) += weight * v(j, c);
    }
    if (normalise) o.row(i) /= total;
  }
  return o;
}

}  // namespace ltlab::oracle
