#include "ltlab/reproduction/recipe.h"

#include <limits>

#include "ltlab/training/evaluation.h"
#include "ltlab/training/trainer.h"

namespace ltlab {

std::optional<RecipeResult> runRecipe(const Cell& cell, std::uint64_t seed,
                                      const std::function<bool(const RecipeProgress&)>& observe) {
  constexpr std::uint64_t validationSeed = std::uint64_t(1) << 53;
  requireCell(cell);
  TrainingSettings settings;
  settings.architecture = cell.architecture();
  settings.problem = cell.problem();
  settings.seed = seed;
  Trainer trainer(settings);
  const auto tasks = [&] { return std::int64_t(trainer.stepsDone()) * settings.batch; };
  while (!trainer.done()) {
    trainer.step();
    if (trainer.stepsDone() % 20 == 0 && !observe({double(trainer.stepsDone()) / settings.steps, tasks(),
                                                   "train", std::numeric_limits<double>::quiet_NaN()}))
      return std::nullopt;
  }
  RecipeResult result{trainer.parameters(), 0, tasks(), {}};
  result.validationLoss =
      evaluate(settings.architecture, result.parameters, settings.problem, 20'000, validationSeed)
          .adjusted.mean;
  result.stages = {{"train", cell.model, cell.layers, 1, result.tasks, result.validationLoss}};
  return result;
}

}  // namespace ltlab
