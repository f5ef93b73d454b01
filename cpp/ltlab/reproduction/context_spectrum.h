#pragma once
// How the eigenvalues of Σ = Σ_i x_i x_iᵀ are distributed, x_i ~ N(0, I_d), i = 1 … n. Without noise a GD++ network is
// a polynomial in Σ, and how well it does is decided by eigenvalues that one task in a million has. These come from
// the density of the largest (smallest) eigenvalue when the others are given, which is known:
//   p(v | v_2, …, v_d) ∝ v^((n − d − 1)/2) exp(−v/2) Π_j |v − v_j|
// (Muirhead 1982, theorem 3.2.18). The others are drawn by Bartlett's bidiagonal form (Dumitriu and Edelman 2002, arXiv
// math-ph/0206043), O(d²) a spectrum.
#include <cstdint>

#include "ltlab/numeric/matrix.h"

namespace ltlab {

// The mean over tasks of Σ_k f(v_k), v_k the eigenvalues of Σ, is Σ_i weight_i f(value_i).
struct ContextSpectrum {
  Vector<double> value, weight;  // ascending values

  std::int64_t spectra = 0;  // that were drawn
};

// What less than three tasks in ten million have is left out, at both ends. Refuses what requireProblem refuses of d
// and n.
ContextSpectrum contextSpectrum(int d, int n, std::uint64_t seed);

}  // namespace ltlab
