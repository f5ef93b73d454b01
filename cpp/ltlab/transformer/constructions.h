#pragma once
// Networks written down instead of trained, and what they provably compute. Theorems and sections are those of
// Vladymyrov et al. 2024 (arXiv 2402.14180).
#include <vector>

#include "ltlab/transformer/recursion.h"

namespace ltlab {

// A DIAG layer with these four ω (up to rounding). One head makes [[ω_xx, ω_xy], [ω_yx, ω_yy]] = p qᵀ, of
// rank one; any other four need two heads, with q = (1, 0) and q = (0, 1).   O(d²).
template <class T>
Layer<T> layerOf(int d, const Omega<T>& omega);

// A DIAG network with these four ω in each layer. O(L d²).
template <class T>
Network<T> networkOf(int d, const std::vector<Omega<T>>& layers);

// GD++ as second-order method (Theorem 5.1): layers − 1 preconditioning layers, ω_xx = −γ_l, and a last layer
// ω_yx = −2/(λ_min + λ_max) of the preconditioned Σ. Its w^L is iterate number `layers` of the method gd-plus-plus
// (regression/iterative.h) from 0.   smallest, largest: the extreme eigenvalues of Σ.   O(layers).
// Refuses anything but 0 < smallest ≤ largest < ∞, and layers outside [1, 64].
template <class T>
std::vector<Omega<T>> gdPlusPlusLayers(T smallest, T largest, int layers);

// What the preconditioning layers of gdPlusPlusLayers do to the spectrum, for each l = 0 … layers − 1.
template <class T>
struct SpectrumStep {
  T gamma;              // γ_l, the step this layer takes
  T smallest, largest;  // extreme eigenvalues before it: v⁺ = v (1 − γ v)²
  T condition;          // κ before it: κ⁺ = 4κ³/(3κ − 1)²
};

// The steps of all layers, the last included. Arguments and refusals of gdPlusPlusLayers.
template <class T>
std::vector<SpectrumStep<T>> preconditioningPath(T smallest, T largest, int layers);

// Adaptive rescaling (Theorem 5.2): layer 1 only ω_yx, layer 2 only ω_yy. For x_i ~ N(0, I/n) and n → ∞ the network
// answers shrinkage(σ) ⟨α, x_t⟩ with
//   shrinkage(σ) = −ω_yx (1 + n σ² ω_yy)
// which is ridge, 1/(1 + σ²), at both noise levels (standard deviations σ₁, σ₂) for
//   −ω_yx = (1 + σ₁² + σ₂²)/((1 + σ₁²)(1 + σ₂²)),   ω_yy = −1/(n (1 + σ₁² + σ₂²))
// At finite n the difference from ridge falls as n^(−1/2).
template <class T>
struct Rescaling {
  T omegaYx, omegaYy;
  int n;  // context pairs

  // The two layers.
  std::vector<Omega<T>> layers() const;
  // −ω_yx (1 + n σ² ω_yy).
  T shrinkage(T sigma) const;
};

// The rescaling that is ridge at both noise levels. Refuses levels outside [0, 100] and n < 1.
template <class T>
Rescaling<T> rescalingFor(T firstSigma, T secondSigma, int n);

// Step-size adaptation (§5.3, exact): layer 1 only ω_xy, layer 2 only ω_yx. The network answers
//   ŷ = step ⟨α, x_t⟩,   step = −ω_yx (1 + ω_xy λ),   λ = Σ_i y_i²
// so that a noisier context (larger λ) gets another step than a clean one.
template <class T>
struct StepAdaptation {
  T omegaXy, omegaYx;

  // The two layers.
  std::vector<Omega<T>> layers() const;
  // −ω_yx (1 + ω_xy λ).
  T step(T lambda) const;
};

// The adaptation with step(firstLambda) = firstStep and step(secondLambda) = secondStep:
//   ω_xy = (η₁ − η₂)/(η₂ λ₁ − η₁ λ₂),   −ω_yx = (η₂ λ₁ − η₁ λ₂)/(λ₁ − λ₂)
// Refuses λ₁ = λ₂, and steps proportional to λ (η₂ λ₁ = η₁ λ₂), which no ω reaches.
template <class T>
StepAdaptation<T> stepAdaptationFor(T firstLambda, T firstStep, T secondLambda, T secondStep);

// One layer, w = η α with η = −ω_yx, averaged over tasks with x_i ~ N(0, I_d), w_τ ~ N(0, I_d):
//   E ½ ‖η α − w_τ‖² = (d/2) (1 − 2 n η + n (n + d + 1 + E σ²) η²)
// smallest at η = 1/(n + d + 1 + E σ²), where it is (d/2) (1 − n η). Derived here; agrees with Ahn et al. 2023
// (arXiv 2306.00297).
template <class T>
struct OneLayerOptimum {
  T eta;
  T loss;  // half squared error, not adjusted
};

// meanSquareNoise: E σ². Refuses d, n < 1 and a negative E σ².
template <class T>
OneLayerOptimum<T> oneLayerOptimum(int d, int n, T meanSquareNoise);

// The mean above at any η, same refusals.
template <class T>
T oneLayerLoss(int d, int n, T meanSquareNoise, T eta);

// ‖w^l − (Σ + s I)⁻¹α‖ for l = 0 … L: how far the read-out after each layer is from ridge. With s = σ² half its square
// is the task's exact share of the adjusted loss.   trace: of a network on `input`.   →  (L + 1).   O(d³ + L d).
// Refuses a trace of another d and s < 0.
template <class T>
Vector<T> residualAgainstRidge(const RecursionTrace<T>& trace, const Statistics<T>& input, T s);

}  // namespace ltlab
