#pragma once
// Seeded random inputs for tests.
#include <cmath>

#include "ltlab/numeric/matrix.h"
#include "ltlab/numeric/random.h"
#include "ltlab/transformer/parameters.h"

namespace ltlab {

template <class T>
Matrix<T> randomMatrix(int rows, int cols, RandomSequence& random, T scale = T(1)) {
  Matrix<T> matrix(rows, cols);
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < cols; ++j) matrix(i, j) = scale * T(random.normal());
  return matrix;
}

template <class T>
Vector<T> randomVector(int size, RandomSequence& random, T scale = T(1)) {
  return randomMatrix<T>(size, 1, random, scale);
}

inline RandomSequence randomOf(std::uint64_t seed) {
  return RandomSequence({seed, Stream::FeatureMap});
}

// Parameters whose layers change tokens by a fraction of their size: the largest entry of G is λ of about n (d + 2).
inline Vector<double> randomParameters(const Architecture& architecture, int n, RandomSequence& random) {
  const double shared = architecture.model == Model::Full ? 1 / std::sqrt(architecture.d + 1.0) : 1;
  return randomVector<double>(parameterCount(architecture), random,
                              0.6 * shared / std::sqrt(double(n * (architecture.d + 2) * architecture.heads)));
}

}  // namespace ltlab
