#pragma once
// What a sweep has found, as one value, and the file of all its numbers.
#include <string>
#include <vector>

#include "ltlab/reproduction/cell_result.h"
#include "ltlab/reproduction/column_result.h"
#include "ltlab/reproduction/sweep.h"

namespace ltlab {

// Columns and cells in the order of the sweep; those that are not finished are missing.
struct SweepResults {
  Sweep sweep;
  std::vector<ColumnResult> columns;
  std::vector<CellResult> cells;

  // The finished cell, or nullptr.
  const CellResult* find(const NoiseDistribution& noise, int layers, Model model) const;
  // The finished column, or nullptr.
  const ColumnResult* find(const NoiseDistribution& noise) const;
};

// Tasks that a published model was trained on: 200,000 steps of 2,048.
inline constexpr double publishedTrainingTasks = 200'000.0 * 2048;

// One JSON object: the sweep, the columns with tuned constants, the cells with published values and all profiles.
// Parameters are in the models' files. A pure function of the results: no times, no names of machines.
std::string resultsToJson(const SweepResults& results);

}  // namespace ltlab
