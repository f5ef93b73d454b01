#pragma once
// Adjusted losses printed in Vladymyrov et al. 2024, table 1 (arXiv 2402.14180): d = 10, n = 20, half squared error.
#include "ltlab/regression/noise.h"
#include "ltlab/transformer/parameters.h"

namespace ltlab {

// The loss of a network; NaN where the table has no value.
double publishedLoss(Model model, int layers, const NoiseDistribution& noise);

// The baselines that the table has.
enum class Baseline { ConstRr, AdaRr, TunedRr };

// The loss of a baseline; NaN where the table has no value.
double publishedLoss(Baseline baseline, const NoiseDistribution& noise);

}  // namespace ltlab
