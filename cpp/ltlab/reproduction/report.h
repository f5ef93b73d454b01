#pragma once
// The results as a page of Markdown: published, ours, their ratio, the standard error, and the tasks that it took.
#include <string>

#include "ltlab/reproduction/sweep_results.h"

namespace ltlab {

// A table of all cells side by side, then a table per column with its baselines.
std::string reportOf(const SweepResults& results);

// "U(0, 5)", "{1, 3}", "1"
std::string noiseSymbol(const NoiseDistribution& noise);

// A number as the tables print it: "0.0597", "2.48e-12".
std::string shortNumber(double value, int digits);

}  // namespace ltlab
