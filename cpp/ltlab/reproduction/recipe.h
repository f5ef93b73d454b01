#pragma once
// From a cell of the published table to a trained network: one rule for all models, depths, noise distributions, d and n.
// What was tried, and what it did, is on the page @ref recipe.
//
//  1. GD++ is fitted, not trained (reproduction/gd_fit.h): its expected loss is a mean over eigenvalues.
//  2. DIAG grows from 1 layer to L. Candidates at each depth: the best network so far with an idle layer inserted at every
//     position (reproduction/growth.h), the fitted GD++ network, and random starts. Each is trained briefly; the best on
//     validation tasks goes on.
//  3. FULL grows in the same way; DIAG of the same depth, written into P and Q, is a candidate, too.
//  4. The best network of depth L is finished: large batches, caps that let rare tasks through, and a few tasks with a
//     longer context (reproduction/descent.h). It is kept if it validates better than its start.
//  Gradients are computed in double precision where the loss is so small that single precision would be its noise.
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
  double fraction = 0;         // of the run's work
  std::int64_t tasks = 0;      // drawn so far
  std::string_view stage;      // "fit", "grow", "finish"
  double adjustedLoss = 0;     // of the best network so far on validation tasks; NaN before the first
};

// One stage that is done.
struct StageRecord {
  std::string name;         // as RecipeProgress::stage
  Model model = Model::Diag;
  int layers = 0;
  int candidates = 0;
  std::int64_t tasks = 0;      // drawn in this stage for training
  double validationLoss = 0;   // of its best network
};

// A trained network.
struct RecipeResult {
  Vector<double> parameters;   // as in transformer/parameters.h
  double validationLoss = 0;   // adjusted, on tasks that are the same for all seeds
  std::int64_t tasks = 0;      // drawn for training; a fit's spectra count
  std::vector<StageRecord> stages;
};

// The recipe's numbers: the same for every cell.
struct RecipePlan {
  struct Stage {
    int steps, batch;
    double rate;
    int validationTasks;
  };
  Stage probe{600, 256, 2e-2, 4096};  // of every candidate
  Stage settle{1500, 512, 2e-2, 16384};  // of the best candidates of a depth
  Stage finish{800, 4096, 1e-2, 200'000};  // of the best network of the last depth
  int settled = 3;                    // how many settle
  double taskCap = 300, gradientClip = 10;  // of these two stages (reproduction/descent.h)
  double rareWeight = 1e-4;           // Descent::rareWeight, not in probes
};

// The recipe for one seed of one cell: a pure function of the cell, the seed and the plan. `observe` is called several times a
// second; nothing is returned when it says false. Refuses what requireCell refuses, and seeds above 2^52.
std::optional<RecipeResult> runRecipe(const Cell& cell, std::uint64_t seed,
                                      const std::function<bool(const RecipeProgress&)>& observe,
                                      const RecipePlan& plan = {});

// How many seeds to choose from.
int defaultSeeds(const Cell& cell);

}  // namespace ltlab
