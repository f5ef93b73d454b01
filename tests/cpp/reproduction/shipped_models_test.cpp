// The models that the page loads are as good as their files say, and the recipe finds them again.
#include <gmock/gmock.h>

#include <cmath>
#include <fstream>

#include "ltlab/reproduction/recipe.h"
#include "ltlab/reproduction/recipe_version.h"
#include "ltlab/reproduction/stored_model.h"

namespace ltlab {
namespace {

std::string contentOf(const std::string& name) {
  std::ifstream file(LTLAB_TESTS "/../web/public/models/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<StoredModel> shippedModels() {
  std::vector<StoredModel> models;
  for (const std::string& file : modelFilesOf(contentOf("index.json"))) {
    models.push_back(modelFromJson(contentOf(file)));
    EXPECT_EQ(file, cellName(models.back().cell) + ".json");
  }
  return models;
}

double lossOf(const StoredModel& model, const Vector<double>& parameters, std::int64_t tasks,
              std::uint64_t seed) {
  return evaluate(model.cell.architecture(), parameters, model.cell.problem(), tasks, seed).adjusted.mean;
}

TEST(ShippedModels, AreThereAndAreOfThisRecipe) {
  const std::vector<StoredModel> models = shippedModels();
  EXPECT_GE(models.size(), 1u);
  for (const StoredModel& model : models) EXPECT_EQ(model.recipe, recipeVersion) << cellName(model.cell);
}

// Without noise a deep network's mean is that of a few tasks in 100,000, and a small sample misses them: only a loss that
// is too high tells of a wrong model.
TEST(ShippedModels, HaveTheirLossOnFreshTasks) {
  constexpr std::int64_t tasks = 4000;
  for (const StoredModel& model : shippedModels()) {
    const Evaluation fresh =
        evaluate(model.cell.architecture(), model.parameters, model.cell.problem(), tasks, 987654321);
    EXPECT_EQ(fresh.nonFiniteTasks, 0) << cellName(model.cell);
    const double deviation =
        model.adjusted.standardError * std::sqrt(1 + double(model.evaluationTasks) / double(tasks));
    EXPECT_LE(fresh.adjusted.mean, model.adjusted.mean + 6 * deviation) << cellName(model.cell);
    const double least = maxNoise(model.cell.noise) == 0 ? 0 : model.adjusted.mean - 6 * deviation;
    EXPECT_GE(fresh.adjusted.mean, least) << cellName(model.cell);
  }
}

TEST(ShippedModels, ASmallOneIsFoundAgainByTheRecipe) {
  const StoredModel shipped = modelFromJson(contentOf("diag-2-uniform-5.json"));
  const auto again = runRecipe(shipped.cell, shipped.seed, [](const RecipeProgress&) { return true; });
  ASSERT_TRUE(again.has_value());
  constexpr int tasks = 20'000;
  EXPECT_NEAR(lossOf(shipped, again->parameters, tasks, 5) / lossOf(shipped, shipped.parameters, tasks, 5), 1,
              0.01);
}

}  // namespace
}  // namespace ltlab
