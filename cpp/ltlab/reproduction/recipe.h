#pragma once
// From a cell of the published table to a trained network: one run of training/trainer.h with its default settings.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ltlab/reproduction/cell.h"

namespace ltlab {

// Where a run is.
struct RecipeProgress {
  double fraction = 0;     // of the run's work
  std::int64_t tasks = 0;  // drawn so far
  std::string_view stage;
  double adjustedLoss = 0;  // on validation tasks; NaN before the first
};

// One stage that is done.
struct StageRecord {
  std::string name;
  Model model = Model::Diag;
  int layers = 0;
  int candidates = 0;
  std::int64_t tasks = 0;     // drawn in this stage for training
  double validationLoss = 0;  // of its best network
};

// A trained network.
struct RecipeResult {
  Vector<double> parameters;  // as in transformer/parameters.h
  double validationLoss = 0;  // adjusted, on tasks that are the same for all seeds
  std::int64_t tasks = 0;     // drawn for training
  std::vector<StageRecord> stages;
};

// The recipe for one seed of one cell: a pure function of both. `observe` is called several times a second; nothing is
// returned when it says false. Refuses what requireCell refuses.
std::optional<RecipeResult> runRecipe(const Cell& cell, std::uint64_t seed,
                                      const std::function<bool(const RecipeProgress&)>& observe);

}  // namespace ltlab
