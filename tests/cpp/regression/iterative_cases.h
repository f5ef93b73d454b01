#pragma once
// Tasks and objectives that the tests of iterative methods run on.
#include <functional>

#include "ltlab/regression/iterative.h"
#include "support/random_values.h"

namespace ltlab::testing_support {

// A random objective with ridge, its minimum by a dense solve, and a start.
struct Case {
  Objective<double> f;
  Vector<double> minimum, start;
  int d;
};

inline Case randomCase(RandomValues& random) {
  const int d = random.integer(1, 6), n = d + random.integer(1, 8);
  const auto statistics = randomContext(random, n, d).statistics();
  const double ridge = random.uniform(0.5, 2);
  Case c{objectiveOf(statistics, ridge), {}, random.vector(d), d};
  Matrix<double> shifted = statistics.sigma();
  for (int k = 0; k < d; ++k) shifted(k, k) += ridge;
  c.minimum = shifted.fullPivLu().solve(Vector<double>(statistics.alpha()));
  return c;
}

inline Objective<double> objectiveWithEigenvalues(RandomValues& random, const Vector<double>& eigenvalues) {
  return objectiveOf(contextWithEigenvalues(random, int(eigenvalues.size()) + 3, eigenvalues).statistics());
}

// Calls check(case, suggested settings) on random cases.
inline void forRandomCases(int seed, Method method,
                           const std::function<void(const Case&, const MethodSettings<double>&)>& check) {
  RandomValues random(seed);
  for (int trial = 0; trial < 10; ++trial) {
    const Case c = randomCase(random);
    check(c, suggestedSettings(method, c.f, 15));
  }
}

inline Vector<double> row(const Matrix<double>& m, int k) {
  return m.row(k).transpose();
}

}  // namespace ltlab::testing_support
