#pragma once
// From a cell of the published table to a trained network: one rule for all models, depths, noises, d and n.
// What was tried, and what it did, is on the page @ref recipe.
//
//  1. GD++ is fitted, not trained (reproduction/gd_fit.h): its expected loss is a mean over eigenvalues.
//  2. DIAG grows from 1 layer to L. Candidates at each depth: the best networks of the depth before with an idle layer
//     inserted at every position (reproduction/growth.h), the fitted GD++ network, and random starts. Each is trained
//     briefly; the best on validation tasks go on.
//  3. FULL grows in the same way; DIAG of the same depth, written into P and Q, is a candidate, too.
//  4. The best network of depth L is finished: large batches, caps that let rare tasks through, and a few tasks with a
//     longer context (reproduction/descent.h).
//  No stage can do harm: a network that was better before it stays as it was.
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
  double fraction = 0;      // of the run's work
  std::int64_t tasks = 0;   // drawn so far
  std::string_view stage;   // "fit", "grow", "finish"
  double adjustedLoss = 0;  // of the best network so far on validation tasks; NaN before the first
};

// One stage that is done.
struct StageRecord {
  std::string name;  // as RecipeProgress::stage
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
  std::int64_t tasks = 0;     // drawn for training; a fit's spectra count
  std::vector<StageRecord> stages;
};

// The recipe's numbers: the same for every cell.
struct RecipePlan {
  // One descent (reproduction/descent.h), judged on so many validation tasks.
  struct Stage {
    int steps, batch;
    double rate, taskCap, gradientClip, rareWeight;
    int validationTasks;
  };
  Stage probe{1500, 128, 2e-2, 10, 3, 0, 4096};            // of every candidate
  Stage settle{1000, 512, 2e-2, 300, 10, 1e-4, 16384};     // of the best of a depth
  Stage finish{1200, 4096, 1e-2, 300, 10, 1e-4, 200'000};  // of the best of the last depth
  int settled = 4;                                         // how many settle, and are grown from
  double sameMinimum = 1.003;  // networks whose losses have a smaller quotient count as one
};

// The recipe for one seed of one cell: a pure function of the cell, the seed and the plan. `observe` is called several
// times a second; nothing is returned when it says false. Refuses what requireCell refuses, and seeds above 10⁹.
std::optional<RecipeResult> runRecipe(const Cell& cell, std::uint64_t seed,
                                      const std::function<bool(const RecipeProgress&)>& observe,
                                      const RecipePlan& plan = {});

}  // namespace ltlab
