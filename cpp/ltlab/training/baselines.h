#pragma once
// What the network is compared with: closed forms of regression/ridge.h, tuned for a noise distribution where
// they have constants, as adjusted losses (expected loss minus the oracle's, exactly averaged over query and
// task). MATH §4.
#include <cstdint>

#include "ltlab/training/evaluation.h"

namespace ltlab {

struct Baselines {
  std::int64_t tasks = 0;
  Estimate oracle;  // half squared error of the oracle itself: ½ σ² tr (Σ + σ²I)⁻¹
  Estimate ols;
  Estimate constRr;
  double s = 0;  // ConstRR's shrinkage
  Estimate adaRr;
  Estimate tunedRr;
  double m = 0, t = 0;  // TunedRR: min(m RSS/(n − d), t)
};

// Tuned and evaluated on tasks 0 … tasks − 1 of `seed`'s baseline stream. tasks: 100 … 10,000,000.   O(tasks
// d³).
Baselines computeBaselines(const Problem& problem, std::int64_t tasks, std::uint64_t seed);

}  // namespace ltlab
