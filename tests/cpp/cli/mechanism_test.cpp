// `ltlab attention` and `ltlab layer`: their numbers are the library's, and their refusals name what was typed.
#include "ltlab/attention/mechanism.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "ltlab/transformer/constructions.h"
#include "ltlab/transformer/one_layer.h"
#include "process.h"

namespace ltlab {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

class MechanismTest : public testing::Test {
 protected:
  Json printed(const std::string& arguments) {
    const Finished finished = workshop_.ltlab(arguments + " --json");
    EXPECT_EQ(finished.status, 0) << finished.err;
    return Json::parse(finished.out);
  }

  std::string refusal(const std::string& arguments) {
    const Finished finished = workshop_.ltlab(arguments);
    EXPECT_EQ(finished.status, 2);
    return finished.err;
  }

  Workshop workshop_;
};

Json rowsOf(const Matrix<double>& values) {
  Json rows = Json::array();
  for (const auto& row : values.rowwise()) rows.push_back(std::vector<double>(row.begin(), row.end()));
  return rows;
}

TEST_F(MechanismTest, AttentionPrintsWhatTheLibraryComputes) {
  const Json json = printed(
      "attention --words 'one two two' --map performer --features 5 --seed 4 --sharpness 2 --causal --length "
      "99 "
      "--head 7");
  MechanismSettings settings{FeatureKind::Performer, 5, 4, 2, true};
  const Mechanism run = runMechanism(embedWords("one two two", 3, 4), settings);
  EXPECT_EQ(json["tokens"], rowsOf(run.tokens));
  EXPECT_EQ(json["tokens"][1], json["tokens"][2]);
  EXPECT_EQ(json["omega"], rowsOf(run.map.omega));
  EXPECT_EQ(json["softmax"]["weights"], rowsOf(run.softmax.weights));
  EXPECT_EQ(json["softmax"]["scaled"][0][1], nullptr);
  EXPECT_EQ(json["linear"]["output"], rowsOf(run.linear.output));
  EXPECT_EQ(json["steps"][2]["S"], rowsOf(run.linear.stepS[2]));
  EXPECT_EQ(json["weightDeviation"], run.weightDeviation);
  EXPECT_EQ(json["bracket"]["scoresFirst"]["flops"], 2.0 * 99 * 99 * (5 + 7));
  EXPECT_EQ(json["bracket"]["stateFirst"]["flops"], 4.0 * 99 * 5 * 7);
}

TEST_F(MechanismTest, AttentionTakesRowsAndRefusesThemByName) {
  const Json json = printed("attention --rows '1,0;0,1;1,1' --map relu");
  EXPECT_EQ(json["tokens"], Json::parse("[[1.0,0.0],[0.0,1.0],[1.0,1.0]]"));
  EXPECT_FALSE(json.contains("omega"));
  EXPECT_EQ(json["steps"].size(), 4u);
  EXPECT_THAT(refusal("attention --rows '1,0;0'"), HasSubstr("must have as many numbers in every row"));
  EXPECT_THAT(refusal("attention --map exp"), HasSubstr("is not one of elu+1, relu"));
  EXPECT_THAT(refusal("attention --sharpness -1"), HasSubstr("--sharpness: -1 is outside [0, 100]"));
}

TEST_F(MechanismTest, LayerPrintsWhatTheLibraryComputes) {
  const Json json = printed("layer --points '1,2;-1,-1.5;0.5,1' --query 2 --omega 0.1,0.02,-0.3,-0.01");
  Task<double> task;
  task.x = Matrix<double>{{1.0}, {-1.0}, {0.5}};
  task.y = Vector<double>{{2.0, -1.5, 1.0}};
  task.query = Vector<double>{{2.0}};
  const OneLayer run = runOneLayer(task, layerOf<double>(1, {0.1, 0.02, -0.3, -0.01}));
  EXPECT_EQ(json["tokens"], rowsOf(run.tokens));
  EXPECT_EQ(json["after"], rowsOf(run.record.tokens));
  EXPECT_EQ(json["heads"].size(), 2u);
  EXPECT_EQ(json["heads"][1]["similarities"], rowsOf(run.record.heads[1].similarities));
  EXPECT_EQ(json["gradientStep"]["w"][0], run.gradientStep.w(0));
  EXPECT_EQ(json["labelDifference"], run.labelDifference);
}

TEST_F(MechanismTest, OmegaYxAloneIsOneGradientStep) {
  const Json json = printed("layer --points '1,0,2;0,1,-1;1,1,0.5' --query 1,2 --omega 0,0,-0.25,0");
  EXPECT_NEAR(json["gradientStep"]["rate"], 0.25, 1e-15);
  EXPECT_NEAR(json["gradientStep"]["w"][0], 0.625, 1e-15);
  EXPECT_NEAR(json["gradientStep"]["w"][1], -0.125, 1e-15);
  EXPECT_NEAR(json["prediction"], 0.375, 1e-15);
  EXPECT_LT(json["labelDifference"], 1e-15);
  EXPECT_EQ(json["inputMovement"], 0.0);
}

TEST_F(MechanismTest, LayerTakesHeadsOrOmegaButNotBoth) {
  const std::string task = "layer --points '1,2;-1,1' --query 1 ";
  const Json json = printed(task + "--heads '0,0,0,1,-0.1,0,0,0'");
  EXPECT_NEAR(json["omega"]["yx"], -0.1, 1e-15);
  EXPECT_THAT(refusal(task), HasSubstr("must be given, or --heads, or --network, and only one"));
  EXPECT_THAT(refusal(task + "--omega 1,2,3"), HasSubstr("must be four numbers: xx,xy,yx,yy"));
  EXPECT_THAT(refusal(task + "--heads 1,2,3"), HasSubstr("are not a multiple of 2 (d + 1)^2 = 8"));
  EXPECT_THAT(refusal("layer --points '1,2' --query 1,2 --omega 0,0,0,0"), HasSubstr("must equal d = 1"));
}

}  // namespace
}  // namespace ltlab
