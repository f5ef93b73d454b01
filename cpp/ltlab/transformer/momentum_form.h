#pragma once
// The momentum form of a DIAG layer. Vladymyrov et al. 2024, Lemma 4.4, with the factors as checked here: M + u w*ᵀ,
// not M + a u w*ᵀ; Φ u, not Φ. With w* = Σ⁻¹α (OLS on the input), ρ = Σ_i (y_i − ⟨w*, x_i⟩)² and M, u, a, w, Σ^l, λ^l
// of the layer:
//   u⁺ = (I − Λ) u + Γ r      w⁺ = (1 + s) w − Π r − Φ u
//   r = Σ (a w* − w) = −½ ∇f(w),   f(w) = Σ_i (a y_i − ⟨w, x_i⟩)²
//   Λ = −ω_xy a² ρ I − ω_xx Σ^l,   Γ = a ω_xy (M + u w*ᵀ),   s = ω_yy λ^l
//   Π = ω_yx Mᵀ (M + u w*ᵀ),   Φ = a ρ ω_yx Mᵀ
// It resembles u⁺ = (1 − β) u + ∇f(w), w⁺ = w − η u: u remembers gradients and moves w. An analogy, not an identity:
// β and η are matrices, and w also gets a gradient directly. The factor 1 + s only rescales w; momentum needs the
// memory u.
#include "ltlab/transformer/recursion.h"

namespace ltlab {

// What stays the same over the layers of one task.
template <class T>
struct LeastSquares {
  Vector<T> w;  // (d)   w* = Σ⁻¹ α
  T rho;        //       ρ = λ − ⟨α, w*⟩, the residual sum of squares of w*
};

// O(d³). Refuses fewer than d context pairs, where w* does not exist.
template <class T>
LeastSquares<T> leastSquaresOf(const Statistics<T>& input);

// A layer in this form: its factors, and the terms that add up to the next u and w.
template <class T>
struct MomentumStep {
  Vector<T> r;           // (d)      Σ (a w* − w)
  Matrix<T> Lambda;      // (d, d)
  Matrix<T> Gamma;       // (d, d)
  T s;                   //          ω_yy λ^l
  Matrix<T> Pi, Phi;     // (d, d)
  Vector<T> keptMemory;  // (d)      (I − Λ) u
  Vector<T> newMemory;   // (d)      Γ r
  Vector<T> rescaled;    // (d)      (1 + s) w
  Vector<T> direct;      // (d)      −Π r
  Vector<T> fromMemory;  // (d)      −Φ u
  Vector<T> u, w;        // (d)      u⁺ = keptMemory + newMemory,  w⁺ = rescaled + direct + fromMemory
};

// One layer of any state. leastSquares: leastSquaresOf(input).   O(d³).
template <class T>
MomentumStep<T> momentumStep(const Omega<T>& omega, const Statistics<T>& input,
                             const LeastSquares<T>& leastSquares, const ImplicitState<T>& before);

}  // namespace ltlab
