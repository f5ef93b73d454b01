#pragma once
// How good a network is. The adjusted loss is the model's loss minus the oracle's (ridge with the known noise), in half
// squared errors. Averaged over the query and the task's weights it is exactly E ½‖w^L − w*_{σ²}‖² (equations.h:
// adjusted-loss), so that neither query nor task noise enters.
#include <cstdint>
#include <vector>

#include "ltlab/training/settings.h"

namespace ltlab {

// A mean over tasks and the standard error of that mean.
struct Estimate {
  double mean = 0, standardError = 0;
};

// Of values[0], values[stride], … (count of them), by Welford's running variance. O(count).
Estimate estimateOf(const double* values, std::int64_t count, std::int64_t stride = 1);

// A network on many tasks.
struct Evaluation {
  std::int64_t tasks = 0;
  Estimate adjusted;
  std::vector<Estimate> afterLayer;  // read out after layer 0 (w = 0), 1, …, L
  std::int64_t nonFiniteTasks = 0;   // counted, and left out of the means
};

// Tasks 0 … tasks − 1 of `seed`'s validation stream, in double precision. O(tasks (n d² + L d³)) for DIAG, O(H) times
// that for FULL; with Sampler::Statistics, which means other tasks of the same distribution, n costs nothing. Refuses
// tasks outside [1, 100,000,000], a problem of another d, another number of parameters, and an
// architecture or a problem out of range.
Evaluation evaluate(const Architecture& architecture, const Vector<double>& parameters,
                    const Problem& problem, std::int64_t tasks, std::uint64_t seed,
                    Sampler sampler = Sampler::Tokens);

// Adjusted loss against σ: per level, `tasks` tasks with exactly that noise. Means are dominated by rare
// tasks outside the trained range, hence the quantiles.
struct SigmaProfile {
  std::vector<double> sigma, mean, standardError, median, q10, q90;
};

// The profile over the levels `sigmas` (standard deviations). Refuses what evaluate refuses, more than 10,000,000 tasks
// and levels outside [0, 100]. Memory O(tasks).
SigmaProfile sigmaProfile(const Architecture& architecture, const Vector<double>& parameters,
                          const Problem& problem, const std::vector<double>& sigmas, std::int64_t tasks,
                          std::uint64_t seed);

}  // namespace ltlab
