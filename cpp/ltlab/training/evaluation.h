#pragma once
// How good a network is. The adjusted loss is the model's loss minus the oracle's (ridge with the known
// noise); it is exactly E ½‖w^L − w*_{σ²}‖² (MATH §4), so that neither query nor task noise enters.
#include <cstdint>
#include <vector>

#include "ltlab/training/settings.h"

namespace ltlab {

// A mean over tasks and the standard error of that mean.
struct Estimate {
  double mean = 0, standardError = 0;
};

Estimate estimateOf(const double* values, std::int64_t count, std::int64_t stride = 1);

struct Evaluation {
  std::int64_t tasks = 0;
  Estimate adjusted;
  std::vector<Estimate> afterLayer;  // read out after layer 0 (w = 0), 1, …, L
  std::int64_t nonFiniteTasks = 0;   // counted, and left out of the means
};

// Tasks 0 … tasks − 1 of `seed`'s validation stream, in double precision. tasks: 1 … 100,000,000.
Evaluation evaluate(const Architecture& architecture, const Vector<double>& parameters,
                    const Problem& problem, std::int64_t tasks, std::uint64_t seed);

// Adjusted loss against σ: per level, `tasks` tasks with exactly that noise. Means are dominated by rare
// tasks outside the trained range, hence the quantiles.
struct SigmaProfile {
  std::vector<double> sigma, mean, standardError, median, q10, q90;
};

SigmaProfile sigmaProfile(const Architecture& architecture, const Vector<double>& parameters,
                          const Problem& problem, const std::vector<double>& sigmas, std::int64_t tasks,
                          std::uint64_t seed);

}  // namespace ltlab
