#pragma once
// The series behind figures 1 to 7 of Vladymyrov et al. 2024, ready to be drawn, with four digits.
//   1  loss against layers, one panel per U(0, σ_max)
//   2  loss against σ: the deepest models for each σ_max; every depth for one σ_max
//   3  both for sets of noise levels
//   4  P and Q of a FULL network, and ω of every network
//   5  loss read out after each layer, for every depth, with the spread over seeds
//   6  loss that is not adjusted against σ
//   7  loss against σ after each layer, for every depth
// Figures 5, 6, 7 and the second part of 2 are about U(0, 5), or the largest σ_max if that is not in the sweep; figure 4
// about {1, 3} with 4 layers, or the first set and the greatest depth up to 4.
#include <string>

#include "ltlab/reproduction/sweep_results.h"

namespace ltlab {

inline constexpr int figureCount = 7;

// {"format": "ltlab-figure", "version": 1, "figure": number, "panels": [...]}. A panel says what it shows (noise, layers,
// model), what is on its x axis ("layers", "sigma", "readOut"), the levels that were trained on, and its series; a series has a
// name, x, mean, and where they exist standardError, median, q10, q90, published, seedMean, seedDeviation. Panels of what
// is not finished are left out. Refuses numbers outside [1, 7].
std::string figureToJson(const SweepResults& results, int number);

}  // namespace ltlab
