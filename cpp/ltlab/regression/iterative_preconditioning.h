#pragma once
// Preconditioning layers of GD++ (x_i⁺ = x_i − γ Σ x_i), Theorem 5.1 of arXiv 2402.14180: what one layer does
// to the eigenvalues of Σ and to their condition number.
#include <cmath>

namespace ltlab {

// v⁺ = v (1 − γ v)²: an eigenvalue of Σ after one layer with step γ.
template <class T>
constexpr T preconditionedEigenvalue(T v, T gamma) {
  const T shrink = 1 - gamma * v;
  return v * shrink * shrink;
}

// κ⁺ = 4 κ³ / (3 κ − 1)² for γ = 1/(3 λ_max), κ ≥ 1: large κ shrinks by 4/9 a layer, κ = 1 + ε becomes
// 1 + ¾ ε² + O(ε³).
template <class T>
constexpr T preconditionedCondition(T kappa) {
  const T root = 3 * kappa - 1;
  return 4 * kappa * kappa * kappa / (root * root);
}

// γ_l = (9/4)^l γ_0, l = 0, 1, …: with γ_0 = 1/(3 λ_max) every layer has γ_l λ_max^l = 1/3, because the layer before
// shrank the largest eigenvalue by exactly 4/9. The map v (1 − γ v)² grows on [0, 1/(3γ)]: the order of eigenvalues
// stays.
template <class T>
T preconditioningStep(int layer, T firstStep) {
  return std::pow(T(9) / T(4), T(layer)) * firstStep;
}

// γ_0 = 1/(3 λ_max).
template <class T>
constexpr T firstPreconditioningStep(T largestEigenvalue) {
  return 1 / (3 * largestEigenvalue);
}

}  // namespace ltlab
