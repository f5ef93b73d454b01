#pragma once
// One task through one network, a layer at a time, with every number on the way: the recursion term by term
// (recursion.h), the momentum form of its layers (momentum_form.h), the tokens themselves (forward_tokens.h), and how far
// the first two are from what they claim to be.
#include <optional>
#include <vector>

#include "ltlab/transformer/comparison.h"
#include "ltlab/transformer/forward_tokens.h"
#include "ltlab/transformer/momentum_form.h"

namespace ltlab {

// Everything that a page can show of it. L layers.
struct Walkthrough {
  Task<double> task;                  // its w has no rows where the points are somebody's own
  Comparison comparison;              // no methods; its network holds the L steps of the recursion
  Vector<double> prediction;          // (L + 1)   ⟨w^l, x_t⟩
  TokenTrace<double> tokens;          // moved one by one
  std::vector<Omega<double>> omegas;  // L, or none: a layer is not DIAG
  std::optional<LeastSquares<double>> leastSquares;  // none: XᵀX has no inverse
  std::vector<MomentumStep<double>> momentum;        // L, or none: without ω or without least squares
  double tokenDifference;  // of the recursion: differenceFromTokens, NaN where a number is not finite
  double
      momentumDifference;  // of the momentum form from the recursion, NaN where there is none or not finite
};

// ω of every layer; empty where one is not DIAG, as in a FULL network. O(L H d²).
std::vector<Omega<double>> omegasOf(const Network<double>& network);

// The ω of own layers from numbers in the order xx, xy, yx, yy. Refuses all but 1 … 16 layers of four finite numbers.
std::vector<Omega<double>> omegasFrom(const std::vector<double>& numbers);

// task.x (n, d)   task.y (n)   task.query (d).   O(L H n² d²), because the tokens are moved one by one.
// Refuses n above 1000, sizes that disagree, and numbers that are not finite.
Walkthrough walkThrough(const Task<double>& task, const Network<double>& network);

}  // namespace ltlab
