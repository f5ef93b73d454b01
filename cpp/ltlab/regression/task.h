#pragma once
// A task τ (sequence, prompt) of noisy linear regression. Vladymyrov et al. 2024, §3.1:
//   w ~ N(0, I_d),  σ ~ p(σ),  x_i ~ N(0, I_d),  y_i = ⟨w, x_i⟩ + ξ_i,  ξ_i ~ N(0, σ²),  i = 1 … n
//   query x_t ~ N(0, I_d), target y_t = ⟨w, x_t⟩ without noise.
#include <cstdint>

#include "ltlab/numeric/matrix.h"
#include "ltlab/numeric/random.h"
#include "ltlab/regression/noise.h"

namespace ltlab {

// The distribution that tasks are drawn from.
struct Problem {
  int d = 10;  // dimension of x, 1 … 64
  int n = 20;  // context pairs, d + 1 … 100,000: ordinary least squares and its residual variance must exist
  NoiseDistribution noise;

  bool operator==(const Problem&) const = default;
};

// Refuses d and n outside their ranges.
void requireProblem(const Problem& problem);

// One draw.
template <class T>
struct Task {
  Matrix<T> x;      // (n, d)
  Vector<T> y;      // (n)
  Vector<T> w;      // (d)
  Vector<T> query;  // (d)
  T sigma;          // standard deviation of the noise

  // y_t, without noise.
  T target() const { return w.dot(query); }
};

// Task number `index` of a seed: a pure function of its arguments. All random numbers are single precision
// values, so the float and the double task differ only by the rounding of y. Numbers of the sequence: the first word
// gives σ; then normals in the order w, query, then x_i, ξ_i for each i. O(n d). Refuses what requireProblem refuses.
template <class T>
Task<T> sampleTask(const Problem& problem, RandomKey key, std::uint64_t index);

}  // namespace ltlab
