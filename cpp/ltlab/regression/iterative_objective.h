#pragma once
// The objective that the iterative methods descend, for the statistics of a context X (n, d), y (n) and
// a ridge s ≥ 0:
//   f(w) = ½ ‖y − X w‖² + ½ s ‖w‖² = ½ wᵀ H w − αᵀ w + ½ λ,    H = Σ + s I,  Σ = XᵀX,  α = Xᵀy,  λ = yᵀy
//   ∇f(w) = H w − α
// A ridge is the same as d more context pairs (√s e_j, 0), so every method treats it as data.
#include "ltlab/regression/statistics.h"

namespace ltlab {

// f by its coefficients.
template <class T>
struct Objective {
  Matrix<T> H;      // (d, d), symmetric, positive semidefinite
  Vector<T> alpha;  // (d)
  T lambda = 0;
};

// f of a context with ridge s. O(d²). Refuses d = 0, a Gram matrix that is not square, not symmetric or not finite, a
// negative λ or ridge.
template <class T>
Objective<T> objectiveOf(const Statistics<T>& statistics, T ridge = 0);

// f(w), w (d). O(d²). Exact up to rounding of the size of ½ λ; see excessLoss for values near the minimum.
template <class T>
T objectiveLoss(const Objective<T>& objective, const Vector<T>& w);

// ∇f(w), w (d). O(d²).
template <class T>
Vector<T> objectiveGradient(const Objective<T>& objective, const Vector<T>& w);

// The eigenvalues of H that matter to a method started anywhere: gradients lie in the range of H, so a zero
// eigenvalue (n < d without ridge) never moves an iterate and is left out. Values at most d · ε · largest are zero.
template <class T>
struct Spectrum {
  Vector<T> values;   // (r), ascending and positive, r = rank of H
  Matrix<T> vectors;  // (d, r), orthonormal columns

  // H = 0 has no curvature to adapt a step to and no gradient to follow; unit curvature keeps step sizes finite.
  T smallest() const { return values.size() > 0 ? values(0) : T(1); }
  T largest() const { return values.size() > 0 ? values(values.size() - 1) : T(1); }
  T condition() const { return largest() / smallest(); }
};

// The positive eigenvalues of H. O(d³).
template <class T>
Spectrum<T> spectrumOf(const Objective<T>& objective);

// f(w) − min f = ½ gᵀ H⁺ g for g = ∇f(w): its error is of second order in the rounding of g, so that values
// far below ε λ still mean something. gradient (d) = ∇f(w).
template <class T>
T excessLoss(const Spectrum<T>& spectrum, const Vector<T>& gradient);

}  // namespace ltlab
