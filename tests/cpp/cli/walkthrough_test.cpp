// `ltlab walkthrough`: its numbers are the library's, and its refusals name what was typed.
#include "ltlab/transformer/walkthrough.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "ltlab/regression/conditioned_task.h"
#include "ltlab/training/trainer.h"
#include "ltlab/transformer/constructions.h"
#include "process.h"

namespace ltlab {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class WalkthroughTest : public testing::Test {
 protected:
  Json walked(const std::string& arguments) {
    const Finished finished = workshop_.ltlab("walkthrough " + arguments + " --json");
    EXPECT_EQ(finished.status, 0) << finished.err;
    return Json::parse(finished.out);
  }

  Workshop workshop_;
};

std::vector<double> listOf(const Vector<double>& values) {
  return {values.begin(), values.end()};
}

std::vector<std::vector<double>> rowsOf(const Matrix<double>& values) {
  std::vector<std::vector<double>> rows;
  for (const auto& row : values.rowwise()) rows.push_back(listOf(row.transpose()));
  return rows;
}

TEST_F(WalkthroughTest, PrintsWhatTheLibraryComputes) {
  const Json json = walked("--seed 7 --sigma 1.5 --omegas '-0.02,0.001,-0.05,0;0,0.002,-0.1,0.002'");
  const Walkthrough walk =
      walkThrough(chosenTask({.seed = 7, .sigma = 1.5}),
                  networkOf<double>(2, {{-0.02, 0.001, -0.05, 0}, {0, 0.002, -0.1, 0.002}}));
  const RecursionStep<double>& step = walk.comparison.network->recursion.steps[1];
  const Json& layer = json["layers"][1];
  EXPECT_EQ(layer["AM"], Json(rowsOf(step.AM)));
  EXPECT_EQ(layer["Mc"], Json(listOf(step.Mc)));
  EXPECT_EQ(layer["w"], Json(listOf(step.after.w)));
  EXPECT_EQ(layer["omega"]["xy"], walk.omegas[1].xy);
  EXPECT_EQ(layer["momentum"]["Pi"], Json(rowsOf(walk.momentum[1].Pi)));
  EXPECT_EQ(layer["momentum"]["fromMemory"], Json(listOf(walk.momentum[1].fromMemory)));
  EXPECT_EQ(json["network"]["w"][2], layer["w"]);
  EXPECT_EQ(json["prediction"], Json(listOf(walk.prediction)));
  EXPECT_EQ(json["tokens"][2]["query"], Json(listOf(walk.tokens.query[2])));
  EXPECT_EQ(json["tokenDifference"], walk.tokenDifference);
}

TEST_F(WalkthroughTest, TakesOwnPointsAndSaysNullWhereNothingFixesTheWeights) {
  const Json json = walked("--points '1,0.5,2' --query 1,1 --sigma 0.5 --omegas 0,0,-0.5,0");
  EXPECT_EQ(json["layers"][0]["w"], Json::parse("[1.0, 0.5]"));
  EXPECT_EQ(json["prediction"][1], 1.5);
  EXPECT_EQ(json["ols"][0], nullptr);
  EXPECT_EQ(json["rho"], nullptr);
  EXPECT_EQ(json["momentumDifference"], nullptr);
  EXPECT_FALSE(json["layers"][0].contains("momentum"));
  EXPECT_FALSE(json.contains("trueW"));
}

TEST_F(WalkthroughTest, WalksThroughANetworkFromAFile) {
  TrainingSettings settings;
  settings.architecture = {Model::Full, 2, 1, 2};
  settings.problem = {2, 10, parseNoise("uniform:3")};
  saveCheckpoint(Trainer(settings).checkpoint(), workshop_.path("model.json"));
  const Json json = walked("--network model.json");
  EXPECT_EQ(json["layers"].size(), 2u);
  EXPECT_FALSE(json["layers"][0].contains("omega"));
  EXPECT_LT(json["tokenDifference"].get<double>(), 1e-13);
}

TEST_F(WalkthroughTest, AsTextHasTheFourQuantitiesOfEveryLayer) {
  const Finished finished = workshop_.ltlab("walkthrough --omegas 0,0,-0.05,0");
  EXPECT_EQ(finished.status, 0) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("\nlayer 1"));
  for (const char* name : {"\n  M ", "\n  u ", "\n  a ", "\n  w ", "\n  from tokens", "\n  momentum form"})
    EXPECT_THAT(finished.out, HasSubstr(name));
}

TEST_F(WalkthroughTest, RefusesByName) {
  const std::pair<const char*, const char*> refusals[] = {
      {"", "--network: \"\" must be given, or --omegas, and not both"},
      {"--omegas 1,2,3", "omegas.length: 3 must be four numbers per layer"},
      {"--omegas 1,2,x,4", "--omegas: \"x\" is not a number"},
      {"--omegas 0,0,0,0 --query 1", "--query: \"1\" must be as many numbers as x has, 2"},
      {"--omegas 0,0,0,0 --points 1,2,3", "--query: \"\" is missing: --points says nothing about it"},
      {"--omegas 0,0,0,0 --n 2000", "--n: 2000 is outside [1, 1000]"},
      {"--network none.json", "--network: \"none.json\" does not exist"},
  };
  for (const auto& [arguments, message] : refusals) {
    const Finished finished = workshop_.ltlab(std::string("walkthrough ") + arguments);
    EXPECT_EQ(finished.status, 2) << arguments;
    EXPECT_EQ(finished.err, std::string("ltlab walkthrough: ") + message + "\n");
    EXPECT_EQ(finished.out, "");
  }
}

}  // namespace
}  // namespace ltlab
