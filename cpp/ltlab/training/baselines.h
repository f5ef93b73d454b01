#pragma once
// What the network is compared with: closed forms of regression/ridge.h, tuned for a noise distribution where they have
// constants, as adjusted losses (expected loss minus the oracle's, exactly averaged over query and task; evaluation.h).
#include <cstdint>
#include <vector>

#include "ltlab/training/evaluation.h"

namespace ltlab {

// Adjusted losses of the closed forms, and their constants.
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

// Evaluated on tasks 0 … tasks − 1 of `seed`'s baseline stream, tuned on the first 20,000 of them. O(tasks d³).
// Refuses tasks outside [100, 10,000,000] and a problem out of range.
Baselines computeBaselines(const Problem& problem, std::int64_t tasks, std::uint64_t seed);

// Means at fixed noise levels: the oracle's half squared error, and adjusted losses with constants tuned before.
struct BaselineProfile {
  std::vector<double> sigma, oracle, ols, constRr, adaRr, tunedRr;
};

// The profile over the levels `sigmas` (standard deviations), with `tasks` tasks each of `seed`'s baseline stream.
// O(tasks d³) per level. Refuses what computeBaselines refuses, and levels outside [0, 100].
BaselineProfile baselineProfile(const Baselines& tuned, const Problem& problem,
                                const std::vector<double>& sigmas, std::int64_t tasks, std::uint64_t seed);

}  // namespace ltlab
