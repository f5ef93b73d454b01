#pragma once
// Results of a sweep of tiny untrained networks: every file and figure can be made of them in milliseconds.
#include "ltlab/reproduction/recipe_version.h"
#include "ltlab/reproduction/sweep_results.h"
#include "ltlab/training/trainer.h"

namespace ltlab {

inline Sweep smallSweep() {
  Sweep sweep;
  sweep.columns = parseColumns("uniform:1,uniform:2,set:1,3");
  sweep.layers = parseLayers("1,2");
  sweep.models = parseModels("gd++,diag,full");
  sweep.d = 2;
  sweep.n = 5;
  sweep.seeds = 2;
  sweep.tasks = 1000;
  return sweep;
}

// Instead of runRecipe: the start of a training run. A pure function of its arguments.
inline RecipeResult untrained(const Cell& cell, std::uint64_t seed) {
  TrainingSettings settings;
  settings.architecture = cell.architecture();
  settings.problem = cell.problem();
  settings.seed = seed;
  RecipeResult result{initialParameters(settings), 0, std::int64_t(1000 + seed), {}};
  result.validationLoss =
      evaluate(settings.architecture, result.parameters, settings.problem, 200, 77).adjusted.mean;
  result.stages = {{"start", cell.model, cell.layers, 1, result.tasks, result.validationLoss}};
  return result;
}

inline SeedResult smallSeed(const Cell& cell, std::uint64_t seed) {
  return {cell, recipeVersion, seed, 0.25, untrained(cell, seed)};
}

inline CellResult smallCell(const Cell& cell) {
  return *evaluateCell({smallSeed(cell, 1), smallSeed(cell, 2)}, 1000, [] { return true; });
}

inline const SweepResults& smallResults() {
  static const SweepResults results = [] {
    SweepResults all{smallSweep(), {}, {}};
    for (const NoiseDistribution& noise : all.sweep.columns)
      all.columns.push_back(evaluateColumn({all.sweep.d, all.sweep.n, noise}, all.sweep.tasks));
    for (const Cell& cell : cellsOf(all.sweep)) all.cells.push_back(smallCell(cell));
    return all;
  }();
  return results;
}

}  // namespace ltlab
