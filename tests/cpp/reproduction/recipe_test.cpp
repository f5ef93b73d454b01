#include "ltlab/reproduction/recipe.h"

#include <gmock/gmock.h>

#include <cmath>

#include "ltlab/numeric/require.h"
#include "ltlab/training/evaluation.h"
#include "ltlab/training/published.h"

namespace ltlab {
namespace {
using testing::StrEq;
using testing::ThrowsMessage;

bool goOn(const RecipeProgress&) {
  return true;
}

RecipePlan briefPlan() {
  RecipePlan plan;
  plan.probe.steps = plan.settle.steps = plan.finish.steps = 80;
  plan.settle.batch = plan.finish.batch = 256;
  plan.probe.validationTasks = plan.settle.validationTasks = plan.finish.validationTasks = 1024;
  return plan;
}

Cell smallCell(Model model, int layers = 2) {
  return {model, layers, parseNoise("uniform:2"), 4, 9};
}

double evaluated(const Cell& cell, const RecipeResult& result) {
  return evaluate(cell.architecture(), result.parameters, cell.problem(), 20000, 3, Sampler::Statistics)
      .adjusted.mean;
}

TEST(Recipe, IsAPureFunctionOfCellAndSeed) {
  for (Model model : {Model::Full, Model::Diag, Model::GdPlusPlus}) {
    const Cell cell = smallCell(model);
    const auto first = runRecipe(cell, 1, goOn, briefPlan()), again = runRecipe(cell, 1, goOn, briefPlan());
    EXPECT_EQ(first->parameters, again->parameters);
    EXPECT_EQ(first->validationLoss, again->validationLoss);
    EXPECT_NE(first->parameters, runRecipe(cell, 2, goOn, briefPlan())->parameters);
  }
}

TEST(Recipe, ReportsProgressUpToTheEnd) {
  const Cell cell = smallCell(Model::Full);
  RecipeProgress last;
  std::string stages;
  const auto result = runRecipe(
      cell, 1,
      [&](const RecipeProgress& progress) {
        EXPECT_GE(progress.fraction, last.fraction);
        EXPECT_LE(progress.fraction, 1);
        EXPECT_GE(progress.tasks, last.tasks);
        if (progress.stage != last.stage) stages += std::string(progress.stage) + " ";
        last = progress;
        return true;
      },
      briefPlan());
  EXPECT_EQ(stages, "fit grow finish ");
  std::int64_t tasks = 0;
  for (const StageRecord& stage : result->stages) tasks += stage.tasks;
  EXPECT_EQ(tasks, result->tasks);
  EXPECT_EQ(result->stages.back().validationLoss, result->validationLoss);
}

TEST(Recipe, StopsAtEveryStageWhenToldTo) {
  for (const char* stage : {"fit", "grow", "finish"}) {
    bool told = false;
    const auto result = runRecipe(
        smallCell(Model::Diag), 1,
        [&](const RecipeProgress& progress) {
          EXPECT_FALSE(told);
          told = progress.stage == stage;
          return !told;
        },
        briefPlan());
    EXPECT_FALSE(result) << stage;
  }
}

// DIAG can tell noise levels apart, GD++ cannot; more layers do not harm.
TEST(Recipe, MakesMoreFreedomPayOff) {
  const Cell gd = smallCell(Model::GdPlusPlus, 3), diag = smallCell(Model::Diag, 3),
             shallow = smallCell(Model::Diag, 2);
  const double loss = evaluated(diag, *runRecipe(diag, 1, goOn, briefPlan()));
  EXPECT_LT(loss, 0.9 * evaluated(gd, *runRecipe(gd, 1, goOn)));
  EXPECT_LT(loss, 0.9 * evaluated(shallow, *runRecipe(shallow, 1, goOn, briefPlan())));
}

// The published numbers have three digits.
TEST(Recipe, ReachesPublishedLosses) {
  for (const Cell& cell :
       {Cell{Model::GdPlusPlus, 2, parseNoise("uniform:2")},
        Cell{Model::GdPlusPlus, 7, parseNoise("uniform:0")}, Cell{Model::Diag, 2, parseNoise("uniform:5")}}) {
    const auto result = runRecipe(cell, 1, goOn);
    EXPECT_LT(evaluated(cell, *result), 1.03 * publishedLoss(cell.model, cell.layers, cell.noise))
        << cellName(cell);
  }
}

TEST(Recipe, RefusesWhatIsNoCell) {
  EXPECT_THAT(
      [] {
        runRecipe({Model::Diag, 0}, 1, goOn);
      },
      ThrowsMessage<InputError>(StrEq("layers: 0 is outside [1, 16]")));
  EXPECT_THAT([] { runRecipe({}, std::uint64_t(1) << 33, goOn); },
              ThrowsMessage<InputError>(StrEq("seed: 8589934592 is outside [0, 1000000000]")));
}

}  // namespace
}  // namespace ltlab
