// `ltlab trace`: its numbers are the library's, and its refusals name what was typed.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "ltlab/regression/conditioned_task.h"
#include "ltlab/training/trainer.h"
#include "ltlab/transformer/comparison.h"
#include "process.h"

namespace ltlab {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class TraceTest : public testing::Test {
 protected:
  TraceTest() {
    settings_.architecture = {Model::Diag, 3, 1, 2};
    settings_.problem = {2, 10, parseNoise("uniform:3")};
    settings_.steps = 200;
    settings_.batch = 32;
    Trainer trainer(settings_);
    while (!trainer.done()) trainer.step();
    checkpoint_ = trainer.checkpoint();
    saveCheckpoint(checkpoint_, workshop_.path("model.json"));
  }
  Json traced(const std::string& arguments) {
    const Finished finished = workshop_.ltlab("trace " + arguments + " --json");
    EXPECT_EQ(finished.status, 0) << finished.err;
    return Json::parse(finished.out);
  }

  Workshop workshop_;
  TrainingSettings settings_;
  Checkpoint checkpoint_;
};

std::vector<double> listOf(const Vector<double>& values) {
  return {values.begin(), values.end()};
}

TEST_F(TraceTest, PrintsWhatTheLibraryComputes) {
  const Json json = traced(
      "--network model.json --seed 7 --index 2 --sigma 1.5 --condition 20 --steps 5 --start 1,-2 "
      "--methods heavy-ball:momentum=0.9:rate-scale=0.5,adam");
  const Task<double> task = chosenTask({.seed = 7, .index = 2, .sigma = 1.5, .condition = 20});
  ComparisonRequest request{
      .x = task.x, .y = task.y, .sigma = 1.5, .penalty = 2.25, .start = {}, .methods = {}};
  request.start = Vector<double>{{1, -2}};
  request.steps = 5;
  MethodRequest heavyBall{Method::HeavyBall};
  heavyBall.momentum = 0.9;
  heavyBall.rateScale = 0.5;
  request.methods = {heavyBall, {Method::Adam}};
  const Network<double> network = networkOf(settings_.architecture, checkpoint_.parameters);
  const Comparison comparison = compareSolvers(request, &network);
  EXPECT_EQ(json["ridge"], Json(listOf(comparison.ridge)));
  EXPECT_EQ(json["trueW"], Json(listOf(task.w)));
  EXPECT_EQ(json["network"]["w"][3], Json(listOf(comparison.network->recursion.last().w)));
  EXPECT_EQ(json["network"]["excess"], Json(listOf(comparison.network->quality.excess)));
  const MethodRun& run = comparison.methods[0];
  EXPECT_EQ(json["methods"][0]["name"], "heavy-ball");
  EXPECT_EQ(json["methods"][0]["w"][5], Json(listOf(run.trace.w.row(5))));
  EXPECT_EQ(json["methods"][0]["state"]["velocity"][5],
            Json(listOf(run.trace.stateNamed("velocity").row(5))));
  EXPECT_EQ(json["methods"][1]["state"].size(), 2u);
}

TEST_F(TraceTest, TakesOwnPoints) {
  const Json json = traced("--points '1,0,2;0,1,-1' --sigma 0 --methods conjugate-gradient --steps 2");
  EXPECT_EQ(json["x"], Json::parse("[[1.0, 0.0], [0.0, 1.0]]"));
  EXPECT_EQ(json["ols"], Json::parse("[2.0, -1.0]"));
  EXPECT_FALSE(json.contains("trueW"));
  EXPECT_FALSE(json.contains("network"));
  EXPECT_LT(json["methods"][0]["excess"][2].get<double>(), 1e-25);
}

TEST_F(TraceTest, SaysNullWhereANumberIsNotFinite) {
  EXPECT_EQ(traced("--points '1,1,2' --methods ''")["ols"][0], nullptr);
}

TEST_F(TraceTest, AsTextHasARowPerLayerAndStep) {
  const Finished finished = workshop_.ltlab("trace --network model.json --methods adam --steps 2");
  EXPECT_THAT(finished.out, HasSubstr("\nnetwork\nlayer"));
  EXPECT_THAT(finished.out, HasSubstr("\nadam\nstep"));
}

struct Refusal {
  const char *arguments, *message;
};

TEST_F(TraceTest, RefusesByName) {
  const Refusal refusals[] = {
      {"--steps 0", "--steps: 0 is outside [1, 200]"},
      {"--sigma x", "--sigma: \"x\" is not a number"},
      {"--sigma 101", "--sigma: 101 is outside [0, 100]"},
      {"--condition 0.5", "--condition: 0.5 is outside [1, 1000000]"},
      {"--penalty -1", "--penalty: -1 is outside [0, 1000000]"},
      {"--start 1", "--start: \"1\" must be as many numbers as x has, 2"},
      {"--points 1,2", "--points: \"1,2\" must be 2 numbers x and one y"},
      {"--points 1,2,z", "--points: \"z\" is not a number"},
      {"--points 1,2,3 --n 4", "--n: \"4\" says how to draw a task, but --points gives one"},
      {"--methods adam:rate", "--methods: \"rate\" must be NAME=NUMBER"},
      {"--methods adam:speed=1",
       "--methods: \"speed\" is not one of rate, momentum, decay, epsilon, rate-scale"},
      {"--methods adam:rate=0", "rate: 0 must be positive and finite"},
      {"--network none.json", "--network: \"none.json\" does not exist"},
      {"--network model.json --d 3", "--network: 2 is the d of this network, but not that of the task"},
  };
  for (const auto& [arguments, message] : refusals) {
    const Finished finished = workshop_.ltlab(std::string("trace ") + arguments);
    EXPECT_EQ(finished.status, 2) << arguments;
    EXPECT_EQ(finished.err, std::string("ltlab trace: ") + message + "\n");
    EXPECT_EQ(finished.out, "");
  }
  EXPECT_THAT(workshop_.ltlab("trace --methods sgd").err,
              HasSubstr("--methods: \"sgd\" is not one of gradient-descent, heavy-ball"));
}

}  // namespace
}  // namespace ltlab
