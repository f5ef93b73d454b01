#pragma once
// Adam, Kingma and Ba 2015 (arXiv 1412.6980), algorithm 1:
//   m⁺ = β₁ m + (1 − β₁) g,   v⁺ = β₂ v + (1 − β₂) g²,   m̂ = m⁺/(1 − β₁ᵗ),   v̂ = v⁺/(1 − β₂ᵗ)
//   θ⁺ = θ − η m̂ / (√v̂ + ε)
#include <cmath>

#include "ltlab/numeric/matrix.h"

namespace ltlab {

// The optimiser's memory.
struct Adam {
  static constexpr double beta1 = 0.9, epsilon = 1e-8;

  double beta2 = 0.999;  // smaller: forgets sooner how large gradients were
  Vector<double> m, v;   // first and second moment, one per parameter
  long updates = 0;      // t: updates done

  // Zero moments.
  explicit Adam(Eigen::Index parameters = 0)
      : m(Vector<double>::Zero(parameters)), v(Vector<double>::Zero(parameters)) {}

  // One step of size rate = η, in place. theta, gradient: one number per parameter. O(parameters).
  void update(Vector<double>& theta, const Vector<double>& gradient, double rate) {
    ++updates;
    m = beta1 * m + (1 - beta1) * gradient;
    v = beta2 * v + (1 - beta2) * gradient.cwiseAbs2();
    const double mScale = 1 / (1 - std::pow(beta1, updates)), vScale = 1 / (1 - std::pow(beta2, updates));
    theta.array() -= rate * (mScale * m.array()) / ((vScale * v.array()).sqrt() + epsilon);
  }
};

}  // namespace ltlab
