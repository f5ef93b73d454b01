#pragma once
// Random inputs and distances for tests.
#include <cmath>

#include "ltlab/numeric/random.h"
#include "ltlab/regression/statistics.h"
#include "ltlab/transformer/parameters.h"

namespace ltlab::testing_support {

class RandomValues {
 public:
  explicit RandomValues(std::uint64_t seed) : sequence_({seed, Stream::Tasks}) {}

  double normal() { return sequence_.normal(); }
  double uniform(double low, double high) { return low + (high - low) * sequence_.uniform(); }
  int integer(int low, int high) { return low + int(sequence_.uniform() * (high - low + 1)); }

  Matrix<double> matrix(Eigen::Index rows, Eigen::Index cols, double scale = 1) {
    Matrix<double> m(rows, cols);
    for (double& value : m.reshaped()) value = scale * normal();
    return m;
  }
  Vector<double> vector(Eigen::Index size, double scale = 1) { return matrix(size, 1, scale); }

  // Orthonormal columns.
  Matrix<double> orthonormal(Eigen::Index rows, Eigen::Index cols) {
    const Matrix<double> m = matrix(rows, cols);
    return m.householderQr().householderQ() * Matrix<double>::Identity(rows, cols);
  }

 private:
  RandomSequence sequence_;
};

struct Context {
  Matrix<double> x;  // (n, d)
  Vector<double> y;  // (n)

  Statistics<double> statistics() const { return statisticsOf(x, y); }
};

inline Context randomContext(RandomValues& random, int n, int d, double noise = 0.5) {
  Context context{random.matrix(n, d), {}};
  // One draw per statement: compilers evaluate the operands of + in different orders.
  context.y = context.x * random.vector(d);
  context.y += random.vector(n, noise);
  return context;
}

// A context whose Σ has exactly these eigenvalues, without noise.
inline Context contextWithEigenvalues(RandomValues& random, int n, const Vector<double>& eigenvalues) {
  const auto d = eigenvalues.size();
  const Matrix<double> left = random.orthonormal(n, d), right = random.orthonormal(d, d);
  Context context{left * eigenvalues.cwiseSqrt().asDiagonal() * right.transpose(), {}};
  context.y = context.x * random.vector(d);
  return context;
}

// Parameters whose layers change tokens by a fraction of their size: the largest entry of G is λ of about n
// (d + 2).
inline Vector<double> randomParameters(const Architecture& architecture, int n, RandomValues& random) {
  const double shared = architecture.model == Model::Full ? 1 / std::sqrt(architecture.d + 1.0) : 1;
  return random.vector(parameterCount(architecture),
                       0.6 * shared / std::sqrt(double(n * (architecture.d + 2) * architecture.heads)));
}

// ‖a − b‖ / ‖b‖, and ‖a‖ when b = 0.
template <class A, class B>
double relativeError(const A& a, const B& b) {
  const double size = b.norm();
  return (a - b).norm() / (size > 0 ? size : 1);
}

inline double relativeError(double a, double b) {
  return std::abs(a - b) / (b != 0 ? std::abs(b) : 1);
}

}  // namespace ltlab::testing_support
